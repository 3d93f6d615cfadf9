"""Kapitel: granskning, filen. Vad en PDF ska tala om för den som lyssnar på den, och att namnet säger vad filen är."""

from dataclasses import replace

from stegvis.checking import examine
from stegvis.core.finished import Markup, ReadAs
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


def named(name: str, held: ReadAs) -> list[tuple[str, str]]:
    report = replace(report_of("Vi stöder människor.", name), read_as=held)
    return [(one.code, one.cause) for one in examine(report).findings]


def test_name() -> None:
    """En fil som heter något annat än vad den är får en anmärkning, REP-804: texten `rapport.docx`, webbsidan `rapport.pdf`."""
    assert named("rapport.docx", ReadAs.TEXT) == [("REP-804", "WHY-064")]
    assert named("rapport.PDF", ReadAs.PAGE) == [("REP-804", "WHY-063")]
    assert named("rapport.txt", ReadAs.PDF) == [("REP-804", "WHY-061")]
    assert named("rapport.doc", ReadAs.WORD) == [("REP-804", "WHY-062")]


def test_name_that_says_nothing() -> None:
    """Ett namn som stämmer, som saknar ändelse eller har en okänd, får ingen."""
    assert named("rapport.docx", ReadAs.WORD) == named("rapport.MD", ReadAs.TEXT) == named("rapport", ReadAs.PDF) == []
    assert named("rapport 2024.12", ReadAs.TEXT) == []
