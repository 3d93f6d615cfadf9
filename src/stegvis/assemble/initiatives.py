"""Initiatives in the report: participants, what they cost and what a participant costs, and what was counted without rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.assemble import cells
from stegvis.assemble.material import Material
from stegvis.assemble.statistics import REFUSED
from stegvis.core.document import Block, Cell, CellKind, Column, RefusedTableBlock, Row, RowKind, StatementBlock
from stegvis.core.money import ZERO, Unit
from stegvis.core.package import ASSOCIATION, Initiative
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.messages import note

PARTICIPANTS = "participants-by-initiative"
TALLIES = "tallies-by-measure"
#: The note of a table in which at least one count is an estimate.
ESTIMATED = "NOTE-006"

_PARTICIPANTS = "participants"
_HIDDEN_COST = "Kostnad per deltagare visas bara där antalet deltagare visas."


@dataclass(frozen=True, slots=True)
class Counted:
    """A released count: None and not hidden where the initiative or the sex is not in the table."""

    value: int | None
    hidden: bool = False

    @property
    def cell(self) -> Cell:
        """The count as a cell."""
        return cells.count(self.value, hidden=self.hidden)


ABSENT = Counted(None)


def participants(material: Material, initiative: str, sex: str = TOTAL) -> Counted:
    """The released number of participants of an initiative. Several parties' numbers are not added: persons may be in both."""
    found = [
        Counted(table.cells[(initiative, sex)], hidden=table.cells[(initiative, sex)] is None)
        for table in material.released(PARTICIPANTS)
        if (initiative, sex) in table.cells
    ]
    counted = [one for one in found if one.hidden or one.value]
    return counted[0] if len(counted) == 1 else (found[0] if found and not counted else ABSENT)


def owners(material: Material, initiative: Initiative) -> str:
    """Who runs the initiative."""
    names = (
        material.package.profile.name if owner == ASSOCIATION else material.party_name(owner)
        for owner in initiative.owner
    )
    return ", ".join(names)


def costs(material: Material, initiative: str) -> tuple[Decimal | None, Decimal | None]:
    """Budget and outcome of the budget lines that are this initiative's alone, costs positive."""
    lines = [row for row in material.budget.lines if row.initiatives == (initiative,) and not row.income]
    return _sum(row.budget for row in lines), _sum(row.amount for row in lines)


def cost_per_participant(material: Material, initiative: str) -> Decimal | None:
    """The outcome by the released number of participants; None where that number is not published."""
    _, outcome = costs(material, initiative)
    number = participants(material, initiative).value
    return outcome / number if outcome is not None and number else None


def cost_decimals(material: Material) -> int:
    """A cost for each participant is a small number of thousands: one decimal where the unit is tkr."""
    return 1 if material.package.profile.unit is Unit.TKR else 0


def individual_initiatives(material: Material) -> Iterator[Block]:
    """The individual initiatives with participants by sex and what a participant costs."""
    initiatives = material.initiatives("individual")
    if not initiatives:
        return
    yield from _refusals(material, PARTICIPANTS)
    sexes = counted_sexes(material)
    planned = any(one.planned_participants is not None for one in initiatives)
    columns = (
        *(Column(label, CellKind.COUNT, sex) for sex, label in sexes.items()),
        *((Column("Planerat", CellKind.COUNT, "planned"),) if planned else ()),
        Column("Kostnad", CellKind.AMOUNT, "amount"),
        Column("Kostnad per deltagare", CellKind.AMOUNT, "cost_per_participant"),
    )
    rows = tuple(_individual_row(material, one, sexes, planned=planned) for one in initiatives)
    caption = f"Individinriktade insatser {material.year}: deltagare och kostnad"
    notes = (f"Kostnader i {material.unit}.", *_cost_notes(material, initiatives), *_estimated(material))
    yield StatementBlock("individual-initiatives", caption, "Insats", columns, rows, "", notes)


def _estimated(material: Material) -> Iterator[str]:
    """Which initiatives' participants are estimates; where the rows are a party's, that some are."""
    tables = [table for table in material.released(PARTICIPANTS) if ESTIMATED in table.head.notes]
    facts = (one for one in material.package.tallies or () if one.estimated and one.measure == _PARTICIPANTS)
    ids = dict.fromkeys(one.initiative for one in facts if any(one.end in table.head.period for table in tables))
    if ids:
        yield f"Cirka, uppskattat antal deltagare: {_names(material, ids)}."
    elif tables:
        yield note(ESTIMATED)


def _individual_row(material: Material, one: Initiative, sexes: Mapping[str, str], *, planned: bool) -> Row:
    _, outcome = costs(material, one.id)
    counted = [participants(material, one.id, sex).cell for sex in sexes]
    plan = [cells.count(one.planned_participants)] if planned else []
    money = (cells.amount(outcome), cells.amount(cost_per_participant(material, one.id), cost_decimals(material)))
    return Row(one.name, (*counted, *plan, *money), code=one.id)


def _cost_notes(material: Material, initiatives: Sequence[Initiative]) -> tuple[str, ...]:
    return (_HIDDEN_COST,) if any(participants(material, one.id).hidden for one in initiatives) else ()


def counted_sexes(material: Material) -> dict[str, str]:
    """The columns of sex of the released table, in its order."""
    found: dict[str, str] = {}
    for table in material.released(PARTICIPANTS):
        sex = table.head.dimension("sex")
        found |= {category.code: category.label for category in sex.categories} if sex else {}
    found.pop(TOTAL, None)
    return {**found, TOTAL: "Totalt"}


def structural_initiatives(material: Material) -> Iterator[Block]:
    """Structural initiatives and support functions with owner, budget and outcome."""
    initiatives = material.initiatives("structural", "support")
    if not initiatives:
        return
    columns = (
        Column("Ägare", CellKind.TEXT),
        Column("Budget", CellKind.AMOUNT, "budget"),
        Column("Utfall", CellKind.AMOUNT, "amount"),
    )
    rows = [_structural_row(material, one) for one in initiatives]
    shared = [row for row in material.budget.lines if len(row.initiatives) > 1]
    rows += [
        Row(row.label, (cells.EMPTY, cells.amount(row.budget), cells.amount(row.amount)), code=row.line)
        for row in shared
    ]
    notes = tuple(f"{row.label} avser flera insatser: {_names(material, row.initiatives)}." for row in shared)
    caption = f"Strukturövergripande insatser och stödfunktioner {material.year}"
    yield StatementBlock("structural-initiatives", caption, "Insats", columns, tuple(rows), material.unit, notes)


def _structural_row(material: Material, one: Initiative) -> Row:
    budget, outcome = costs(material, one.id)
    amounts = (cells.optional_amount(budget), cells.optional_amount(outcome))
    return Row(one.name, (cells.text(owners(material, one)), *amounts), code=one.id)


def _names(material: Material, ids: Iterable[str]) -> str:
    found = (material.package.initiative(one) for one in ids)
    return ", ".join(one.name for one in found if one)


def tallies(material: Material) -> Iterator[Block]:
    """What was counted without rows, initiative by initiative; measures where nothing was counted are left out."""
    yield from _refusals(material, TALLIES)
    for table in material.released(TALLIES):
        rows = tuple(tally_rows(table, table.head.dimensions[0].codes))
        if rows:
            columns = tuple(Column(one.label, CellKind.COUNT, one.code) for one in table.head.dimensions[-1].categories)
            of = f", {material.party_name(table.party)}" if table.party else ""
            caption = f"Antal utan personuppgifter (pinnstatistik) {table.head.period}{of}"
            name, notes = f"tallies{table.party and '-'}{table.party}", tuple(estimates(material, table))
            yield StatementBlock(name, caption, "Mått", columns, rows, notes=notes)


def estimates(material: Material, table: ReleasedTable, initiative: str = "") -> Iterator[str]:
    """Which of the printed counts are estimates (`cirka`), by measure and initiative; of a party's, only that some are."""
    names, measures, _ = table.head.dimensions
    if ESTIMATED not in table.head.notes:
        return
    shown = {(one, measure) for one in names.codes for measure in measures.codes if one in (initiative or one)}
    counted = (fact for fact in material.package.tallies or () if fact.estimated and fact.end in table.head.period)
    found = dict.fromkeys((fact.initiative, fact.measure) for fact in counted)
    rows = [
        f"{measures.label(measure).lower()} ({names.label(one)})" for one, measure in found if (one, measure) in shown
    ]
    if rows:
        yield f"Cirka, uppskattade antal: {', '.join(rows)}."
    elif not initiative:
        yield note(ESTIMATED)


def tally_rows(table: ReleasedTable, initiatives: Sequence[str], *, headed: bool = True) -> Iterator[Row]:
    """The measures with anything counted, below the name of each initiative; participants have a table of their own."""
    names, measures, sexes = table.head.dimensions
    for initiative in initiatives:
        rows = []
        for measure in (one for one in measures.categories if one.code != _PARTICIPANTS):
            values = [table.cells[(initiative, measure.code, sex)] for sex in sexes.codes]
            if any(value != 0 for value in values):
                row = tuple(_tally_cells(values, sexes.codes))
                rows.append(Row(measure.label, row, code=f"{initiative}/{measure.code}"))
        if rows and headed:
            yield Row(names.label(initiative), tuple(cells.EMPTY for _ in sexes.codes), RowKind.GROUP, code=initiative)
        yield from rows


def _tally_cells(values: Sequence[int | None], sexes: Sequence[str]) -> Iterator[Cell]:
    """The cells of a row. What is not counted by sex has no women and men, and what is has none without: `–` and not 0."""
    by_sex = any(value != 0 for value, sex in zip(values, sexes, strict=True) if sex in ("woman", "man"))
    for value, sex in zip(values, sexes, strict=True):
        none = value == 0 and not (by_sex and sex in ("woman", "man"))
        yield cells.count(None) if none else cells.count(value, hidden=value is None)


def _refusals(material: Material, name: str) -> Iterator[Block]:
    for table in material.named(name):
        if isinstance(table, RefusedTable):
            yield RefusedTableBlock(table.name, table.title, REFUSED)


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None where there is nothing to add or something is not known."""
    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    return sum(known, ZERO) if found and len(known) == len(found) else None
