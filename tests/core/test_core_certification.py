"""An initiative whose lead has not certified its counts is named before they are used."""

from datetime import date

from stegvis.core.certification import uncertified
from stegvis.core.periods import Period
from stegvis.core.tables import Certificate, TableHead

HEAD = TableHead("exits-by-reason", "Avslut", Period.year(2020), "sus-2020", ())
DAY = date(2021, 1, 15)
COUNTED = ("stegen", "bryggan")


def test_those_without_a_certificate_in_their_order() -> None:
    assert uncertified(HEAD, [], COUNTED) == COUNTED
    assert uncertified(HEAD, [Certificate("stegen", "Karin Lind", DAY)], COUNTED) == ("bryggan",)
    assert uncertified(HEAD, [Certificate(id, "Karin Lind", DAY) for id in COUNTED], COUNTED) == ()


def test_a_certificate_before_the_period_is_over_or_by_nobody_is_none() -> None:
    early = Certificate("stegen", "Karin Lind", date(2020, 11, 1))
    assert uncertified(HEAD, [early, Certificate("bryggan", " ", DAY)], COUNTED) == COUNTED


def test_a_table_of_some_initiatives_needs_theirs_only() -> None:
    head = TableHead("exits-by-reason", "Avslut", Period.year(2020), "sus-2020", (), initiatives=("bryggan",))
    assert uncertified(head, [], COUNTED) == ("bryggan",)
