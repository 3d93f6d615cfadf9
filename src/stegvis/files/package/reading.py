"""Reading a package: every file of it, every fault at once, and a `Package` only where nothing is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from stegvis.core.findings import Finding, Where, error, remark
from stegvis.core.package import Initiative, Package
from stegvis.core.profile import Profile
from stegvis.core.tables import TableSpec
from stegvis.files.package import layout
from stegvis.files.package.archive import Source, Unreadable, open_source
from stegvis.files.package.collecting import Collected
from stegvis.files.package.csv_files import Progress, Sheet
from stegvis.files.package.known import Known
from stegvis.files.package.layout import FileLayout
from stegvis.files.package.ledgers import read_ledgers
from stegvis.files.package.own_tables import read_own_tables
from stegvis.files.package.profile import read_profile
from stegvis.files.package.released import read_released, table_names
from stegvis.files.package.rows_counts import read_answers, read_series, read_tallies
from stegvis.files.package.rows_governance import read_board, read_goals
from stegvis.files.package.rows_initiatives import read_initiatives, read_sites
from stegvis.files.package.rows_money import read_balances, read_budget, read_contributions, read_grants
from stegvis.files.package.rows_persons import read_participations
from stegvis.files.package.texts import check_image, check_text, section_of

_READERS: dict[FileLayout, Callable[[Sheet, Known], Iterator[Any]]] = {
    layout.INITIATIVES: read_initiatives,
    layout.SITES: read_sites,
    layout.PARTICIPATIONS: read_participations,
    layout.TALLIES: read_tallies,
    layout.CONTRIBUTIONS: read_contributions,
    layout.GRANTS: read_grants,
    layout.BUDGET: read_budget,
    layout.BALANCES: read_balances,
    layout.GOALS: read_goals,
    layout.ANSWERS: read_answers,
    layout.BOARD: read_board,
    layout.SERIES: read_series,
}

#: What the rows are read with where `association.toml` cannot be: their own faults are found all the same.
_NO_PROFILE = Profile("", "", "", ())


@dataclass(frozen=True, slots=True)
class Reading:
    """A package as it was read. `package` is None where any finding is an error."""

    package: Package | None
    findings: tuple[Finding, ...]


def read_package(path: Path, *, progress: Progress | None = None) -> Reading:
    """Read a folder or a `.zip` of one, with everything that is wrong in it.

    `progress(stage, done, total)` is called now and then: the stage is a file's name, done and total are its rows.
    """
    source, findings = open_source(path)
    if source is None:
        return Reading(None, findings)
    return _Contents(source, progress or _silent, findings).reading()


def _silent(_stage: str, _done: int, _total: int) -> None:
    """Nobody asked how far it is."""


def _without(file: FileLayout, known: Known) -> None:
    """Where no file says otherwise an initiative has one site, the owner's, and rows name none."""
    if file is layout.SITES and known.initiatives is not None:
        known.sites = frozenset()


def _by_id(initiatives: tuple[Initiative, ...]) -> dict[str, Initiative]:
    """In their order; the first of a name counts."""
    found: dict[str, Initiative] = {}
    for one in initiatives:
        found.setdefault(one.id, one)
    return found


def _almost(names: tuple[str, ...]) -> Iterator[Finding]:
    """Other files are ignored; one that is called nearly as a file of the package was perhaps meant to be it."""
    known = {layout.PROFILE_FILE, layout.OWN_TABLES_FILE, *(file.name for file in layout.FILES)}
    for name in names:
        if name not in known and name.lower() in known:
            yield remark("PKG-013", Where(name), value=name, meant=name.lower())
        elif name.startswith("ledger/") and name.lower().endswith((".si", ".sie")):
            yield remark("PKG-013", Where(name), value=name, meant=f"{name.rsplit('.', 1)[0]}.se")


class _Contents:
    """The contents of a package while they are read."""

    def __init__(self, source: Source, progress: Progress, findings: tuple[Finding, ...]) -> None:
        self._source, self._progress = source, progress
        self._findings = Collected()
        self._findings.extend(findings)
        self._findings.extend(_almost(source.names))

    def reading(self) -> Reading:
        """Everything, in the order of what refers to what."""
        profile_data = self._bytes(layout.PROFILE_FILE)
        if layout.PROFILE_FILE not in self._source.names:
            self._findings.add(error("PKG-009", Where(layout.PROFILE_FILE), value=layout.PROFILE_FILE))
        profile = read_profile(profile_data, self._findings) if profile_data is not None else None
        if profile is not None:
            profile = replace(profile, tables=self._own_tables())
        ledger_files = self._folder("ledger/", lambda name: name.lower().endswith(".se"))
        ledgers = read_ledgers(ledger_files, profile, self._findings)
        years = frozenset(ledger.year for ledger in ledgers)
        known = Known(profile or _NO_PROFILE, ledger_years=years, profile_was_read=profile is not None)
        parts = self._parts(known)
        texts, images = self._texts(known), self._images()
        released = self._released(known)
        if profile is None or self._findings.has_errors:
            return Reading(None, self._findings.all())
        kept = {name.removeprefix("ledger/"): data for name, data in ledger_files.items()}
        return Reading(
            Package(
                profile, ledgers=ledgers, released=released, texts=texts, images=images, ledger_files=kept, **parts
            ),
            self._findings.all(),
        )

    def _own_tables(self) -> tuple[TableSpec, ...]:
        data = self._bytes(layout.OWN_TABLES_FILE)
        return () if data is None else read_own_tables(data, self._findings)

    def _parts(self, known: Known) -> dict[str, Any]:
        parts = {}
        for file, read in _READERS.items():
            data = self._bytes(file.name)
            if data is None:
                _without(file, known)
                continue
            sheet = Sheet(file, data, self._findings, self._progress)
            parts[file.part] = tuple(read(sheet, known))
            if file is layout.INITIATIVES and "id" in sheet.header:
                known.initiatives = _by_id(parts[file.part])
            elif file is layout.SITES and {"initiative", "site"} <= sheet.header.keys():
                known.sites = frozenset((one.initiative, one.site) for one in parts[file.part])
        return parts

    def _texts(self, known: Known) -> dict[str, bytes]:
        files = self._folder("texts/", lambda name: not name.rsplit("/", 1)[-1].startswith("."))
        for name, data in files.items():
            check_text(name, data, known, self._findings)
        return {section_of(name): data for name, data in files.items()}

    def _images(self) -> dict[str, bytes]:
        files = self._folder("images/", lambda name: not name.rsplit("/", 1)[-1].startswith("."))
        for name, data in files.items():
            check_image(name, data, self._findings)
        return {name.removeprefix("images/"): data for name, data in files.items()}

    def _released(self, known: Known) -> tuple[Any, ...]:
        files = self._folder("released/", lambda name: name.endswith((".csv", ".toml")))
        tables = (read_released(stem, files, known, self._findings) for stem in table_names(tuple(files)))
        return tuple(table for table in tables if table is not None)

    def _folder(self, prefix: str, wanted: Callable[[str], bool]) -> dict[str, bytes]:
        found = {name: self._bytes(name) for name in self._source.names if name.startswith(prefix) and wanted(name)}
        return {name: data for name, data in found.items() if data is not None}

    def _bytes(self, name: str) -> bytes | None:
        """A file's bytes; None where it is not there, or cannot be read, which is a finding."""
        if name not in self._source.names:
            return None
        try:
            return self._source.read(name)
        except Unreadable as problem:
            self._findings.add(problem.finding)
            return None
