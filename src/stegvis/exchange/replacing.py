"""Rows of one file against those that are there: added, changed, unchanged, removed, and written with as little as possible."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max

from stegvis.associations.models import Association
from stegvis.exchange.columns import Columns


@dataclass(frozen=True, slots=True)
class FileChange:
    """What an import did, or would do, to the rows of one file."""

    file: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is another than it was."""
        return not (self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of row: its file, what it is known by, and which rows a file covers.

    `covers`: the column whose values in the file say which rows it replaces (`year`); empty: all of the association's.
    `keeps`: rows that the file does not have stay. `ordered`: the file's order is kept in `position`.
    """

    file: str
    model: Any
    key: tuple[str, ...]
    covers: str = ""
    keeps: bool = False
    ordered: bool = False


def replace_rows(
    part: Part,
    association: Association,
    wanted: Sequence[Columns],
    covered: Iterable[Any] = (),
    within: models.Q | None = None,
) -> FileChange:
    """Make the association's rows of a part those that a file has. `covered`: the values of `covers` that it is about;
    `within`: which of those rows, where it is not about all.
    """
    there = {_key(part, vars(row)): row for row in _rows(part, association, covered).filter(within or models.Q())}
    start = _first_position(part, association, there.values())
    change = _Change(part, association, there)
    for place, columns in enumerate(wanted, start):
        change.take(columns | ({"position": place} if part.ordered else {}))
    return change.write()


def replace_list(part: Part, association: Association, wanted: Sequence[Columns], covered: Iterable[Any]) -> FileChange:
    """The same for rows without a key: the same list is unchanged, any other takes its place."""
    rows = list(_rows(part, association, covered).order_by("position"))
    there = [{name: getattr(row, name) for name in columns} for row in rows for columns in wanted[:1]]
    if there == list(wanted):
        return FileChange(part.file, unchanged=len(wanted))
    same = (_counted(there) & _counted(wanted)).total()
    start = _first_position(part, association, rows)
    _rows(part, association, covered).delete()
    new = [part.model(association=association, position=place, **one) for place, one in enumerate(wanted, start)]
    part.model.objects.bulk_create(new, batch_size=1000)
    return FileChange(part.file, added=len(wanted) - same, unchanged=same, removed=len(rows) - same)


def _rows(part: Part, association: Association, covered: Iterable[Any]) -> models.QuerySet:
    rows = part.model.objects.in_association(association)
    return rows.filter(**{f"{part.covers}__in": set(covered)}) if part.covers else rows


def _first_position(part: Part, association: Association, replaced: Iterable[Any]) -> int:
    """The place of the file's first row: after the rows that the file is not about."""
    if not part.ordered or not part.covers:
        return 0
    others = part.model.objects.in_association(association).exclude(pk__in=[row.pk for row in replaced])
    last = others.aggregate(last=Max("position"))["last"]
    return 0 if last is None else int(last) + 1


class _Change:
    def __init__(self, part: Part, association: Association, there: dict[tuple[Any, ...], Any]) -> None:
        self._part, self._association, self._there = part, association, there
        self._new: list[Any] = []
        self._changed: list[Any] = []
        self._moved: list[Any] = []
        self._unchanged = 0
        self._columns: set[str] = set()

    def take(self, columns: Columns) -> None:
        """One row that the file has."""
        row = self._there.pop(_key(self._part, columns), None)
        if row is None:
            self._new.append(self._part.model(association=self._association, **columns))
            return
        differing = {name for name, value in columns.items() if _plain(getattr(row, name)) != value}
        for name in differing:
            setattr(row, name, columns[name])
        self._columns |= differing
        if differing - {"position"}:
            row.version += 1
            self._changed.append(row)
        else:
            self._unchanged += 1
            self._moved.extend([row] if differing else [])

    def write(self) -> FileChange:
        """Write what was found, and say what it was."""
        rows = self._part.model.objects
        gone = [] if self._part.keeps else [row.pk for row in self._there.values()]
        for start in range(0, len(gone), 500):
            rows.in_association(self._association).filter(pk__in=gone[start : start + 500]).delete()
        if self._changed or self._moved:
            own = rows.in_association(self._association)
            own.bulk_update([*self._changed, *self._moved], [*sorted(self._columns), "version"], batch_size=200)
        rows.bulk_create(self._new, batch_size=1000)
        return FileChange(self._part.file, len(self._new), len(self._changed), self._unchanged, len(gone))


def _key(part: Part, columns: Columns) -> tuple[Any, ...]:
    return tuple(columns[name] for name in part.key)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _counted(rows: Iterable[Columns]) -> Counter[tuple[Any, ...]]:
    return Counter(tuple(row.values()) for row in rows)
