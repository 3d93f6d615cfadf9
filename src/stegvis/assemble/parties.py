"""A party's package becomes the association's: rows about persons stay, released tables take their place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from stegvis.assemble.counting import has_data, register_of
from stegvis.core.catalogue import tables_of, usual_tables
from stegvis.core.findings import Finding, Where, remark, warning
from stegvis.core.package import ASSOCIATION, Package
from stegvis.core.periods import Period
from stegvis.core.tables import Certificate, ReleasedTable

_PARTICIPANTS_ANSWERS = ("participant_ongoing", "participant_exited")


@dataclass(frozen=True, slots=True)
class PartyRelease:
    """The association's package with what the party has released, and what was left out of it and why."""

    package: Package
    released: tuple[ReleasedTable, ...]
    findings: tuple[Finding, ...]


def release_of_party(
    package: Package, period: Period, party: str, *, certified_by: str, on: date, names: Sequence[str] = ()
) -> PartyRelease:
    """Count the rows that the party is controller of and release the tables. A table without data is left out with a remark,
    one without a safe pattern with a warning."""
    from stegvis.engine import tabulate_all, take_snapshot
    from stegvis.protect import Refusal, release

    own = rows_of_party(package, party)
    snapshot, policy = take_snapshot(own), package.profile.policy_of(period.end.year)
    specs = [tables_of(package.profile)[name] for name in names or usual_tables(package.profile)]
    counted = tabulate_all(specs, snapshot, period)
    with_data = [table for table in counted if has_data(table.head, table.cells)]
    certificates = tuple(Certificate(id, certified_by, on) for id in _certified(own, period))
    register = register_of(package.released, snapshot, policy, period, party=party)
    found = release(with_data, policy, register, on=on, party=party, certified=certificates)
    released = () if isinstance(found, Refusal) else found.tables
    without = (remark("DOC-004", Where(one.head.name), value=one.head.name) for one in counted if one not in with_data)
    refused = (warning("DOC-003", Where(one.name), value=one.name, title=one.title) for one in found.refused)
    return PartyRelease(association_package(package, released), released, (*without, *refused))


def rows_of_party(package: Package, party: str) -> Package:
    """The package with the rows that the party is controller of, and its initiatives.

    A participation is the site's controller's (`sites.csv`), else the initiative's first-named owner's; a tally is the party's
    that it names, else the owner's, and so is an answer to a questionnaire.
    """
    initiatives = {one.id: one.owner[0] for one in package.initiatives or ()}
    sites = {(one.initiative, one.site): one.controller for one in package.sites or ()}

    def controller(initiative: str, site: str) -> str:
        return sites.get((initiative, site)) or initiatives.get(initiative, "")

    persons = tuple(one for one in package.participations or () if controller(one.initiative, one.site) == party)
    tallies = tuple(one for one in package.tallies or () if (one.party or initiatives.get(one.initiative, "")) == party)
    run = {one.initiative for one in persons} | {one.initiative for one in tallies}
    run |= {id for id, owner in initiatives.items() if owner == party}
    own = tuple(one for one in package.initiatives or () if one.id in run)
    answers = tuple(one for one in package.answers or () if initiatives.get(one.initiative, "") == party)
    return replace(package, initiatives=own, participations=persons, tallies=tallies, answers=answers)


def association_package(package: Package, released: tuple[ReleasedTable, ...]) -> Package:
    """Everything but rows about persons: participations, participants' answers, and tallies of what a party owns."""
    own = {one.id for one in package.initiatives or () if one.owner == (ASSOCIATION,)}
    tallies = tuple(one for one in package.tallies or () if one.initiative in own)
    answers = tuple(one for one in package.answers or () if one.respondent_group not in _PARTICIPANTS_ANSWERS)
    new = {_key(table) for table in released}
    kept = tuple(table for table in package.released if _key(table) not in new)
    return replace(
        package,
        participations=None,
        tallies=tallies or None,
        answers=answers or None,
        released=(*kept, *released),
    )


def _key(table: ReleasedTable) -> tuple[str, str, str]:
    return str(table.head.period), table.party, table.head.name


def _certified(package: Package, period: Period) -> Iterable[str]:
    """The initiatives with anything counted in the period."""
    persons = {one.initiative for one in package.participations or () if period.overlaps(one.entered, one.exited)}
    tallies = {one.initiative for one in package.tallies or () if one.end in period}
    return (one.id for one in package.initiatives or () if one.id in persons | tallies)
