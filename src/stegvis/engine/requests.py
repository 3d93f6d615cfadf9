"""What may be asked for: an edition or an initiative that is not there is a person's mistake, said in words."""

from stegvis.core.findings import Finding, Where, error
from stegvis.core.tables import TableSpec
from stegvis.engine.snapshot import Snapshot


def request_findings(
    spec: TableSpec, snapshot: Snapshot, *, initiatives: tuple[str, ...] = (), edition: str = ""
) -> tuple[Finding, ...]:
    """Why a table cannot be counted as asked; nothing when it can."""
    return (*_edition_findings(spec, edition), *_initiative_findings(snapshot, initiatives))


def _edition_findings(spec: TableSpec, edition: str) -> tuple[Finding, ...]:
    """A table whose lists have no editions is the same in all of them."""
    if not edition or not spec.editions or edition in spec.editions:
        return ()
    return (error("TAB-001", Where("--edition"), value=edition, table=spec.name, known=", ".join(spec.editions)),)


def _initiative_findings(snapshot: Snapshot, initiatives: tuple[str, ...]) -> tuple[Finding, ...]:
    known = [one.id for one in snapshot.initiatives]
    place, listed = Where("--initiative"), ", ".join(known)
    return tuple(error("TAB-002", place, value=id, known=listed) for id in initiatives if id not in known)
