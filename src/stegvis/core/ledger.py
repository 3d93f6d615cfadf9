"""The accounts of one financial year, as a SIE file gives them: kronor, exact to the öre, credit negative."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from stegvis.core.facts import LedgerFact


@dataclass(frozen=True, slots=True)
class YearBalances:
    """Opening (`#IB`) and closing (`#UB`) balances and results (`#RES`) of one year, by account."""

    opening: Mapping[str, Decimal] = field(default_factory=dict)
    closing: Mapping[str, Decimal] = field(default_factory=dict)
    result: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one SIE file says: balances by year (`{2020: ..., 2019: ...}`), names and the year's transactions.

    `object_results[year][(dimension, object)][account]` holds what an account changed by on an object (the year's `#PSALDO`
    added up: each is the change of its month) where the file has no vouchers (type 3); with vouchers (type 4) the
    transactions are what counts.
    """

    year: int
    balances: Mapping[int, YearBalances]
    account_names: Mapping[str, str] = field(default_factory=dict)
    object_names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    transactions: tuple[LedgerFact, ...] = ()
    object_results: Mapping[int, Mapping[tuple[str, str], Mapping[str, Decimal]]] = field(default_factory=dict)
    sie_type: str = "4"
    organisation_number: str = ""
    name: str = ""
