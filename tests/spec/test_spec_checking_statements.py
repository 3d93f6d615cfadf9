"""Kapitel: granskning, räkenskaperna. Vad kontrollen säger om samma uppgift på flera ställen och om tabellernas enhet."""

from support.finished import codes_of, examined
from support.yearbook import YEARBOOK, with_row


def test_a_report_in_which_everything_agrees() -> None:
    """En årsredovisning där allt stämmer har ingenting att anmärka på."""
    assert codes_of(YEARBOOK) == []


def test_one_place_that_says_another_thing() -> None:
    """REP-201: säger tre tabeller samma intäkter är det den fjärde som pekas ut, med det de andra har."""
    found = examined(with_row("Intäkter", "6 040", "6 400", nth=1)).findings
    assert [(one.code, one.printed, one.expected) for one in found] == [("REP-201", "6 400", "6\u202f040")]
    found = examined(with_row("Utgående eget kapital", "1 400", "1 410")).findings
    assert [(one.code, one.printed, one.expected) for one in found] == [("REP-201", "1 410", "1\u202f400")]


def test_a_total_with_financial_items() -> None:
    """REP-201: en kostnad som är större med precis räntan är ingen motsägelse."""
    text = with_row("Finansiella kostnader", "0 | 0", "-10 | 0")
    text = with_row("Årets resultat", "210", "200", nth=3, text=text)
    assert "REP-201" not in [one.code for one in examined(with_row("Kostnader", "-5 830", "-5 840", nth=2, text=text)).findings
                             if "Kostnader" in one.places[0].text]  # fmt: skip


def test_two_definitions() -> None:
    """REP-202: kostnader som skiljer sig med precis ett bidrag är räknade på två sätt, och bidraget nämns."""
    text = with_row("Kostnader", "-5 830 | -6 300 | 470", "-5 790 | -6 300 | 510", nth=2)
    [one] = [one for one in examined(text).findings if one.code == "REP-202"]
    assert (one.printed, one.values["item"], one.certainty) == ("-5 790", "Övriga bidrag", 90)


def test_a_heading_in_thousands_over_kronor() -> None:
    """REP-231: en tabell som säger tkr men har kronor sägs en gång: en miljard är för mycket; mindre är en fråga."""
    text = "Driftredovisning\n\nBelopp tkr | Utfall 2023 | Utfall 2022\n"
    small = "Kostnader | 583 114 | 612 400\nIntäkter | 604 000 | 602 000"
    large = "Kostnader | 5 830 114 | 6 120 400\nIntäkter | 6 040 000 | 6 020 000"
    found = [one for rows in (small, large) for one in examined(text + rows).findings if one.code == "REP-231"]
    assert [(one.printed, one.expected, one.certainty) for one in found] == [("tkr", "kr", 75), ("tkr", "kr", 95)]


def test_what_a_year_begins_with() -> None:
    """REP-204: det egna kapitalet vid årets början ska vara det som året innan slutade med."""
    table = "\n\nDriftredovisning\n\nTkr | 2023 | 2022\nIngående eget kapital | 1 430 | 1 500\nÅrets resultat | 210 | -100\n"
    [one] = examined(YEARBOOK + table).findings
    assert (one.code, one.printed, one.expected) == ("REP-204", "1 430", "1\u202f400")


def test_a_budgeted_deficit() -> None:
    """REP-205: budgeteras ett underskott på 300 kan det egna kapitalet inte vara lika stort när året slutar."""
    [one] = examined(with_row("Utgående eget kapital", "1 100 | 510", "1 400 | 210")).findings
    assert (one.code, one.printed, one.expected) == ("REP-205", "1 400", "1\u202f100")


def test_a_note_and_its_row() -> None:
    """REP-207: en not ska summera till raden som hänvisar till den."""
    text = with_row("Leverantörsskulder", "900", "954", text=with_row("Summa", "1 046", "1 100", nth=7))
    [one] = examined(text).findings
    assert (one.code, one.printed, one.expected) == ("REP-207", "1 100", "1\u202f046")


def test_the_equity_ratio() -> None:
    """REP-241: soliditeten räknas om för balansräkningens år, och för året före dem med hjälp av kassaflödet."""
    [one] = examined(with_row("Soliditet", "62,7 %", "67,2 %")).findings
    assert (one.code, one.printed, one.expected) == ("REP-241", "67,2 %", "62,7 %")


def test_other_ratios() -> None:
    """REP-242: eget kapital i procent av intäkterna räknas om: 1 610 av 6 040 är 26,7 procent. Gränser och mål prövas inte."""
    said = "Medlemsbidrag och eget kapital\n\n- Eget kapital i procent av intäkterna: {} procent. Taket är högst 30 procent."
    assert examined(YEARBOOK + "\n\n" + said.format("26,7")).findings == ()
    [one] = examined(YEARBOOK + "\n\n" + said.format("27,6")).findings
    assert (one.code, one.printed, one.expected) == ("REP-242", "27,6 procent", "26,7 %")


def test_both_sides_of_the_balance_sheet() -> None:
    """REP-203: summa eget kapital och skulder ska vara lika stor som summa tillgångar."""
    sheet = "Balansräkning\n\nTkr | 2023-12-31\nSumma tillgångar | 2 656\nSumma eget kapital och skulder | {}\n"
    assert "REP-203" not in codes_of(sheet.format("2 656"))
    assert "REP-203" in codes_of(sheet.format("2 665"))


def test_a_change_in_the_cash_flow() -> None:
    """REP-206: växer skulderna från 1 000 till 1 046 är förändringen i kassaflödesanalysen 46; 64 blir en fråga."""
    text = "Balansräkning\n\nTkr | 2023-12-31 | 2022-12-31\nKassa och bank | 2 656 | 2 400\nSumma tillgångar | 2 656 | 2 400\n"
    text += (
        "Kortfristiga skulder | 1 046 | 1 000\n\nKassaflödesanalys\n\nTkr | 2023\n"
        "Ökning/minskning kortfristiga skulder | 64\n"
    )
    [one] = [one for one in examined(text).findings if one.code == "REP-206"]
    assert (one.printed, one.expected, one.certainty) == ("64", "46", 75)


def test_equity_grows_by_the_result() -> None:
    """REP-208: i en översikt är årets egna kapital förra årets och årets resultat tillsammans: 746 − 51 är inte 817."""
    text = "Femårsöversikt\n\nTkr | 2019 | 2018 | 2017 | 2016\nÅrets resultat | 126 | -52 | 22 | 126\n"
    text += "Eget kapital | {} | 746 | 798 | 776\n"
    assert "REP-208" not in codes_of(text.format("872"))
    [one] = [one for one in examined(text.format("827")).findings if one.code == "REP-208"]
    assert (one.printed, one.expected) == ("827", "872")
