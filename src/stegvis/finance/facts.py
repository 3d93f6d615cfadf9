"""Rows of the money to core values, one way: öre become exact amounts in the association's unit."""

from decimal import Decimal
from functools import lru_cache

from stegvis.associations.models import Association
from stegvis.core import package
from stegvis.core.ledger import Ledger
from stegvis.core.money import Unit
from stegvis.core.plain import from_plain
from stegvis.core.profile import Profile
from stegvis.finance.models import Balance, BudgetLine, Contribution, Grant, LedgerFile
from stegvis.initiatives.facts import initiatives


def profile(association: Association) -> Profile:
    """What `association.toml` says; an association that has not been read in yet has its name and number only."""
    if association.profile:
        value: Profile = from_plain(Profile, association.profile)
        return value
    return Profile(
        association.name, association.organisation_number, association.seat, tuple(association.municipalities),
        Unit(association.unit), invented=association.invented,
    )  # fmt: skip


def contributions(association: Association) -> tuple[package.Contribution, ...]:
    """What each party paid each year."""
    unit = Unit(association.unit)
    rows = Contribution.objects.in_association(association)
    return tuple(package.Contribution(row.year, row.party, unit.from_ore(row.amount)) for row in rows)


def grants(association: Association) -> tuple[package.Grant, ...]:
    """Money from outside."""
    unit = Unit(association.unit)
    return tuple(
        package.Grant(
            row.code, row.year, row.giver, row.purpose, row.initiative,
            _amount(row.granted, unit), _amount(row.received, unit), _amount(row.used, unit),
        )
        for row in Grant.objects.in_association(association)
    )  # fmt: skip


def budget(association: Association) -> tuple[package.BudgetLine, ...]:
    """The budget's lines of all years and versions, in their own order."""
    unit = Unit(association.unit)
    return tuple(_budget_line(row, unit) for row in BudgetLine.objects.in_association(association))


def balances(association: Association) -> tuple[package.Balance, ...]:
    """Statement lines of years without a ledger."""
    unit = Unit(association.unit)
    rows = Balance.objects.in_association(association)
    return tuple(package.Balance(row.year, row.line, unit.from_ore(row.amount)) for row in rows)


def ledger_files(association: Association) -> dict[str, bytes]:
    """The SIE files by name, as the bytes that came."""
    return {row.name: bytes(row.content) for row in LedgerFile.objects.in_association(association)}


def ledgers(association: Association) -> tuple[Ledger, ...]:
    """The accounts, one ledger a year, oldest first. The same files are read once and then kept in memory."""
    known_by = tuple(LedgerFile.objects.in_association(association).values_list("name", "sha256"))
    return _read_once(_Files(known_by, association)) if known_by else ()


def money(association: Association) -> package.Package:
    """The part of the package that statements, budget, ratios and rules of accounts and budget are made of."""
    return package.Package(
        profile=profile(association),
        initiatives=initiatives(association) or None,
        contributions=contributions(association) or None,
        grants=grants(association) or None,
        budget=budget(association) or None,
        ledgers=ledgers(association),
        balances=balances(association) or None,
    )


def ledger_year(name: str, data: bytes) -> int | None:
    """The financial year of a SIE file; None where it cannot be read."""
    from stegvis.files.sie import read_sie  # late: only who needs the accounts reads them

    ledger = read_sie(data, name).ledger
    return ledger.year if ledger else None


class _Files:
    """Files that are compared by their names and hashes, so that their bytes are fetched only when they are read."""

    def __init__(self, known_by: tuple[tuple[str, str], ...], association: Association) -> None:
        self.known_by, self.association = known_by, association

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Files) and self.known_by == other.known_by

    def __hash__(self) -> int:
        return hash(self.known_by)


@lru_cache(maxsize=8)
def _read_once(files: _Files) -> tuple[Ledger, ...]:
    from stegvis.files.package.collecting import Collected
    from stegvis.files.package.ledgers import read_ledgers

    by_name = {f"ledger/{name}": content for name, content in ledger_files(files.association).items()}
    return read_ledgers(by_name, None, Collected())


def _budget_line(row: BudgetLine, unit: Unit) -> package.BudgetLine:
    return package.BudgetLine(
        row.year, row.budget_version, row.line, row.label, row.category, tuple(row.initiatives.split()),
        row.statement_line, tuple(row.ledger.split()), _amount(row.amount, unit), _amount(row.outcome, unit), row.comment,
    )  # fmt: skip


def _amount(ore: int | None, unit: Unit) -> Decimal | None:
    return None if ore is None else unit.from_ore(ore)
