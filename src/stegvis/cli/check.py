"""`stegvis check`: what does not agree in a finished report, anybody's; to a person, a program, a page or the PDF itself."""

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.cli.accepting import decided
from stegvis.cli.arguments import CHECK_FORMATS
from stegvis.cli.asking import RefusedError
from stegvis.cli.found import lines, show, summary
from stegvis.cli.named_files import why_no_file
from stegvis.cli.progress import Steps, steps
from stegvis.cli.saying import REFUSED, refuse, say, status, tell
from stegvis.cli.words import words
from stegvis.cli.writing import cannot_write, write_whole
from stegvis.core.finished import FinishedReport
from stegvis.core.report_comparison import ReportComparison
from stegvis.core.report_findings import ExaminedReport
from stegvis.render.examined_words import compared, nothing_found

if TYPE_CHECKING:
    from stegvis.checking.words import Words

#: No report has so many: a page has some twenty, an annual report five hundred in all.
_MOST_NUMBERS = 30_000

#: What was found, what changed since the older report, and that report.
Result = tuple[ExaminedReport, ReportComparison | None, FinishedReport | None]


def check(options: Namespace) -> int:
    """Examine a finished report: 1 where an error or a warning is left that nobody has accepted, else 0."""
    try:
        _inputs(options)
        form = _form(options)
        own = _own_words(options)
        with steps() as progress:
            examined, comparison, old = _examined(options, own, progress)
        examined = decided(options, examined)
        content = _content(options, form, (examined, comparison, old))
        _hand_out(options, content)
    except RefusedError:
        return REFUSED
    if form != "text" or options.out or not sys.stdout.isatty():
        _tell(examined, comparison, options.language)
    return status(examined.findings)


#: Names of files that plain text is written in.
_AS_TEXT = ("", "txt")


def _form(options: Namespace) -> str:
    """The form asked for, by `--format` or the name of the file to write; refused where it cannot be made or written."""
    language = options.language
    named = options.out.suffix.lower().removeprefix(".") if options.out else ""
    form = str(options.format or (named if named in CHECK_FORMATS else CHECK_FORMATS[0]))
    if not options.format and named not in (*CHECK_FORMATS, *_AS_TEXT):
        raise _refused("EXM-011", "--out", language, value=options.out.name)
    if form == "pdf" and options.file.suffix.lower() != ".pdf":
        raise _refused("EXM-005", "--format", language, value=options.file.name)
    if form == "pdf" and options.out is None:
        raise _refused("CLI-027", "--out", language, value=form)
    if options.out is not None:
        if why := cannot_write(options.out):
            raise _refused(why, "--out", language, value=options.out)
        _never_over(options)
    return form


def _inputs(options: Namespace) -> None:
    """What is to be read has to be files that can be."""
    for option, path in (("", options.file), ("--compare", options.compare), ("--words", options.words)):
        if path is not None and (why := why_no_file(path)):
            raise _refused(why[0], option or path.name, options.language, **why[1])


def _never_over(options: Namespace) -> None:
    """What is read is never written over, by whatever name it is called."""
    for path in (options.file, options.compare, options.words, options.accepted):
        if path is not None and path.exists() and options.out.exists() and options.out.samefile(path):
            raise _refused("EXM-006", "--out", options.language, value=options.out)


def _refused(code: str, what: str, language: str, **values: object) -> RefusedError:
    refuse(code, what, language, **values)
    return RefusedError()


def _own_words(options: Namespace) -> "Words | None":
    """Our words with the association's own laid over, where there are any."""
    if options.words is None:
        return None
    from stegvis.checking.words.own import own_words

    try:
        found, findings = own_words(options.words.name, options.words.read_bytes())
    except OSError as problem:
        raise _refused("FIL-002", "--words", options.language, value=options.words, why=problem.strerror) from None
    say(findings, options.language)
    if found is None:
        raise RefusedError
    return found


def _examined(options: Namespace, own: "Words | None", progress: Steps) -> Result:
    from stegvis.checking.comparing import compare
    from stegvis.checking.examining import examine_understood
    from stegvis.checking.reading import understand

    say_words = words(options.language)
    report = _read(options.file, options.language, progress)
    old = _read(options.compare, options.language, progress) if options.compare else None
    progress(say_words("checking", what=report.file))
    understood = understand(report, own)
    if (count := len(understood.numbers)) > _MOST_NUMBERS:
        raise _refused("EXM-010", report.file, options.language, value=report.file, count=count, most=_MOST_NUMBERS)
    if old is None:
        return examine_understood(understood), None, None
    return (*compare(understand(old, own), understood), old)


def _read(path: Path, language: str, progress: Steps) -> FinishedReport:
    from stegvis.files.finished import UnreadableReportError
    from stegvis.files.finished.apart import read_apart

    told = words(language)("reading", what=path.name)
    progress(told)
    try:
        return read_apart(path, lambda done, total: progress(told, done, total))
    except UnreadableReportError as refused:
        say([refused.finding], language)
        raise RefusedError from None


def _content(options: Namespace, form: str, result: Result) -> bytes | None:
    """What is to be written; None where it is shown on a terminal instead."""
    examined, comparison, old = result
    if form == "text" and options.out is None and sys.stdout.isatty():
        from rich.console import Console

        show(examined, comparison, old, options.language, Console())
        return None
    return _MAKERS[form](options, result)


def _as_text(options: Namespace, result: Result) -> bytes:
    return "".join(f"{line}\n" for line in lines(*result, options.language)).encode("utf-8", "backslashreplace")


def _as_json(options: Namespace, result: Result) -> bytes:
    from stegvis.render.examined_json import examined_json

    examined, comparison, _ = result
    accepting = bool(options.accepted or examined.accepted)
    text = examined_json(examined, options.language, comparison=comparison, accepting=accepting)
    return text.encode("utf-8", "backslashreplace")


def _as_html(options: Namespace, result: Result) -> bytes:
    from stegvis.render.examined_html import examined_html

    examined, comparison, _ = result
    return examined_html(examined, options.language, comparison=comparison).encode("utf-8", "replace")


def _as_pdf(options: Namespace, result: Result) -> bytes:
    from stegvis.render.annotations import annotated

    return annotated(options.file.read_bytes(), result[0], options.language)


_MAKERS: dict[str, Callable[[Namespace, Result], bytes]] = {
    "text": _as_text,
    "json": _as_json,
    "html": _as_html,
    "pdf": _as_pdf,
}


def _hand_out(options: Namespace, content: bytes | None) -> None:
    """To the file asked for, whole or not at all, or to standard output."""
    if content is None:
        return
    if options.out is None:
        sys.stdout.write(content.decode())
        return
    try:
        write_whole({options.out: content})
    except OSError as problem:
        raise _refused("CLI-009", "--out", options.language, value=options.out, why=problem.strerror) from None
    tell(words(options.language)("written", path=options.out))


def _tell(examined: ExaminedReport, comparison: ReportComparison | None, language: str) -> None:
    """What was found and checked in all, beside the result."""
    if not examined.read:
        tell(nothing_found(examined, language))
    for line in (*(compared(comparison, language) if comparison else ()), *summary(examined, language)):
        tell(line)
