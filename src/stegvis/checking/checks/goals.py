"""Goals: threshold against outcome against the stated fulfilment, and goals that are met by definition."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from stegvis.checking.figures import Figure, figures_in
from stegvis.checking.understanding import Printed, ReadTable, Sentence, TableKind, Understood
from stegvis.checking.verdicts import Degree, Verdict, verdicts
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.finished import Place, TextKind
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: A goal stands at most so many sentences before its verdict.
_REACH = 12
_PLACE = re.compile(r"^[^\d.;]{0,40}?\b(?:i|inom|hos|för|vid)\s+([A-ZÅÄÖ][\wåäö]+)")


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a goal asks for: at least (or at most) so many, or such a share, of a kind (`noun`) or in a place."""

    value: Decimal
    share: bool
    most: bool
    noun: str
    where: str

    def met_by(self, value: Decimal) -> bool:
        """Whether an outcome is enough."""
        return value <= self.value if self.most else value >= self.value


def stated_fulfilment_follows_the_outcome(report: Understood) -> Iterator[ReportFinding]:
    """A goal said to be met whose printed outcome is below its threshold; met by its outcome, but said not to be: a question."""
    for verdict in verdicts(report):
        goal, outcome, place = _in_table(verdict, report) if verdict.row else _in_text(verdict, report)
        target = _target(verdict, report)
        pairs = _pair_of_cells(target, outcome, report) if target else _pairs(goal, outcome, report)
        goal = goal if not target else f"{verdict.goal} {target}"
        missed = [(asked, got) for asked, got in pairs if not asked.met_by(got.value)]
        all_asked = bool(target) or len(pairs) == len(thresholds(goal, report))
        if verdict.degree is Degree.MET and missed:
            yield _fulfilment(verdict, place, goal, missed[0][1], 85)
        elif verdict.degree is Degree.NOT_MET and pairs and not missed and all_asked:
            yield _fulfilment(verdict, place, goal, pairs[0][1], 65)


def _fulfilment(verdict: Verdict, place: Place, goal: str, got: Figure, certainty: int) -> ReportFinding:
    return finding("REP-411", Severity.WARNING, FindingClass.CONFLICT, (verdict.place, place), certainty=certainty,
                   printed=verdict.said.strip("* "), goal=goal.strip(" -*•"), outcome=got.text)  # fmt: skip


def thresholds(goal: str, report: Understood) -> tuple[Threshold, ...]:
    """What a goal's text asks for, in figures; nothing if it is no goal but tells of what was done."""
    words = report.words.data["goals"]
    found = []
    for figure in figures_in(goal):
        before = goal[: figure.start].rstrip()
        most = re.search(rf"\b{words['threshold_high']}$", before, re.IGNORECASE) is not None
        noun = re.match(r"\W*([a-zåäö]{4,})", goal[figure.end :])
        where = _PLACE.match(goal[figure.end :])
        found.append(
            Threshold(figure.value, figure.unit == "%", most, noun[1] if noun else "", where[1] if where else "")
        )
    return tuple(found)


def _is_goal(text: str, report: Understood) -> bool:
    words = re.findall(r"\w+", text.casefold())
    asks = not set(words).isdisjoint(report.words.data["goals"]["of_whom"])
    return any(True for _ in figures_in(text)) and (
        asks or re.search(r"\bper (?:år|kvartal|termin)\b", text) is not None
    )


def _in_text(verdict: Verdict, report: Understood) -> tuple[str, str, Place]:
    """The goal right above a verdict, and what stands between them. Nothing where another verdict stands between."""
    outcome: list[str] = [report.sentences[verdict.sentence].text.split(verdict.said)[0]]
    for sentence in reversed(report.sentences[max(0, verdict.sentence - _REACH) : verdict.sentence]):
        if sentence.section != verdict.section or re.search(
            report.words.data["goals"]["verdict"], sentence.text, re.IGNORECASE
        ):
            break
        if sentence.kind is TextKind.ITEM or sentence.text.lstrip().startswith(("-", "•", "*", "➤")):
            goal = sentence.text if _is_goal(sentence.text, report) else ""
            return goal, " ".join(reversed(outcome)), sentence.place
        outcome.append(sentence.text)
    return "", "", verdict.place


def _in_table(verdict: Verdict, report: Understood) -> tuple[str, str, Place]:
    """The goal of the verdict's row, and what its outcome's column says."""
    table = report.tables[verdict.table or 0]
    asked = report.words.data["goals"]["outcome_columns"]
    columns = [one.place for one in table.columns if one.place and any(word in plain(one.heading) for word in asked)]
    outcome = " ".join(verdict.row.texts.get(place, "") for place in columns) if verdict.row else ""
    goal = verdict.goal if _is_goal(verdict.goal, report) else ""
    return goal, outcome if outcome != verdict.said else "", verdict.place


def _target(verdict: Verdict, report: Understood) -> str:
    """What the column of targets says in the verdict's row, where it is in a table that has one such column."""
    if verdict.row is None:
        return ""
    table, words = report.tables[verdict.table or 0], report.words.data["goals"]
    apart = [*words["outcome_columns"], *words["verdict_columns"]]
    headings = {one.place: plain(one.heading) for one in table.columns if one.place}
    places = [
        place
        for place, heading in headings.items()
        if heading.startswith(tuple(words["target_columns"])) and not any(one in heading for one in apart)
    ]
    return verdict.row.texts.get(places[0], "") if len(places) == 1 else ""


def _pair_of_cells(target: str, outcome: str, report: Understood) -> list[tuple[Threshold, Figure]]:
    """The one figure of a target's cell with the one of the outcome's, if both are shares or both are not."""
    asked, got = thresholds(target, report), list(figures_in(outcome))
    alike = len(asked) == len(got) == 1 and asked[0].share is (got[0].unit == "%") and not got[0].span
    return [(asked[0], got[0])] if alike else []


def _pairs(goal: str, outcome: str, report: Understood) -> list[tuple[Threshold, Figure]]:
    """Each threshold with the one figure of the outcome that answers it; none where more than one may."""
    got = [one for one in figures_in(outcome) if one.decimals or not 1990 <= one.value <= 2100]
    asked = thresholds(goal, report)
    if re.search(report.words.data["goals"]["aside"], outcome, re.IGNORECASE):
        return []
    found = []
    for one in asked:
        alike = [figure for figure in got if (figure.unit == "%") == one.share and figure.unit in ("", "%")]
        if not one.share:
            alone = len(alike) == 1 and len(asked) == 1
            alike = [figure for figure in alike if _answers(one, figure, outcome, alone)]
        if len(alike) == 1 and (not one.share or sum(other.share for other in asked) == 1):
            found.append((one, alike[0]))
    return found


def _answers(asked: Threshold, figure: Figure, outcome: str, alone: bool) -> bool:
    """Whether a count is of what was asked: of the same place, or alone of the same noun."""
    if asked.where:
        where = _PLACE.match(outcome[figure.end :])
        return where is not None and where[1] == asked.where
    return alone and len(asked.noun) > 3 and re.match(rf"\W*{asked.noun[:5]}", outcome[figure.end :]) is not None


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
