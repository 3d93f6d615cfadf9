"""Rows of what is released, written, made and brought in."""

from stegvis.reports.models.checked import AcceptanceRow, CheckedDocument, CheckedPage, OwnWords
from stegvis.reports.models.editions import Edition, EditionFile
from stegvis.reports.models.figures import Publication, ReleasedTableRow, SeriesRow
from stegvis.reports.models.reports import Image, Narrative, NarrativeChange, Report
from stegvis.reports.models.uploads import Batch, Upload

__all__ = [
    "AcceptanceRow",
    "Batch",
    "CheckedDocument",
    "CheckedPage",
    "Edition",
    "EditionFile",
    "Image",
    "Narrative",
    "NarrativeChange",
    "OwnWords",
    "Publication",
    "ReleasedTableRow",
    "Report",
    "SeriesRow",
    "Upload",
]
