"""`stegvis release`: the association's package of a party's, with released tables in place of rows about persons."""

from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from stegvis.cli.asking import RefusedError, package, period, read, today
from stegvis.cli.progress import Steps, steps
from stegvis.cli.saying import REFUSED, refuse, say, status, tell
from stegvis.cli.tables import known_table
from stegvis.cli.words import words
from stegvis.core.findings import Finding
from stegvis.core.package import Package
from stegvis.core.tables import ReleasedTable


def release_party(options: Namespace) -> int:
    """Count a party's rows, release the tables and write the association's package."""
    try:
        with steps() as progress:
            tables, findings = _release(options, progress)
    except RefusedError:
        return REFUSED
    except OSError as mistake:
        return refuse("CLI-009", "--to", options.language, value=options.to, why=mistake.strerror or "")
    for table in tables:
        print(f"released/{table.head.period}/{table.party}/{table.head.name}.csv")
    tell(words(options.language)("written", path=options.to))
    return status(findings)


def _release(options: Namespace, progress: Steps) -> tuple[tuple[ReleasedTable, ...], tuple[Finding, ...]]:
    from stegvis.assemble import release_of_party
    from stegvis.files.package import write_package

    asked = period(options)
    before = _before(options, progress)
    own, found = package(options, progress)
    if before is not None:
        own = replace(own, released=_all_released(before, own))
    names = [known_table(name, options.language, own.profile).name for name in options.tables]
    if own.profile.party(options.party) is None:
        parties = ", ".join(party.id for party in own.profile.parties)
        refuse("CLI-017", "--party", options.language, value=options.party, parties=parties)
        raise RefusedError
    progress(words(options.language)("counting"))
    outcome = release_of_party(own, asked, options.party, certified_by=options.certified_by, on=today(), names=names)
    say(outcome.findings, options.language)
    if not outcome.released:
        refuse("CLI-018", "--party", options.language, value=options.party, period=asked)
        raise RefusedError
    write_package(_with_earlier(outcome.package, before), options.to)
    return outcome.released, (*found, *outcome.findings)


def _before(options: Namespace, progress: Steps) -> Package | None:
    """The association's package that is there already: what other parties have released stays in it."""
    folder: Path = options.to
    if folder.is_dir() and folder.resolve() == options.package.resolve():
        refuse("CLI-019", "--to", options.language, value=folder)
        raise RefusedError
    if folder.exists() and not folder.is_dir():
        refuse("CLI-020", "--to", options.language, value=folder)
        raise RefusedError
    if not folder.is_dir() or not any(folder.iterdir()):
        return None
    before, _ = read(folder, options.language, progress)
    if before.participations is not None:
        refuse("CLI-021", "--to", options.language, value=folder)
        raise RefusedError
    return before


def _all_released(before: Package, own: Package) -> tuple[ReleasedTable, ...]:
    """What was released earlier into the folder, and into the party's own: all of it is guarded."""
    there = {_name(table) for table in before.released}
    return (*before.released, *(table for table in own.released if _name(table) not in there))


def _with_earlier(package: Package, before: Package | None) -> Package:
    """With the tables that were released earlier, but for those that are released anew."""
    new = {_name(table) for table in package.released}
    kept = (table for table in (before.released if before else ()) if _name(table) not in new)
    return replace(package, released=(*kept, *package.released))


def _name(table: ReleasedTable) -> tuple[str, str, str]:
    return str(table.head.period), table.party, table.head.name
