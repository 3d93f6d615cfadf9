"""The association's own rules and the field's: equity, buffer, administration, half and quarter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.measured import (
    EQUITY,
    Measured,
    administration,
    alone,
    buffer,
    equity,
    equity_of_income,
    individual,
    office,
)
from stegvis.checking.agreement.own_rules import OwnRule, own_rules
from stegvis.checking.agreement.quantities import Quantities
from stegvis.checking.agreement.relations import Relation, bounded
from stegvis.checking.checks.kinds import Check
from stegvis.checking.figures import SCALES, Figure, written
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: Against what a rule on each subject may be held, and how its figures are found.
_MEASURED: dict[tuple[str, str], Callable[[Understood, Quantities], Iterator[Measured]]] = {
    ("equity", "contributions"): equity,
    ("equity", "income"): lambda _, found: equity_of_income(found),
    ("equity", ""): lambda _, found: alone(found, EQUITY),
    ("equity_ratio", ""): lambda _, found: alone(found, ("equity_ratio",)),
    ("administration", "costs"): administration,
    ("office", "costs"): office,
    ("individual", "costs"): individual,
    ("buffer", ""): lambda _, found: buffer(found),
}
#: A year with less than half of the first year's costs is hardly budgeted yet.
_HARDLY = Decimal("0.5")


def own_rules_are_kept(report: Understood) -> Iterator[Relation | ReportFinding]:
    """A limit that the report states itself holds in its own figures, its forecast too."""
    found = quantities.of(report)
    for rule in own_rules(report):
        if measure := _MEASURED.get((rule.subject, rule.base)):
            yield from _held(rule, _of_rule(rule, measure(report, found), report))


def _of_rule(rule: OwnRule, measured: Iterator[Measured], report: Understood) -> list[Measured]:
    """What the rule is of: the report's year and those after it, or the years that it names; each figure once."""
    own = [one for one in measured if rule.is_of(one.year) and one.year >= (report.year or 0)]
    return list({(one.year, one.version, one.amount, one.base): one for one in own}.values())


def _held(rule: OwnRule, measured: Sequence[Measured]) -> Iterator[Relation | ReportFinding]:
    broken = [one for one in measured if not rule.holds_for(one.amount if rule.base == "" else one.share)]
    for one in measured:
        if one not in broken:
            yield _kept(rule, one)
    if broken:
        yield _broken(rule, broken, measured)


def _kept(rule: OwnRule, one: Measured) -> Relation:
    limit = rule.limit * one.base / 100 if rule.base else rule.limit
    printed = (rule.number,) if rule.number and not rule.base else ()
    return bounded("REP-501", tuple(dict.fromkeys((*one.numbers, one.of, *printed))), limit, 90)


def _broken(rule: OwnRule, broken: Sequence[Measured], measured: Sequence[Measured]) -> ReportFinding:
    """One finding of a rule, with every year that breaks it."""
    first = broken[0]
    printed, expected = _printed(rule, first)
    sure = rule.base == "" or any(not rule.holds_for(one.bare_share) for one in broken)
    places = [*(one.place for one in first.numbers), rule.place, first.of.place]
    places += [number.place for one in broken[1:] for number in (*one.numbers, one.of)]
    found = finding(
        "REP-501",
        Severity.REMARK if rule.recommended else Severity.WARNING,
        FindingClass.RULE,
        tuple(dict.fromkeys(places)),
        certainty=70 if rule.recommended or not sure else 92,
        printed=printed,
        expected=expected,
        rule=rule.text.rstrip("."),
        years="; ".join(_said(one) for one in broken),
    )
    return replace(found, cause="WHY-051") if _is_hardly_budgeted(rule, broken, measured) else found


def _printed(rule: OwnRule, one: Measured) -> tuple[str, str]:
    """What stands there and what the rule allows: the amount where it is one number, else the share."""
    scale = SCALES.get(one.unit, Decimal(1))
    number = one.numbers[0]
    if number.value * scale != one.amount:
        return _percent(one.share), _percent(rule.limit)
    limit = rule.limit * one.base / 100 if rule.base else rule.limit
    return number.figure.text, written(limit / scale, number.figure)


def _is_hardly_budgeted(rule: OwnRule, broken: Sequence[Measured], measured: Sequence[Measured]) -> bool:
    return rule.base == "costs" and all(one.base < _HARDLY * measured[0].base for one in broken)


def _said(one: Measured) -> str:
    """`2026, Eget kapital: 2 319 / 10 006 tkr = 23,2 %`."""
    scale = SCALES.get(one.unit, Decimal(1))
    amount, base = written(one.amount / scale, _like("")), written(one.base / scale, _like(one.unit))
    if one.of in one.numbers:
        return f"{one.year}, {one.what}: {base}"
    return f"{one.year}, {one.what}: {amount} / {base} = {_percent(one.share)}"


def _like(unit: str, decimals: int = 0) -> Figure:
    return Figure(Decimal(0), decimals, unit, "")


def _percent(value: Decimal) -> str:
    return written(value, _like("%", 1))


CHECKS: tuple[Check, ...] = (own_rules_are_kept,)
