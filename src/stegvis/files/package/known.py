"""What rows may refer to: parties, initiatives, sites, statement lines, years with a ledger."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from stegvis.core.catalogue import tables_of
from stegvis.core.package import ASSOCIATION, Initiative
from stegvis.core.profile import Profile
from stegvis.core.tables import TableSpec
from stegvis.files.package.csv_files import Row

#: Lines that every association has without declaring them (package format, "Money").
_UNDECLARED = (
    "operating_revenue", "operating_costs", "financial_revenue", "financial_costs", "receivables",
    "cash_and_bank", "equity_opening", "result", "current_liabilities", "assets_total", "equity_closing",
    "equity_and_liabilities_total",
)  # fmt: skip
UNDECLARED_LINES = frozenset(_UNDECLARED)


@dataclass(slots=True)
class Known:
    """What is known when a file is read.

    `initiatives` and `sites` are None where the package does not hold their file (they may be in the application
    already) or it could not be read: then nothing is checked against them. So it is with parties and lines where
    `association.toml` could not be read.
    """

    profile: Profile
    initiatives: Mapping[str, Initiative] | None = None
    sites: frozenset[tuple[str, str]] | None = None
    ledger_years: frozenset[int] = frozenset()
    profile_was_read: bool = True
    parties: frozenset[str] = field(init=False)
    lines: frozenset[str] = field(init=False)
    tables: Mapping[str, TableSpec] = field(init=False)

    def __post_init__(self) -> None:
        declared = (*self.profile.income_statement, *self.profile.balance_sheet)
        self.parties = frozenset(party.id for party in self.profile.parties)
        self.tables = tables_of(self.profile)
        self.lines = UNDECLARED_LINES | {line.line for line in declared}

    def has_initiative(self, id: str) -> bool:
        """Whether an initiative may be referred to."""
        return self.initiatives is None or id in self.initiatives

    def check_initiative(self, row: Row, column: str = "initiative") -> str:
        """The initiative that a cell names, a finding where there is none of that name; empty stays empty."""
        id = row.text(column)
        if id and not self.has_initiative(id):
            row.wrong("PKG-055", column, known=", ".join(self.initiatives or ()))
        return id

    def check_party(self, row: Row, column: str) -> str:
        """The party that a cell names, a finding where there is none of that name; empty stays empty."""
        id = row.text(column)
        if id and self.profile_was_read and id not in self.parties:
            row.wrong("PKG-056", column, known=", ".join(party.id for party in self.profile.parties))
        return id

    def check_owner(self, row: Row, owners: tuple[str, ...]) -> None:
        """One or more parties, or the association alone and then only tallies."""
        if ASSOCIATION in owners:
            if len(owners) > 1 or row.text("registration") not in ("tally", ""):
                row.wrong("PKG-082", "owner")
        elif self.profile_was_read and (unknown := [owner for owner in owners if owner not in self.parties]):
            row.wrong(
                "PKG-056", "owner", value=" ".join(unknown), known=", ".join([*sorted(self.parties), ASSOCIATION])
            )
