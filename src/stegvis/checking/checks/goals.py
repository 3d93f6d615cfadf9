"""Goals: threshold against outcome against the stated fulfilment, and goals that are met by definition."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from stegvis.checking.agreement.relations import Relation, bounded
from stegvis.checking.figures import Figure
from stegvis.checking.goals.told import ToldGoal, told_goals
from stegvis.checking.goals.verdicts import Degree
from stegvis.checking.understanding import Printed, ReadTable, Sentence, TableKind, Understood
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: So many goals of a table whose verdicts follow their outcomes make another one's sure.
_USUAL = 3


def stated_fulfilment_follows_the_outcome(report: Understood) -> Iterator[Relation | ReportFinding]:
    """A goal said to be met whose printed outcome is below its threshold; met by its outcome, but said not to be: a question."""
    told = list(told_goals(report))
    agreeing = Counter(one.verdict.table for one in told if one.agrees)
    against = Counter(one.verdict.table for one in told if one.pairs and not one.agrees)
    for one in told:
        table = one.verdict.table
        usual = table is not None and agreeing[table] >= _USUAL
        if one.agrees and one.number is not None:
            yield bounded("REP-411", (one.number,), one.number.value, 85)
        elif one.pairs and (table is None or against[table] <= max(agreeing[table], 2)):
            either = re.search(report.words.data["goals"]["either"], one.goal, re.IGNORECASE) is not None
            yield from _contradicted(one, usual, either)


def _contradicted(one: ToldGoal, usual: bool, either: bool) -> Iterator[ReportFinding]:
    """The finding of a verdict that its outcome does not give. Partly met is asked about only where the table is clear.

    `either`: it is of a time or an age, where a limit that does not say so may be a floor or a ceiling.
    """
    degree = one.verdict.degree
    if degree is Degree.MET and one.missed:
        yield _fulfilment(one, one.missed[0][1], 85 if one.missed[0][0].sure or not either else 70)
    elif degree is Degree.NOT_MET and not one.missed and one.whole:
        yield _fulfilment(one, one.pairs[0][1], 82 if usual and one.apart else 65)
    elif degree is Degree.PARTLY and not one.missed and one.apart and usual:
        yield _fulfilment(one, one.pairs[0][1], 65)


def _fulfilment(one: ToldGoal, got: Figure, certainty: int) -> ReportFinding:
    return finding("REP-411", Severity.WARNING, FindingClass.CONFLICT, (one.verdict.place, one.place), certainty=certainty,
                   printed=one.verdict.said.strip("* "), goal=" ".join(one.goal.split()).strip(" -*•"),
                   outcome=got.text)  # fmt: skip


def goals_are_not_met_by_definition(report: Understood) -> Iterator[ReportFinding]:
    """Costs must not be more than the budget frame, and the frame is printed as the sum of the costs: never missed."""
    words = report.words.data["goals"]
    goal = next((one for one in report.sentences if re.search(words["by_definition"], one.text, re.IGNORECASE)), None)
    frames = [(one, number) for one in report.sentences for number in _frames(one, words["frame"])]
    costs = [
        row.cells[column]
        for table in report.of_kind(TableKind.BUDGET, TableKind.OPERATING, TableKind.OTHER)
        for row in table.rows
        if plain(row.label) in words["costs_total"]
        for column in row.cells
    ]
    for sentence, frame in frames:
        same = [one for one in costs if one.value == frame.value]
        if goal and same and frame.value > 0:
            yield finding("REP-412", Severity.WARNING, FindingClass.RULE, (goal.place, sentence.place, same[0].place),
                          certainty=85, printed=frame.figure.text)  # fmt: skip
            return


def _frames(sentence: Sentence, form: str) -> Iterator[Printed]:
    """The amount that a sentence gives right after "budgetram"."""
    for found in re.finditer(form, sentence.text, re.IGNORECASE):
        after = [one for one in sentence.numbers if one.figure.start > found.end() and not _is_year(one)]
        if after and after[0].figure.start - found.end() < 60:
            yield after[0]


def _is_year(number: Printed) -> bool:
    return number.unit == "" and 1990 <= number.value <= 2100 and len(number.figure.text) == 4


def posts_are_not_percentages_of_one(report: Understood) -> Iterator[ReportFinding]:
    """Staffing of 350 %: shares of full time are summed as if they were shares of one post."""
    words = report.words.data["claims"]
    staffing = re.compile(words["staffing"], re.IGNORECASE)
    for sentence in report.sentences:
        for number in sentence.numbers:
            near = sentence.text[max(0, number.figure.start - 60) : number.figure.end + 60]
            if number.unit == "%" and number.value >= 150 and number.value % 5 == 0 and staffing.search(near):
                yield _posts(number)
    for table in report.tables:
        yield from (_posts(number) for number in _summed_posts(table, staffing))


def _summed_posts(table: ReadTable, staffing: re.Pattern[str]) -> Iterator[Printed]:
    named: Sequence[str] = (table.title, *(column.heading for column in table.columns))
    if any(staffing.search(one) for one in named):
        for row in table.rows:
            yield from (one for one in row.cells.values() if row.total and one.unit == "%" and one.value >= 150)


def _posts(number: Printed) -> ReportFinding:
    posts = f"{number.value / 100:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return finding("REP-413", Severity.REMARK, FindingClass.LABEL, (number.place,), certainty=70,
                   printed=number.figure.text, expected=posts)  # fmt: skip


CHECKS = (
    stated_fulfilment_follows_the_outcome,
    goals_are_not_met_by_definition,
    posts_are_not_percentages_of_one,
)
