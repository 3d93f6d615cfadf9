"""`stegvis report`: the document of a year, written as the files that were asked for."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from stegvis.cli.asking import RefusedError, package, today, year_with_money
from stegvis.cli.progress import Steps, steps
from stegvis.cli.saying import REFUSED, refuse, say, status, tell
from stegvis.cli.words import words
from stegvis.cli.writing import cannot_write, write_whole
from stegvis.core.findings import Finding
from stegvis.core.periods import Period

if TYPE_CHECKING:
    from stegvis.core.document import Document

FORMS = ("pdf", "docx", "html")


def report(options: Namespace) -> int:
    """Write the annual report; 1 where an error or a warning is left in it."""
    if options.kind != "annual":
        return refuse("CLI-010", options.kind, options.language, value=f"stegvis report {options.kind}")
    try:
        outs = _outs(options)
        with steps() as progress:
            files, findings = _files(options, outs, progress)
            write_whole(files)
    except RefusedError:
        return REFUSED
    except OSError as mistake:
        return refuse(
            "CLI-009", "--out", options.language, value=", ".join(map(str, options.out)), why=mistake.strerror or ""
        )
    say_words = words(options.language)
    for path in files:
        tell(say_words("written", path=path))
    return status(findings)


def _outs(options: Namespace) -> dict[Path, str]:
    """The files to write and the form of each. Raises RefusedError where one cannot be written."""
    if options.period and options.period != options.year:
        refuse("CLI-011", "--period", options.language, value=options.period)
        raise RefusedError
    if not options.out:
        refuse("CLI-012", "--out", options.language, value="")
        raise RefusedError
    return {path: _form(path, options) for path in options.out}


def _form(path: Path, options: Namespace) -> str:
    form = options.format or path.suffix.lower().removeprefix(".")
    code = "CLI-013" if form not in FORMS else cannot_write(path)
    if code:
        refuse(code, "--out", options.language, value=path)
        raise RefusedError
    return form


def _files(options: Namespace, outs: dict[Path, str], progress: Steps) -> tuple[dict[Path, bytes], tuple[Finding, ...]]:
    document, findings = _document(options, progress)
    say_words = words(options.language)
    files = {}
    for path, form in outs.items():
        progress(say_words("printing", what=path.name))
        files[path] = _renderer(form)(document)
    return files, findings


def _document(options: Namespace, progress: Steps) -> "tuple[Document, tuple[Finding, ...]]":
    from stegvis.assemble import annual_report, count_and_release

    read, findings = package(options, progress)
    year, on, say_words = year_with_money(options, read), today(), words(options.language)
    progress(say_words("counting"))
    publication = count_and_release(read, Period.year(year), on=on)
    progress(say_words("assembling"))
    assembly = annual_report(read, year, publication.tables, on=on)
    said = (*publication.findings, *assembly.findings)
    say(said, options.language)
    if assembly.document is None:
        raise RefusedError
    return assembly.document, (*findings, *said)


def _renderer(form: str) -> "Callable[[Document], bytes]":
    from stegvis import render

    def page(document: "Document") -> bytes:
        return render.render_html(document).encode("utf-8")

    return {"pdf": render.render_pdf, "docx": render.render_docx, "html": page}[form]
