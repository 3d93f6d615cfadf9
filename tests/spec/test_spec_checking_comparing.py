"""Kapitel: granskning, jämförelse och godtagande. Vad som sägs när en rapport jämförs med en äldre, och vad som får stå kvar."""

from datetime import date

from stegvis.checking.accepting import acceptance_of, settled
from stegvis.checking.comparing import compare
from stegvis.checking.reading import understand
from support.finished import examined, report_of


def codes(old: str, new: str) -> list[str]:
    found, _ = compare(understand(report_of(old, "förra.txt")), understand(report_of(new)))
    return [one.code for one in found.findings]


def overview(year: int, rows: str) -> str:
    years = f"{year} | {year - 1}"
    return f"Årsredovisning {year}\n\nÖversikt över verksamhetens utveckling\n\nTal i tkr | {years}\n{rows}\n"


OLD = overview(2019, "Soliditet | 56 | 36\nÅrets resultat | 45 | -16\nAnställda | 2 | 1\nRäntor | 5 | 6")


def test_last_year_is_reprinted() -> None:
    """REP-811: det som den nya rapporten har om förra året ska vara det som stod då. 54 för 45 är ett fynd."""
    assert codes(OLD, overview(2020, "Soliditet | 87 | 56\nÅrets resultat | 17 | 45")) == []
    assert codes(OLD, overview(2020, "Soliditet | 87 | 56\nÅrets resultat | 17 | 54")) == ["REP-811"]


def test_a_table_that_differs_mostly() -> None:
    """REP-812: skiljer sig de flesta av minst fyra tal är det kanske en annan tabell, och då ställs en fråga i stället."""
    rows = "Soliditet | 87 | 57\nÅrets resultat | 17 | 54\nAnställda | 2 | 3\nRäntor | 5 | 5"
    assert codes(OLD, overview(2020, rows)) == ["REP-812"]


def test_versions_may_change() -> None:
    """Ett tal som är ändrat mellan två versioner av samma års rapport är inget fynd."""
    assert codes(OLD, OLD.replace("45", "54")) == []


def test_what_is_accepted_stays_accepted() -> None:
    """Ett godtaget fynd är godtaget också i nästa version, så länge det säger samma sak; ett annat tal frågas om på nytt."""
    text = "Kön | Kvinna | Man | Summa\nGrundskola | 20 | 15 | 35\nGymnasium | 58 | 26 | 48\n"
    decision = acceptance_of(examined(text).findings, reason="Så stod det.", by="Karin", on=date(2026, 3, 1))
    assert settled(examined(f"Ett stycke till.\n\n{text}"), [decision]).findings == ()
    assert len(settled(examined(text.replace("48", "49")), [decision]).findings) == 1
