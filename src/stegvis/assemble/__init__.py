"""Facts, released tables, texts and an outline become a document: what is printed, and nothing else."""

from stegvis.assemble.annual import Assembly, annual_report
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
    "count_and_release",
    "count_one",
    "read_prose",
    "release_of_party",
]
