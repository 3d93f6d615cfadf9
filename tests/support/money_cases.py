"""Reads the money of a case with no checks and no other part of the product: the oracle's own way in."""

import csv
import re
import tomllib
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

from stegvis.core.facts import LedgerFact
from stegvis.core.ledger import Ledger, YearBalances
from stegvis.core.money import Unit
from stegvis.core.package import Balance, BudgetLine, Contribution, Package
from stegvis.core.profile import Policy, Profile, StatementLine

CASES = Path(__file__).parents[1] / "cases"


def load_money(name: str) -> Package:
    folder = CASES / name
    return Package(
        profile=_profile(tomllib.loads((folder / "association.toml").read_text("utf-8"))),
        contributions=tuple(
            Contribution(int(row["year"]), row["party"], Decimal(row["amount"]))
            for row in rows(folder / "contributions.csv")
        ),
        budget=tuple(_budget_line(row) for row in rows(folder / "budget.csv")),
        ledgers=tuple(_ledger(path) for path in sorted(folder.glob("ledger/*.se"))),
        balances=tuple(
            Balance(int(row["year"]), row["line"], Decimal(row["amount"])) for row in rows(folder / "balances.csv")
        ),
    )


def rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _profile(toml: dict) -> Profile:
    policy = toml["policy"][0]
    return Profile(
        name=toml["name"],
        organisation_number=toml["organisation_number"],
        seat=toml["seat"],
        municipalities=tuple(toml["municipalities"]),
        unit=Unit(toml["unit"]),
        policies=(
            Policy(
                start=policy["from"],
                equity_share_of_contributions_max=Decimal(str(policy["equity_share_of_contributions_max"])),
                administration_share_of_costs_max=Decimal(str(policy["administration_share_of_costs_max"])),
                buffer=Decimal(policy["buffer"]),
            ),
        ),
        income_statement=tuple(_line(one) for one in toml.get("income_statement", ())),
        balance_sheet=tuple(_line(one) for one in toml.get("balance_sheet", ())),
    )


def _line(entry: dict) -> StatementLine:
    lists = {name: tuple(entry.get(name, ())) for name in ("accounts", "sum_of")}
    return StatementLine(entry["line"], entry["label"], note=entry.get("note"), side=entry.get("side", ""), **lists)


def _budget_line(row: dict[str, str]) -> BudgetLine:
    return BudgetLine(
        year=int(row["year"]),
        version=row["version"],
        line=row["line"],
        label=row["label"],
        category=row["category"],
        initiatives=tuple(row["initiative"].split()),
        statement_line=row["statement_line"],
        ledger=tuple(row["ledger"].split()),
        amount=Decimal(row["amount"]) if row["amount"] else None,
        outcome=Decimal(row["outcome"]) if row["outcome"] else None,
    )


def _ledger(path: Path) -> Ledger:
    text = path.read_bytes().decode("cp437")
    sums: dict[int, dict[str, dict[str, Decimal]]] = defaultdict(lambda: {"IB": {}, "UB": {}, "RES": {}})
    for kind, year, account, amount in re.findall(r"^#(IB|UB|RES) (-?\d) (\d+) (\S+)", text, re.M):
        sums[2020 + int(year)][kind][account] = Decimal(amount)
    facts = re.findall(r"#TRANS (\d+) \{(?:(\d+) \"(\d+)\")?\} (\S+) (\d{4})(\d\d)(\d\d)", text)
    return Ledger(
        year=2020,
        balances={year: YearBalances(one["IB"], one["UB"], one["RES"]) for year, one in sums.items()},
        transactions=tuple(
            LedgerFact(
                on=date(int(year), int(month), int(day)),
                account=account,
                objects=((dimension, number),) if dimension else (),
                amount=Decimal(amount),
            )
            for account, dimension, number, amount, year, month, day in facts
        ),
    )
