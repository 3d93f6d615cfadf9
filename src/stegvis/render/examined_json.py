"""An examined report as JSON for machines: the names below are a promise and are only ever added to.

`accepted` and `comparison` are there only when they were asked for, so that what is always there stays as it is.
"""

import json
from typing import Any

from stegvis.core.finished import Place
from stegvis.core.report_comparison import ChangedNumber, ReportComparison
from stegvis.core.report_findings import AcceptedFinding, ExaminedReport, ReportFinding
from stegvis.messages import reason
from stegvis.render.examined_words import lines_of


def examined_json(
    examined: ExaminedReport,
    language: str = "sv",
    *,
    comparison: ReportComparison | None = None,
    accepting: bool = False,
) -> str:
    """The findings with their places, and how many numbers were read and checked. `accepting`: decisions were asked for."""
    report = examined.report
    said: dict[str, Any] = {
        "file": report.file,
        "pages": report.pages,
        "lines": len(report.lines),
        "numbers": {"read": examined.read, "checked": examined.checked},
        "findings": [_finding(one, language) for one in examined.findings],
    }
    if accepting:
        said["accepted"] = [_accepted(one, language) for one in examined.accepted]
    if comparison is not None:
        said["comparison"] = _comparison(comparison, language)
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _finding(one: ReportFinding, language: str) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": str(one.severity),
        "class": str(one.kind),
        "certainty": one.certainty,
        "places": [_place(place) for place in lines_of(one)],
        "printed": one.printed,
        "expected": one.expected,
        "reason": reason(one, language),
    }


def _place(place: Place) -> dict[str, Any]:
    return {"page": place.page, "line": place.line, "text": place.text}


def _accepted(one: AcceptedFinding, language: str) -> dict[str, Any]:
    decision = one.acceptance
    return {
        "key": decision.key,
        "reason": decision.reason,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "finding": _finding(one.finding, language),
    }


def _comparison(one: ReportComparison, language: str) -> dict[str, Any]:
    return {
        "old": one.old,
        "years": list(one.years),
        "compared": one.compared,
        "mended": [_finding(finding, language) for finding in one.mended],
        "left": [_finding(finding, language) for finding in one.left],
        "new": [_finding(finding, language) for finding in one.new],
        "changed": [_changed(number) for number in one.changed],
        "tables": {
            "added": [_place(place) for place in one.added],
            "removed": [_place(place) for place in one.removed],
        },
    }


def _changed(one: ChangedNumber) -> dict[str, Any]:
    return {
        "table": one.table,
        "name": one.name,
        "before": one.before,
        "after": one.after,
        "place": _place(one.place),
    }
