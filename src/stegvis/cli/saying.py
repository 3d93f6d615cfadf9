"""Findings, tables and lines to the terminal: results on standard output, everything else on standard error."""

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TextIO

from stegvis.core.findings import Finding, Severity, Where, error
from stegvis.core.safe_text import one_line
from stegvis.messages import sentence

DONE, LEFT, REFUSED = 0, 1, 2


def line(finding: Finding, language: str) -> str:
    """A finding as one line: `file:line:column: CODE: value: text`."""
    return f"{finding.where}: {finding.code}: {one_line(finding.value)}: {one_line(sentence(finding, language))}"


def say(findings: Iterable[Finding], language: str, stream: TextIO | None = None) -> None:
    """Print findings, one a line; on standard error where no other stream is given."""
    for finding in findings:
        print(line(finding, language), file=stream or sys.stderr)


def refuse(code: str, what: str, language: str, **values: object) -> int:
    """Say why nothing was done; `what` is the argument that is wrong."""
    say([error(code, Where(what), **values)], language)
    return REFUSED


def status(findings: Iterable[Finding]) -> int:
    """1 where an error or a warning is left for a person, 0 otherwise."""
    return LEFT if any(one.severity is not Severity.REMARK for one in findings) else DONE


def tell(text: str) -> None:
    """A line for the person, beside the result."""
    print(text, file=sys.stderr)


def print_rows(columns: Sequence[str], rows: Iterable[Mapping[str, str]], form: str) -> None:
    """Rows on standard output, as CSV (comma, LF) or JSON."""
    chosen = [{column: row[column] for column in columns} for row in rows]
    if form == "json":
        print(json.dumps(chosen, ensure_ascii=False, indent=1))
        return
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(chosen)
    sys.stdout.write(out.getvalue())


def print_csv(text: str, form: str) -> None:
    """A table that is CSV already, in the form asked for."""
    rows = csv.DictReader(io.StringIO(text))
    print_rows(list(rows.fieldnames or ()), rows, form)
