"""Law numbers against the law that is named beside them, and the check digit of registration numbers."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from stegvis.checking.prose.sayings import Saying, by_place, sayings
from stegvis.checking.spelling import letters_apart
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_NUMBER = re.compile(r"(?<![\d:/])(\d{3,5})[:;]\s?(\d{1,5}(?:[ \u00a0\u202f\u2009]\d{3})?)(?!\d)")
_PROPER = re.compile(r"\d{4}:\d{1,4}")
_OTHER_SERIES = re.compile(
    r"(?:\b(?:SOU|prop|dnr|diarienr|diarienummer|AFS|SOSFS|HSLF-FS|Ds|dir|nr|FS|RKR)\W*)$", re.IGNORECASE
)
_LAW = re.compile(r"lag(?:en)?\b|förordning(?:en)?\b|balk(?:en)?\b", re.IGNORECASE)
_NEAR = 90
_ABOUT = re.compile(r"[)\]]?,?\s+om\s+")
#: A line without so many digits has no registration number.
_MANY = re.compile(r"\d{6}")


def law_numbers_belong_to_their_laws(report: Understood) -> Iterator[ReportFinding]:
    """A number a digit or two from that of the law that is named beside it, and a year when there was no such law."""
    told: set[tuple[str, str]] = set()
    for saying in by_place(list(sayings(report))):
        for found in _NUMBER.finditer(saying.text):
            for one in _faults(saying, found, report):
                said = (one.printed, str(one.places[0].line))
                if said not in told:
                    told.add(said)
                    yield one


def _faults(saying: Saying, found: re.Match[str], report: Understood) -> Iterator[ReportFinding]:
    if _OTHER_SERIES.search(saying.text[: found.start()]):
        return
    number = f"{found[1]}:{re.sub(r'\D', '', found[2])}"
    law = _law_beside(saying.text, found, report.words.data["laws"])
    right = _nearest(number, law["numbers"]) if law else ""
    if law and number in law["numbers"]:
        if not _PROPER.fullmatch(found[0]):
            yield finding("REP-604", Severity.REMARK, FindingClass.LABEL, (saying.place,), certainty=95,
                          printed=found[0], expected=number)  # fmt: skip
    elif law and right:
        yield finding("REP-603", Severity.ERROR, FindingClass.LABEL, (saying.place,), certainty=95,
                      printed=found[0], expected=right, law=law["names"][0])  # fmt: skip
    elif _impossible(int(found[1]), report.year) and _LAW.search(
        saying.text[max(0, found.start() - 40) : found.end() + 40]
    ):
        yield finding("REP-605", Severity.ERROR, FindingClass.LABEL, (saying.place,), certainty=90, printed=found[0])


def _law_beside(text: str, found: re.Match[str], laws: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The law whose name stands beside the number, else what it is about; of two at the same place the longer name.

    The name comes right after, "lag (2003:1210) om finansiell samordning"; else the nearest before it, else after it.
    """
    before = text[max(0, found.start() - _NEAR) : found.start()].casefold()
    after = text[found.end() : found.end() + _NEAR].casefold()
    right_after = _ABOUT.match(after)
    for said in ("names", "about"):
        nearest = [
            (way, far, -len(name), place)
            for place, law in enumerate(laws)
            for name in law.get(said, ())
            for way, far in (
                *((1, len(before) - hit.end()) for hit in _hits(name, before)),
                *(
                    (0 if right_after and hit.start() == right_after.end() else 2, hit.start())
                    for hit in _hits(name, after)
                ),
            )
        ]
        if nearest:
            return laws[min(nearest)[3]]
    return None


def _hits(name: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(rf"\b{re.escape(name)}\b", text)


def _nearest(number: str, known: list[str]) -> str:
    """The law's number that this may have been meant for: at most two signs apart."""
    best = min(known, key=lambda one: letters_apart(number, one))
    return best if letters_apart(number, best) <= 2 else ""


def _impossible(year: int, report: int | None) -> bool:
    return not 1700 < year <= (report or 2098) + 2


def registration_numbers_are_right(report: Understood) -> Iterator[ReportFinding]:
    """An organisation's number whose last digit does not follow from the others, or that is a slip from one that does."""
    numbers = _registered(report)
    right = [number for number in numbers if not _check_sum(number)]
    for number, place in numbers.items():
        like = [one for one in right if one != number and letters_apart(one, number) == 1]
        if number not in right:
            yield finding("REP-607", Severity.ERROR, FindingClass.LABEL, (place,), certainty=95,
                          printed=_written(number))  # fmt: skip
        elif like and place.line >= numbers[like[0]].line and place.page >= numbers[like[0]].page:
            yield finding("REP-608", Severity.WARNING, FindingClass.LABEL, (place, numbers[like[0]]), certainty=85,
                          printed=_written(number), expected=_written(like[0]))  # fmt: skip


def _registered(report: Understood) -> Mapping[str, Place]:
    """The organisations' numbers by their digits, and where each stands first."""
    words = report.words.data["numbers"]
    form, other = (re.compile(words[name], re.IGNORECASE) for name in ("organisation", "not_organisation"))
    found: dict[str, Place] = {}
    for index, line in enumerate(report.report.lines):
        for one in form.finditer(line.text) if _MANY.search(line.text) else ():
            if other.search(line.text[: one.start()]):
                continue
            found.setdefault("".join(part for part in one.groups() if part), report.report.place(index))
    return found


def _written(number: str) -> str:
    return f"{number[:6]}-{number[6:]}"


def _check_sum(digits: str) -> int:
    """Every other digit doubled from the left, the digits of all that added, less their tens: 0 for a right number."""
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    return sum(one // 10 + one % 10 for one in doubled) % 10


CHECKS = (law_numbers_belong_to_their_laws, registration_numbers_are_right)
