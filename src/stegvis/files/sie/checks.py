"""Whether a SIE file agrees with itself: vouchers against balances, and balances against one another."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from stegvis.core.findings import Finding, Where, warning
from stegvis.core.money import ZERO

if TYPE_CHECKING:
    from stegvis.files.sie.reading import Contents


def faults_of_balances(contents: "Contents", name: str) -> Iterator[Finding]:
    """`#RES` and `#UB` count; vouchers of the file's own year that give another sum are a warning."""
    opening, closing, result = (contents.balances[record].get(0, {}) for record in ("#IB", "#UB", "#RES"))
    if not opening and not closing and not result:
        return
    if left := sum(closing.values(), ZERO) + sum(result.values(), ZERO):
        yield warning("SIE-020", Where(name, 0, "#UB"), value=left)
    if not contents.vouchers:
        return
    changes = _changes(contents)
    for account in sorted({*closing, *result, *changes}):
        record = "#UB" if account in closing or (account not in result and account[:1] in "12") else "#RES"
        stated = (closing if record == "#UB" else result).get(account, ZERO)
        counted = changes.get(account, ZERO) + (opening.get(account, ZERO) if record == "#UB" else ZERO)
        if stated != counted:
            where = Where(name, contents.lines.get((record, 0, account), 0), record)
            yield warning("SIE-021", where, value=account, stated=stated, counted=counted)


def _changes(contents: "Contents") -> dict[str, Decimal]:
    start, end = contents.years[0]
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for fact in contents.transactions:
        if start <= fact.on <= end:
            sums[fact.account] += fact.amount
    return sums
