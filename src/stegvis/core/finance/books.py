"""A year's books, from whichever ledger says something of the year: kronor, exact to the öre, credit negative."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    """The year's own ledger; else what the next later one says of the year (SIE's year -1)."""
    own = package.ledger_of(year)
    if own is not None:
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


def _own_books(ledger: Ledger) -> Books:
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
