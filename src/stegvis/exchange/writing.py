"""The association's half of a package into its rows, file by file, in one transaction that the caller holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q

from stegvis.associations.models import Association, Party
from stegvis.associations.rows import new_id
from stegvis.core.facts import TallyFact
from stegvis.core.package import Package
from stegvis.core.plain import from_plain, to_plain
from stegvis.core.profile import Profile
from stegvis.exchange import columns
from stegvis.exchange.columns import Amounts, each
from stegvis.exchange.replacing import FileChange, Part, replace_list, replace_rows
from stegvis.finance.facts import ledger_year
from stegvis.finance.models import Balance, BudgetLine, Contribution, Grant, LedgerFile
from stegvis.governance.models import Seat
from stegvis.initiatives.models import Initiative, Site, Tally
from stegvis.planning.models import Goal
from stegvis.reports.actions.registering import add_version, released_before
from stegvis.reports.models import Image, Narrative, NarrativeChange, SeriesRow
from stegvis.surveys.models import Answer

_PARTIES = Part("association.toml", Party, ("key",), ordered=True)
_INITIATIVES = Part("initiatives.csv", Initiative, ("code",), keeps=True, ordered=True)
_SITES = Part("sites.csv", Site, ("initiative_id", "code"))
_TALLIES = Part(
    "tallies.csv", Tally,
    ("initiative_id", "starts", "ends", "measure", "sex", "municipality", "party", "estimated"), "ends__year",
)  # fmt: skip
_CONTRIBUTIONS = Part("contributions.csv", Contribution, ("year", "party"), "year")
_GRANTS = Part("grants.csv", Grant, ("code", "year"), "year")
_BUDGET = Part("budget.csv", BudgetLine, ("year", "budget_version", "line"), "year", ordered=True)
_BALANCES = Part("balances.csv", Balance, ("year", "line"), "year")
_LEDGERS = Part("ledger", LedgerFile, ("name",), "year")
_GOALS = Part("goals.csv", Goal, ("year", "code"), "year", ordered=True)
_ANSWERS = Part("answers.csv", Answer, (), "round", ordered=True)
_BOARD = Part("board.csv", Seat, ("body", "seat", "role", "name", "starts"))
_SERIES = Part(
    "series.csv", SeriesRow,
    ("scope", "initiative", "measure", "period", "edition", "category", "sex"), "period",
)  # fmt: skip
_IMAGES = Part("images", Image, ("name",), keeps=True)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a package is written: the association, the ids of its initiatives and what becomes of amounts."""

    association: Association
    initiative_ids: Mapping[str, Any]
    amounts: Amounts


def initiative_ids(association: Association | None, package: Package) -> dict[str, Any]:
    """The id of every initiative by its code: those that are there, and new ones for those that are not."""
    there = dict(Initiative.objects.in_association(association).values_list("code", "id")) if association else {}
    return there | {one.id: new_id() for one in package.initiatives or () if one.id not in there}


def _says(association: Association, profile: Profile) -> bool:
    """Whether the association is described so already: 0.2 is 0.20."""
    return bool(association.profile) and from_plain(Profile, association.profile) == profile


def write_association(package: Package, target: Target) -> tuple[FileChange, ...]:
    """Write everything but the profile. Says file by file what it did."""
    return tuple(_written(package, target))


def write_profile(association: Association, profile: Profile, *, is_new: bool) -> FileChange:
    """Write what `association.toml` says. Own tables that the package does not name stay: an absent file changes nothing."""
    if association.profile and not profile.tables:
        profile = replace(profile, tables=from_plain(Profile, association.profile).tables)
    changed = not is_new and not _says(association, profile)
    if changed or is_new:
        association.name, association.seat = profile.name, profile.seat
        association.municipalities, association.unit = list(profile.municipalities), str(profile.unit)
        association.invented, association.profile = profile.invented, to_plain(profile)
        association.version += changed
        association.save(force_insert=is_new)
        replace_rows(_PARTIES, association, each(columns.party, profile.parties))
    return FileChange("association.toml", int(is_new), int(changed), int(not is_new and not changed))


def _written(package: Package, target: Target) -> Iterator[FileChange]:
    to, ids = target.association, target.initiative_ids
    if package.initiatives is not None:
        yield _write_initiatives(package, target)
    if package.sites is not None:
        yield replace_rows(_SITES, to, each(columns.site, package.sites, ids))
    if package.tallies is not None:
        yield _write_tallies(package.tallies, target)
    yield from _write_money(package, target)
    if package.goals is not None:
        yield replace_rows(_GOALS, to, each(columns.goal, package.goals), {one.year for one in package.goals})
    if package.answers is not None:
        rounds = {one.round for one in package.answers}
        yield replace_list(_ANSWERS, to, each(columns.answer, package.answers), rounds)
    if package.board is not None:
        yield replace_rows(_BOARD, to, each(columns.seat, package.board))
    yield from _write_figures(package, to)
    if package.texts:
        yield _write_texts(package, to)


def _write_initiatives(package: Package, target: Target) -> FileChange:
    """Added or changed by key, never removed; those that the file does not have come after those that it has."""
    rows = [columns.initiative(one) | {"id": target.initiative_ids[one.id]} for one in package.initiatives or ()]
    change = replace_rows(_INITIATIVES, target.association, rows)
    named = {one.id for one in package.initiatives or ()}
    others = [row for row in Initiative.objects.in_association(target.association) if row.code not in named]
    for place, row in enumerate(others, len(named)):
        row.position = place
    Initiative.objects.in_association(target.association).bulk_update(others, ["position"])
    return change


def _write_tallies(tallies: tuple[TallyFact, ...], target: Target) -> FileChange:
    """Party by party: what another party, or the office, has handed in for the same year stays."""
    rows = Initiative.objects.in_association(target.association)
    owners = dict(rows.values_list("code", "owners"))
    of_holder: dict[str, list[TallyFact]] = {}
    for one in tallies:
        of_holder.setdefault(one.party or owners.get(one.initiative, ""), []).append(one)
    found = [
        replace_rows(
            _TALLIES, target.association, each(columns.tally, own, target.initiative_ids),
            {one.end.year for one in own}, Q(party=holder) | Q(party="", initiative__owners=holder),
        )
        for holder, own in of_holder.items()
    ]  # fmt: skip
    added, changed, unchanged, removed = (
        sum(getattr(one, name) for one in found) for name in ("added", "changed", "unchanged", "removed")
    )
    return FileChange(_TALLIES.file, added, changed, unchanged, removed)


def _write_money(package: Package, target: Target) -> Iterator[FileChange]:
    to, amounts = target.association, target.amounts
    parts: tuple[tuple[Part, Any, Any], ...] = (
        (_CONTRIBUTIONS, columns.contribution, package.contributions),
        (_GRANTS, columns.grant, package.grants),
        (_BUDGET, columns.budget_line, package.budget),
        (_BALANCES, columns.balance, package.balances),
    )
    for part, make, values in parts:
        if values is not None:
            wanted = each(make, values, amounts)
            if not amounts.inexact:
                yield replace_rows(part, to, wanted, {one.year for one in values})
    if package.ledger_files:
        files = [
            columns.file(name, data) | {"year": ledger_year(name, data) or 0}
            for name, data in package.ledger_files.items()
        ]
        yield replace_rows(_LEDGERS, to, files, {one["year"] for one in files})


def _write_figures(package: Package, to: Association) -> Iterator[FileChange]:
    if package.series is not None:
        yield replace_rows(_SERIES, to, each(columns.series, package.series), {one.period for one in package.series})
    if package.released:
        yield _write_released(package, to)
    if package.images:
        yield replace_rows(_IMAGES, to, [columns.file(name, data) for name, data in package.images.items()])


def _write_released(package: Package, to: Association) -> FileChange:
    """The register is only added to: a table that says something else than before is a new version."""
    new = changed = 0
    for table in package.released:
        before = released_before(to, table)
        _row, is_new = add_version(to, table, table.head.period, table.released_on)
        new += is_new and not before
        changed += is_new and before
    return FileChange("released", new, changed, len(package.released) - new - changed)


def _write_texts(package: Package, to: Association) -> FileChange:
    """A text is of the package's latest year with an outcome. What it replaces stays in its history."""
    year = latest_year(package) or _latest_year_there(to)
    there = {row.section: row for row in Narrative.objects.in_association(to).filter(year=year)}
    now, new, changed, unchanged = datetime.now(UTC), 0, 0, 0
    for section, content in package.texts.items():
        row = there.get(section)
        if row is None:
            Narrative.objects.create(association=to, section=section, year=year, content=content, saved_at=now)
            new += 1
        elif bytes(row.content) == content:
            unchanged += 1
        else:
            NarrativeChange.objects.create(
                association=to, narrative=row, number=row.version, content=row.content, changed_at=now
            )
            row.content, row.version, row.saved_at = content, row.version + 1, now
            row.save()
            changed += 1
    return FileChange("texts", new, changed, unchanged)


def latest_year(package: Package) -> int:
    """The latest year that a package has an outcome of: accounts before contributions before counts; 0 for none."""
    candidates = (
        [ledger.year for ledger in package.ledgers] + [one.year for one in package.balances or ()],
        [one.year for one in package.contributions or ()],
        [one.end.year for one in package.tallies or ()],
        [table.head.period.end.year for table in package.released],
        [one.year for one in package.budget or ()] + [one.year for one in package.goals or ()],
    )
    return next((max(years) for years in candidates if years), 0)


def _latest_year_there(association: Association) -> int:
    for model in (LedgerFile, Balance, Contribution, BudgetLine):
        row = model.objects.in_association(association).order_by("-year").first()
        if row is not None:
            return int(row.year)
    return 0
