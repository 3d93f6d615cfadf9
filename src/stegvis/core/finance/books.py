"""A year's books, from whichever files say something of the year: kronor, exact to the öre, credit negative."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from stegvis.core.facts import LedgerFact
from stegvis.core.ledger import Ledger, YearBalances
from stegvis.core.package import Package

Amounts = Mapping[str, Decimal]
Object = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Books:
    """Balances and results by account. `opening` None: the file gives none; `objects` None: nothing is known by object."""

    year: int
    opening: Amounts | None
    closing: Amounts
    result: Amounts
    names: Mapping[str, str]
    transactions: tuple[LedgerFact, ...] = ()
    objects: Mapping[Object, Amounts] | None = None


def books_of(package: Package, year: int) -> Books | None:
    """The year's own files, read together; else what a later file says of the year (SIE's year -1)."""
    own = [ledger for ledger in package.ledgers if ledger.year == year]
    if own:
        return _own_books(own)
    later = [ledger for ledger in package.ledgers if ledger.year > year and year in ledger.balances]
    return _seen_from(min(later, key=lambda ledger: ledger.year), year) if later else None


def object_results(books: Books, wanted: Iterable[Object], accounts: Iterable[str]) -> Decimal | None:
    """The sum of the transactions on the accounts that carry any of the objects, each once; None where nothing is known."""
    objects, taken = set(wanted), set(accounts)
    if books.transactions:
        facts = (fact for fact in books.transactions if fact.account in taken and objects.intersection(fact.objects))
        return sum((fact.amount for fact in facts), Decimal(0))
    if books.objects is None:
        return None
    rows = (books.objects.get(one, {}) for one in sorted(objects))
    return sum((amount for row in rows for account, amount in row.items() if account in taken), Decimal(0))


def _own_books(ledgers: Sequence[Ledger]) -> Books:
    first, *others = sorted(ledgers, key=_latest_day)
    merged = _year_books(first)
    for ledger in others:
        merged = _together(merged, _year_books(ledger))
    return merged


def _year_books(ledger: Ledger) -> Books:
    balances = ledger.balances.get(ledger.year, YearBalances())
    return Books(
        year=ledger.year,
        opening=balances.opening,
        closing=balances.closing,
        result=balances.result,
        names=ledger.account_names,
        transactions=ledger.transactions,
        objects=ledger.object_results.get(ledger.year, {} if ledger.sie_type.startswith("4") else None),
    )


def _seen_from(ledger: Ledger, year: int) -> Books:
    balances = ledger.balances[year]
    return Books(
        year=year,
        opening=balances.opening or None,
        closing=balances.closing,
        result=balances.result,
        names=ledger.account_names,
        objects=ledger.object_results.get(year),
    )


def _latest_day(ledger: Ledger) -> date:
    return max((fact.on for fact in ledger.transactions), default=date.min)


def _together(books: Books, later: Books) -> Books:
    """Two files of a year. With the same opening balances they are parts of the same books, and the later one's balances
    hold; else they are two books, which are added."""
    opening, more = books.opening or {}, later.opening or {}
    shared = opening.keys() & more.keys()
    if shared and all(opening[account] == more[account] for account in shared):
        return _continued(books, later)
    return replace(
        books,
        opening=_sum(opening, more),
        closing=_sum(books.closing, later.closing),
        result=_sum(books.result, later.result),
        names={**books.names, **later.names},
        transactions=books.transactions + later.transactions,
        objects=_objects(books, later, _sum),
    )


def _continued(books: Books, later: Books) -> Books:
    seen = {(fact.on, fact.voucher) for fact in books.transactions if fact.voucher}
    new = tuple(fact for fact in later.transactions if (fact.on, fact.voucher) not in seen)
    return replace(
        books,
        opening=_latest(books.opening or {}, later.opening or {}),
        closing=_latest(books.closing, later.closing),
        result=_latest(books.result, later.result),
        names={**books.names, **later.names},
        transactions=books.transactions + new,
        objects=_objects(books, later, _latest),
    )


def _sum(one: Amounts, other: Amounts) -> Amounts:
    total: dict[str, Decimal] = defaultdict(Decimal, one)
    for account, amount in other.items():
        total[account] += amount
    return dict(total)


def _latest(one: Amounts, other: Amounts) -> Amounts:
    return {**one, **other}


def _objects(
    books: Books, later: Books, join: Callable[[Amounts, Amounts], Amounts]
) -> Mapping[Object, Amounts] | None:
    if books.objects is None and later.objects is None:
        return None
    one, other = books.objects or {}, later.objects or {}
    return {key: join(one.get(key, {}), other.get(key, {})) for key in {**one, **other}}
