"""The result that text says is carried over to equity, against what equity changed by in the balance sheet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stegvis.checking.agreement.quantities import Quantity, of
from stegvis.checking.agreement.relations import Relation, Term, sum_of
from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.figures import SCALES
from stegvis.checking.prose.amounts import amounts_of
from stegvis.checking.understanding import Printed, Understood
from stegvis.core.report_findings import ReportFinding

_CARRIED = re.compile(
    r"\b(?:överför\w*|förs? över|förts över|balanseras|läggs till|tillförs)\b.*\b(?:eget|egna) kapital", re.I
)


def the_result_carried_over_is_the_change_in_equity(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "resultatet uppgår till 142 tkr, vilket överförs till nästa år som eget kapital"."""
    equity = _equity(report)
    for sentence in report.sentences if equity else ():
        if _CARRIED.search(sentence.text):
            amount = next((one for one in amounts_of(sentence) if "resultat" in one.said), None)
            if amount and not amount.number.figure.about:
                yield from _against(amount.number, equity)


def _equity(report: Understood) -> tuple[Quantity, ...]:
    """Equity at the year's end and at its beginning."""
    found = of(report)
    year = next(iter(found.years("equity_closing")), 0)
    both = found.value("equity_closing", year), found.value("equity_closing", year - 1)
    return tuple(one for one in both if one) if all(both) else ()


def _against(result: Printed, equity: Sequence[Quantity]) -> Iterator[Relation | ReportFinding]:
    """In the unit of the balance sheet, or the one in which the two are of one size."""
    for unit in (equity[0].unit, *SCALES):
        closing, opening = (replace(one.number, unit=unit) for one in equity)
        relation = sum_of("REP-309", result, [Term(closing), Term(opening, -1)], 90)
        if relation.expected and abs(relation.difference) < abs(relation.expected) / 2:
            yield as_told(relation)
            return


CHECKS = (the_result_carried_over_is_the_change_in_equity,)
