"""What is said of an examined report as a whole."""

from stegvis.core.finished import FinishedReport
from stegvis.core.report_findings import ExaminedReport


def test_what_was_read_and_held_against_nothing_is_counted():
    assert ExaminedReport(FinishedReport("r.txt", 1, (), ()), (), read=685, checked=553).unchecked == 132
