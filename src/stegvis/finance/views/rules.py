"""The financial rules as the page shows them: value, limit, whether it holds, since when and by what, and what follows."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from stegvis.core.finance import Rule, RuleKind, rules
from stegvis.core.package import Package
from stegvis.finance.views import words, written
from stegvis.finance.views.tables import line_address
from stegvis.render.numbers import day


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule in words. `state`: holds, broken, unknown."""

    title: words.Words
    value: str
    href: str
    limit: str
    distance: str
    state: str
    word: words.Words
    source: str
    means: words.Words
    decided: str


def rules_shown(package: Package, year: int) -> tuple[RuleShown, ...]:
    """The rules that have a limit in the year, in the order they are watched."""
    unit = str(package.profile.unit)
    return tuple(_shown(one, unit) for one in rules(package, year))


def _shown(rule: Rule, unit: str) -> RuleShown:
    bound = _("högst %(limit)s") if rule.at_most else _("minst %(limit)s")
    deficit = _(
        "Styrelsen har beslutat att använda %(amount)s av det sparade. Ett underskott upp till det bryter inte regeln."
    )
    return RuleShown(
        title=words.RULES[rule.name],
        value=written.of_rule(rule, rule.value, unit),
        href=line_address(rule.year, *_LINES[rule.name]) if rule.name in _LINES else reverse("economy-ratios", args=[rule.year]),
        limit=bound % {"limit": written.of_rule(rule, rule.limit, unit)},
        distance=written.distance(rule, unit) if rule.kind is RuleKind.PERCENT else "",
        state={True: "holds", False: "broken", None: "unknown"}[rule.holds],
        word=words.HOLDS[rule.holds],
        source=_source(rule),
        means=words.BROKEN[rule.name],
        decided=deficit % {"amount": written.with_unit(rule.decided_deficit, unit)} if rule.decided_deficit else "",
    )  # fmt: skip


#: The line whose amount a rule looks at; shares are among the ratios.
_LINES = {
    "buffer": ("balance", "equity_closing"),
    "result_within_budget": ("income", "result"),
    "balance_requirement": ("balance-requirement", "balance_requirement_result"),
}


def _source(rule: Rule) -> str:
    """Since when, and by what."""
    if rule.since is None:
        return str(words.SOURCES[rule.name])
    since = day(rule.since, written.language())
    return _("Förbundets egen regel, gäller från %(since)s") % {"since": since}
