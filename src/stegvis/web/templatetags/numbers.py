"""Numbers in the reader's language: `{{ amount|number }}`, `{{ share|percent }}`, `{% change now then 2023 %}`."""

from datetime import date
from decimal import Decimal

from django import template
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from stegvis.core.money import rounded
from stegvis.render import numbers

register = template.Library()
Value = Decimal | int | float | None


def _exact(value: Value) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _language() -> str:
    language = get_language() or "sv"
    return language if language in numbers.STYLES else "sv"


@register.filter
def number(value: Value, decimals: int = 0) -> str:
    """`2 796 281`; `–` for none."""
    return numbers.NONE if value is None else numbers.number(_exact(value), decimals, _language())


@register.filter
def percent(fraction: Value, decimals: int = 1) -> str:
    """A fraction as `36,4 %`; `–` for none."""
    return numbers.NONE if fraction is None else numbers.percent(_exact(fraction), decimals, _language())


@register.filter
def money(amount: Value, unit: str = "kr") -> str:
    """`2 796 281 kr`; `–` for none."""
    return numbers.NONE if amount is None else numbers.money(_exact(amount), unit, _language())


@register.filter
def count(value: int | None) -> str:
    """A released count: `36`; `..` for a protected one."""
    return numbers.count(value, _language())


@register.filter
def day(on: date | None) -> str:
    """`5 februari 2021`; nothing for none."""
    return numbers.day(on, _language()) if on else ""


_WORDS = {
    "count": (
        gettext_noop("%(n)s fler än %(than)s"),
        gettext_noop("%(n)s färre än %(than)s"),
        gettext_noop("lika många som %(than)s"),
    ),
    "money": (
        gettext_noop("%(n)s mer än %(than)s"),
        gettext_noop("%(n)s mindre än %(than)s"),
        gettext_noop("lika mycket som %(than)s"),
    ),
    "share": (
        gettext_noop("%(n)s procentenheter högre än %(than)s"),
        gettext_noop("%(n)s procentenheter lägre än %(than)s"),
        gettext_noop("samma som %(than)s"),
    ),
}

#: Shares, which change by percentage points: with how many decimals.
_DECIMALS = {"share": 1, "points": 0}


@register.simple_tag
def change(now: Value, before: Value, than: object, kind: str = "count", unit: str = "kr") -> str:
    """What changed, as words and figures: `12 fler än 2023`. `kind`: count, money (with `unit`), share (fractions) or
    points (fractions in whole percent).

    Nothing where either is not known or protected: a change would tell it.
    """
    if now is None or before is None:
        return ""
    difference = _exact(now) - _exact(before)
    shown = rounded(difference * 100, _DECIMALS[kind]) if kind in _DECIMALS else rounded(difference)
    more, fewer, same = (_(words) for words in _WORDS["share" if kind in _DECIMALS else kind])
    words = same if shown == 0 else more if shown > 0 else fewer
    return words % {"n": _amount(abs(shown), kind, unit), "than": than}


def _amount(size: Decimal, kind: str, unit: str) -> str:
    if kind == "money":
        return numbers.money(size, unit, _language())
    return numbers.number(size, _DECIMALS.get(kind, 0), _language())
