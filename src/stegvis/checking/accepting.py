"""Findings that may stand: accepted with a reason, and accepted still in the next version, where they say the same."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from stegvis.core.report_findings import Acceptance, AcceptedFinding, ExaminedReport, ReportFinding
from stegvis.messages import reason as sentence

#: So much of a key is enough to point at a finding, if no other begins so.
_SHORTEST = 4


def settled(examined: ExaminedReport, acceptances: Iterable[Acceptance]) -> ExaminedReport:
    """The report with what is accepted set apart: as many findings that say the same as were accepted, the first ones."""
    left = {one.key: [one] * one.count for one in acceptances}
    findings: list[ReportFinding] = []
    apart: list[AcceptedFinding] = []
    for finding in examined.findings:
        if decisions := left.get(finding.key):
            apart.append(AcceptedFinding(finding, decisions.pop()))
        else:
            findings.append(finding)
    return replace(examined, findings=tuple(findings), accepted=(*examined.accepted, *apart))


def pointed_at(examined: ExaminedReport, key: str) -> tuple[ReportFinding, ...]:
    """The findings with that key, or whose key begins so: none where it is too short or begins several keys."""
    known = [*examined.findings, *(one.finding for one in examined.accepted)]
    found = tuple(one for one in known if one.key.startswith(key.casefold()))
    return found if len(key) >= _SHORTEST and len({one.key for one in found}) == 1 else ()


def acceptance_of(
    findings: tuple[ReportFinding, ...], *, reason: str, by: str, on: date, language: str = "sv"
) -> Acceptance:
    """The decision that these findings, which say the same, may stand. Raises ValueError without a reason or a name."""
    if not reason.strip() or not by.strip():
        raise ValueError("a decision has a reason and a name")
    first = findings[0]
    said = sentence(first, language)
    return Acceptance(first.key, first.code, said, reason.strip(), by.strip(), on, len(findings))


def with_decision(acceptances: Iterable[Acceptance], decision: Acceptance) -> tuple[Acceptance, ...]:
    """The decisions with a new one last; it takes the place of an earlier one of the same finding."""
    return (*(one for one in acceptances if one.key != decision.key), decision)
