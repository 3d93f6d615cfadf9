"""What an office has accepted in its reports: read from the file that it keeps, and added to by `--accept`."""

from argparse import Namespace
from pathlib import Path

from stegvis.cli.asking import RefusedError, today
from stegvis.cli.saying import refuse, say, tell
from stegvis.cli.words import words
from stegvis.cli.writing import cannot_write, write_whole
from stegvis.core.report_findings import Acceptance, ExaminedReport


def decided(options: Namespace, examined: ExaminedReport) -> ExaminedReport:
    """The report with what may stand set apart; a new decision is written first. Raises RefusedError."""
    from stegvis.checking.accepting import settled

    path = options.accepted or options.file.with_suffix(".accepted.toml")
    acceptances = _read(options, path)
    if options.accept or options.reason or options.by:
        acceptances = _added(options, path, examined, acceptances)
    return settled(examined, acceptances)


def _read(options: Namespace, path: Path) -> tuple[Acceptance, ...]:
    """The decisions so far. A file that was named has to be there, if it is not to be begun now."""
    from stegvis.files.accepted import read_accepted

    if not path.exists():
        if options.accepted and not options.accept:
            raise _refused("CLI-001", "--accepted", options.language, value=path)
        return ()
    try:
        acceptances, findings = read_accepted(path.name, path.read_bytes())
    except OSError as problem:
        raise _refused("FIL-002", "--accepted", options.language, value=path, why=problem.strerror) from None
    say(findings, options.language)
    if findings:
        raise RefusedError
    return acceptances


def _added(
    options: Namespace, path: Path, examined: ExaminedReport, acceptances: tuple[Acceptance, ...]
) -> tuple[Acceptance, ...]:
    from stegvis.checking.accepting import acceptance_of, pointed_at, with_decision

    if not all((text or "").strip() for text in (options.accept, options.reason, options.by)):
        raise _refused("EXM-004", "--accept", options.language, value=options.accept or "")
    found = pointed_at(examined, options.accept)
    if not found:
        raise _refused("EXM-003", "--accept", options.language, value=options.accept)
    decision = acceptance_of(found, reason=options.reason, by=options.by, on=today(), language=options.language)
    together = with_decision(acceptances, decision)
    _write(options, path, together)
    return together


def _write(options: Namespace, path: Path, acceptances: tuple[Acceptance, ...]) -> None:
    from stegvis.files.accepted import accepted_toml

    if why := cannot_write(path):
        raise _refused(why, "--accepted", options.language, value=path)
    try:
        write_whole({path: accepted_toml(acceptances).encode()})
    except OSError as problem:
        raise _refused("CLI-009", "--accepted", options.language, value=path, why=problem.strerror) from None
    tell(words(options.language)("written", path=path))


def _refused(code: str, what: str, language: str, **values: object) -> RefusedError:
    refuse(code, what, language, **values)
    return RefusedError()
