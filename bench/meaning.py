"""What the peers of counting share: the rules of each table over counts by value and sex, written without the engine.

A peer gives, for each table, how many units have each value (a whole number) and sex; from there all are the same arithmetic
on small arrays, so that what is compared is reading, filtering and counting.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from stegvis.core.vocabulary import code_list, editions
from stegvis.engine.manifest import Manifest, read_manifest

EDITION = "sus-2020"
#: Table: population, column, what the column's values are read by.
TABLES = {
    "participants-by-age": ("participants", "birth_year", "age"),
    "participants-by-education": ("participants", "education", "education"),
    "participants-by-time-on-support": ("participants", "time_on_public_support", "time_on_public_support"),
    "participants-by-municipality": ("participants", "municipality", "municipality"),
    "participants-by-income": ("participants", "income_before", "income_source"),
    "participants-by-group": ("participants", "groups", "words"),
    "entrants-by-municipality": ("entrants", "municipality", "municipality"),
    "entrants-by-income": ("entrants", "income_before", "income_source"),
    "entrants-by-time-on-support": ("entrants", "time_on_public_support", "time_on_public_support"),
    "entrants-by-age": ("entrants", "birth_year", "age"),
    "entrants-by-education": ("entrants", "education", "education"),
    "exits-by-time": ("exits", "months", "months"),
    "exits-by-reason": ("exits", "exit_reason", "exit_reason"),
    "exits-by-destination": ("discharged", "exit_destination", "exit_destination"),
    "income-before-and-after/before": ("exits", "income_before", "income_source"),
    "income-before-and-after/after": ("exits", "income_after", "income_source"),
    "occupation-before-and-after/before": ("exits", "occupation_before", "occupation"),
    "occupation-before-and-after/after": ("exits", "occupation_after", "occupation"),
    "referrals-by-referrer": ("referrals", "referrer", "words"),
}
#: The columns that any table reads.
COLUMNS = sorted(
    {column for _, column, _ in TABLES.values() if column != "months"}
    | {"last_day", "first_day", "entered", "exited", "referred", "person", "anonymous", "sex", "initiative"}
)
_BANDS = {"age": "age_band", "months": "time_in_initiative"}
Cells = dict[tuple[str, ...], int]


@dataclass(frozen=True)
class Question:
    """A stored snapshot and the calendar year asked of it."""

    folder: Path
    year: int

    @property
    def manifest(self) -> Manifest:
        found, findings = read_manifest(self.folder)
        assert found, findings
        return found

    @property
    def start(self) -> date:
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        return date(self.year, 12, 31)

    def files(self, source: str) -> list[str]:
        return [str(self.folder / one.path) for one in self.manifest.files if one.path.startswith(source)]

    def reasons(self, wanted: str) -> list[int]:
        """The numbers of exit reasons that are never counted (`never`) or that lead to a destination (`destination`)."""
        lists = [code_list("exit_reason", edition) for edition in editions("exit_reason")]
        chosen = {
            f"{one.edition}/{code.code}"
            for one in lists
            for code in one.codes
            if (not code.counted if wanted == "never" else code.destination)
        }
        return [
            place for place, word in enumerate(self.manifest.contents.dictionaries["exit_reason"]) if word in chosen
        ]


class Arithmetic:
    """Counts by value and sex to the cells of tables."""

    def __init__(self, question: Question) -> None:
        self.year, self.contents = question.year, question.manifest.contents
        self.words = self.contents.dictionaries
        self.sexes = [word or "unknown" for word in self.words["sex"]]
        self.cells: Cells = {}

    def add(self, table: str, values: np.ndarray, sexes: np.ndarray, counts: np.ndarray) -> None:
        """Count a table's units, given how many have each value and sex."""
        name, _, moment = table.partition("/")
        _, column, kind = TABLES[table]
        head = (name, *([moment] if moment else []))
        by_row: dict[str, np.ndarray] = {}
        lines = np.zeros((int(values.max(initial=0)) + 1, len(self.sexes)), "int64")
        np.add.at(lines, (values, sexes), counts)
        for value in np.flatnonzero(lines.any(axis=1)):
            for row in self._rows(column, kind, int(value)):
                by_row[row] = by_row.get(row, 0) + lines[value]
        for row, line in (by_row | {"total": lines.sum(axis=0)}).items():
            self.put((*head, row), line)

    def put(self, key: tuple[str, ...], by_sex: np.ndarray) -> None:
        """A row of a table: each sex, and all."""
        for sex, count in zip((*self.sexes, "total"), (*by_sex.tolist(), int(by_sex.sum())), strict=True):
            if count:
                self.cells[(*key, sex)] = self.cells.get((*key, sex), 0) + count

    def by_initiative(
        self,
        own: tuple[np.ndarray, np.ndarray, np.ndarray],
        persons: np.ndarray,
        tallies: list[tuple[int, int, int, int]],
    ) -> None:
        """Each initiative's own persons, all persons once, and the tallies (initiative, measure, sex, count)."""
        lines = np.zeros((len(self.words["initiative"]), len(self.sexes)), "int64")
        np.add.at(lines, own[:2], own[2])
        total = persons.copy()
        for initiative, measure, sex, count in tallies:
            row, code = self.words["initiative"][initiative], self.words["measure"][measure]
            line = np.eye(len(self.sexes), dtype="int64")[sex] * count
            self.put(("tallies-by-measure", row, code), line)
            self.put(("tallies-by-measure", "total", code), line)
            if code == "participants":
                lines[initiative] += line
                total += line
        for place, line in enumerate(lines):
            self.put(("participants-by-initiative", self.words["initiative"][place]), line)
        self.put(("participants-by-initiative", "total"), total)

    def _rows(self, column: str, kind: str, value: int) -> tuple[str, ...]:
        if kind in _BANDS:
            return self._band(kind, value)
        word = self.words[column][value]
        if kind == "words":
            return tuple(word.split("\n")) if word else ("unknown",)
        if kind == "municipality":
            own = word in self._municipalities()
            return (word if own else "other",) if word else ("unknown",)
        return tuple(one.partition("/")[2] for one in word.split("\n")) if word else ("unknown",)

    def _band(self, kind: str, value: int) -> tuple[str, ...]:
        if kind == "age" and not value:
            return ("unknown",)
        number = self.year - value if kind == "age" else value
        for code in code_list(_BANDS[kind], EDITION).codes:
            least, _, most = code.code.rstrip("+").partition("-")
            if int(least) <= number <= int(most or 10_000):
                return (code.code,)
        return ("other",)

    def _municipalities(self) -> Mapping[str, None]:
        if not hasattr(self, "_own"):
            named = (name for one in self.contents.associations for name in one.profile.municipalities)
            self._own = dict.fromkeys(named)
        return self._own
