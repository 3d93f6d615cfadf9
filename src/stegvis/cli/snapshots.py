"""`stegvis snapshot` and `stegvis verify`: facts kept as they stood, looked through, and counted from again."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.cli.asking import RefusedError, period, read, today
from stegvis.cli.progress import Steps, steps
from stegvis.cli.saying import DONE, REFUSED, print_csv, refuse, say, tell
from stegvis.cli.words import words

if TYPE_CHECKING:
    from stegvis.engine import Snapshot
    from stegvis.engine.manifest import Manifest
    from stegvis.engine.parquet import Stored


def snapshot(options: Namespace) -> int:
    """Write the facts of packages as a snapshot, and say its folder."""
    try:
        with steps() as progress:
            stored = _stored(options, progress)
    except RefusedError:
        return REFUSED
    except OSError as mistake:
        return refuse("SNP-015", "--to", options.language, value=options.to, why=mistake.strerror or mistake)
    say_words = words(options.language)
    print(stored.folder)
    if not stored.is_new:
        tell(say_words("snapshot_there"))
    tell(say_words("snapshot_rows", rows=stored.manifest.rows, files=len(stored.manifest.files)))
    tell(say_words("snapshot_person_zone"))
    return DONE


def _stored(options: Namespace, progress: Steps) -> "Stored":
    from stegvis.engine.parquet import store_snapshot

    packages = [read(path, options.language, progress)[0] for path in options.package]
    numbers = [one.profile.organisation_number for one in packages]
    twice = next((number for number in numbers if numbers.count(number) > 1), "")
    if twice:
        refuse("SNP-016", "--package", options.language, value=twice)
        raise RefusedError
    if all(one.participations is None and one.tallies is None for one in packages):
        refuse("SNP-017", "--package", options.language, value=", ".join(map(str, options.package)))
        raise RefusedError
    progress(words(options.language)("storing"))
    names = [path.resolve().name for path in options.package]
    return store_snapshot(packages, options.to, made_on=today(), made_from=names)


def verify(options: Namespace) -> int:
    """Look a snapshot through; with `--table` count that table of it once more."""
    from stegvis.engine.opening import verify as look_through

    if bool(options.table) != bool(options.period):
        return refuse("SNP-018", "--table" if options.period else "--period", options.language, value="")
    try:
        with steps() as progress:
            progress(words(options.language)("verifying"))
            manifest, findings = look_through(options.folder)
        say(findings, options.language)
        if manifest is None or findings:
            return REFUSED
        return _recount(options) if options.table else _whole(options, manifest)
    except RefusedError:
        return REFUSED


def _whole(options: Namespace, manifest: "Manifest") -> int:
    print(manifest.name)
    tell(words(options.language)("snapshot_whole", rows=manifest.rows, files=len(manifest.files)))
    return DONE


def _recount(options: Namespace) -> int:
    """The figures of a table as the snapshot's rows give them, for the owner of the rows."""
    from stegvis.cli.tables import counted_for_the_owner, known_table
    from stegvis.render.tables import table_csv

    asked = period(options)
    with opened(options, options.folder) as found:
        spec = known_table(options.table, options.language, found.profile)
        table = counted_for_the_owner(options, found, spec, asked, purpose="stegvis verify --table")
    print_csv(table_csv(table), options.format)
    return DONE


@contextmanager
def opened(options: Namespace, folder: Path) -> "Iterator[Snapshot]":
    """A stored snapshot on the engine asked for. Raises RefusedError where it cannot be counted from, and says why."""
    from stegvis.engine.opening import Opening, open_snapshot
    from stegvis.engine.spark import EMBEDDED, engine_findings

    findings = engine_findings(options.engine)
    opening = Opening(None, findings=findings) if findings else open_snapshot(folder, association=options.association)
    say(opening.findings, options.language)
    if opening.snapshot is None or opening.manifest is None:
        raise RefusedError
    if options.engine == EMBEDDED:
        yield opening.snapshot
        return
    with _on_cluster(options, folder, opening.manifest) as found:
        yield found


@contextmanager
def _on_cluster(options: Namespace, folder: Path, manifest: "Manifest") -> "Iterator[Snapshot]":
    from stegvis.engine.opening import chosen
    from stegvis.engine.spark import ClusterGoneError, on_cluster

    try:
        with on_cluster(folder, manifest, options.engine) as found:
            yield chosen(found, options.association)
    except ClusterGoneError:
        refuse("SNP-019", "--engine", options.language, value=options.engine)
        raise RefusedError from None
