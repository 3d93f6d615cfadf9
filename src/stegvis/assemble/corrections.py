"""Corrected figures in words: what stands, what was counted, who says so, why and from where."""

from collections.abc import Iterator

from stegvis.core.tables import Correction, Key, ReleasedTable, TableHead
from stegvis.messages import note
from stegvis.render import numbers
from stegvis.render.table_words import head_in

#: Stands after a figure that has been replaced (*reviderad uppgift*, as statistics mark it).
MARK = "r"


def corrections(table: ReleasedTable, language: str = "sv") -> Iterator[str]:
    """One sentence for each corrected figure, in the order of the table."""
    by_key = {one.key: one for one in table.corrections}
    for key in table.head.keys():  # noqa: SIM118 - a head is no mapping
        if key in by_key:
            yield _sentence(table.head, by_key[key], language)


def _sentence(head: TableHead, one: Correction, language: str) -> str:
    return note(
        "NOTE-053", language, cell=cell_name(head, one.key, language), value=numbers.count(one.value, language),
        counted=numbers.count(one.counted, language), by=one.by, on=numbers.day(one.on, language),
        reason=_ended(one.reason), source=_ended(one.source),
    )  # fmt: skip


def cell_name(head: TableHead, key: Key, language: str = "sv") -> str:
    """A cell by its labels: `Sjukdom, Kvinnor`."""
    return ", ".join(one.label(code) for one, code in zip(head_in(head, language).dimensions, key, strict=True))


def _ended(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."
