"""Who is left: a group and most of it, told by text, or by text and a table together, leave one to four persons."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from stegvis.checking.checks.disclosure.tables import counts_in, tables_of_persons
from stegvis.checking.figures import figures_in
from stegvis.checking.prose.mentions import Mention, counts_of
from stegvis.checking.understanding import Part, ReadTable, Sentence, Understood
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: A larger group is not known person by person, and a share of it gives no number.
_LARGEST = 100
_NEAR = 40
_NAMED = 3


@dataclass(frozen=True, slots=True)
class _Rest:
    """Words of a sentence that tell most of a group, with its size where a table or another sentence gives it."""

    said: str
    places: tuple[Place, ...]


def most_of_a_group_leaves_nobody_alone(report: Understood) -> Iterator[ReportFinding]:
    """ "11 av de 12 männen fick arbete": one did not. One finding a chapter's section."""
    threshold = report.words.data["persons"]["threshold"]
    sections: dict[tuple[str, ...], list[_Rest]] = {}
    for sentence in report.sentences:
        if found := next(_rests(sentence, report), None):
            sections.setdefault(sentence.section[:2], []).append(found)
    for told in sections.values():
        named = ", ".join(f"”{one.said}”" for one in told[:_NAMED])
        places = tuple(place for one in told for place in one.places)
        yield finding("REP-706", Severity.REMARK, FindingClass.DISCLOSURE, tuple(dict.fromkeys(places)), certainty=85,
                      printed=told[0].said, count=len(told), said=named, threshold=threshold)  # fmt: skip


def _rests(sentence: Sentence, report: Understood) -> Iterator[_Rest]:
    words = report.words.data["persons"]
    if not re.search(words["happened"], sentence.text, re.IGNORECASE):
        return
    for found in (*_of_persons(words["rest_of"], sentence, words), *_of_persons(words["of_rest"], sentence, words)):
        part, whole = _number(found["part"]), _number(found["whole"])
        manner = not found["known"] and found["whole"].casefold() in words["manner"]
        if part and whole and not manner and _leaves_few(part, whole, sentence, found, words):
            yield _Rest(found[0].strip(), (sentence.place,))
    for found in _of_persons(words["whereof"], sentence, words):
        part, whole = _number(found["part"]), _number(found["whole"])
        if part and whole and _leaves_few(part, whole, sentence, found, words):
            yield _Rest(found[0].strip(), (sentence.place,))
    yield from _with_group(sentence, report, words)


def _of_persons(form: str, sentence: Sentence, words: Mapping[str, Any]) -> Iterator[re.Match[str]]:
    """What a form finds that is told of participants, and is no goal and no answer that is missing."""
    for found in re.finditer(form, sentence.text, re.IGNORECASE):
        around = sentence.text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
        if not any(re.search(words[name], around, re.IGNORECASE) for name in ("others", "asked", "no_rest")):
            yield found


def _number(said: str) -> int | None:
    """A number in digits, or in words up to twelve."""
    [figure, *more] = [*figures_in(f"totalt {said}"), None]
    return None if figure is None or more[:1] != [None] else int(figure.value)


def _leaves_few(part: int, whole: int, sentence: Sentence, found: re.Match[str], words: Mapping[str, Any]) -> bool:
    """Whether one to four are left, and the sentence does not count them itself: then that is what gives them away."""
    rest = whole - part
    told = {int(one.value) for one in sentence.numbers if one.figure.start >= found.end()}
    told |= {number for word in re.findall(r"\w+", sentence.text[found.end() :]) if (number := _number(word))}
    return part >= words["threshold"] and 0 < rest < words["threshold"] and rest not in told


def _with_group(sentence: Sentence, report: Understood, words: Mapping[str, Any]) -> Iterator[_Rest]:
    """ "11 av männen", "92 procent av männen", where the section says, or its table shows, how many the men are."""
    for found in _of_persons(words["group_of"], sentence, words):
        part = _number(found["part"])
        size = size_of(_part(found["group"], words), sentence.section, report)
        if part and size and _leaves_few(part, size[0], sentence, found, words):
            yield _Rest(found[0], (sentence.place, size[1]))
    for found in _of_persons(words["share_of"], sentence, words):
        base = _number(found["base"] or "")
        size = (base, sentence.place) if base else size_of(_part(found["group"], words), sentence.section, report)
        if size and gives_few(Decimal(found["share"].replace(",", ".")), size[0], words["threshold"]):
            yield _Rest(found[0], tuple(dict.fromkeys((sentence.place, size[1]))))


def gives_few(share: Decimal, base: int, threshold: int) -> bool:
    """Whether a rounded share of so many can be of one number of persons only, and leaves or counts one to four."""
    half = Decimal(1).scaleb(share.as_tuple().exponent) / 2  # type: ignore[arg-type]
    low, high = (share - half) * base / 100, (share + half) * base / 100
    able = [count for count in range(base + 1) if low <= count < high]
    return base <= _LARGEST and len(able) == 1 and any(0 < one < threshold for one in (able[0], base - able[0]))


def size_of(part: Part, section: tuple[str, ...], report: Understood) -> tuple[int, Place] | None:
    """How many the women, the men or all are, by the section's sentences and its tables' totals, if all of them say the same."""
    sizes: dict[int, Place] = {}
    for number, place in (*_sizes_told(part, section, report), *_sizes_shown(part, section, report)):
        sizes.setdefault(number, place)
    return next(iter(sizes.items())) if len(sizes) == 1 else None


def _part(group: str, words: Mapping[str, Any]) -> Part:
    for part, name in ((Part.MEN, "group_men"), (Part.WOMEN, "group_women")):
        if re.match(words[name], group, re.IGNORECASE):
            return part
    return Part.TOTAL


def _sizes_told(part: Part, section: tuple[str, ...], report: Understood) -> Iterator[tuple[int, Place]]:
    for other, mentions in counts_of(report):
        if other.section == section:
            for one in mentions:
                if _is_size(one, part, report):
                    yield int(one.number.value), other.place


def _is_size(mention: Mention, part: Part, report: Understood) -> bool:
    """Whether it counts the whole group: no part of another, nothing wanted, nothing of another year."""
    whole = not (mention.of or mention.planned or mention.elsewhen) and mention.exact
    after = mention.sentence.after(mention.number)
    sex = mention.sex is (None if part is Part.TOTAL else part)
    return whole and sex and mention.of_people(report.words) and not re.match(r"\s*av\b", after)


def _sizes_shown(part: Part, section: tuple[str, ...], report: Understood) -> Iterator[tuple[int, Place]]:
    for table in tables_of_persons(report):
        columns = [one.place for one in table.columns if one.part is part]
        if table.section == section and len(columns) == 1:
            rows: Sequence[Any] = [row for row in table.rows if row.total] or table.rows[:1]
            alone = len(table.rows) == 1 or any(row.total for row in table.rows)
            if alone and (number := rows[-1].cells.get(columns[0])) is not None:
                yield int(number.value), number.place


def totals_do_not_leave_the_other_sex(report: Understood) -> Iterator[ReportFinding]:
    """A table of all and of one sex, where the others are one to four, one finding a table."""
    threshold = report.words.data["persons"]["threshold"]
    for table in tables_of_persons(report):
        if (columns := _all_and_one_sex(table, report)) is not None:
            whole, part = columns
            few = [
                row
                for row in table.rows
                if {whole, part} <= row.cells.keys()
                if 0 < row.cells[whole].value - row.cells[part].value < threshold <= row.cells[part].value
            ]
            if few:
                said = ", ".join(f"”{row.label}”" for row in few[:_NAMED])
                yield finding("REP-706", Severity.REMARK, FindingClass.DISCLOSURE, tuple(row.cells[part].place for row in few),
                              certainty=85, printed=few[0].cells[part].figure.text, count=len(few), said=said,
                              threshold=threshold)  # fmt: skip


def _all_and_one_sex(table: ReadTable, report: Understood) -> tuple[int, int] | None:
    """The column of all and that of one sex, where nothing else is counted."""
    if {Part.WOMEN, Part.MEN} <= {one.part for one in table.columns}:
        return None
    places = dict.fromkeys(column.place for _, column, _ in counts_in(table, report.words))
    counting = [table.column(place) for place in places]
    sexes = [one.place for one in counting if one.part in (Part.WOMEN, Part.MEN)]
    others = [one.place for one in counting if one.part in (None, Part.TOTAL, Part.NAMED)]
    return (others[0], sexes[0]) if len(counting) == 2 and len(sexes) == len(others) == 1 else None


CHECKS = (most_of_a_group_leaves_nobody_alone, totals_do_not_leave_the_other_sex)
