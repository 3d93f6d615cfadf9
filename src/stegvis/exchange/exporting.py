"""An association out of the application as a package in its one canonical form."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from django.conf import settings

from stegvis.associations import audit
from stegvis.associations.models import Association
from stegvis.associations.permissions import Actor, require
from stegvis.associations.sealed import Keyring
from stegvis.core.package import Package
from stegvis.participation.actions import PersonRows, read_persons
from stegvis.reports.facts import association_package, done_batches, released_tables


def export_package(
    *, by: Actor, association: Association, folder: Path, persons: bool = False, keys: Keyring | None = None
) -> tuple[str, ...]:
    """Write an association's package and give the names of its files. `persons`, `keys`: as in `import_package`."""
    require(by, "export_package", association)
    package = _of_parties(association_package(association))
    if persons and settings.PERSON_ZONE:
        package = _with_persons(package, _persons(by, association.pk, keys))
    from stegvis.files.package import write_package

    names = write_package(package, folder)
    audit.record(
        by=by, verb="export_package", association=association, subject=association, details={"files": len(names)}
    )
    return names


def joint_tables(association: Association) -> int:
    """How many tables were released of all parties together, which an export leaves out."""
    return sum(not table.party for table in released_tables(association))


def _of_parties(package: Package) -> Package:
    """What the zone released of all parties together has no place in a package: it is released again from the rows."""
    return replace(package, released=tuple(table for table in package.released if table.party))


def _persons(by: Actor, association_id: UUID, keys: Keyring | None) -> PersonRows:
    from stegvis.exchange.importing import zone_keys

    return read_persons(
        by=by, association_id=association_id, keys=keys or zone_keys(), purpose="export_package",
        done=done_batches(association_id),
    )  # fmt: skip


def _with_persons(package: Package, persons: PersonRows) -> Package:
    return replace(
        package,
        participations=persons.participations,
        tallies=(*(package.tallies or ()), *(persons.tallies or ())) or None,
        answers=(*(package.answers or ()), *(persons.answers or ())) or None,
    )
