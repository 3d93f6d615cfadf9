"""Kapitel: granskning, summor, skillnader och andelar. Räkningen i en tabell, och hur orsaken hittas."""

from support.finished import examined


def found(text: str) -> list[tuple[str, str, str]]:
    told = examined(text).findings
    return [
        (one.code, one.printed, one.expected.replace("\u202f", " ")) for one in told if one.code.startswith("REP-1")
    ]


BY_SEX = "Ålder | Kvinnor | Män | Totalt\n16–29 | 36 | 13 | 49\n30–64 | 59 | 29 | 88\nTotalt | 95 | 42 | 137"


def test_a_wrong_cell() -> None:
    """När en rad och en kolumn inte stämmer föreslås den enda ändring som får båda att göra det."""
    assert found(BY_SEX) == []
    assert found(BY_SEX.replace("59 | 29", "57 | 29")) == [("REP-103", "57", "59")]


def test_a_wrong_total() -> None:
    """Stämmer kolumnerna är det radens total som är fel; stämmer raderna är det kolumnens."""
    assert found(BY_SEX.replace("| 49", "| 94")) == [("REP-101", "94", "49")]
    assert found(BY_SEX.replace("95 | 42 | 137", "95 | 42 | 173")) == [("REP-101", "173", "137")]


def test_a_row_left_out() -> None:
    """Är skillnaden lika stor som en rad sägs att raden inte är med i summan."""
    text = "Post | 2023 | 2024\nLokal | 120 500 | 100 000\nResor | 17 300 | 12 250\nSumma | 137 800 | 100 000"
    [one] = examined(text).findings
    assert (one.cause, one.values["row"], one.expected) == ("WHY-002", "Resor", "112\u202f250")


def test_tolerance() -> None:
    """Kronor får skilja 1 i en total, för ören finns bakom. Antal personer är exakta."""
    money = "Belopp i kr | 2023 | 2024\nLokal | 120 500 | 100 000\nResor | 17 300 | 12 250\nSumma | 137 800 | 112 251"
    assert found(money) == []
    assert found(BY_SEX.replace("95 | 42 | 137", "95 | 43 | 138")) == [("REP-102", "43", "42")]


def test_what_a_total_totals() -> None:
    """Vilka rader en total summerar framgår av vad som stämmer i andra kolumner: delsummor, summor av summor, resultat."""
    text = """
    Post | 2023 | 2024
    Bidrag | 5 000 | 5 100
    Summa intäkter | 5 000 | 5 100
    Insatser | 4 000 | 4 200
    varav stöd till arbete | 3 000 | 3 100
    Kansli | 800 | 850
    Summa kostnader | 4 800 | 5 050
    Resultat | 200 | 150
    """
    assert found(text) == [("REP-102", "150", "50")]


def test_tables_that_are_no_sums() -> None:
    """Kan en person finnas på flera rader är totalen inte radernas summa, och inget sägs. Medelvärden summeras inte."""
    text = """
    Försörjning | Kvinnor | Män | Totalt
    Sjukpenning | 25 | 10 | 35
    Försörjningsstöd | 40 | 32 | 72
    Totalt antal deltagare | 60 | 38 | 98
    Medelålder | 38 | 41 | 39
    """
    assert found(text) == []


def test_variances() -> None:
    """En avvikelse är budget minus utfall, eller tvärtom, så som tabellens andra rader är."""
    text = """
    Post | Budget 2024 | Utfall 2024 | Avvikelse
    Lokal | 120 | 100 | 20
    Resor | 50 | 65 | -15
    Kurser | 80 | 61 | 91
    """
    assert found(text) == [("REP-121", "91", "19")]


def test_shares() -> None:
    """En andel är antalets del av basen, avrundad uppåt från hälften. Basen är den som de flesta andelar stämmer med."""
    text = """
    Ålder | Antal | Andel
    16–29 | 23 | 38,3 %
    30–44 | 21 | 53,0 %
    45–64 | 16 | 26,7 %
    Totalt | 60 | 100 %
    """
    assert found(text) == [("REP-141", "53,0 %", "35,0 %")]


def test_cut_shares() -> None:
    """Avkortade andelar sägs en gång för hela rapporten."""
    text = """
    Ålder | Antal | Andel
    16–29 | 4 | 6,6 %
    30–44 | 40 | 66,6 %
    45–64 | 16 | 26,6 %
    Totalt | 60 | 100 %
    """
    assert found(text) == [("REP-143", "6,6 %", "6,7 %")]


def test_sums_of_shares() -> None:
    """Tre till sju andelar får bli 99 till 101."""
    text = "Ålder | Andel\n16–29 | 34 %\n30–44 | 43 %\n45–64 | {} %\nTotalt | 100 %"
    assert found(text.format(22)) == []
    assert found(text.format(32)) == [("REP-142", "100 %", "109 %")]


def test_whole_persons() -> None:
    """Av 7 svarande kan 43 eller 57 % ha svarat ja, men inte 52 %."""
    assert found("Fråga | Ja (n=7)\nNytta | 43 %\nInflytande | 52 %") == [("REP-144", "52 %", "57 %")]


def test_shares_of_all() -> None:
    """Allas andel ligger mellan kvinnornas och männens."""
    text = "Fråga | Kvinnor | Män | Totalt\nNytta | 60 % | 70 % | {} %\nInflytande | 80 % | 84 % | 82 %"
    assert found(text.format(65)) == []
    assert found(text.format(72)) == [("REP-145", "72 %", "70 %")]


def test_a_cut_number() -> None:
    """En total som är avklippt, som ”1 20” för 1 204, är en anmärkning och inte ett fel: delarna säger vad där ska stå."""
    text = "Post | 2024 | 2023\nBidrag | 9 881 | 9 897\nKostnader | -9 739 | -8 693\nÅrets resultat | 142 | 1 20"
    [one] = examined(text).findings
    assert (one.code, one.severity.value, one.printed, one.expected) == ("REP-110", "remark", "1 20", "1\u202f204")


def test_a_cash_flow_statement_of_one_year() -> None:
    """Begär två summor i en kassaflödesanalys samma rättelse av ett tal är det fel, också när inget annat år visar det."""
    text = (
        "Kassaflöde | 2023\nÅrets resultat | 225\nFörändring av fordringar | -25\nFörändring av skulder | -63\n"
        "Årets kassaflöde | {}\nIngående likvida medel | 1 300\nUtgående likvida medel | 1 437"
    )
    assert found(text.format("137")) == []
    assert found(text.format("177")) == [("REP-102", "177", "137")]
