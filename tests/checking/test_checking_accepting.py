"""What somebody has decided may stand: it stands in the next version, and no longer than it says the same."""

from datetime import date

import pytest

from stegvis.checking import examine
from stegvis.checking.accepting import acceptance_of, pointed_at, settled, with_decision
from stegvis.core.findings import Severity
from stegvis.core.report_findings import Acceptance, FindingClass, finding
from support.finished import examined, report_of

WRONG = "Kön | Kvinna | Man | Summa\nGrundskola | 20 | 15 | 35\nGymnasium | 58 | 26 | 48\n"
TODAY = date(2026, 3, 1)


def accepted(text: str) -> Acceptance:
    findings = examined(text).findings
    return acceptance_of(findings, reason="Så stod det i underlaget.", by="Karin", on=TODAY)


def test_an_accepted_finding_does_not_count() -> None:
    found = settled(examined(WRONG), [accepted(WRONG)])
    assert found.findings == ()
    assert [one.acceptance.by for one in found.accepted] == ["Karin"]


def test_it_stays_accepted_when_the_report_changes_elsewhere() -> None:
    moved = f"Ett nytt stycke före.\n\n{WRONG.replace('20 | 15 | 35', '21 | 15 | 36')}\nEtt nytt efter.\n"
    assert settled(examined(moved), [accepted(WRONG)]).findings == ()


def test_it_is_asked_anew_when_its_figures_change() -> None:
    for new in (WRONG.replace("48", "49"), WRONG.replace("58", "59")):
        assert len(settled(examined(new), [accepted(WRONG)]).findings) == 1


def test_a_further_finding_that_says_the_same_is_not_accepted_with_it() -> None:
    twice = f"{WRONG}\nEn tabell till.\n\n{WRONG}"
    one = accepted(WRONG)
    assert len(settled(examined(twice), [one]).findings) == len(examined(twice).findings) - 1
    assert settled(examined(twice), [accepted(twice)]).findings == ()


def test_spaces_in_a_number_are_not_what_it_says() -> None:
    [thin] = examine(report_of(WRONG.replace("48", "1\u202f048"))).findings
    [plain] = examine(report_of(WRONG.replace("48", "1 048"))).findings
    assert thin.key == plain.key


def test_a_finding_is_pointed_at_by_the_beginning_of_its_key() -> None:
    report = examined(WRONG)
    key = report.findings[0].key
    assert pointed_at(report, key) == pointed_at(report, key[:4].upper()) == report.findings
    assert pointed_at(report, key[:3]) == pointed_at(report, "zzzz") == ()


def test_what_is_accepted_already_can_be_pointed_at_again() -> None:
    one = accepted(WRONG)
    assert pointed_at(settled(examined(WRONG), [one]), one.key) != ()


@pytest.mark.parametrize(("reason", "by"), [("", "Karin"), ("  ", "Karin"), ("Skäl", ""), ("Skäl", " ")])
def test_a_decision_without_a_reason_or_a_name_is_none(reason: str, by: str) -> None:
    with pytest.raises(ValueError, match="reason"):
        acceptance_of(examined(WRONG).findings, reason=reason, by=by, on=TODAY)


def test_a_new_decision_takes_the_place_of_the_old() -> None:
    first = accepted(WRONG)
    other = Acceptance("0" * 12, "REP-101", "Annat", "Skäl", "Bo", TODAY)
    assert with_decision([first, other], first) == (other, first)


def test_where_and_how_often_are_not_what_it_says() -> None:
    one, more, other = (
        finding("REP-401", Severity.WARNING, FindingClass.CONFLICT, (), printed=printed, line=line, times=times)
        for printed, line, times in (("alla", 3, 1), ("alla", 9, 2), ("de flesta", 3, 1))
    )
    assert one.key == more.key != other.key
