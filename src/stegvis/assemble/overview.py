"""The year and the four before it in figures, the members' contributions, and the association's own limits."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.assemble import cells, wording
from stegvis.assemble.material import Material
from stegvis.core.catalogue import CATALOGUE
from stegvis.core.document import Block, Cell, CellKind, Column, Row, RowKind, StatementBlock
from stegvis.core.figures import population_of
from stegvis.core.finance import OverviewYear, Ratio, Rule, RuleKind, accounts_of, overview, rules
from stegvis.core.money import ZERO
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.render.numbers import money, percent


@dataclass(frozen=True, slots=True)
class YearInFigures:
    """One year of the five-year overview, in the association's unit; None where nothing says it."""

    year: int
    income: Decimal | None
    costs: Decimal | None
    result: Decimal | None
    equity: Decimal | None
    equity_ratio: Decimal | None
    employees: Decimal | None


_NOTHING_KNOWN = YearInFigures(0, None, None, None, None, None, None)


def five_years_of(material: Material) -> tuple[YearInFigures, ...]:
    """The year and up to four before it of which something is known, latest first."""
    return tuple(_year(material, one) for one in overview(material.package, material.year))


def _year(material: Material, one: OverviewYear) -> YearInFigures:
    accounts = accounts_of(material.package, one.year)
    equity = accounts.balance.get("equity_closing") if accounts else None
    typed = material.typed("equity", one.year)
    return YearInFigures(
        one.year,
        one.income,
        one.costs,
        one.result,
        typed if equity is None else equity,
        one.equity_ratio,
        one.employees,
    )


def five_years(material: Material) -> Iterator[Block]:
    """The overview of five years (*översikt över verksamhetens utveckling*)."""
    years = five_years_of(material)
    columns = tuple(Column(str(one.year), CellKind.AMOUNT, str(one.year)) for one in years)
    rows = (
        _over_years("Intäkter", "income", years, lambda one: cells.amount(one.income)),
        _over_years("Kostnader", "costs", years, lambda one: cells.amount(one.costs)),
        _over_years("Årets resultat", "result", years, lambda one: cells.amount(one.result)),
        _over_years("Eget kapital vid årets slut", "equity", years, lambda one: cells.amount(one.equity)),
        _over_years("Soliditet", "equity_ratio", years, lambda one: cells.percent(one.equity_ratio)),
        _over_years("Antal anställda", "employees", years, lambda one: cells.count(one.employees)),
    )
    missing = [str(one.year) for one in reversed(years) if one.income is None or one.equity is None]
    notes = (f"Streck: uppgiften finns inte i underlaget för {wording.listed(missing)}.",) if missing else ()
    yield StatementBlock("five-years", "Fem år i sammandrag", "", columns, rows, material.unit, notes)


def _over_years(label: str, code: str, years: Sequence[YearInFigures], cell: Callable[[YearInFigures], Cell]) -> Row:
    return Row(label, tuple(cell(one) for one in years), code=code)


def key_figures(material: Material) -> Iterator[Block]:
    """The year in a few figures, beside the year before."""
    this, last = (*five_years_of(material), _NOTHING_KNOWN)[:2]
    rows = (
        *(_persons(material, "Deltagare, personer", "participants") if _has_persons(material) else ()),
        *_participations(material),
        *_persons(material, "Avslut", "exits"),
        Row("Intäkter", (cells.amount(this.income), cells.amount(last.income)), code="income"),
        Row("Kostnader", (cells.amount(this.costs), cells.amount(last.costs)), code="costs"),
        Row("Årets resultat", (cells.amount(this.result), cells.amount(last.result)), code="result"),
        Row("Eget kapital vid årets slut", (cells.amount(this.equity), cells.amount(last.equity)), code="equity"),
    )
    columns = (
        Column(str(material.year), CellKind.AMOUNT, "amount"),
        Column(str(material.year - 1), CellKind.AMOUNT, "previous"),
    )
    kept = tuple(row for row in rows if any(cell.hidden or cell.value is not None for cell in row.cells))
    caption = "Året i siffror"
    notes = (f"Belopp i {material.unit}, övriga rader i antal.",)
    yield StatementBlock("key-figures", caption, "", columns, kept, "", notes)


def _persons(material: Material, label: str, figure: str) -> Iterator[Row]:
    """A count of persons or exits beside last year's; nothing where none is registered."""
    found = material.number(figure)
    if found and (found.value or found.hidden):
        yield Row(label, (cells.count(found.value, hidden=found.hidden), _last_year(material, figure)), code=figure)


def _last_year(material: Material, figure: str) -> Cell:
    """Last year's count: as it was released, else as it was typed in from print."""
    found = population_of(figure, material.last_years_tables())
    if found is None:
        return cells.count(material.typed(figure, material.year - 1))
    return cells.count(found.value, hidden=found.hidden)


def _has_persons(material: Material) -> bool:
    """Whether any participant is registered as a person, and not only counted."""
    names = [name for name in CATALOGUE if name.startswith("participants-by-")]
    tables = [table for name in names for table in material.named(name)]
    return any(isinstance(one, RefusedTable) or _is_of_persons(one) for one in tables)


def _is_of_persons(table: ReleasedTable) -> bool:
    total = tuple(TOTAL for _ in table.head.dimensions)
    return table.head.population != "participations" and table.cells.get(total) != 0


def _participations(material: Material) -> Iterator[Row]:
    """Participations, where some initiatives have counted without rows: the same person may be in them several times."""
    for table in material.released("participants-by-initiative"):
        total = table.cells.get((TOTAL, TOTAL), 0)
        if table.head.population == "participations" and total != 0:
            of = f", {material.party_name(table.party)}" if table.party else ""
            now = cells.count(total, hidden=total is None)
            before = cells.count(None) if table.party else _last_years_participations(material)
            yield Row(f"Deltaganden i alla insatser{of}", (now, before), code="participations")


def _last_years_participations(material: Material) -> Cell:
    table = material.last_years_tables().get("participants-by-initiative")
    if table is None or table.head.population != "participations":
        return cells.count(None)
    total = table.cells.get((TOTAL, TOTAL))
    return cells.count(total, hidden=total is None)


def members(material: Material) -> Iterator[Block]:
    """What each member has paid into the association."""
    given = [one for one in material.package.contributions or () if one.year in (material.year, material.year - 1)]
    parties = list(dict.fromkeys(one.party for one in given))
    if not parties:
        return
    years = [year for year in (material.year, material.year - 1) if any(one.year == year for one in given)]
    paid = {(one.party, one.year): one.amount for one in given}
    rows = [
        Row(_payer(material, party), tuple(cells.amount(paid.get((party, year))) for year in years), code=party)
        for party in parties
    ]
    sums = tuple(cells.amount(sum((one.amount for one in given if one.year == year), ZERO)) for year in years)
    columns = tuple(Column(str(year), CellKind.AMOUNT, str(year)) for year in years)
    total = Row("Summa", sums, RowKind.TOTAL, code="total")
    yield StatementBlock(
        "members", "Medlemmarnas bidrag", "Medlem", columns, (*rows, total), material.unit, _who_pays(material)
    )


def _payer(material: Material, party: str) -> str:
    return material.party_name(party)


def _who_pays(material: Material) -> tuple[str, ...]:
    """Who pays another's share: Försäkringskassan pays for both state authorities."""
    return tuple(
        f"{material.party_name(party.pays_with)} betalar även för {party.name}."
        for party in material.package.profile.parties
        if party.pays_with
    )


def ratios(material: Material) -> Iterator[Block]:
    """The association's ratios this year and the year before."""
    this = [one for one in material.ratios if one.year == material.year]
    if not this:
        return
    last = {one.ratio: one for one in material.ratios if one.year == material.year - 1}
    columns = (
        Column(str(material.year), CellKind.PERCENT, "amount"),
        *((Column(str(material.year - 1), CellKind.PERCENT, "previous"),) if last else ()),
    )
    rows = tuple(_ratio_row(one, last) for one in this)
    yield StatementBlock("ratios", "Nyckeltal", "Nyckeltal", columns, rows)


def _ratio_row(this: Ratio, last: Mapping[str, Ratio]) -> Row:
    before = last.get(this.ratio)
    values = (cells.percent(this.value), *((cells.percent(before.value if before else None),) if last else ()))
    return Row(wording.RATIOS.get(this.ratio, this.ratio), values, code=this.ratio)


def limits(material: Material) -> Iterator[Block]:
    """The financial rules with their limits, and whether they hold."""
    found = rules(material.package, material.year)
    if not found:
        return
    columns = (Column("Utfall", CellKind.TEXT), Column("Gräns", CellKind.TEXT), Column("Hålls", CellKind.TEXT))
    rows = tuple(_rule_row(material, one) for one in found)
    notes = tuple(_decided(material, one) for one in found if one.decided_deficit)
    yield StatementBlock("rules", "Ekonomiska regler", "Regel", columns, rows, "", notes)


def _rule_row(material: Material, rule: Rule) -> Row:
    bound = "högst" if rule.at_most else "minst"
    value = "" if rule.value is None else _in_words(material, rule, rule.value)
    holds = {None: "kan inte avgöras", True: "ja", False: "nej"}[rule.holds]
    words = (value, f"{bound} {_in_words(material, rule, rule.limit)}", holds)
    return Row(wording.RULES.get(rule.name, rule.name), tuple(cells.text(one) for one in words), code=rule.name)


def _decided(material: Material, rule: Rule) -> str:
    amount = _in_words(material, rule, rule.decided_deficit)
    return f"{wording.RULES.get(rule.name, rule.name)}: {amount} av det egna kapitalet får användas enligt beslutad budget."


def _in_words(material: Material, rule: Rule, value: Decimal) -> str:
    if rule.kind is RuleKind.PERCENT:
        return percent(value)
    return money(value, material.unit)
