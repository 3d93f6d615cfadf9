"""The year's vouchers: all transactions, one voucher, and the search that finds them from every page."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from stegvis.associations.models import Association
from stegvis.associations.permissions import allowed, found
from stegvis.core.finance.books import books_of
from stegvis.core.finance.origin import booking_order
from stegvis.core.money import ZERO
from stegvis.finance import facts
from stegvis.finance.views.transactions import listed

MOST_FOUND = 8


@allowed("see_economy")
@require_safe
def vouchers(request: Any, year: int) -> HttpResponse:
    """Every transaction of the year, found by number, text, account or amount."""
    books = books_of(facts.money(request.association), year)
    transactions = sorted(books.transactions, key=booking_order) if books else []
    values = {
        "year": year,
        "slug": "verifikationer",
        "is_empty": not transactions,
        "has_books": books is not None,
        "entries": listed(request, transactions, books.names if books else {}),
    }
    return render(request, "finance/vouchers.html", values)


@allowed("see_economy")
@require_safe
def voucher(request: Any, year: int, number: str) -> HttpResponse:
    """One voucher with all its transactions, which come to nothing."""
    books = found(books_of(facts.money(request.association), year))
    own = [fact for fact in books.transactions if fact.voucher == number]
    found(own or None)
    rows = [
        {"fact": one, "name": books.names.get(one.account, ""), "amount": one.amount, "objects": one.objects}
        for one in own
    ]
    values = {
        "year": year,
        "slug": "verifikationer",
        "number": number,
        "first": own[0],
        "rows": rows,
        "total": sum((fact.amount for fact in own), ZERO),
    }
    return render(request, "finance/voucher.html", values)


def find_vouchers(association: Association, year: int, words: str) -> Iterator[tuple[str, str, str]]:
    """Vouchers whose number is asked for or whose text bears the words: name, text and address, at most eight."""
    asked = words.casefold()
    ledger = next((one for one in facts.ledgers(association) if one.year == year), None)
    texts = {fact.voucher: fact.text for fact in reversed(ledger.transactions) if fact.voucher} if ledger else {}
    hits = [
        number for number, text in texts.items() if asked in (number.casefold(), number.replace(" ", "").casefold())
    ]
    hits += [number for number, text in texts.items() if asked in text.casefold() and number not in hits]
    for number in hits[:MOST_FOUND]:
        yield number, texts[number], reverse("economy-voucher", args=[year, number])
