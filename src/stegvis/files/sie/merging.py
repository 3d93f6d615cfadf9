"""Several SIE files of one year put together: the year's accounts may come as one file of balances and one of vouchers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from stegvis.core.findings import Finding, Where, error
from stegvis.core.ledger import Ledger, YearBalances

Named = tuple[str, Ledger]


def merged(named: Sequence[Named]) -> tuple[Ledger, tuple[Finding, ...]]:
    """One ledger of files of the same year; balances that differ and vouchers that come twice are findings."""
    first = named[0][1]
    if len(named) == 1:
        return first, ()
    ledgers = [ledger for _, ledger in named]
    ledger = Ledger(
        year=first.year,
        balances={
            year: _balances(ledgers, year)
            for year in sorted({y for one in ledgers for y in one.balances}, reverse=True)
        },
        account_names=_united(ledgers, lambda one: one.account_names),
        object_names=_united(ledgers, lambda one: one.object_names),
        transactions=tuple(fact for one in ledgers for fact in one.transactions),
        object_results=_united(ledgers, lambda one: one.object_results),
        sie_type=max(one.sie_type for one in ledgers),
        organisation_number=next((one.organisation_number for one in ledgers if one.organisation_number), ""),
        name=next((one.name for one in ledgers if one.name), ""),
    )
    return ledger, (*_balances_that_differ(named), *_vouchers_twice(named))


def _united[K, V](ledgers: Sequence[Ledger], part: Callable[[Ledger], Mapping[K, V]]) -> dict[K, V]:
    """What the first file says stands; later ones add to it."""
    united: dict[K, V] = {}
    for ledger in reversed(ledgers):
        united |= part(ledger)
    return united


def _balances(ledgers: Sequence[Ledger], year: int) -> YearBalances:
    of_year = [one.balances[year] for one in reversed(ledgers) if year in one.balances]
    parts: list[dict[str, Decimal]] = [{}, {}, {}]
    for balances in of_year:
        for part, more in zip(parts, (balances.opening, balances.closing, balances.result), strict=True):
            part.update(more)
    return YearBalances(*parts)


def _balances_that_differ(named: Sequence[Named]) -> Iterator[Finding]:
    seen: dict[tuple[int, str, str], tuple[str, Decimal]] = {}
    for name, ledger in named:
        for key, amount in _each_balance(ledger):
            file, before = seen.setdefault(key, (name, amount))
            if before != amount:
                yield error("SIE-031", Where(name, 0, key[1]), value=key[2], year=key[0], other=file)


def _each_balance(ledger: Ledger) -> Iterator[tuple[tuple[int, str, str], Decimal]]:
    for year, balances in ledger.balances.items():
        parts = (("#IB", balances.opening), ("#UB", balances.closing), ("#RES", balances.result))
        for record, amounts in parts:
            for account, amount in amounts.items():
                yield (year, record, account), amount


def _vouchers_twice(named: Sequence[Named]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for name, ledger in named:
        for voucher in dict.fromkeys(fact.voucher for fact in ledger.transactions if fact.voucher):
            file = seen.setdefault(voucher, name)
            if file != name:
                yield error("SIE-032", Where(name, 0, "#VER"), value=voucher, other=file)
