"""Released tables, in and out: `released/<period>/<party>/<table>.csv` as `table` prints it, with a `.toml` beside it.

Reading back is not releasing: what is here was let out by `protect.release()` in the person zone of a party.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import PurePosixPath
from typing import Any

from stegvis.core.findings import Where, error
from stegvis.core.periods import Period
from stegvis.core.safe_text import plain_text, safe_text
from stegvis.core.tables import (
    Category,
    Certificate,
    Correction,
    Dimension,
    Key,
    ReleasedTable,
    Restriction,
    TableHead,
)
from stegvis.files.package.cells import Wrong, one_of, read_count, read_decimal
from stegvis.files.package.collecting import Collected
from stegvis.files.package.csv_files import Row, Sheet
from stegvis.files.package.known import Known
from stegvis.files.package.labels import dimension_of, unlisted
from stegvis.files.package.layout import FileLayout
from stegvis.files.package.profile import LEAST_THRESHOLD
from stegvis.files.package.profile_parts import (
    Block,
    load_toml,
    read_boolean,
    read_day,
    read_string,
    read_strings,
    read_whole,
)
from stegvis.files.package.released_checks import faults_of_corrections, faults_of_released
from stegvis.files.package.released_parts import (
    OwnRow,
    corrections_of,
    own_rows,
    read_base,
    read_certified,
    read_version,
)

PUBLISHED, SUPPRESSED = "published", "suppressed"
_KEYS = ("table", "period", "party", "initiatives", "edition", "threshold", "grouping", "counted", "with_data", "status",
         "released", "certified", "population", "notes", "additive", "version", "snapshot", "sensitive",
         "base", "labels", "corrections")  # fmt: skip


def table_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The released tables among a package's files, without their endings: `released/2020/karlstad/exits-by-reason`."""
    stems = {name.removesuffix(".csv").removesuffix(".toml") for name in names if name.startswith("released/")}
    return tuple(sorted(stem for stem in stems if f"{stem}.csv" in names or f"{stem}.toml" in names))


def read_released(stem: str, files: Mapping[str, bytes], known: Known, findings: Collected) -> ReleasedTable | None:
    """One released table; None with findings where its two files are not a table and what is said of it."""
    missing = [f"{stem}{ending}" for ending in (".csv", ".toml") if f"{stem}{ending}" not in files]
    if missing:
        findings.add(error("PKG-140", Where(missing[0]), value=missing[0]))
        return None
    block = load_toml(f"{stem}.toml", files[f"{stem}.toml"], findings)
    if block is None:
        return None
    block.only(*_KEYS)
    said = _said(block, known)
    _check_place(stem, block, said, known)
    _check_rows(block, said, known)
    return _table(stem, files[f"{stem}.csv"], said, known, findings)


@dataclass(frozen=True, slots=True)
class _Said:
    """What the `.toml` says of a table."""

    table: str
    period: Period
    party: str
    initiatives: tuple[str, ...]
    edition: str
    threshold: int
    grouping: str
    counted: int | None
    with_data: int | None
    released: date | None
    certified: tuple[Certificate, ...]
    population: str
    notes: tuple[str, ...]
    additive: tuple[str, ...] | None
    version: int
    snapshot: str
    sensitive: bool
    base: tuple[Restriction, ...]
    labels: Mapping[tuple[str, str], OwnRow]
    corrections: tuple[Correction, ...]


def _said(block: Block, known: Known) -> _Said:
    block.get("status", _read_status, PUBLISHED)
    table = block.get("table", lambda value: one_of(*known.tables)(read_string(value)), "", required=True)
    spec = known.tables.get(table)
    return _Said(
        table=table,
        period=block.get("period", _read_period, Period.year(2020), required=True),
        party=block.get("party", read_string, "", required=True),
        initiatives=block.get("initiatives", read_strings, ()),
        edition=block.get("edition", str, ""),
        threshold=block.get("threshold", read_whole, 0, required=True),
        grouping=block.get("grouping", str, ""),
        counted=block.get("counted", _read_number, None),
        with_data=block.get("with_data", _read_number, None),
        released=block.get("released", _read_maybe_day, None, required=True),
        certified=block.get("certified", read_certified, ()),
        population=block.get("population", read_string, spec.population.value if spec else ""),
        notes=block.get("notes", read_strings, ()),
        additive=block.get("additive", read_strings, None),
        version=block.get("version", read_version, 1),
        snapshot=block.get("snapshot", read_string, ""),
        sensitive=block.get("sensitive", read_boolean, spec is not None and spec.sensitive),
        base=block.get("base", read_base, spec.base if spec else ()),
        labels=own_rows(block),
        corrections=corrections_of(block),
    )


def _check_place(stem: str, block: Block, said: _Said, known: Known) -> None:
    parts = PurePosixPath(stem).parts
    if parts != ("released", str(said.period), said.party, said.table):
        block.wrong("PKG-141", "table", value=stem)
    if said.party and known.profile_was_read and said.party not in known.parties:
        block.wrong("PKG-056", "party", known=", ".join(sorted(known.parties)))
    if said.threshold < LEAST_THRESHOLD and "threshold" in block.values:
        block.wrong("PKG-108", "threshold", least=LEAST_THRESHOLD)
    known_editions = known.tables[said.table].editions if said.table else ()
    if said.edition and said.edition not in known_editions:
        block.wrong("PKG-092", "edition", list=f" ({said.table})", known=", ".join(known_editions))
    if unknown := [id for id in said.initiatives if not known.has_initiative(id)]:
        block.wrong("PKG-055", "initiatives", value=", ".join(unknown), known=", ".join(known.initiatives or ()))


def _check_rows(block: Block, said: _Said, known: Known) -> None:
    spec = known.tables.get(said.table)
    for (name, _code), row in said.labels.items():
        if spec is not None and (wrong := unlisted(spec, name, row.of, said.edition)):
            block.wrong("PKG-147", "labels", value=", ".join(wrong), dimension=name)


def _table(stem: str, data: bytes, said: _Said, known: Known, findings: Collected) -> ReleasedTable | None:
    if not said.table:
        return None
    spec = known.tables[said.table]
    names, amount = [one.name for one in spec.dimensions], (spec.amount,) if spec.amount else ()
    if said.grouping.startswith("drop:sex"):
        names.remove("sex")
    sheet = Sheet(
        FileLayout(f"{stem}.csv", (*names, "value", *amount, "status"), tuple(names)), data, findings, _silent
    )
    cells: dict[Key, int | None] = {}
    amounts: dict[Key, Decimal] = {}
    for row in sheet.rows():
        key = tuple(plain_text(row.text(name)) for name in names)
        cells[key] = _cell(row)
        told = row.maybe(spec.amount, read_decimal) if spec.amount else None
        amounts |= {} if told is None else {key: told}
    dimensions = tuple(_dimension(name, said, cells, place, known) for place, name in enumerate(names))
    if sheet.broken or not _is_whole(dimensions, cells):
        findings.add(error("PKG-143", Where(sheet.name), value=len(cells)))
        return None
    head = TableHead(
        name=said.table,
        title=spec.title,
        period=said.period,
        edition=said.edition,
        dimensions=dimensions,
        population=said.population,
        initiatives=said.initiatives,
        counted=said.counted,
        with_data=said.with_data,
        notes=said.notes,
        grouping=said.grouping,
        association=known.profile.organisation_number,
        base=said.base,
        sensitive=said.sensitive,
        amount=spec.amount,
        snapshot=said.snapshot,
    )
    table = ReleasedTable(
        head, cells, said.threshold, said.party, said.certified, said.released, said.version, amounts, said.corrections
    )
    findings.extend(faults_of_released(sheet.name, table))
    findings.extend(faults_of_corrections(f"{stem}.toml", table))
    return table


def _cell(row: Row) -> int | None:
    status = row.need("status", one_of(PUBLISHED, SUPPRESSED), PUBLISHED)
    if status == SUPPRESSED:
        if row.text("value"):
            row.wrong("PKG-142", "value")
        return None
    return row.need("value", read_count, 0)


def _dimension(name: str, said: _Said, cells: Mapping[Key, object], place: int, known: Known) -> Dimension:
    codes = tuple(dict.fromkeys(key[place] for key in cells))
    found = dimension_of(known.tables[said.table], name, codes, said.edition, known)
    categories = tuple(_row(one, said.labels.get((name, one.code))) for one in found.categories)
    additive = found.additive if said.additive is None else name in said.additive
    return Dimension(name, categories, additive)


def _row(found: Category, own: OwnRow | None) -> Category:
    return found if own is None else replace(found, label=own.label, of=own.of or found.of)


def _is_whole(dimensions: tuple[Dimension, ...], cells: Mapping[Key, object]) -> bool:
    """Whether every combination has its cell: a table with gaps could not be checked nor printed."""
    size = 1
    for dimension in dimensions:
        size *= len(dimension.codes)
    return (
        bool(cells) and size == len(cells) and all(key in cells for key in product(*(one.codes for one in dimensions)))
    )


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress for small files."""


def _read_status(value: Any) -> str:
    return one_of(PUBLISHED)(read_string(value))


def _read_period(value: Any) -> Period:
    try:
        return Period.parse(str(value))
    except ValueError:
        raise Wrong("PKG-091") from None


def _read_number(value: Any) -> int | None:
    return read_whole(value)


def _read_maybe_day(value: Any) -> date | None:
    return read_day(value)


def rows_of(table: ReleasedTable) -> Iterator[tuple[str, ...]]:
    """The rows of a released table as `table` prints it, its header first."""
    amount = (table.head.amount,) if table.head.amount else ()
    yield (*(dimension.name for dimension in table.head.dimensions), "value", *amount, "status")
    for key in table.head.keys():  # noqa: SIM118 - a head is no mapping
        value = table.cells[key]
        told = (_written(table.amounts.get(key)) for _ in amount)
        status = SUPPRESSED if value is None else PUBLISHED
        yield (*map(safe_text, key), "" if value is None else str(value), *told, status)


def _written(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"
