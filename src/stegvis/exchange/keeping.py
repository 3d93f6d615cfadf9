"""What is kept of an upload's findings: each with the row itself, under the name the file came with, and nothing of persons.

A package that could not be read whole is looked through once more, as text: a file of persons in it is answered by one
finding that says whom to ask, and neither its rows nor what was read in them are kept.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from stegvis.associations.models import Association
from stegvis.core.facts import AnswerFact, TallyFact
from stegvis.core.findings import Finding, Where, error
from stegvis.core.package import ASSOCIATION, Initiative
from stegvis.exchange.division import is_of_a_participant, is_of_persons
from stegvis.files.package.archive import Source, Unreadable, open_source
from stegvis.initiatives import facts as initiatives
from stegvis.reports.facts import profile
from stegvis.reports.models import Upload

#: Beyond this a list of rows says nothing new, and a longer row is no help to the eye.
MOST_ROWS, LONGEST_ROW = 2000, 300
#: The finding that says that a file holds persons, and whom to ask.
PERSONS = "IMP-001"
#: Files that may hold persons, and the columns that tell.
_MARKS = {"tallies.csv": {"initiative", "measure"}, "answers.csv": {"respondent_group"}}
_ANY_DAY = date(2000, 1, 1)


def findings_to_keep(findings: tuple[Finding, ...], upload: Upload) -> tuple[Finding, ...]:
    """The findings as the page shows them and the database keeps them."""
    path = Path(upload.path)
    source, _faults = open_source(path)
    named = tuple(_under_its_name(one, path.name, upload.name) for one in findings)
    if source is None:
        return named
    contents = _Contents(source, upload.association)
    of_persons = [one for one in named if one.code == PERSONS] or list(contents.of_persons())
    closed = {one.where.file for one in of_persons}
    others = (one for one in named if one.where.file not in closed)
    return (*of_persons, *(_with_row(one, contents) for one in others))


def _under_its_name(finding: Finding, stored: str, name: str) -> Finding:
    """The file has a name of ours while it waits; its sender knows it by another."""
    if finding.where.file != stored:
        return finding
    values = {key: name if value == stored else value for key, value in finding.values.items()}
    return replace(finding, where=replace(finding.where, file=name), values=values)


def _with_row(finding: Finding, contents: "_Contents") -> Finding:
    row = "" if "row" in finding.values else contents.row(finding.where)
    return replace(finding, values={**finding.values, "row": row}) if row else finding


class _Contents:
    """A package's files as text: as far as they can be told, whatever is wrong with them."""

    def __init__(self, source: Source, association: Association) -> None:
        self._source, self._association = source, association
        self._texts: dict[str, list[str]] = {}
        self._given = 0

    def row(self, where: Where) -> str:
        """The row at a place, shortened; nothing where there is none, or where it may be a person's."""
        lines = self._lines(where.file) if where.line and self._given < MOST_ROWS else []
        if where.line > len(lines) or not lines or self._is_closed(where.file):
            return ""
        self._given += 1
        row = lines[where.line - 1].rstrip("\r")
        return row if len(row) <= LONGEST_ROW else f"{row[:LONGEST_ROW]}…"

    def of_persons(self) -> Iterator[Finding]:
        """Which files hold persons, and whom to ask instead."""
        for name in ("participations.csv", "tallies.csv", "answers.csv"):
            if name in self._source.names and self._holds_persons(name, self._known):
                yield error(PERSONS, Where(name), value=name, parties=self._parties())

    def _is_closed(self, name: str) -> bool:
        """Whether a file cannot be told from one of persons: then no row of it is kept."""
        return self._holds_persons(name, {**self._known, "": None})

    def _holds_persons(self, name: str, known: Mapping[str, Initiative | None]) -> bool:
        """Whether a file has rows of persons. With `""` among the known, what is not known counts as persons'."""
        is_strict = "" in known
        if name not in _MARKS:
            return name == "participations.csv"
        rows = self._cells(name)
        if rows is None or not rows or not _MARKS[name] <= rows[0].keys():
            return is_strict
        if name == "answers.csv":
            return any(is_of_a_participant(_answer(row["respondent_group"])) for row in rows)
        owners = {id: one for id, one in known.items() if one is not None}
        asked = rows if is_strict else [row for row in rows if row["initiative"] in owners]
        return any(is_of_persons(_tally(row), owners) for row in asked)

    @cached_property
    def _known(self) -> dict[str, Initiative]:
        """The association's initiatives, and over them those of the package."""
        there = {one.id: one for one in initiatives.initiatives(self._association)}
        rows = self._cells("initiatives.csv") or []
        new = [row for row in rows if {"id", "owner"} <= row.keys()]
        return there | {row["id"]: Initiative(row["id"], "", "", "", tuple(row["owner"].split())) for row in new}

    def _parties(self) -> str:
        """The parties that run initiatives, by name: they have the rows, and can release tables of them."""
        ids = {id for one in self._known.values() for id in one.owner if id != ASSOCIATION}
        parties = profile(self._association).parties if self._association.profile else ()
        return ", ".join(one.name for one in parties if one.id in ids) or ", ".join(sorted(ids)) or "–"

    def _cells(self, name: str) -> list[dict[str, str]] | None:
        """A file's rows by column; None where it cannot be divided into cells."""
        lines = self._lines(name)
        semicolons = bool(lines) and lines[0].count(";") > lines[0].count(",")
        try:
            rows = list(csv.DictReader(lines, delimiter=";" if semicolons else ","))
        except csv.Error:
            return None
        return [{key.strip(): (row[key] or "").strip() for key in row if isinstance(key, str)} for row in rows]

    def _lines(self, name: str) -> list[str]:
        if name not in self._texts:
            self._texts[name] = self._text(name).split("\n") if name in self._source.names else []
        return self._texts[name]

    def _text(self, name: str) -> str:
        try:
            data = self._source.read(name)
        except Unreadable:
            return ""
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp437") if name.lower().endswith(".se") else data.decode("utf-8-sig", "replace")


def _answer(group: str) -> AnswerFact:
    return AnswerFact("", "", group, "", "", "", "")


def _tally(row: Mapping[str, str]) -> TallyFact:
    return TallyFact(row["initiative"], _ANY_DAY, _ANY_DAY, row["measure"], "", 0)
