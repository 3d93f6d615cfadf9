"""Facts, released tables, texts and an outline become a document: what is printed, and nothing else.

A name is imported when it is asked for, so that counting one table does not wait for what prints a report.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stegvis.assemble.annual import Assembly, annual_report
    from stegvis.assemble.comparing import compare_years
    from stegvis.assemble.counting import Publication, count_and_release, count_one
    from stegvis.assemble.parties import PartyRelease, association_package, release_of_party
    from stegvis.assemble.prose import LiveFigure, Written, read_prose

__all__ = [
    "Assembly",
    "LiveFigure",
    "PartyRelease",
    "Publication",
    "Written",
    "annual_report",
    "association_package",
    "compare_years",
    "count_and_release",
    "count_one",
    "read_prose",
    "release_of_party",
]

_ROOMS = {
    "annual": ("Assembly", "annual_report"),
    "comparing": ("compare_years",),
    "counting": ("Publication", "count_and_release", "count_one"),
    "parties": ("PartyRelease", "association_package", "release_of_party"),
    "prose": ("LiveFigure", "Written", "read_prose"),
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
