"""Amounts in running text against the tables: the row that is named, what the statements call it, or any long amount."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.approximations import told
from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.figures import SCALES
from stegvis.checking.once import once
from stegvis.checking.prose.amounts import Amount, amounts_of, begins_in
from stegvis.checking.prose.mentions import clause_of, years_in
from stegvis.checking.prose.named_cells import cells_of, paired
from stegvis.checking.prose.naming import Naming, subjects
from stegvis.checking.understanding import ColumnKind, Printed, Understood, Version
from stegvis.checking.words.stems import stems
from stegvis.core.report_findings import FindingClass

#: Slips that tell a long number from another one: digits swapped, one wrong, one dropped or doubled.
_SLIPS = ("WHY-004", "WHY-005", "WHY-006", "WHY-009")
#: So many figures that are no noughts at the end make a number that no other is by chance but for two that are swapped, and
#: one more for any slip; in a named row fewer do.
_LONG, _NAMED = 5, 3
#: Amounts further apart than this many times are not of the same thing.
_FAR = 3


def amounts_are_those_of_the_tables(report: Understood) -> Iterator[Relation]:
    """ "Lotsen kostade 2 510 tkr" where its row has 2 150, "kostade 7 269 646 kr" where the total is 7 296 646."""
    for sentence in report.sentences:
        amounts = list(amounts_of(sentence))
        names = subjects(sentence, report) if amounts else ()
        rows = paired([one.number for one in amounts], names)
        for amount in amounts:
            own = rows.get(amount.number.id)
            relation = (own and _of_named(amount, own, report)) or _of_any(amount, report)
            if relation or (not names and (relation := _of_role(amount, report))):
                yield relation


def _of_named(amount: Amount, naming: Naming, report: Understood) -> Relation | None:
    """The amount against its row: its budget or outcome if text says which, else what it is a slip of."""
    years = years_in(amount.clause) or {report.year or 0}
    version = amount.version(report.words)
    timely = [one for one in cells_of(naming.rows) if one.is_of(years, report.year)]
    cells = [one.number for one in timely if version in (None, one.version)]
    said = version and len(years) == 1 and _is_said(amount, version, report)
    meant = _meant(amount, cells, naming) if said else None
    return (
        meant
        if meant and (naming.sure or meant.holds)
        else _slip(amount, cells, _NAMED, _SLIPS if version else _SLIPS[:1])
    )


def _is_said(amount: Amount, version: Version, report: Understood) -> bool:
    """Whether words say without doubt that it is the budget, the outcome or the forecast of the whole year."""
    known = report.words.data["amounts"]
    partly = [] if version is Version.FORECAST else known["part_of_year"]
    return not begins_in(amount.clause, known["not_costs"] + partly) and begins_in(
        amount.clause, known[f"sure_{version.value}"]
    )


def _meant(amount: Amount, cells: Sequence[Printed], naming: Naming) -> Relation | None:
    """The amount against the money that it is, in whatever unit that really is, else against the only one that is near."""
    relations = [
        one for cell in cells if cell.unit in SCALES and (one := _in_its_unit(amount, cell, naming.rows[0].row.label))
    ]
    held = next((one for one in relations if one.holds), None)
    return held or (relations[0] if len({one.expected for one in relations}) == 1 else None)


def _in_its_unit(amount: Amount, cell: Printed, label: str) -> Relation | None:
    for unit in sorted(SCALES, key=lambda unit: unit != cell.unit):
        number = replace(cell, unit=unit)
        exact = abs(number.exact) / (amount.number.exact_step / amount.number.step)
        if exact and Decimal(1) / _FAR < abs(amount.number.value) / exact < _FAR:
            sign = -1 if number.value < 0 else 1
            return told("REP-305", amount.number, exact, (Term(number, sign),), 85, what=label)
    return None


def _of_any(amount: Amount, report: Understood) -> Relation | None:
    """The amount against any long one of the tables that it is or is a slip of."""
    return _slip(amount, _likely(amount, report), _LONG, _SLIPS)


def _of_role(amount: Amount, report: Understood) -> Relation | None:
    """An amount of what the statements call costs, income, result, equity or cash against all that they print of it."""
    words = report.words.data["claims"]["quantities"]
    roles = {role for name, role in words.items() if name in amount.clause}
    cells = [
        one.printed for one in quantities.of(report).all if one.role in roles and one.role not in quantities.PERCENT
    ]
    return None if amount.is_change or len(roles) != 1 else _slip(amount, cells, _NAMED, _SLIPS)


def _slip(amount: Amount, cells: Sequence[Printed], figures: int, slips: Sequence[str]) -> Relation | None:
    """The amount against the cell that it is, or that it is a slip of, if there is just one."""
    if amount.number.figure.about:
        return None
    alike = [cell for cell in cells if cell.unit == amount.number.unit]
    if held := next((one for one in alike if abs(one.value) == abs(amount.number.value)), None):
        return _told(amount, held) if _figures(held) >= figures else None
    alike = [cell for cell in alike if _figures(cell) >= figures]
    own = _figures(amount.number)
    near = {
        abs(one.value): one
        for one in alike
        if own >= _figures(one) - 1
        and _is_slip(amount.number, one, slips[:1] if _figures(one) == figures == _LONG else slips)
    }
    return _told(amount, next(iter(near.values()))) if len(near) == 1 else None


def _figures(number: Printed) -> int:
    return len(f"{abs(number.value):f}".replace(".", "").rstrip("0"))


def _is_slip(number: Printed, cell: Printed, slips: Sequence[str]) -> bool:
    return slip_of(abs(number.value), abs(cell.value)) in slips


def _told(amount: Amount, cell: Printed) -> Relation:
    what = " ".join(amount.said.split()[-5:])
    sign = 1 if (cell.value < 0) == (amount.number.value < 0) else -1
    relation = told("REP-305", amount.number, sign * cell.value, (Term(cell, sign),), 85, what=what)
    return replace(relation, kind=FindingClass.CONFLICT, echo=True)


def _likely(amount: Amount, report: Understood) -> list[Printed]:
    """All long amounts of tables, if none is this one: those of totals, and of rows or columns that the clause has a word of."""
    said = {one for one in stems(clause_of(amount.sentence, amount.number)) if len(one) > 3}
    cells = _cells(report)
    if any(abs(cell.value) == abs(amount.number.value) and cell.unit == amount.number.unit for cell, _, _ in cells):
        return [cell for cell, _, _ in cells]
    return [cell for cell, words, total in cells if total or words & said]


@once
def _cells(report: Understood) -> Sequence[tuple[Printed, frozenset[str], bool]]:
    """The money of all tables, with the words of its row, and whether that is a total or has a role."""
    return [
        (cell, frozenset(stems(row.label)), row.total or bool(row.roles))
        for table in report.tables
        for row in table.rows
        for column in table.columns
        if column.kind is ColumnKind.FIGURES and (cell := row.cells.get(column.place)) is not None
    ]


CHECKS = (amounts_are_those_of_the_tables,)
