"""Changes that text tells of a row of a table: "47 464 kronor mindre än 2023", "203 tkr lägre än budget", "ökade med 85 tkr"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.relations import Relation, Term, same, sum_of
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.texts.windows import windows
from stegvis.checking.prose.naming import NamedRow, is_beside, subjects
from stegvis.checking.prose.wordings import Said, marked, told
from stegvis.checking.understanding import Column, ColumnKind, Printed, ReadTable, Sentence, Understood, Version
from stegvis.core.report_findings import FindingClass

#: So many figures make a change that is near the row's own one of it by more than chance.
_FIGURES = 3
#: Smaller numbers than this are in many rows by chance.
_FEW = 20


@dataclass(frozen=True, slots=True)
class Pair:
    """What a row, or a quantity of the statements, is now and what it is compared with."""

    now: Printed
    then: Printed

    def change(self, amount: Printed, way: str) -> Relation:
        """The amount against the difference, whichever way it goes."""
        values = (("what", way or "i avvikelse"), ("now", self.now.figure.text), ("then", self.then.figure.text))
        if amount.unit == "%":
            return replace(self._in_percent(amount), values=values)
        costs = self.now.value < 0 and self.then.value < 0
        grew = 1 if (self.now.exact >= self.then.exact) != costs else -1
        sign = -1 if costs else 1
        terms = [Term(self.now, grew * sign), Term(self.then, -grew * sign)]
        relation = sum_of("REP-311", amount, terms, 85)
        return replace(relation, values=values, kind=FindingClass.CONFLICT, echo=True)

    def _in_percent(self, share: Printed) -> Relation:
        """The change in percent of what it was, rounded or cut; rounded money may make it a step more or less."""
        exact = abs(abs(self.now.exact) - abs(self.then.exact)) * 100 / (abs(self.then.exact) or Decimal(1))
        rounded = exact.quantize(share.step, ROUND_HALF_UP)
        slack = share.step * (self.now.unit in ("tkr", "mnkr"))
        terms = (Term(self.now), Term(self.then))
        return Relation("REP-311", share, terms, rounded, exact - share.step - slack, rounded + slack, 85, (), False,
                        FindingClass.CONFLICT, echo=True)  # fmt: skip


def changes_are_those_of_the_row(report: Understood) -> Iterator[Relation]:
    """The change of a named row, of what the statements call it, or of the total beside it; told first where one is right."""
    for at, sentence in enumerate(report.sentences):
        done: set[int] = set()
        for said in _said(report, at, sentence):
            amount = said.numbers["change"]
            if amount.id not in done and not amount.figure.about and "then" not in said.numbers:
                done.add(amount.id)
                yield from _against(amount, said, sentence, report)


def _said(report: Understood, at: int, sentence: Sentence) -> Iterator[Said]:
    """What the sentence says of a change, unless it tells what was then and now itself."""
    if sentence.numbers:
        for window in (*windows(report, at), [sentence]):
            own = {one.numbers["change"].id for one in told("changes", marked(window, report.words), report.words)}
            found = told("changes_of_rows", marked([sentence], report.words), report.words)
            yield from (one for one in found if one.numbers["change"].id not in own)


def _against(amount: Printed, said: Said, sentence: Sentence, report: Understood) -> Iterator[Relation]:
    pairs = [one for one in _pairs(said, sentence, report) if _alike(one, amount)]
    relations = [one.change(amount, said.words.get("way", "")) for one in pairs]
    held = next((one for one in relations if one.holds), None)
    differences = {abs(one.expected) for one in relations}
    if held:
        yield held
    elif len(differences) == 1 and _is_meant(amount, pairs[0], relations[0], sentence):
        yield relations[0]
    elif len(differences) == 1 and amount.unit != "%" and _is_asked(amount, relations[0], sentence, report):
        yield replace(relations[0], certainty=75)


def _alike(pair: Pair, amount: Printed) -> bool:
    return pair.now.unit == pair.then.unit and (amount.unit in ("%", pair.now.unit)) and pair.now.unit != "%"


def _is_meant(amount: Printed, pair: Pair, relation: Relation, sentence: Sentence) -> bool:
    """Whether the change is a slip of the row's, or the row's number of now stands in the sentence too."""
    told_now = any(abs(one.exact) == abs(pair.now.exact) for one in sentence.numbers if one.id != amount.id)
    slip = (
        amount.unit != "%"
        and slip_of(amount.value, abs(relation.expected))
        and len(f"{abs(relation.expected):f}".strip("0.")) >= _FIGURES
    )
    return bool(told_now or slip)


def _is_asked(amount: Printed, relation: Relation, sentence: Sentence, report: Understood) -> bool:
    """Whether a small change of a row that is named is a slip of the row's, in a table beside."""
    rows = [row for naming in subjects(sentence, report) for row in naming.rows]
    here = len(rows) == 1 and is_beside(sentence, rows[0].table, report)
    return here and bool(slip_of(amount.value, abs(relation.expected)))


def _pairs(said: Said, sentence: Sentence, report: Understood) -> Iterator[Pair]:
    rows = [row for naming in subjects(sentence, report) for row in naming.rows]
    role = _role(sentence, report)
    printing = [] if rows or role else list(_printing(sentence, report))
    totals = [] if rows or role or printing else list(_totals(sentence, report))
    for row in (*rows, *printing, *totals):
        yield from _of_row(row, said, report)
    if role and not rows:
        yield from _of_role(role, said, report)


def _role(sentence: Sentence, report: Understood) -> str:
    words = report.words.data["claims"]["quantities"]
    said = sentence.text.casefold()
    return next((role for name, role in words.items() if name in said and role not in quantities.PERCENT), "")


def _printing(sentence: Sentence, report: Understood) -> Iterator[NamedRow]:
    """The totals that print a count or amount of the sentence for the report's year."""
    told = {(one.value, one.unit) for one in sentence.numbers if one.value >= _FEW}
    for table in report.tables:
        years = [one.place for one in table.columns if one.year == report.year and one.kind is ColumnKind.FIGURES]
        for row in table.rows:
            cells = {(row.cells[place].value, row.cells[place].unit) for place in years if place in row.cells}
            if (row.total or row.roles) and told & cells:
                yield NamedRow(table, row)


def _totals(sentence: Sentence, report: Understood) -> Iterator[NamedRow]:
    """The last total of the tables beside a sentence that has no other subject."""
    for table in report.tables:
        totals = [row for row in table.rows if row.total]
        if totals and is_beside(sentence, table, report):
            yield NamedRow(table, totals[-1])


def _of_row(row: NamedRow, said: Said, report: Understood) -> Iterator[Pair]:
    now, then = _columns(row.table, said, report)
    for one in now:
        for other in then:
            both = one.place in row.row.cells and other.place in row.row.cells
            if both and one is not other and one.part is other.part:
                yield Pair(row.row.cells[one.place], row.row.cells[other.place])


def _columns(table: ReadTable, said: Said, report: Understood) -> tuple[Sequence[Column], Sequence[Column]]:
    """The columns of now and of what it is against: its budget, or another year's outcome."""
    figures = [one for one in table.columns if one.kind is ColumnKind.FIGURES]
    year, version = _when(said, report)
    now = [one for one in figures if one.year in (report.year, None) and _version(one) is Version.OUTCOME]
    if version:
        return now, [one for one in figures if one.year in (report.year, None) and one.version is version]
    return now, [one for one in figures if one.year == year and _version(one) is Version.OUTCOME]


def _version(column: Column) -> Version:
    return column.version or Version.OUTCOME


def _when(said: Said, report: Understood) -> tuple[int, Version | None]:
    """The year that it is against, the one before where none is said, and whether it is a budget or a forecast."""
    against = said.words.get("against", "")
    versions = {"budget": Version.BUDGET, "prognos": Version.FORECAST}
    version = next((one for name, one in versions.items() if against.startswith(name)), None)
    return int(against) if against.isdigit() else (report.year or 0) - 1, version


def _of_role(role: str, said: Said, report: Understood) -> Iterator[Pair]:
    known, (year, version) = quantities.of(report), _when(said, report)
    now = known.value(role, report.year or 0)
    then = known.value(role, report.year or 0, version) if version else known.value(role, year)
    if now and then:
        yield Pair(now.printed, then.printed)


def levels_are_those_of_the_row(report: Understood) -> Iterator[Relation]:
    """ "Antalet i Språkspåret ökade från 38 till 57" where its row has 33 and 57: one of the two is right, and tells the row."""
    for sentence in report.sentences:
        rows = [row for naming in subjects(sentence, report) if naming.sure for row in naming.rows]
        for said in told("levels_of_rows", marked([sentence], report.words), report.words) if rows else ():
            now, then = said.numbers["now"], said.numbers["then"]
            pairs = [pair for row in rows for pair in _of_row(row, said, report)]
            fits = [one for one in pairs if _same(one.now, now) or _same(one.then, then)]
            if fits and not (now.figure.about or then.figure.about):
                best = next((one for one in fits if _same(one.now, now) and _same(one.then, then)), fits[0])
                yield from (
                    _level(*both, rows[0].row.label)
                    for both in ((now, best.now), (then, best.then))
                    if _may_be(fits, *both)
                )


def _same(cell: Printed, number: Printed) -> bool:
    return cell.value == number.value and cell.unit == number.unit


def _may_be(fits: Sequence[Pair], number: Printed, cell: Printed) -> bool:
    """Whether a number is the cell, or a slip of it where no other row or column would fit as well."""
    return _same(cell, number) or (len(fits) == 1 and bool(slip_of(number.value, cell.value)))


def _level(number: Printed, cell: Printed, label: str) -> Relation:
    return replace(same("REP-305", number, cell, 85, what=label), kind=FindingClass.CONFLICT, echo=True)


CHECKS = (changes_are_those_of_the_row, levels_are_those_of_the_row)
