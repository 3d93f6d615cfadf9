"""`stegvis table`: one official table, protected; or counted and unprotected for the owner of the rows."""

import getpass
import json
import os
from argparse import Namespace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from stegvis.cli.asking import RefusedError, package, period, today
from stegvis.cli.progress import steps
from stegvis.cli.saying import DONE, REFUSED, print_csv, refuse, say, tell
from stegvis.cli.words import words
from stegvis.cli.writing import cannot_write
from stegvis.core.catalogue import CATALOGUE, table_spec
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable, ReleasedTable, TableSpec, WorkingTable
from stegvis.messages import note

#: Promised by the package format and not there yet.
_LATER = ("waiting-time",)


def table(options: Namespace) -> int:
    """Print a table as tidy rows."""
    try:
        _check_form(options)
        spec = known_table(options.name, options.language)
        asked = period(options)
        with steps() as progress:
            read, _ = package(options, progress)
            progress(words(options.language)("counting"))
            found = _working(options, read, spec, asked) if options.working else _released(options, read, spec, asked)
    except RefusedError:
        return REFUSED
    if options.out is None and options.format in ("csv", "json"):
        from stegvis.render.tables import table_csv

        print_csv(table_csv(found), options.format)
        return DONE
    from stegvis.cli.table_files import hand_out

    return hand_out(options, read, found)


def _check_form(options: Namespace) -> None:
    """Whether what is asked for can be handed out so, before anything is counted."""
    if options.working and (options.out or options.format not in ("csv", "json")):
        refuse("CLI-023", "--format", options.language, value=options.format)
        raise RefusedError
    if options.out is None and options.format in ("xlsx", "png"):
        refuse("CLI-024", "--out", options.language, value=options.format)
        raise RefusedError
    if options.out is not None and (why := cannot_write(options.out)):
        refuse(why, "--out", options.language, value=options.out)
        raise RefusedError


def known_table(name: str, language: str) -> TableSpec:
    """The table of that name. Raises RefusedError for another, and says which names are like it."""
    if name in _LATER:
        refuse("CLI-010", "table", language, value=name)
        raise RefusedError
    if name not in CATALOGUE:
        near = get_close_matches(name, CATALOGUE, n=3, cutoff=0.4) or list(CATALOGUE)
        refuse("CLI-002", "table", language, value=name, near=", ".join(near))
        raise RefusedError
    return table_spec(name)


def _released(options: Namespace, read: Package, spec: TableSpec, asked: Period) -> ReleasedTable:
    from stegvis.assemble import count_and_release, count_one

    initiatives = tuple(options.initiative)
    if initiatives or options.edition:
        _check(options, read, spec)
        found = count_one(read, spec, asked, on=today(), initiatives=initiatives, edition=options.edition)
    else:
        tables = count_and_release(read, asked, on=today(), names=(spec.name,)).tables
        found = _one(options, spec, asked, tables.values())
    if isinstance(found, RefusedTable):
        refuse("CLI-014", "table", options.language, value=spec.name, title=spec.title)
        raise RefusedError
    _tell_of(found, options)
    return found


def _one(options: Namespace, spec: TableSpec, asked: Period, tables: object) -> ReleasedTable | RefusedTable:
    """The table of the package; several parties' tables are several, and none is nothing released for the period."""
    found = list(tables)  # type: ignore[call-overload]
    if len(found) == 1:
        return found[0]  # type: ignore[no-any-return]
    parties = ", ".join(sorted(one.party for one in found if isinstance(one, ReleasedTable)))
    refuse("CLI-016" if found else "CLI-015", "table", options.language, value=spec.name, period=asked, parties=parties)
    raise RefusedError


def _tell_of(found: ReleasedTable | WorkingTable, options: Namespace) -> None:
    """On standard error: how many have data, what is to be known of the table, and how much of it is hidden."""
    say_words, head = words(options.language), found.head
    if head.counted is not None and head.with_data is not None:
        tell(say_words("with_data", with_data=head.with_data, counted=head.counted))
    for code in head.notes:
        tell(note(code, options.language))
    if isinstance(found, ReleasedTable) and found.hidden:
        tell(say_words("hidden", count=found.hidden, cells=len(found.cells)))


def _check(options: Namespace, read: Package, spec: TableSpec) -> None:
    """Whether the initiatives and the edition are there to ask for."""
    from stegvis.engine import request_findings, take_snapshot

    initiatives = tuple(options.initiative)
    found = request_findings(spec, take_snapshot(read), initiatives=initiatives, edition=options.edition)
    say(found, options.language)
    if found:
        raise RefusedError


def _working(options: Namespace, read: Package, spec: TableSpec, asked: Period) -> WorkingTable:
    from stegvis.engine import tabulate, take_snapshot
    from stegvis.protect import working

    _check(options, read, spec)
    initiatives = tuple(options.initiative)
    counted = tabulate(spec, take_snapshot(read), asked, initiatives=initiatives, edition=options.edition)
    found = working(counted, by=_person(), purpose="stegvis table --working")
    _log(found, options, read)
    _tell_of(found, options)
    return found


def _log(found: WorkingTable, options: Namespace, read: Package) -> None:
    """Who took out what, when: a line in the person's own log (`$XDG_STATE_HOME/stegvis/working.jsonl`)."""
    what = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": found.by,
        "purpose": found.purpose,
        "association": read.profile.organisation_number,
        "table": found.head.name,
        "period": str(found.head.period),
        "initiatives": list(found.head.initiatives),
        "edition": found.head.edition,
    }
    entry, path = json.dumps(what, ensure_ascii=False), _log_file()
    say_words = words(options.language)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(entry + "\n")
    except OSError:
        tell(say_words("working_unlogged", entry=entry))
        return
    tell(say_words("working_mark", path=path))


def _log_file() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "stegvis" / "working.jsonl"


def _person() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())
