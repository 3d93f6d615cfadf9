"""Groups of costs in a paragraph ("kansli", "individinriktade insatser") against its total and the rows of the budget table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from stegvis.checking.agreement.approximations import is_near
from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.figures import SCALES, written
from stegvis.checking.once import once
from stegvis.checking.prose.amounts import Amount, amounts_of, begins_in
from stegvis.checking.understanding import Printed, ReadTable, TableRow, Understood, Version
from stegvis.checking.words import Words
from stegvis.checking.words.stems import stems
from stegvis.core.findings import Severity
from stegvis.core.finished import ReportHeading
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: Fewer groups than this are no account of all costs.
_GROUPS = 3
#: How far from a total its groups may add up, in percent, and still be meant as all of it.
_NEAR = 15
_LONG = 3
_SAME_START = 8

#: The rows of each group of costs, with their labels.
Rows = Mapping[str, tuple[tuple[str, Printed], ...]]


@dataclass(frozen=True, slots=True)
class Account:
    """A paragraph's costs: the total, its groups by what they are (words/text.toml), and what is said to be part of them."""

    total: Amount
    groups: Mapping[str, Amount]
    parts: tuple[Amount, ...] = ()

    @property
    def sum(self) -> Relation:
        """The groups against the total."""
        terms = [Term(one.number) for one in self.groups.values()]
        return sum_of("REP-304", self.total.number, terms, 75, what="kostnader")


@dataclass(frozen=True, slots=True)
class Headed:
    """A heading under that of a group of initiatives: the group, and what the heading is known by."""

    group: str
    stems: frozenset[str]
    begin: str


def groups_of_costs_are_the_total_and_their_rows(report: Understood) -> Iterator[Relation | ReportFinding]:
    """Each group is the sum of its rows in the table that has the same total; without such a table the groups are the total."""
    for account in _accounts(report):
        rows = next(_rows_of(account, report), None)
        if rows and len(wrong := [name for name in account.groups if not _of_rows(account, name, rows).holds]) <= 1:
            yield from (_of_rows(account, name, rows) for name in account.groups if name not in wrong)
            yield from (_wrong(account, name, rows, report) for name in wrong)
            yield from _parts_named_after_rows(account, rows)
        elif abs(account.sum.difference) * 100 <= account.total.number.value * _NEAR:
            yield account.sum


def _accounts(report: Understood) -> Iterator[Account]:
    known = report.words.data
    for _, sentences in groupby(report.sentences, key=lambda one: one.passage):
        costs = [
            one for sentence in sentences for one in amounts_of(sentence) if not one.has(known["amounts"]["not_costs"])
        ]
        totals = [
            one for one in costs if begins_in(one.said, ["total", "samtliga", "samlade"]) and "kostnad" in one.said
        ]
        groups: dict[str, Amount] = {}
        for one in costs:
            if one not in totals and not one.part and (name := group_named(one.said, report.words)):
                groups.setdefault(name, one)
        if len(totals) == 1 and len(groups) >= _GROUPS:
            yield Account(totals[0], groups, tuple(one for one in costs if one.part))


def group_named(said: str, words: Words) -> str:
    """Which group of costs some words name, else ""."""
    groups = words.data["cost_groups"]
    return next((name for name, group in groups.items() if begins_in(said, group["said"])), "")


def _rows_of(account: Account, report: Understood) -> Iterator[Rows]:
    """The rows of each group, in the tables with a column that has the account's total."""
    for table in report.tables:
        for column in table.columns:
            for at, row in enumerate(table.rows):
                total = row.cells.get(column.place) if row.total and column.version is not Version.VARIANCE else None
                if total and (unit := _unit_of_total(total, account)):
                    grouped = _by_group(_rows_above(table, at), column.place, unit, report)
                    if grouped and _adds_up(grouped, total) and set(grouped) == set(account.groups):
                        yield grouped


def _adds_up(rows: Rows, total: Printed) -> bool:
    """Whether the table itself is right: its rows are its total, so that a group that is not its rows is the text's error."""
    numbers = [number for several in rows.values() for _, number in several]
    return abs(sum(number.value for number in numbers) - total.value) * 2 <= len(numbers) * total.step


def _rows_above(table: ReadTable, at: int) -> Sequence[TableRow]:
    """The rows that a total sums: those above it, up to another total."""
    start = max((place + 1 for place, row in enumerate(table.rows[:at]) if row.total), default=0)
    return table.rows[start:at]


def _unit_of_total(number: Printed, account: Account) -> str:
    """The unit in which a table's total is the text's, whatever its heading says; "" if it is another total."""
    said = account.total.number
    units = (number.unit, "tkr", "kr", "mnkr")
    near = {unit: abs(abs(number.value) * scale - said.exact) * 2 <= said.exact_step + scale * number.step
            for unit, scale in SCALES.items()}  # fmt: skip
    return next((unit for unit in units if near.get(unit)), "")


def _by_group(rows: Sequence[TableRow], column: int, unit: str, report: Understood) -> Rows | None:
    """The rows by group; None if a row that is not zero has no group."""
    headed = _headed(report)
    found: dict[str, list[tuple[str, Printed]]] = {}
    for row in rows:
        number = row.cells.get(column)
        if number is None or not number.value:
            continue
        name = _group_of(row, headed, report.words)
        if not name:
            return None
        found.setdefault(name, []).append((row.label, replace(number, unit=unit)))
    return {name: tuple(numbers) for name, numbers in found.items()}


@once
def _headed(report: Understood) -> Sequence[Headed]:
    """The headings under a heading of a group of initiatives, each with the group."""
    groups = {name: group["headed"] for name, group in report.words.data["cost_groups"].items() if "headed" in group}
    found: list[tuple[str, str]] = []
    name = ""
    for block in report.report.blocks:
        if isinstance(block, ReportHeading):
            own = "insats" in block.text.casefold()
            name = next((one for one, begins in groups.items() if own and begins_in(block.text, begins)), name)
            found.append((name, block.text))
    return tuple(Headed(name, frozenset(stems(text)), _begin(text)) for name, text in dict.fromkeys(found) if name)


def _group_of(row: TableRow, headed: Sequence[Headed], words: Words) -> str:
    groups = words.data["cost_groups"]
    by_words = next((name for name, group in groups.items() if begins_in(row.label[:40], group["rows"])), "")
    by_heading = _headings_of(row.label, headed)
    if by_words in ("", "structural") and len(by_heading) == 1:
        return by_heading.pop()
    return by_words


def _headings_of(label: str, headed: Sequence[Headed]) -> set[str]:
    """The groups under which a heading names what a row's label does: its first long word, or the same long beginning."""
    first = next((one for one in stems(label) if len(one) >= _LONG), "")
    begin = _begin(label)
    return {one.group for one in headed if first in one.stems or (len(begin) == _SAME_START and begin == one.begin)}


def _begin(text: str) -> str:
    return re.sub(r"\W", "", text.casefold())[:_SAME_START]


def _of_rows(account: Account, name: str, rows: Rows) -> Relation:
    """A group against its rows, each of which may be rounded."""
    return _sum_of_rows(account.groups[name], rows[name])


def _sum_of_rows(amount: Amount, rows: Sequence[tuple[str, Printed]]) -> Relation:
    return sum_of("REP-303", amount.number, [Term(number) for _, number in rows], 90)


def _parts_named_after_rows(account: Account, rows: Rows) -> Iterator[Relation | ReportFinding]:
    """What is said to be a part ("varav Stegarna") against the rows that have its name, if one group has them all."""
    for part in account.parts:
        names = {one for one in stems(_called(part.said)) if len(one) >= _LONG}
        named = [[row for row in several if names & set(stems(row[0])[:1])] for several in rows.values()]
        if len(found := [several for several in named if several]) == 1:
            relation = _sum_of_rows(part, found[0])
            yield relation if relation.holds else _told(relation, part.said, found[0])


def _wrong(account: Account, name: str, rows: Rows, report: Understood) -> ReportFinding:
    """The one group that its rows do not add up to, with every place that says the same."""
    amount = account.groups[name]
    relation = _of_rows(account, name, rows)
    again = [one for one in _said_again(amount.number, name, report) if one.place != amount.number.place]
    shares = _shares_of_it(relation, account.total.number, name, report)
    return _told(relation, amount.said, rows[name], [*again, *shares])


def _shares_of_it(wrong: Relation, total: Printed, name: str, report: Understood) -> Iterator[Printed]:
    """What text says of a group in percent ("kansliarbetet till knappt 14 %"), where that is right of the wrong amount only."""
    begins = report.words.data["cost_groups"][name]["said"]
    scale = wrong.whole.exact_step / wrong.whole.step * 100 / total.exact
    for sentence in report.sentences:
        if begins_in(sentence.text, ["kostnad"]):
            start = 0
            for share in sentence.numbers:
                said = sentence.text[start : share.figure.start]
                start = share.figure.end
                fits = share.unit == "%" and begins_in(said, begins)
                if fits and is_near(share, wrong.whole.value * scale) and not is_near(share, wrong.expected * scale):
                    yield share


def _told(
    relation: Relation, said: str, rows: Sequence[tuple[str, Printed]], again: Sequence[Printed] = ()
) -> ReportFinding:
    numbers = (relation.whole, *again, *(number for _, number in rows))
    return finding(
        "REP-303",
        Severity.ERROR,
        FindingClass.CONFLICT,
        tuple(dict.fromkeys(one.place for one in numbers)),
        certainty=relation.certainty,
        printed=relation.whole.figure.text,
        expected=written(relation.expected, relation.whole.figure),
        what=_called(said),
        rows=" + ".join(number.figure.text for _, number in rows),
    )


def _called(said: str) -> str:
    """What text calls a group of costs: the words before its amount, without the verb."""
    words = re.split(r"\b(?:uppgår|uppgick|kostade|kostar|var|är|blev|till|på|med)\b", said)[0]
    return re.sub(r"^[\W\d]*(?:(?:och|samt|varav)\s+)?(?:kostnade\w* för\s+)?", "", words).strip() or "gruppen"


def _said_again(number: Printed, name: str, report: Understood) -> Iterator[Printed]:
    begins = report.words.data["cost_groups"][name]["said"]
    for sentence in report.sentences:
        for one in amounts_of(sentence):
            if one.number.exact == number.exact and begins_in(sentence.text, begins):
                yield one.number


CHECKS = (groups_of_costs_are_the_total_and_their_rows,)
