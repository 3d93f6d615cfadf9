"""Transactions as a page lists them: found by words, a page at a time, with what they come to."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.paginator import Paginator

from stegvis.core.facts import LedgerFact
from stegvis.core.money import ZERO

PAGE = 50


def amount_asked(words: str) -> Decimal | None:
    """An amount that was asked for, however it is written: `1 250`, `1250,00`, `-1250.00`; None for other words."""
    plain = "".join(words.split()).replace("\u2212", "-").replace(",", ".").removesuffix("kr")
    try:
        asked = Decimal(plain)
    except InvalidOperation:
        return None
    return abs(asked) if asked.is_finite() else None


def matching(facts: Iterable[LedgerFact], words: str, names: Mapping[str, str]) -> list[LedgerFact]:
    """The transactions that bear the words in number, text or account, that begin with the account, or have the amount."""
    asked = words.casefold().split()
    amount = amount_asked(words)
    return [fact for fact in facts if _bears(fact, asked, amount, words.strip(), names)]


def _bears(
    fact: LedgerFact, asked: Sequence[str], amount: Decimal | None, account: str, names: Mapping[str, str]
) -> bool:
    if amount is not None and (abs(fact.amount) == amount or fact.account.startswith(account)):
        return True
    said = f"{fact.voucher} {fact.text} {fact.account} {names.get(fact.account, '')} {fact.on}".casefold()
    return all(word in said for word in asked)


def listed(request: Any, facts: Sequence[LedgerFact], names: Mapping[str, str], sign: int = 1) -> dict[str, Any]:
    """What the template of transactions takes: `q`, the page, how many there are and what they come to."""
    words = request.GET.get("q", "").strip()[:200]
    chosen = matching(facts, words, names) if words else list(facts)
    page = Paginator(chosen, PAGE).get_page(request.GET.get("sida"))
    rows = [{"fact": one, "name": names.get(one.account, ""), "amount": sign * one.amount} for one in page]
    total = sign * sum((one.amount for one in chosen), ZERO)
    return {"q": words, "page": page, "rows": rows, "count": len(chosen), "total": total, "every": len(facts)}
