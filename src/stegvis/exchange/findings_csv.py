"""Findings as a table that a spreadsheet opens: one a row, with its place, what was read, the row itself and what to do."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from stegvis.core.findings import Finding
from stegvis.core.safe_text import safe_text
from stegvis.messages import LANGUAGES, sentence

_SEVERITIES = {"error": "Fel", "warning": "Varning", "remark": "Anmärkning"}


def findings_csv(findings: Iterable[Finding], language: str) -> str:
    """The findings with semicolons, as a Swedish spreadsheet expects."""
    spoken = language if language in LANGUAGES else LANGUAGES[0]
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    rows.writerow([_("fil"), _("rad"), _("kolumn"), _("slag"), _("kod"), _("värde"), _("raden"), _("vad du gör")])
    rows.writerows(map(safe_text, _cells(one, spoken)) for one in findings)
    return buffer.getvalue()


def _cells(finding: Finding, language: str) -> tuple[str, ...]:
    where = finding.where
    return (
        where.file, str(where.line or ""), where.column, _(_SEVERITIES[finding.severity]), finding.code, finding.value,
        finding.values.get("row", ""), sentence(finding, language),
    )  # fmt: skip
