"""Goals as a report tells of them: what was asked for, what came of it, and the verdict, in tables and in running text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from stegvis.checking.figures import SCALES, Figure, figures_in
from stegvis.checking.goals.thresholds import Threshold, thresholds
from stegvis.checking.goals.verdicts import Degree, Verdict, degree_of, verdicts, verdicts_in
from stegvis.checking.understanding import Column, ColumnKind, Printed, ReadTable, Sentence, Understood
from stegvis.checking.words import plain
from stegvis.core.finished import Place, TextKind

#: A goal stands at most so many sentences before its verdict, and its outcome so many before a verdict with the goal in it.
_REACH = 12
_NEAR = 2
_PLACE = re.compile(r"^[^\d.;]{0,40}?\b(?:i|inom|hos|för|vid)\s+([A-ZÅÄÖ][\wåäö]+)")
_ITEM = ("-", "•", "*", "➤")

#: What was asked with what came of it.
Pair = tuple[Threshold, Figure]


@dataclass(frozen=True, slots=True)
class ToldGoal:
    """A goal with its verdict. `pairs`: each threshold with its outcome; `whole`: every threshold has one.

    `apart`: the target stands in a column of its own. `place`: where the goal stands.
    `number`: the outcome as a number of the report.
    """

    verdict: Verdict
    goal: str
    place: Place
    pairs: tuple[Pair, ...]
    whole: bool
    apart: bool = False
    number: Printed | None = None

    @property
    def missed(self) -> tuple[Pair, ...]:
        """What was not reached."""
        return tuple((asked, got) for asked, got in self.pairs if not asked.met_by(got))

    @property
    def agrees(self) -> bool:
        """Whether the verdict is what the outcome says; one of partly met is never against it."""
        return bool(self.pairs) and bool(self.missed) is (self.verdict.degree is not Degree.MET)


def told_goals(report: Understood) -> Iterator[ToldGoal]:
    """Every goal that has a verdict: of tables, of verdicts below their goals, and of sentences that hold both."""
    for verdict in verdicts(report):
        yield _in_table(verdict, report) if verdict.row else _in_text(verdict, report)
    yield from _in_one_sentence(report)


def _in_table(verdict: Verdict, report: Understood) -> ToldGoal:
    """The goal of the verdict's row against what its outcome's column says."""
    table, words = report.tables[verdict.table or 0], report.words.data["goals"]
    got = outcome_columns(table, verdict.column, report)
    text = " ".join(_text(verdict, one) for one in got)
    number = verdict.row.cells.get(got[0].place) if verdict.row and len(got) == 1 else None
    if _is_awaited(verdict, got, text, words):
        return ToldGoal(verdict, verdict.goal, verdict.place, (), False)
    target = _target(verdict, table, got, words)
    if target:
        asked, found = thresholds(_with_direction(target, verdict.goal, words), words), _outcomes(text, number)
        goal = f"{verdict.goal} {target}"
        pairs = _pair_of_cells(asked, found, verdict) or _against_year_before(goal, verdict, got, report)
        return ToldGoal(verdict, goal, verdict.place, tuple(pairs), bool(pairs), True, number)
    goal = _stated(verdict, table, got, words)
    asked = thresholds(goal, words)
    bare = _outcomes(text, number)
    if len(asked) == 1 and (number is not None or _begins_with(bare, text, asked[0])):
        pairs = _pair_of_cells(asked, bare, verdict)
    else:
        pairs = _pairs(asked, text if text != verdict.said else "", words)
    pairs = pairs or _against_year_before(verdict.goal, verdict, got, report)
    return ToldGoal(
        verdict, goal or verdict.goal, verdict.place, tuple(pairs), 0 < len(asked) <= len(pairs), number=number
    )


def _is_awaited(verdict: Verdict, got: Sequence[Column], outcome: str, words: Mapping[str, Any]) -> bool:
    """Whether a verdict is of the whole year, or what is to come, and the outcome of a part of it: it may still be met."""
    headings = " ".join(one.heading for one in got)
    forecast = any(word in f"{outcome} {headings}".casefold() for word in words["forecast_columns"])
    to_come = re.search(words["awaited"], verdict.said, re.IGNORECASE) or re.search(
        words["so_far"], headings, re.IGNORECASE
    )
    return bool(to_come) and not forecast


def _text(verdict: Verdict, column: Column) -> str:
    return verdict.row.texts.get(column.place, "") if verdict.row else ""


def outcome_columns(table: ReadTable, verdict: int, report: Understood) -> Sequence[Column]:
    """The columns of outcomes: the forecast's where there is one, else of several years the report's, else the latest's."""
    words = report.words.data["goals"]
    columns = [one for one in table.columns if one.kind is not ColumnKind.LABEL and one.place != verdict]
    told = [one for one in columns if _heads(one, words["forecast_columns"])]
    told = told or [one for one in columns if _heads(one, words["outcome_columns"]) or _is_year(one)]
    years = [one.year for one in told if one.year]
    if len(told) < 2 or not years:
        return told
    latest = report.year if report.year in years else max(years)
    return [one for one in told if one.year == latest]


def _heads(column: Column, words: Sequence[str]) -> bool:
    return any(word in plain(column.heading) for word in words)


def _is_year(column: Column) -> bool:
    return re.fullmatch(r"\W*(?:år\s+)?20\d\d\W*", column.heading) is not None


def _target(verdict: Verdict, table: ReadTable, got: Sequence[Column], words: Mapping[str, Any]) -> str:
    """What the column of targets says in the verdict's row, where it is in a table that has one such column."""
    columns = [
        one
        for one in _others(verdict, table, got)
        if f"{plain(one.heading)} ".startswith(tuple(words["target_columns"]))
        and not _heads(one, [*words["outcome_columns"], *words["verdict_columns"]])
    ]
    years = [one.year for one in columns if one.year]
    if len(columns) > 1 and got and got[0].year in years:
        columns = [one for one in columns if one.year == got[0].year]
    return _text(verdict, columns[0]) if len(columns) == 1 else ""


def _others(verdict: Verdict, table: ReadTable, got: Sequence[Column]) -> Iterator[Column]:
    """Columns besides the label's, the outcome's and the verdict's."""
    taken = {verdict.column, *(one.place for one in got)}
    return (one for one in table.columns if one.kind is not ColumnKind.LABEL and one.place not in taken)


def _stated(verdict: Verdict, table: ReadTable, got: Sequence[Column], words: Mapping[str, Any]) -> str:
    """The words of the row that ask for something in figures: those of the first column, else of a column of measures."""
    headed = tuple(words["goal_columns"])
    label = next((one for one in table.columns if one.kind is ColumnKind.LABEL), None)
    named = label is not None and plain(label.heading).startswith(headed) and bool(thresholds(verdict.goal, words))
    if named or is_goal(verdict.goal, words):
        return verdict.goal
    texts = [_text(verdict, one) for one in _others(verdict, table, got) if plain(one.heading).startswith(headed)]
    return next((text for text in texts if is_goal(text, words)), "")


def is_goal(text: str, words: Mapping[str, Any]) -> bool:
    """Whether a text asks for something that can be measured."""
    told = re.findall(r"\w+|[≥≤<>]", text.casefold())
    asks = not set(told).isdisjoint([*words["of_whom"], *"≥≤<>"]) or re.search(r"\bper (?:år|kvartal|termin)\b", text)
    return bool(asks) and bool(thresholds(text, words))


def _with_direction(target: str, goal: str, words: Mapping[str, Any]) -> str:
    """A bare target with the word of its goal that makes it a ceiling."""
    low = re.search(words["wanted_low"], goal, re.IGNORECASE)
    bare = [one for one in thresholds(target, words) if not one.sure]
    return f"{low[0]} {target}" if low and bare else target


def _outcomes(text: str, number: Printed | None) -> list[Figure]:
    """The figures of an outcome's cell: its number, else those of its words without what stands in brackets."""
    if number is not None:
        return [_of(number)]
    return [one for one in figures_in(re.sub(r"\([^()]*\)", " ", text)) if not _may_be_year(one)]


def _begins_with(got: Sequence[Figure], text: str, asked: Threshold) -> bool:
    """Whether a cell begins with its one figure, and counts nothing else than what was asked for."""
    if len(got) != 1 or not re.match(r"\W*\d", text):
        return False
    noun = re.match(r"\W*([a-zåäö]{4,})", text[got[0].end :])
    return noun is None or noun[1] == "enligt" or noun[1][:4] == asked.noun[:4]


def _of(number: Printed) -> Figure:
    return replace(number.figure, unit=number.unit)


def _may_be_year(figure: Figure) -> bool:
    return figure.unit == "" and not figure.decimals and 1990 <= figure.value <= 2100


def _pair_of_cells(asked: Sequence[Threshold], got: Sequence[Figure], verdict: Verdict) -> Sequence[Pair]:
    """The one figure of a target's cell with the one of the outcome's of its kind; a bare number of a row of shares is one."""
    if len(asked) != 1 or any(one.span for one in got):
        return ()
    shares = "%" in verdict.goal or re.search(r"\b(?:andel|procent)", verdict.goal, re.IGNORECASE)
    told = [replace(one, unit="%") if shares and not one.unit and asked[0].share else one for one in got]
    money = [one.unit for one in told if not asked[0].unit and one.unit in SCALES]
    wanted = replace(asked[0], unit=money[0]) if money else asked[0]
    alike = [one for one in told if wanted.is_of(one)]
    return ((wanted, alike[0]),) if len(alike) == 1 and len(alike) == len(told) else ()


def _against_year_before(goal: str, verdict: Verdict, got: Sequence[Column], report: Understood) -> Sequence[Pair]:
    """ "Ska öka": this year's outcome against the year's before, where the table has both."""
    table, words = report.tables[verdict.table or 0], report.words.data["goals"]
    up, down = (re.search(words[name], goal, re.IGNORECASE) is not None for name in ("rise", "fall"))
    if up is down or any(_may_ask(one) for one in figures_in(goal)) or len(got) != 1:
        return ()
    if (two := _with_bracket(_text(verdict, got[0]))) is not None:
        low, high = (two[1].value, None) if up else (None, two[1].value)
        return ((Threshold(low, high, two[0].unit), two[0]),)
    if got[0].year is None:
        return ()
    before = [one.place for one in table.columns if one.year == got[0].year - 1 and one.kind is got[0].kind]
    now = verdict.row.cells.get(got[0].place) if verdict.row else None
    then = verdict.row.cells.get(before[0]) if verdict.row and len(before) == 1 else None
    if now is None or then is None or now.unit != then.unit:
        return ()
    strict = re.search(words["keep"], goal, re.IGNORECASE) is None
    low, high = (then.value, None) if up else (None, then.value)
    return ((Threshold(low, high, then.unit, strict), _of(now)),)


def _with_bracket(text: str) -> tuple[Figure, Figure] | None:
    """ "22 % (2023: 19 %)": the outcome and the year's before, if there is one of each and they have the same unit."""
    found = re.fullmatch(r"([^()]*)\((?:[^()]*\b20\d\d\b|[^()]*\b(?:föregående|förra)\b)([^()]*)\)\W*", text)
    parts = [list(figures_in(part)) for part in found.groups()] if found else []
    alone = all(len(part) == 1 for part in parts)
    return (parts[0][0], parts[1][0]) if parts and alone and parts[0][0].unit == parts[1][0].unit else None


def _may_ask(figure: Figure) -> bool:
    return not _may_be_year(figure)


def _in_text(verdict: Verdict, report: Understood) -> ToldGoal:
    """The goal above a verdict, and what stands between them. Nothing where another verdict stands between."""
    words = report.words.data["goals"]
    own = report.sentences[verdict.sentence].text.split(verdict.said)[0]
    outcome, labelled = [own], False
    goal, place = "", verdict.place
    for sentence in reversed(report.sentences[max(0, verdict.sentence - _REACH) : verdict.sentence]):
        if sentence.section != verdict.section or any(True for _ in verdicts_in(sentence, words)):
            break
        if told := re.match(words["outcome_label"], sentence.text, re.IGNORECASE):
            outcome, labelled = [sentence.text[told.end() :]], True
        elif (said := _goal_said(sentence, words, labelled)) is not None:
            goal, place = said, sentence.place
            outcome += [sentence.text.replace(said, " ")] if not labelled else []
            break
        elif _is_item(sentence):
            break
        elif not labelled and not re.search(words["of_sex"], sentence.text, re.IGNORECASE):
            outcome.append(sentence.text)
    goal, place = (goal, place) if goal else _heading(verdict, words)
    asked = thresholds(goal, words)
    said = " ".join(one for one in reversed(outcome) if not re.search(words["aside"], one, re.IGNORECASE))
    pairs = _labelled(asked, said) if labelled else ()
    pairs = pairs or _pairs(asked, said, words) or _changed(goal, " ".join(reversed(outcome)), words)
    return ToldGoal(verdict, goal, place, tuple(pairs), 0 < len(asked) <= len(pairs))


def _changed(goal: str, outcome: str, words: Mapping[str, Any]) -> Sequence[Pair]:
    """ "Ska förbättras jämfört med året innan ... gick från 62 till 66"."""
    up, down = (re.search(words[name], goal, re.IGNORECASE) is not None for name in ("rise", "fall"))
    found = list(re.finditer(words["went_from"], outcome, re.IGNORECASE))
    if up is down or len(found) != 1 or any(_may_ask(one) for one in figures_in(goal)):
        return ()
    then, now = (next(iter(figures_in(found[0][name]))) for name in ("then", "now"))
    low, high = (then.value, None) if up else (None, then.value)
    return ((Threshold(low, high, strict=re.search(words["keep"], goal, re.IGNORECASE) is None), now),)


def _is_item(sentence: Sentence) -> bool:
    return sentence.kind is TextKind.ITEM or sentence.text.lstrip().startswith(_ITEM)


def _goal_said(sentence: Sentence, words: Mapping[str, Any], labelled: bool) -> str | None:
    """The words of a sentence that are a goal: after its name, an item that asks, a clause of the goal, or a sure limit.

    `labelled`: its outcome is named as one, so that it need not say whether its limit is a floor.
    """
    if re.match(words["goal_label"], sentence.text, re.IGNORECASE):
        return sentence.text if thresholds(sentence.text, words) else None
    told = re.search(rf"{words['goal_told']}[^().;]*", sentence.text, re.IGNORECASE)
    if told and not _is_item(sentence):
        return told[0] if thresholds(told[0], words) else None
    if _is_item(sentence):
        return sentence.text if is_goal(sentence.text, words) else None
    asks = re.search(words["asks"], sentence.text, re.IGNORECASE)
    if asks and re.search(words["rise"], sentence.text) and re.search(words["year_before"], sentence.text):
        return sentence.text
    return sentence.text if asks and any(labelled or one.sure for one in thresholds(sentence.text, words)) else None


def _heading(verdict: Verdict, words: Mapping[str, Any]) -> tuple[str, Place]:
    heading = verdict.section[-1] if verdict.section else ""
    return (heading, verdict.place) if is_goal(heading, words) else ("", verdict.place)


def _labelled(asked: Sequence[Threshold], outcome: str) -> Sequence[Pair]:
    """What stands after "Utfall:" needs no noun to be of the goal."""
    got = _outcomes(outcome, None)
    if len(asked) != 1 or not got or any(one.span for one in got):
        return ()
    alike = [one for one in got if asked[0].is_of(one)]
    return ((asked[0], alike[0]),) if len(alike) == 1 else ()


def _pairs(asked: Sequence[Threshold], outcome: str, words: Mapping[str, Any]) -> Sequence[Pair]:
    """Each threshold with the one figure of the outcome that answers it; none where more than one may."""
    if re.search(words["aside"], outcome, re.IGNORECASE):
        return ()
    got = [one for one in figures_in(outcome) if _is_outcome(one, outcome, words)]
    found = []
    for one in asked:
        alike = [figure for figure in got if one.is_of(figure)]
        if not one.share:
            alone = len(alike) == 1 and len(asked) == 1
            alike = [figure for figure in alike if _answers(one, figure, outcome, alone, words["people"])]
        if len(alike) == 1 and (not one.share or sum(other.share for other in asked) == 1):
            found.append((one, alike[0]))
    return found


def _is_outcome(figure: Figure, outcome: str, words: Mapping[str, Any]) -> bool:
    """Whether a figure may be what came of a goal: no year, end of a scale, or difference."""
    differs = re.match(words["difference"], outcome[figure.end :], re.IGNORECASE)
    return not (_may_be_year(figure) or differs or (figure.span and figure.unit == ""))


def _answers(asked: Threshold, figure: Figure, outcome: str, alone: bool, people: Sequence[str]) -> bool:
    """Whether a count is of what was asked: of the same place, or alone of the same noun."""
    if asked.where:
        where = _PLACE.match(outcome[figure.end :])
        return where is not None and where[1] == asked.where
    if alone and not asked.noun and asked.decimals and figure.decimals:
        return True
    own = people if asked.noun in people else [asked.noun[:5]]
    return alone and len(asked.noun) > 3 and re.match(rf"\W*(?:{'|'.join(own)})", outcome[figure.end :]) is not None


def _in_one_sentence(report: Understood) -> Iterator[ToldGoal]:
    """ "Målet att minst 60 procent ska ... är uppnått": the outcome stands in the same sentence, or right before it."""
    words = report.words.data["goals"]
    for at, sentence in enumerate(report.sentences):
        if re.search(words["not_told"], sentence.text, re.IGNORECASE):
            continue
        for found in (one for form in words["own_goal"] for one in re.finditer(form, sentence.text, re.IGNORECASE)):
            asked = thresholds(found["goal"], words)
            degree = _degree(found, words)
            if len(asked) == 1 and not re.search(
                words["not_claimed"], found[0].replace(found["goal"], ""), re.IGNORECASE
            ):
                pairs = _near_pairs(asked, found, report.sentences[max(0, at - _NEAR) : at + 1], words)
                verdict = Verdict(degree, found[0].strip(), sentence.place, sentence.section, sentence=at)
                yield ToldGoal(verdict, found["goal"], sentence.place, tuple(pairs), bool(pairs))


def _degree(found: re.Match[str], words: Mapping[str, Any]) -> Degree:
    groups = found.groupdict()
    if (side := groups.get("side")) is not None:
        return Degree.NOT_MET if side.casefold() in words["below"] else Degree.MET
    return degree_of((groups.get("degree") or "").casefold().strip(), words)


def _near_pairs(
    asked: Sequence[Threshold], found: re.Match[str], sentences: Sequence[Sentence], words: Mapping[str, Any]
) -> Sequence[Pair]:
    """The outcome in the rest of the sentence, else in the nearest one before it of the section that has one."""
    own = sentences[-1]
    texts = [f"{own.text[: found.start('goal')]} ; {own.text[found.end('goal') :]}"]
    texts += [one.text for one in reversed(sentences[:-1]) if one.section == own.section]
    for text in texts:
        figures = [one for one in figures_in(text) if asked[0].is_of(one) and _is_outcome(one, text, words)]
        if figures:
            alone = text is texts[0] and len(figures) == 1 and not asked[0].noun
            return [(asked[0], figures[0])] if alone else _pairs(asked, text, words)
    return ()
