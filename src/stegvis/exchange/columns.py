"""Core values to the columns of rows: the one place that says how a package's parts are kept."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from stegvis.core import package
from stegvis.core.facts import AnswerFact, SeriesFact, TallyFact
from stegvis.core.money import Unit

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Inexact:
    """An amount that is not whole öre: which file, column and row, and what was read."""

    file: str
    column: str
    row: str
    amount: Decimal


class Amounts:
    """Amounts of a file in whole öre; those that are not are collected."""

    def __init__(self, unit: Unit) -> None:
        self.inexact: list[Inexact] = []
        self._unit = unit

    def ore(self, amount: Decimal | None, file: str, column: str, row: str) -> int | None:
        """The amount in öre, or None where it is not known or not exact."""
        if amount is None:
            return None
        ore = self._unit.to_ore(amount)
        if ore is None:
            self.inexact.append(Inexact(file, column, row, amount))
        return ore


def party(one: Any) -> Columns:
    """A party."""
    return {"key": one.id, "name": one.name, "kind": one.kind, "pays_with": one.pays_with}


def initiative(one: package.Initiative) -> Columns:
    """An initiative."""
    return {
        "code": one.id, "name": one.name, "kind": one.kind, "registration": one.registration,
        "owners": " ".join(one.owner), "starts": one.starts, "ends": one.ends, "esf": one.esf,
        "orientation": one.orientation, "follow_up_method": one.follow_up_method,
        "planned_participants": one.planned_participants, "target_group": one.target_group,
    }  # fmt: skip


def site(one: package.Site, ids: Mapping[str, Any]) -> Columns:
    """A site."""
    return {
        "initiative_id": ids[one.initiative], "code": one.site, "controller": one.controller,
        "municipality": one.municipality, "starts": one.starts, "ends": one.ends,
    }  # fmt: skip


def tally(one: TallyFact, ids: Mapping[str, Any]) -> Columns:
    """A tally of the association zone."""
    return {
        "initiative_id": ids[one.initiative], "starts": one.start, "ends": one.end, "measure": one.measure,
        "sex": one.sex, "municipality": one.municipality, "party": one.party, "estimated": one.estimated,
        "count": one.count,
    }  # fmt: skip


def contribution(one: package.Contribution, amounts: Amounts) -> Columns:
    """A contribution."""
    ore = amounts.ore(one.amount, "contributions.csv", "amount", f"{one.year} {one.party}")
    return {"year": one.year, "party": one.party, "amount": ore}


def grant(one: package.Grant, amounts: Amounts) -> Columns:
    """A grant."""
    money = {
        name: amounts.ore(getattr(one, name), "grants.csv", name, f"{one.id} {one.year}")
        for name in ("granted", "received", "used")
    }
    return {
        "code": one.id, "year": one.year, "giver": one.giver, "purpose": one.purpose, "initiative": one.initiative,
        **money,
    }  # fmt: skip


def budget_line(one: package.BudgetLine, amounts: Amounts) -> Columns:
    """A line of the budget."""
    row = f"{one.year} {one.version} {one.line}"
    return {
        "year": one.year, "budget_version": one.version, "line": one.line, "label": one.label,
        "category": one.category, "initiatives": " ".join(one.initiatives), "statement_line": one.statement_line,
        "ledger": " ".join(one.ledger), "amount": amounts.ore(one.amount, "budget.csv", "amount", row),
        "outcome": amounts.ore(one.outcome, "budget.csv", "outcome", row), "comment": one.comment,
    }  # fmt: skip


def balance(one: package.Balance, amounts: Amounts) -> Columns:
    """A balance."""
    ore = amounts.ore(one.amount, "balances.csv", "amount", f"{one.year} {one.line}")
    return {"year": one.year, "line": one.line, "amount": ore}


def goal(one: package.Goal) -> Columns:
    """A goal."""
    names = (
        "year",
        "level",
        "area",
        "initiative",
        "text",
        "measure",
        "operator",
        "target",
        "outcome",
        "assessed",
        "comment",
    )
    return {"code": one.id, **{name: getattr(one, name) for name in names}}


def seat(one: package.Seat) -> Columns:
    """A seat."""
    names = ("body", "seat", "role", "name", "for_seat", "appointed_by")
    return {"starts": one.start, "ends": one.end, **{name: getattr(one, name) for name in names}}


def answer(one: AnswerFact) -> Columns:
    """An answer."""
    names = ("round", "survey", "respondent_group", "initiative", "sex", "question", "value")
    return {name: getattr(one, name) for name in names}


def series(one: SeriesFact) -> Columns:
    """A figure typed in from print; its value is kept as the digits it had."""
    names = ("scope", "initiative", "measure", "period", "edition", "category", "sex", "unit", "base", "definition")
    value = "" if one.value is None else format(one.value, "f")
    return {"value": value, "source": one.source, "page": one.page, **{name: getattr(one, name) for name in names}}


def file(name: str, content: bytes) -> Columns:
    """A file as the bytes that came."""
    return {"name": name, "content": content, "sha256": sha256(content).hexdigest()}


def each[T](make: Callable[..., Columns], values: Iterable[T] | None, *more: Any) -> list[Columns]:
    """The columns of every value of a part."""
    return [make(one, *more) for one in values or ()]
