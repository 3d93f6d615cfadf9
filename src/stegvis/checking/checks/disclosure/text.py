"""Running text that counts one to four persons, amounts that give the count, and shares of few answers."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from stegvis.checking.understanding import Printed, Sentence, Understood
from stegvis.checking.words import plain
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: How near a word of somebody else must stand to a count to be who is counted.
_NEAR = 40
_NAMED = 3


def text_counts_few_persons(report: Understood) -> Iterator[ReportFinding]:
    """One to four participants told of in running text, one finding a chapter's section."""
    words = report.words.data["persons"]
    sections: dict[tuple[str, ...], list[tuple[Sentence, str]]] = {}
    for sentence in report.sentences:
        if said := next(_few_persons(sentence, words), ""):
            sections.setdefault(sentence.section[:2], []).append((sentence, said))
    for told in sections.values():
        named = ", ".join(f"”{said}”" for _, said in told[:_NAMED])
        yield finding("REP-702", Severity.REMARK, FindingClass.DISCLOSURE, tuple(one.place for one, _ in told),
                      certainty=80, printed=told[0][1], count=len(told), said=named, threshold=words["threshold"])  # fmt: skip


def _few_persons(sentence: Sentence, words: Mapping[str, Any]) -> Iterator[str]:
    """The words of a sentence that count one to four participants."""
    counted = rf"{words['between']}(?:{words['nouns']}|(?P<people>{words['people']}))\b|{words['of_them']}"
    form = rf"(?<![\w,.–-])(?P<number>{words['number']})\s+(?:{counted})"
    for found in re.finditer(form, sentence.text, re.IGNORECASE):
        if _is_person(found, sentence.text, words):
            yield found[0].strip()
    of_them, wanted = _is_of_them(sentence, words), _is_aside(sentence.text, words)
    for name, counts in (("few_did", True), ("all_but", of_them), ("few_of_all", of_them), ("few_whereof", not wanted)):
        if counts and (said := re.search(words[name], sentence.text, re.IGNORECASE)):
            yield said[0]


def _is_aside(text: str, words: Mapping[str, Any]) -> bool:
    """Whether it tells of staff, or of what is wanted."""
    return any(re.search(words[name], text, re.IGNORECASE) for name in ("others", "asked"))


def _is_of_them(sentence: Sentence, words: Mapping[str, Any]) -> bool:
    """Whether a sentence tells what participants did, and nothing of staff or what is wanted."""
    return (
        not _is_aside(sentence.text, words) and re.search(words["happened"], sentence.text, re.IGNORECASE) is not None
    )


def _is_person(found: re.Match[str], text: str, words: Mapping[str, Any]) -> bool:
    """Whether it counts participants of whom something is told that has happened."""
    before, after = text[max(0, found.start() - _NEAR) : found.start()], text[found.end() :]
    manner = re.search(words["manner_before"], before, re.IGNORECASE) or re.match(
        words["manner_whole"], found[0], re.IGNORECASE
    )
    happened = words["did"] if found["people"] else words["happened"]
    if manner or _is_aside(before + found[0] + after[:_NEAR], words) or not re.search(happened, text, re.IGNORECASE):
        return False
    single = found["number"].casefold() in ("en", "ett")
    return not single or bool(
        re.search(words["singled"], before, re.IGNORECASE) or re.match(rf".{{0,60}}{happened}", after, re.IGNORECASE)
    )


def amounts_do_not_give_the_count(report: Understood) -> Iterator[ReportFinding]:
    """An amount a participant and the whole amount in the same section: their ratio is one to four persons."""
    words = report.words.data["persons"]
    for each, where in _amounts_each(report, words["amount_each"]):
        costs = [
            number
            for sentence in report.sentences
            if sentence.section == where.section and re.search(words["costs"], sentence.text, re.IGNORECASE)
            for number in sentence.numbers
            if number.unit in ("kr", "tkr", "mnkr") and number.id != each.id
        ]
        for cost in costs:
            if _persons(cost, each, words["threshold"]):
                yield finding("REP-704", Severity.REMARK, FindingClass.DISCLOSURE, (where.place, cost.place), certainty=85,
                              printed=each.figure.text, whole=cost.figure.text, threshold=words["threshold"])  # fmt: skip
                break


def _amounts_each(report: Understood, form: str) -> Iterator[tuple[Printed, Sentence]]:
    for sentence in report.sentences:
        for found in re.finditer(form, sentence.text, re.IGNORECASE):
            near = [one for one in sentence.numbers if one.unit in ("kr", "tkr") and _apart(one, found) < _NEAR]
            if near:
                yield min(near, key=partial(_apart, found=found)), sentence


def _apart(number: Printed, found: re.Match[str]) -> int:
    """How many characters stand between a number and the words after or before it."""
    return max(found.start() - number.figure.end, number.figure.start - found.end())


def _persons(cost: Printed, each: Printed, threshold: int) -> bool:
    """Whether so few persons, and no other number of them, give the cost within what was rounded."""
    if each.exact <= 0:
        return False
    count = round(cost.exact / each.exact)
    slack = count * each.exact_step / 2 + cost.exact_step / 2
    return 0 < count < threshold and abs(cost.exact - count * each.exact) <= slack


def shares_of_few_give_answers_away(report: Understood) -> Iterator[ReportFinding]:
    """Shares of fewer than ten answers, in text and in tables with a row of how many have answered."""
    words = report.words.data["persons"]
    seen: set[tuple[str, ...]] = set()
    for sentence in report.sentences:
        few = _few(sentence, words, report)
        shares = _shares(report, sentence.section) if few else ()
        if few and shares and sentence.section not in seen:
            seen.add(sentence.section)
            yield _of_few((sentence.place, *(one.place for one in shares[:1])), few, words["answers"])
    for table in report.tables:
        shares = tuple(one for one in table.numbers() if one.unit == "%")
        for row in table.rows if shares else ():
            counts = [one for one in row.cells.values() if one.unit == "" and 0 < one.value < words["answers"]]
            if plain(row.label) in words["answers_row"] and counts:
                yield _of_few((counts[0].place,), int(counts[0].value), words["answers"])
                break


def _few(sentence: Sentence, words: Mapping[str, Any], report: Understood) -> int:
    """How many have answered, where the sentence says so and they are few; else 0."""
    if found := re.search(words["share_of_few"], sentence.text, re.IGNORECASE):
        return int(found["base"])
    found = re.search(words["answered"], sentence.text, re.IGNORECASE)
    if found is None or re.search(words["asked"], found[0], re.IGNORECASE):
        return 0
    said = found["count"].casefold()
    count = int(said) if said.isdigit() else report.words.data["number_words"][said]
    return count if 0 < count < words["answers"] else 0


def _shares(report: Understood, section: tuple[str, ...]) -> Sequence[Printed]:
    return [
        one
        for sentence in report.sentences
        if sentence.section == section
        for one in sentence.numbers
        if one.unit == "%"
    ]


def _of_few(places: tuple[Any, ...], count: int, answers: int) -> ReportFinding:
    return finding("REP-705", Severity.REMARK, FindingClass.DISCLOSURE, places, certainty=85, printed=str(count),
                   answers=answers)  # fmt: skip


CHECKS = (text_counts_few_persons, amounts_do_not_give_the_count, shares_of_few_give_answers_away)
