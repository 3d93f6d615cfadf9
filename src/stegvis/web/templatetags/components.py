"""What components need beyond includes: `{% sparkline values %}`, `{{ cell|text }}`, `{{ finding|said }}`."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from stegvis.core.findings import Finding, Severity
from stegvis.messages import LANGUAGES, sentence

register = template.Library()
_WIDTH, _HEIGHT, _EDGE = 96, 28, 3


@register.simple_tag
def sparkline(values: Sequence[Decimal | int | float | None]) -> SafeString | str:
    """A small line of some years, without axes. It repeats what the card says, so it is hidden from screen readers."""
    points = _points(values)
    if len(points) < 2:
        return ""
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return format_html(
        '<svg class="sparkline" viewBox="0 0 {} {}" width="{}" height="{}" aria-hidden="true" focusable="false">'
        '<polyline points="{}"/><circle cx="{}" cy="{}" r="2.5"/></svg>',
        _WIDTH, _HEIGHT, _WIDTH, _HEIGHT, line, f"{points[-1][0]:.1f}", f"{points[-1][1]:.1f}",
    )  # fmt: skip


def _points(values: Sequence[Decimal | int | float | None]) -> list[tuple[float, float]]:
    known = [(place, float(value)) for place, value in enumerate(values) if value is not None]
    if not known:
        return []
    low, high = min(value for _, value in known), max(value for _, value in known)
    across, up = (_WIDTH - 2 * _EDGE) / max(1, len(values) - 1), (_HEIGHT - 2 * _EDGE) / ((high - low) or 1)
    middle = (_HEIGHT - 2 * _EDGE) / 2 if high == low else 0
    return [(_EDGE + place * across, _HEIGHT - _EDGE - middle - (value - low) * up) for place, value in known]


@register.filter
def text(cell: Any) -> Any:
    """What stands in a cell: the cell itself, or its `text`."""
    return cell.get("text", "") if isinstance(cell, dict) else getattr(cell, "text", cell)


@register.filter
def said(finding: Finding) -> str:
    """A finding in words, in the reader's language."""
    language = get_language() or "sv"
    return sentence(finding, language if language in LANGUAGES else "sv")


@register.filter
def grouped(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings by kind: errors first, then by code, each group with how many they are."""
    order = list(Severity)
    ranked = sorted(findings, key=lambda one: (order.index(one.severity), one.code, one.where))
    groups = [(key, list(some)) for key, some in groupby(ranked, key=lambda one: (one.severity, one.code))]
    return [{"severity": str(key[0]), "code": key[1], "count": len(some), "findings": some} for key, some in groups]


@register.filter
def breakable(name: str) -> str:
    """A long compound may break where its words meet, so that it fits a phone: samordnings-förbundet."""
    return name.replace("ordningsförbund", "ordnings\u00adförbund")
