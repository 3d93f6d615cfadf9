"""Verbs of what is made: tables released into the register, texts written, reports made and handed out."""

from stegvis.reports.actions.checking import (
    accept_finding,
    check_again,
    check_document,
    check_edition,
    forms_of,
    hand_out_check,
    receive_document,
    remove_document,
    remove_old,
    withdraw_acceptance,
)
from stegvis.reports.actions.correcting import CorrectedTogether, correct_figures
from stegvis.reports.actions.handing_out import hand_out_file
from stegvis.reports.actions.making import build_report, make_report, report_tables
from stegvis.reports.actions.releasing import Decision, NotAsSeen, publication_of, publish_tables, release_tables
from stegvis.reports.actions.wording import hand_out_words, keep_words, restore_words
from stegvis.reports.actions.writing import open_report, save_narrative, set_narrative_state, undo_narrative

__all__ = [
    "CorrectedTogether",
    "Decision",
    "NotAsSeen",
    "accept_finding",
    "build_report",
    "check_again",
    "check_document",
    "check_edition",
    "correct_figures",
    "forms_of",
    "hand_out_check",
    "hand_out_file",
    "hand_out_words",
    "keep_words",
    "make_report",
    "open_report",
    "publication_of",
    "publish_tables",
    "receive_document",
    "release_tables",
    "remove_document",
    "remove_old",
    "report_tables",
    "restore_words",
    "save_narrative",
    "set_narrative_state",
    "undo_narrative",
    "withdraw_acceptance",
]
