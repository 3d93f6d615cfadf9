"""Two checked documents side by side: findings mended, left and new, numbers that changed, last year's that are not the same."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from stegvis.associations.permissions import allowed
from stegvis.core.report_comparison import ReportComparison
from stegvis.core.report_findings import ReportFinding
from stegvis.reports import facts
from stegvis.reports.models import CheckedDocument
from stegvis.reports.views.checks import checked_document, others_of
from stegvis.reports.views.checks_shown import Told, in_words, standings, told

_DAY = 86_400
#: More changed numbers than this are not shown; the rest are counted.
_MOST = 100


@allowed("see_checks")
@require_safe
def compare(request: Any, id: Any) -> HttpResponse:
    """What changed from an earlier document to this one."""
    document = checked_document(request, id)
    others = others_of(request, document)
    earlier = next((one for one in others if str(one.pk) == request.GET.get("med", "")), None)
    if earlier is None or document.state != CheckedDocument.State.CHECKED:
        return redirect("checks-one", document.pk)
    comparison, reprinted = _compared(earlier, document)
    here, there = told(document, standings(document)), told(earlier, standings(earlier))
    return render(request, "reports/checks_compare.html", {
        "document": document, "earlier": earlier, "others": others, "comparison": comparison,
        "new": list(_told(comparison.new, here)), "left": list(_told(comparison.left, here)),
        "mended": list(_told(comparison.mended, there)), "changed": comparison.changed[:_MOST],
        "reprinted": [Told(0, one, in_words(one)) for one in reprinted],
    })  # fmt: skip


def _compared(
    earlier: CheckedDocument, document: CheckedDocument
) -> tuple[ReportComparison, tuple[ReportFinding, ...]]:
    """Neither document changes, so what was worked out once is kept for the day."""
    own = facts.words_in_force(document.association)
    key = f"compared:{earlier.pk}:{document.pk}:{own.pk if own else ''}"
    found: tuple[ReportComparison, tuple[ReportFinding, ...]] | None = cache.get(key)
    if found is None:
        before, after = facts.examined_of(earlier).report, facts.examined_of(document).report
        found = facts.compared(before, after, facts.laid_over(own.text if own else ""))
        cache.set(key, found, _DAY)
    return found


def _told(findings: Iterable[ReportFinding], known: tuple[Told, ...]) -> Iterator[Told]:
    """Findings with their numbers in the document that they are of."""
    by_key = {one.finding.key: one for one in reversed(known)}
    return (by_key.get(one.key, Told(0, one, in_words(one))) for one in findings)
