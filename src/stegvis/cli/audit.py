"""`stegvis audit`: what anybody can work out of published tables, ours or another's, with no truth at hand."""

import json
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stegvis.cli.asking import RefusedError
from stegvis.cli.exposed import Published, code, sentence_of
from stegvis.cli.saying import DONE, LEFT, REFUSED, refuse, say, tell
from stegvis.cli.words import words
from stegvis.core.safe_text import one_line

if TYPE_CHECKING:
    from stegvis.protect.auditor.violations import Exposure


def audit_files(options: Namespace) -> int:
    """Print each number that can be worked out, and how: 1 where there is any, 0 where there is none."""
    from stegvis.protect.auditor import exposures

    try:
        threshold = _threshold(options)
        published = _published(options.files, threshold, options.language)
    except RefusedError:
        return REFUSED
    found = exposures(published.tables)
    if options.format == "json":
        print(json.dumps([_as_json(one, published, options.language) for one in found], ensure_ascii=False, indent=1))
    else:
        for one in found:
            print(_as_line(one, published, options.language))
    told = [one for one in found if not one.contradicts]
    said = "audit_found" if told else "audit_safe"
    tell(words(options.language)(said, tables=len(published.tables), count=len(told)))
    return LEFT if told else DONE


def _threshold(options: Namespace) -> int | None:
    text = options.threshold
    if not text:
        return None
    if text.isascii() and text.isdigit() and 2 <= int(text) <= 1000:
        return int(text)
    refuse("AUD-015", "--threshold", options.language, value=text)
    raise RefusedError


def _published(files: Sequence[Path], threshold: int | None, language: str) -> Published:
    """All tables of all files, in order. Raises RefusedError where a file cannot be read, when it has been said of each."""
    from stegvis.files.printed import read_printed

    read = [(path, read_printed(path, threshold=threshold)) for path in files]
    findings = [finding for _, one in read for finding in one.findings]
    if findings:
        say(findings, language)
        raise RefusedError
    return Published(
        tuple(table for _, one in read for table in one.tables),
        tuple(path.name for path, one in read for _ in one.tables),
    )


def _as_line(one: "Exposure", published: Published, language: str) -> str:
    place = (published.files[one.table], published.title(one.table), " / ".join(published.labels(one.table, one.key)))
    return f"{': '.join(map(one_line, place))}: {code(one)}: {one_line(sentence_of(one, published, language))}"


def _as_json(one: "Exposure", published: Published, language: str) -> dict[str, Any]:
    return {
        "code": code(one),
        **_cell(published, one.table, one.key),
        "least": one.range.least,
        "greatest": one.range.greatest,
        "threshold": published.tables[one.table].threshold,
        "minus": _cell(published, *one.minus) if one.minus else None,
        "text": sentence_of(one, published, language),
        "lines": [
            {
                "low": line.low if abs(line.low) != float("inf") else None,
                "high": line.high if abs(line.high) != float("inf") else None,
                "terms": [{"weight": term.weight, "value": term.value, **_cell(published, term.table, term.key),
                           "minus": _cell(published, *term.minus) if term.minus else None} for term in line.terms],
            }
            for line in one.lines
        ],
    }  # fmt: skip


def _cell(published: Published, table: int, key: tuple[str, ...]) -> dict[str, Any]:
    return {
        "file": published.files[table],
        "table": published.title(table),
        "key": list(key),
        "labels": list(published.labels(table, key)),
    }
