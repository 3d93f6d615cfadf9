"""Kapitel: granskning, filen. Vad en PDF ska tala om för den som lyssnar på den."""

from dataclasses import replace

from stegvis.checking import examine
from stegvis.core.finished import Markup
from support.finished import report_of


def found(markup: Markup | None) -> list[str]:
    report = replace(report_of("Vi stöder människor."), markup=markup)
    return [one.code for one in examine(report).findings]


def test_tags() -> None:
    """En PDF utan taggar får en anmärkning, vid sidan 1."""
    assert found(Markup(False, "Årsredovisning", "sv")) == ["REP-801"]


def test_title() -> None:
    """En PDF utan titel får en anmärkning. Mellanslag är ingen titel."""
    assert found(Markup(True, " ", "sv")) == ["REP-802"]


def test_language() -> None:
    """En PDF som inte säger sitt språk får en anmärkning."""
    assert found(Markup(True, "Årsredovisning", "")) == ["REP-803"]


def test_all_there() -> None:
    """En PDF med taggar, titel och språk får ingen."""
    assert found(Markup(True, "Årsredovisning", "sv")) == []


def test_no_pdf() -> None:
    """En textfil, en webbsida och ett Word-dokument har ingen sådan märkning och får ingen anmärkning."""
    assert found(None) == []
