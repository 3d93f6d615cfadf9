"""A released table as a file from the command line: the same as the application hands out, without a permanent address."""

import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

from stegvis.cli.saying import DONE, refuse, tell
from stegvis.cli.words import words
from stegvis.cli.writing import write_whole
from stegvis.core.package import Package
from stegvis.core.tables import ReleasedTable, WorkingTable
from stegvis.render.metadata import Source
from stegvis.render.table_csvw import table_csv_metadata
from stegvis.render.table_files import KINDS


def hand_out(options: Namespace, read: Package, table: ReleasedTable | WorkingTable) -> int:
    """Write the table to the file asked for, or text to standard output. A CSV has its words in a file beside it."""
    if not isinstance(table, ReleasedTable):
        raise TypeError("a working table is printed as rows only")
    source, language = _source(read, table), options.language
    content = _content(options.format, table, source, language)
    if content is None:
        return refuse("CLI-028", "--format", language, value=options.name)
    if options.out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return DONE
    files = {options.out: content}
    if options.format == "csv":
        beside = options.out.with_name(f"{options.out.name}-metadata.json")
        files[beside] = table_csv_metadata(table, source, language, url=options.out.name).encode()
    return _write(files, language)


def _content(form: str, table: ReleasedTable, source: Source, language: str) -> bytes | None:
    if form == "json":
        return _rows(table).encode()
    return KINDS[form].bytes_of(table, source, language)


def _rows(table: ReleasedTable) -> str:
    """The tidy rows as JSON, as they are printed without a file."""
    import csv
    import io
    import json

    from stegvis.render.tables import table_csv

    return json.dumps(list(csv.DictReader(io.StringIO(table_csv(table)))), ensure_ascii=False, indent=1) + "\n"


def _write(files: Mapping[Path, bytes], language: str) -> int:
    try:
        write_whole(files)
    except OSError as problem:
        return refuse("CLI-009", "--out", language, value=next(iter(files)), why=problem.strerror or problem)
    for path in files:
        tell(words(language)("written", path=path))
    return DONE


def _source(read: Package, table: ReleasedTable) -> Source:
    profile = read.profile
    party = profile.party(table.party)
    return Source(
        profile.name, profile.organisation_number, party.name if party else "",
        initiatives={one.id: one.name for one in read.initiatives or ()},
    )  # fmt: skip
