"""`stegvis table`: one official table, protected; or counted and unprotected for the owner of the rows."""

import getpass
import json
import os
from argparse import Namespace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.cli.asking import RefusedError, package, period, today
from stegvis.cli.progress import Steps, steps
from stegvis.cli.saying import DONE, REFUSED, print_csv, refuse, say, tell
from stegvis.cli.words import words
from stegvis.cli.writing import cannot_write
from stegvis.core.catalogue import tables_of
from stegvis.core.change import NetChange, net_changes
from stegvis.core.figures import OUTCOMES
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.profile import Profile
from stegvis.core.tables import CountTable, RefusalReason, RefusedTable, ReleasedTable, TableSpec, WorkingTable
from stegvis.core.vocabulary import TOTAL
from stegvis.messages import note
from stegvis.render.numbers import HIDDEN

if TYPE_CHECKING:
    from stegvis.engine import Snapshot


def table(options: Namespace) -> int:
    """Print a table as tidy rows, of a package or of a stored snapshot."""
    if options.name == OUTCOMES:
        return _outcomes(options)
    if options.years > 1 or options.format == "text":
        return _years(options)
    try:
        _check_form(options)
        asked = period(options)
        with steps() as progress:
            found, read = (_of_snapshot if options.snapshot else _of_package)(options, asked, progress)
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
        refuse("CLI-026", "--format", options.language, value=options.format)
        raise RefusedError
    if options.out is None and options.format in ("xlsx", "png"):
        refuse("CLI-027", "--out", options.language, value=options.format)
        raise RefusedError
    if options.out is not None and (why := cannot_write(options.out)):
        refuse(why, "--out", options.language, value=options.out)
        raise RefusedError


#: A table, and the package or the part of it that says whose it is.
Found = tuple[ReleasedTable | WorkingTable, Package]


def _of_package(options: Namespace, asked: Period, progress: Steps) -> Found:
    from stegvis.engine.spark import EMBEDDED

    for option, value, nothing in (("--engine", options.engine, EMBEDDED), ("--association", options.association, "")):
        if value != nothing:
            refuse("SNP-020", option, options.language, value=value)
            raise RefusedError
    read, _ = package(options, progress)
    spec = known_table(options.name, options.language, read.profile)
    progress(words(options.language)("counting"))
    found = _working(options, read, spec, asked) if options.working else _released(options, read, spec, asked)
    return found, read


def _of_snapshot(options: Namespace, asked: Period, progress: Steps) -> Found:
    from stegvis.cli.snapshots import opened

    progress(words(options.language)("counting"))
    with opened(options, options.snapshot) as snapshot:
        spec, whose = known_table(options.name, options.language, snapshot.profile), _whose(snapshot)
        if options.working:
            purpose = "stegvis table --snapshot --working"
            return counted_for_the_owner(options, snapshot, spec, asked, purpose=purpose), whose
        counted = _counted(options, snapshot, spec, asked)
    from stegvis.protect import Refusal, Register, release

    let_out = release([counted], snapshot.profile.policy_of(asked.end.year), Register(), on=today())
    if isinstance(let_out, Refusal) or not let_out.tables:
        raise _refused(let_out.refused[0], options)
    _tell_of(let_out.tables[0], options)
    return let_out.tables[0], whose


def _whose(snapshot: "Snapshot") -> Package:
    return Package(snapshot.profile, snapshot.initiatives)


def _counted(options: Namespace, snapshot: "Snapshot", spec: TableSpec, asked: Period) -> CountTable:
    from stegvis.engine import tabulate

    _check(options, snapshot, spec)
    return tabulate(spec, snapshot, asked, initiatives=tuple(options.initiative), edition=options.edition)


def counted_for_the_owner(
    options: Namespace, snapshot: "Snapshot", spec: TableSpec, asked: Period, *, purpose: str
) -> WorkingTable:
    """A table counted and not protected, for the owner of the rows: marked, and logged."""
    from stegvis.protect import working

    found = working(_counted(options, snapshot, spec, asked), by=_person(), purpose=purpose)
    _log(found, options, snapshot)
    _tell_of(found, options)
    return found


def _outcomes(options: Namespace) -> int:
    from stegvis.cli.outcomes import print_outcomes

    try:
        asked = period(options)
        with steps() as progress:
            read, _ = package(options, progress)
        print_outcomes(options, read, asked)
    except RefusedError:
        return REFUSED
    return DONE


def _years(options: Namespace) -> int:
    from stegvis.cli.years import print_years

    try:
        asked = period(options)
        with steps() as progress:
            read, _ = package(options, progress)
        spec = known_table(options.name, options.language, read.profile)
        print_years(options, read, spec, asked)
    except RefusedError:
        return REFUSED
    return DONE


def known_table(name: str, language: str, profile: Profile) -> TableSpec:
    """The table of that name, official or the association's own. Raises RefusedError for another, and says what is like it."""
    known = tables_of(profile)
    if name not in known:
        every = [*known, OUTCOMES]
        near = get_close_matches(name, every, n=3) or [one for one in every if name in one] or every
        refuse("CLI-002", "table", language, value=name, near=", ".join(near))
        raise RefusedError
    return known[name]


def _released(options: Namespace, read: Package, spec: TableSpec, asked: Period) -> ReleasedTable:
    from stegvis.assemble import count_and_release, count_one
    from stegvis.engine import take_snapshot

    initiatives = tuple(options.initiative)
    if initiatives or options.edition:
        _check(options, take_snapshot(read), spec)
        found = count_one(read, spec, asked, on=today(), initiatives=initiatives, edition=options.edition)
    else:
        tables = count_and_release(read, asked, on=today(), names=(spec.name,)).tables
        found = _one(options, spec, asked, tables.values())
    if isinstance(found, RefusedTable):
        raise _refused(found, options)
    _tell_of(found, options)
    return found


def _refused(table: RefusedTable, options: Namespace) -> RefusedError:
    """Say why the table may not be let out: to wait, to ask for another period, or to coarsen."""
    code = {RefusalReason.PERIOD_NOT_CLOSED: "CLI-029", RefusalReason.NOTHING_COUNTED: "CLI-030"}.get(
        table.reason, "CLI-014"
    )
    refuse(code, "table", options.language, value=table.name, title=table.title, period=table.period)
    return RefusedError()


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
    for one in net_changes(found) if isinstance(found, ReleasedTable) else ():
        if one.sex == TOTAL:
            tell(say_words("net_change", group=one.label, **_printed(one)))
    if isinstance(found, ReleasedTable) and found.hidden:
        tell(say_words("hidden", count=found.hidden, cells=len(found.cells)))


def _printed(one: NetChange) -> dict[str, str]:
    values = {"before": one.before, "after": one.after}
    change = HIDDEN if one.change is None else f"{one.change:+d}"
    return {name: HIDDEN if value is None else str(value) for name, value in values.items()} | {"change": change}


def _check(options: Namespace, snapshot: "Snapshot", spec: TableSpec) -> None:
    """Whether the initiatives and the edition are there to ask for."""
    from stegvis.engine import request_findings

    initiatives = tuple(options.initiative)
    found = request_findings(spec, snapshot, initiatives=initiatives, edition=options.edition)
    say(found, options.language)
    if found:
        raise RefusedError


def _working(options: Namespace, read: Package, spec: TableSpec, asked: Period) -> WorkingTable:
    from stegvis.engine import take_snapshot

    return counted_for_the_owner(options, take_snapshot(read), spec, asked, purpose="stegvis table --working")


def _log(found: WorkingTable, options: Namespace, snapshot: "Snapshot") -> None:
    """Who took out what, when: a line in the person's own log (`$XDG_STATE_HOME/stegvis/working.jsonl`)."""
    what = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": found.by,
        "purpose": found.purpose,
        "association": snapshot.profile.organisation_number,
        "snapshot": snapshot.name,
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
