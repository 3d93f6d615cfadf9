"""`stegvis import` and `stegvis export` as the operator, and the invented association that a first start brings in."""

import json
import sys
from argparse import Namespace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from django.conf import settings

from stegvis.associations.permissions import Operator
from stegvis.associations.sealed import KeyMissing, Keyring, read_keys
from stegvis.core.findings import Finding, Severity, Where, error, has_errors, remark
from stegvis.core.package import Package
from stegvis.core.safe_text import one_line
from stegvis.exchange.replacing import FileChange
from stegvis.messages import sentence

DONE, LEFT, REFUSED = 0, 1, 2
OPERATOR = Operator("import")
_PARTS = ("initiatives", "sites", "participations", "tallies", "contributions", "grants", "budget", "balances", "goals",
          "answers", "board", "series")  # fmt: skip


class Told(Protocol):
    """What a command calls while it works: a word for what it does (`reading`, `saving`, at last `done`), and with what."""

    def __call__(self, stage: str, what: str = "", done: int = 0, total: int = 0) -> None:
        """Tell it."""


def _silent(stage: str, what: str = "", done: int = 0, total: int = 0) -> None:
    """Nobody is looking."""


def import_command(args: Namespace, told: Told = _silent) -> int:
    """Read a package in, or with `--dry-run` only read it. Findings and what was done go to standard output."""
    from stegvis.files.package import read_package

    reading = read_package(args.folder, progress=partial(told, "reading"))
    if reading.package is None or args.dry_run:
        files = _contents(reading.package) if reading.package else ()
        told("done")
        return _say(args, reading.findings, files, refused=reading.package is None, dry_run=True)
    keys, faults = _keys(args)
    if faults:
        told("done")
        return _say(args, faults, (), refused=True)
    told("preparing")
    prepare_databases()
    from stegvis.exchange.actions import import_package

    told("saving")
    result = import_package(
        by=OPERATOR, package=reading.package, persons=True, keys=keys, findings=reading.findings,
        progress=partial(told, "saving"),
    )  # fmt: skip
    told("done")
    return _say(args, result.findings, result.files, refused=not result.is_done)


def export_command(args: Namespace, told: Told = _silent) -> int:
    """Write an association's package into an empty or new folder."""
    from stegvis.associations.models import Association
    from stegvis.exchange.actions import export_package, joint_tables
    from stegvis.reports.facts import RegisterBroken

    told("preparing")
    prepare_databases()
    association = Association.objects.numbered(args.association)
    keys, faults = _keys(args)
    if association is None:
        faults = (*faults, error("EXP-001", Where("--association"), value=args.association))
    elif args.folder.exists() and any(args.folder.iterdir()):
        faults = (*faults, error("EXP-002", Where(str(args.folder)), value=args.folder))
    elif settings.PERSON_ZONE and not association.invented and keys is None:
        faults = (*faults, error("IMP-007", Where("--key-file"), value=""))
    if faults or association is None:
        told("done")
        return _say(args, faults, (), refused=True)
    told("exporting")
    try:
        names = export_package(
            by=Operator("export"), association=association, folder=args.folder, persons=True, keys=keys
        )
    except RegisterBroken as broken:
        told("done")
        fault = error("EXP-004", Where("released"), value=broken.name, period=broken.period, version=broken.version)
        return _say(args, (fault,), (), refused=True)
    told("done")
    sys.stdout.write("".join(f"{name}\n" for name in names))
    if joint := joint_tables(association):
        said = remark("EXP-003", Where("released"), value=joint)
        sys.stderr.write(f"{_line(said, getattr(args, 'language', 'sv'))}\n")
    return DONE


def prepare_databases() -> None:
    """The databases with their tables, where a command is the first to need them."""
    from django.core.management import call_command

    from stegvis.associations.sealed import make_keys
    from stegvis.exchange.actions import settle_batches

    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_keys(settings.KEY_FILES["association"])
    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0, interactive=False)
    settle_batches()


def ensure_demonstration(folder: Path | None = None) -> None:
    """Bring the invented association in once, with its persons, and release and make what a year's reports rest on.

    The folder holds a package, or one a year in folders of their own, earliest first. Without it nothing happens.
    """
    from stegvis.exchange.actions import settle_batches
    from stegvis.exchange.demonstration import bring_in

    settle_batches()
    source = folder or Path(settings.DEMONSTRATION)
    if source.is_dir():
        bring_in(source, on=today())


def today() -> date:
    """The day in Sweden."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()


def _keys(args: Namespace) -> tuple[Keyring | None, tuple[Finding, ...]]:
    """The controller's key file, where it was given."""
    path = getattr(args, "key_file", None) or getattr(args, "key", None)
    if path is None:
        return None, ()
    try:
        return read_keys(Path(path)), ()
    except (KeyMissing, OSError, ValueError, KeyError):
        return None, (error("IMP-012", Where(str(path)), value=path),)


def _contents(package: Package) -> tuple[FileChange, ...]:
    """What was read, file by file: what an import into an empty database would add."""
    rows = {f"{name}.csv": getattr(package, name) for name in _PARTS}
    found = [FileChange(name, added=len(values)) for name, values in rows.items() if values is not None]
    others = {
        "ledger": package.ledger_files,
        "texts": package.texts,
        "images": package.images,
        "released": package.released,
    }
    return (*found, *(FileChange(name, added=len(files)) for name, files in others.items() if files))


def _say(
    args: Namespace,
    findings: tuple[Finding, ...],
    files: tuple[FileChange, ...],
    *,
    refused: bool,
    dry_run: bool = False,
) -> int:
    language = getattr(args, "language", "sv")
    if getattr(args, "format", "text") == "json":
        said = {
            "findings": [_as_data(one, language) for one in findings],
            "files": [
                {"file": one.file, "added": one.added, "changed": one.changed, "unchanged": one.unchanged,
                 "removed": one.removed}
                for one in files
            ],
        }  # fmt: skip
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.write("".join(f"{_line(one, language)}\n" for one in findings))
        sys.stdout.write("".join(f"{_change(one, language, dry_run=dry_run)}\n" for one in files))
    if refused or has_errors(findings):
        return REFUSED
    return LEFT if any(one.severity is not Severity.REMARK for one in findings) else DONE


def _as_data(finding: Finding, language: str) -> dict[str, object]:
    where = finding.where
    return {
        "file": where.file, "line": where.line, "column": where.column, "code": finding.code,
        "severity": str(finding.severity), "value": finding.value, "text": sentence(finding, language),
    }  # fmt: skip


def _line(finding: Finding, language: str) -> str:
    return one_line(f"{finding.where}: {finding.code}: {finding.value}: {sentence(finding, language)}")


_WORDS = {
    "sv": (
        "{file}: {added} nya, {changed} ändrade, {unchanged} oförändrade, {removed} borttagna",
        "{file}: {added} lästa",
    ),
    "en": (
        "{file}: {added} added, {changed} changed, {unchanged} unchanged, {removed} removed",
        "{file}: {added} read",
    ),
}


def _change(one: FileChange, language: str, *, dry_run: bool) -> str:
    return _WORDS[language][dry_run].format(
        file=one.file, added=one.added, changed=one.changed, unchanged=one.unchanged, removed=one.removed
    )
