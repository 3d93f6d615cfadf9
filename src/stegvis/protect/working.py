"""A count for the eyes of the owner of the rows: marked, logged, with a type that no document can print."""

import logging

from stegvis.core.tables import CountTable, WorkingTable

_log = logging.getLogger("stegvis.protect")


def working(table: CountTable, *, by: str, purpose: str) -> WorkingTable:
    """The count as it is, for `by` and for a stated purpose; the log keeps who, what and why, never a count.

    Raises ValueError where either is empty: nobody looks at a count without a name and a reason.
    """
    who, why = _one_line(by), _one_line(purpose)
    if not who or not why:
        raise ValueError("a working table needs by and purpose")
    _log.info("working table %s %s by %s: %s", table.head.name, table.head.period, who, why)
    return WorkingTable(table.head, table.cells, who, why, table.amounts)


def _one_line(text: str) -> str:
    # A line break in a name must not forge a second line of the log.
    return " ".join(text.split())
