"""Verbs of what is made: tables released into the register, texts written, reports made and handed out."""

from stegvis.reports.actions.handing_out import hand_out_file
from stegvis.reports.actions.making import build_report, make_report, report_tables
from stegvis.reports.actions.releasing import release_tables
from stegvis.reports.actions.writing import open_report, save_narrative, set_narrative_state, undo_narrative

__all__ = [
    "build_report",
    "hand_out_file",
    "make_report",
    "open_report",
    "release_tables",
    "report_tables",
    "save_narrative",
    "set_narrative_state",
    "undo_narrative",
]
