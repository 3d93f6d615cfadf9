"""Kapitel: granskning, tal i löpande text. Tal i en mening mot varandra, mot tabellerna och mot andra meningar."""

from support.finished import examined


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (one.code, one.printed, one.expected.replace("\u202f", " "))
        for one in examined(text).findings
        if one.code.startswith("REP-3")
    ]


def test_women_and_men_of_a_total() -> None:
    """Kvinnor, män och de vars kön inte är känt är tillsammans meningens total, på en person när."""
    text = "Totalt 176 personer deltog, varav 83 kvinnor, {} män och 28 där uppgift om kön saknas."
    assert found(text.format(65)) == []
    assert found(text.format(56)) == [("REP-301", "176", "167")]


def test_the_sentence_after_says_whom() -> None:
    """Totalen kan stå i meningen före, och där vara delad på orter."""
    text = "Under året har 27 personer deltagit i Ekby och 9 i Sundby. Totalt har 28 kvinnor och {} män deltagit."
    assert found(text.format(8)) == []
    assert found(text.format(6)) == [("REP-301", "27", "25")]


def test_another_thing_is_not_held_against_it() -> None:
    """Mål, ungefärliga tal och meningar där något annat hände med delarna är inte samma sak, och jämförs inte."""
    assert found("Målet är minst 80 personer, 40 kvinnor och 30 män.") == []
    assert found("Cirka 100 personer deltog, varav 60 kvinnor och 35 män.") == []
    assert found("Totalt 176 personer deltog, 40 kvinnor och 35 män avslutades.") == []


def test_what_is_left() -> None:
    """De som fullföljt är alla utom de som avbrutit."""
    text = "Av de 74 har 35 avbrutit studierna. Av de {} som fullföljt har 16 fått arbete."
    assert found(text.format(39)) == []
    assert found(text.format(29)) == [("REP-302", "29", "39")]


def test_a_formula() -> None:
    """En uträkning ger det belopp som står efter den, avrundat som det är tryckt."""
    assert found("Det är 15 x 16 200 kr x 12 mån, totalt 2 916 000 kr.") == []
    assert found("Det är 15 x 16 200 kr x 12 mån, totalt 2 916 600 kr.") == [
        ("REP-308", "2 916 600 kr", "2 916 000 kr")
    ]


def test_the_same_people_twice() -> None:
    """Av dem som avslutat ett steg berättas två gånger; antalet är detsamma."""
    text = "26 kvinnor och 30 män avslutade steg två. 15 fick arbete.\n\nAv de {} som avslutats efter steg 2 har 15 fått arbete."
    assert found(text.format(56)) == []
    assert found(text.format(55)) == [("REP-306", "55", "56")]


BUDGET = """
Årsredovisning 2025

Ekonomi

Totala kostnaderna för 2025 var 3 600 tkr. Kansliet kostade {office} tkr. Kompetensutveckling kostade
300 tkr. Strukturella insatser kostade 800 tkr och individinriktade 1 500 tkr.

Strukturella insatser

Broarna

Här möts vi.

Individinriktade insatser

Lotsen

Lotsen stöder unga. {lotsen}

Budget

Budgetpost | Budget 2025 | Utfall 2025
Administration | 900 | 850
Styrelse och revision | 160 | 150
Kompetensutveckling | 300 | 300
Broarna | 800 | 800
Lotsen | 1 500 | 1 500
Totala kostnader | 3 660 | 3 600
"""


def test_a_group_of_costs() -> None:
    """En kostnadsgrupp som nämns i texten är summan av sina rader i den tabell som har samma total."""
    assert found(BUDGET.format(office="1 000", lotsen="")) == []
    assert found(BUDGET.format(office="1 060", lotsen="")) == [("REP-303", "1 060 tkr", "1 000 tkr")]


def test_amounts_and_their_total() -> None:
    """Belopp som räknas upp är tillsammans den total som avslutar meningen."""
    text = "Kostnaden är 10 500 kr i bidrag och 5 700 kr i skatt, totalt {} kr."
    assert found(text.format("16 200")) == []
    assert found(text.format("16 400")) == [("REP-304", "16 400 kr", "16 200 kr")]


def test_an_amount_of_a_named_row() -> None:
    """Utfallet i en insats avsnitt är det som tabellen har på insatsens rad."""
    assert found(BUDGET.format(office="1 000", lotsen="Utfallet blev 1 500 tkr.")) == []
    assert found(BUDGET.format(office="1 000", lotsen="Utfallet blev 1 510 tkr.")) == [
        ("REP-305", "1 510 tkr", "1 500 tkr")
    ]


def test_a_share_in_text() -> None:
    """En andel är antalet av sin bas, avrundad eller avkortad."""
    assert found("Det var 27 av 38 avslutade (71 %).") == []
    assert found("Det var 27 av 38 avslutade (61 %).") == [("REP-307", "61 %", "71 %")]


CARRIED = """
Årsredovisning 2025

Ekonomi

Årets resultat uppgår till {} tkr, vilket överförs till nästa år som eget kapital.

Balansräkning

Belopp i tkr | 2025-12-31 | 2024-12-31
Eget kapital
Utgående eget kapital | 645 | 500
Summa eget kapital | 645 | 500
"""


def test_the_result_carried_over() -> None:
    """Ett resultat som förs över till eget kapital är det som kapitalet ändrades med i balansräkningen."""
    assert found(CARRIED.format(145)) == []
    assert found(CARRIED.format(142)) == [("REP-309", "142 tkr", "145 tkr")]


PERSONS = """
Årsredovisning 2025

Totalt har {} personer deltagit i de strukturella insatserna.

Strukturella insatser

Broarna

Totalt har 21 kvinnor och 11 män deltagit.

Nätet

Under året har 97 personer fått stöd.

Individinriktade insatser

Lotsen

Under hösten deltog 20 personer.
"""


def test_persons_of_a_group_of_initiatives() -> None:
    """Personerna i en grupp av insatser är de som gruppens avsnitt berättar om; en insats av annat slag räknas inte in."""
    assert found(PERSONS.format(129)) == []
    assert found(PERSONS.format(149)) == [("REP-310", "149", "129")]


def test_a_change() -> None:
    """En förändring är det som var då mot det som är nu, åt det håll som sägs."""
    text = "I år deltog 159 klienter, en ökning med {} jämfört med 2018 då 147 deltog."
    assert found(text.format(12)) == []
    assert found(text.format(21)) == [("REP-311", "21", "12")]


def test_a_response_rate() -> None:
    """En svarsfrekvens är de som svarat av dem som fått frågan."""
    assert found("Av 74 tillfrågade svarade 61, en svarsfrekvens på 82 procent.") == []
    assert found("Av 74 tillfrågade svarade 61, en svarsfrekvens på 92 procent.") == [("REP-307", "92 procent", "82 %")]


def test_places_of_a_whole() -> None:
    """Orter, utfall och punkter som ett antal delas upp på är tillsammans antalet, och ingen av dem är större."""
    text = "Insatsen har 75 platser, varav 45 i Ekby, 20 i Sundby och {} i Norrby."
    assert found(text.format(10)) == []
    assert found(text.format(20)) == [("REP-301", "75", "85")]
    assert found("Insatsen hade 14 deltagare, varav 25 till arbete.") == [("REP-312", "25", "14")]


COUNTS = """
Årsredovisning 2025

Deltagare

Lotsen hade {lotsen} deltagare. Under året deltog {all} personer.

Insats | Kvinnor | Män | Totalt
Lotsen | 15 | 22 | 37
Broarna | 27 | 9 | 36
Summa | 42 | 31 | 73
"""


def test_a_count_of_a_named_row() -> None:
    """Antalet i en namngiven insats är det på insatsens rad, i den kolumn som talet bara kan vara."""
    assert found(COUNTS.format(lotsen=37, all=73)) == []
    assert found(COUNTS.format(lotsen=73, all=73)) == [("REP-305", "73", "37")]


def test_an_amount_and_a_change_of_a_named_row() -> None:
    """Det som text säger att en rad kostade, och hur mycket mer eller mindre än budget, är radens."""
    text = "Årsredovisning 2025\n\nEkonomi\n\n{}\n\nBelopp i kronor | Budget 2025 | Utfall 2025\n"
    rows = "Lotsen | 2 150 000 | 2 095 430\nKansli | 1 480 000 | 1 402 388\nSumma | 3 630 000 | 3 497 818"
    assert found(text.format("Lotsen kostade 2 095 430 kr, 54 570 kr lägre än budget.") + rows) == []
    assert found(text.format("Lotsen kostade 2 059 430 kr.") + rows) == [("REP-305", "2 059 430 kr", "2 095 430 kr")]
    assert found(text.format("Lotsen blev 45 570 kr lägre än budget.") + rows) == [
        ("REP-311", "45 570 kr", "54 570 kr")
    ]


def test_a_cost_for_each() -> None:
    """Kostnaden per deltagare är kostnaden delad med deltagarna, så jämn som den är tryckt."""
    text = "Totalt deltog 50 personer. Kostnaden var 1 187 420 kr eller i snitt {} kr per deltagare."
    assert found(text.format("23 748")) == []
    assert found(text.format("23 700")) == []
    assert found(text.format("27 348")) == [("REP-307", "27 348 kr", "23 748 kr")]
