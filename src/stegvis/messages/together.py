"""Findings of a finished report that say the same, told once with all their places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stegvis.core.report_findings import SURE, ReportFinding
from stegvis.messages import reason, sentences


@dataclass(frozen=True, slots=True)
class Together:
    """Findings as a reader meets them: one, or several that say the same. `details`: what each says besides; "" for nothing."""

    findings: tuple[ReportFinding, ...]
    sentence: str
    details: tuple[str, ...]

    @property
    def first(self) -> ReportFinding:
        """The one that comes first."""
        return self.findings[0]


def together(findings: Iterable[ReportFinding], language: str = "sv") -> Iterator[Together]:
    """The findings in their order, each where the first of those that say the same is."""
    groups: dict[tuple[object, ...], list[ReportFinding]] = {}
    for one in findings:
        groups.setdefault(_said(one), []).append(one)
    return (_told(tuple(same), language) for same in groups.values())


def _said(one: ReportFinding) -> tuple[object, ...]:
    """What findings have in common that say the same: all that they say, or their code where that can be said of several."""
    return (one.severity, one.code, "" if one.certainty >= SURE and is_said_of_several(one.code) else one.key)


def is_said_of_several(code: str) -> bool:
    """Whether findings with that code say the same of different things."""
    return _of_all(code) in sentences("sv")


def _told(same: tuple[ReportFinding, ...], language: str) -> Together:
    known, first = sentences(language), same[0]
    if len({one.key for one in same}) == 1:
        return Together(same, reason(first, language), ("",) * len(same))
    details = tuple(known[first.code.replace("REP", "ONE")].format_map(one.values) for one in same)
    return Together(same, known[_of_all(first.code)].format_map(first.values), details)


def _of_all(code: str) -> str:
    return code.replace("REP", "ALL")
