"""Amounts as the pages write them, in the reader's language."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from stegvis.core.finance import Rule, RuleKind
from stegvis.core.money import rounded
from stegvis.render import numbers

KRONOR = "kr"


def language() -> str:
    """The reader's language, as numbers are written in it."""
    chosen = get_language() or "sv"
    return chosen if chosen in numbers.STYLES else "sv"


def whole(amount: Decimal | int | None) -> str:
    """An amount rounded once, without its unit; `–` for none."""
    return numbers.NONE if amount is None else numbers.number(amount, 0, language())


def with_unit(amount: Decimal | None, unit: str) -> str:
    """An amount rounded once, with its unit; `–` for none."""
    return numbers.NONE if amount is None else numbers.money(amount, unit, language())


def to_the_ore(kronor: Decimal | None) -> str:
    """Kronor with their öre: `2 796 281,50`; `–` for none."""
    return numbers.NONE if kronor is None else numbers.number(kronor, 2, language())


def exact(amount: Decimal | None, unit: str) -> str:
    """An amount with all its decimals, at least the öre where it is kronor."""
    if amount is None:
        return numbers.NONE
    given = -int(amount.normalize().as_tuple().exponent)
    decimals = max(2 if unit == KRONOR else 0, given)
    return f"{numbers.number(amount, decimals, language())}{numbers.HARD_SPACE}{unit}"


def percent(fraction: Decimal | None) -> str:
    """A fraction as `36,4 %`; `–` for none."""
    return numbers.NONE if fraction is None else numbers.percent(fraction, 1, language())


def variance_share(variance: Decimal | None, budget: Decimal | None) -> str:
    """What is left of the budget as a share of it; `–` where there is no budget."""
    return numbers.NONE if variance is None or not budget else percent(variance / abs(budget))


def of_rule(rule: Rule, value: Decimal | None, unit: str) -> str:
    """A rule's value or limit: a share or an amount."""
    return percent(value) if rule.kind is RuleKind.PERCENT else with_unit(value, unit)


def distance(rule: Rule, unit: str) -> str:
    """How far a rule's value is from its limit, in words; nothing where it is not known."""
    if rule.value is None:
        return ""
    apart = abs(rule.limit - rule.value)
    if rule.kind is RuleKind.PERCENT:
        far = numbers.number(rounded(apart * 100, 1), 1, language())
        words = _("%(far)s procentenheter under gränsen") if rule.value <= rule.limit else _(
            "%(far)s procentenheter över gränsen")  # fmt: skip
        return words % {"far": far}
    words = _("%(far)s över gränsen") if rule.value >= rule.limit else _("%(far)s under gränsen")
    return words % {"far": with_unit(apart, unit)}
