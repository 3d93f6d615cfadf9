"""Persons of a group of initiatives against those of its sections."""

from support.finished import codes_of, examined

REPORT = """
Årsredovisning 2025

Sammanfattning

Totalt har {} personer deltagit i de strukturella insatserna.

Strukturella insatser

Broarna

Måluppfyllelse

Totalt har 21 kvinnor och 11 män lyfts.

Nätet

Under året har 97 personer fått stöd. Målet var minst 150 personer.

Måluppfyllelse

Cirka 130 personer har nåtts.

Individinriktade insatser

Lotsen

Under hösten nåddes 20 deltagare samt drygt 90 personer i förarbetet.

Ankaret

I insatsen deltog 44 personer.
"""


def test_the_sum_of_the_sections_is_right() -> None:
    report = examined(REPORT.format(259))
    assert (report.findings, report.checked >= 5) == ((), True)


def test_the_persons_of_an_initiative_of_another_group_are_named() -> None:
    [found] = examined(REPORT.format(369)).findings
    assert (found.code, found.printed, found.expected, found.values["others"]) == ("REP-310", "369", "259", "20 + 90")
    assert found.values["heading"] == "Lotsen"


def test_another_difference_says_nothing() -> None:
    assert codes_of(REPORT.format(360)) == []
    assert codes_of(REPORT.format("drygt 300")) == []
