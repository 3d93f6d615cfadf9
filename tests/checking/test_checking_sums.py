"""Sums within a table."""

import pytest

from support.finished import codes_of, examined


def test_parts_that_are_not_their_total_are_found() -> None:
    [found] = examined(
        """
        Kön | Kvinna | Man | Summa
        Grundskola | 20 | 15 | 35
        Gymnasium | 58 | 26 | 48
        """
    ).findings
    assert (found.code, found.printed, found.expected, found.places[0].line) == ("REP-101", "48", "84", 3)


def test_parts_that_are_their_total_are_not() -> None:
    assert codes_of("Kön | Kvinna | Man | Summa\nGrundskola | 20 | 15 | 35\nGymnasium | 58 | 26 | 84") == []


def test_medians_are_not_added() -> None:
    assert not codes_of(
        """
        Tid i insatsen

        Kön | Antal | Median, dagar
        Kvinnor | 102 | 314
        Män | 69 | 330
        Totalt | 171 | 321
        """
    )


def test_people_are_not_added_to_the_result_of_the_same_table() -> None:
    assert not codes_of(
        """
        Året i siffror

        Uppgift | 2020 | 2019
        Deltagare, personer | 198 | –
        Avslut | 98 | –
        Intäkter | 9 884 | 9 897
        Kostnader | −9 739 | −8 693
        Årets resultat | 145 | 1 204
        """
    )


SOUND = {
    "a person may be in several rows": """
Försörjning vid start | Kvinnor | Män | Totalt
Sjukpenning | 25 | 10 | 35
Försörjningsstöd | 40 | 32 | 72
Aktivitetsstöd | 12 | 9 | 21
Totalt antal deltagare | 60 | 42 | 102
""",
    "ages": """
Ålder | Kvinnor | Män | Totalt
Yngst | 19 | 18 | 18
Äldst | 63 | 61 | 63
Medelålder | 38 | 41 | 39
""",
    "medians": """
Tid i insats | Kvinnor | Män
Median | 8 | 9
Medel | 10,5 | 11,2
Totalt | 9 | 10
""",
    "rows within others": """
Post | Utfall 2023 | Utfall 2024
Insatser | 4 000 | 4 500
varav Stegen | 3 000 | 3 200
varav Vägen | 800 | 900
Kansli | 900 | 950
Summa kostnader | 4 900 | 5 450
""",
    "a total at the top": """
Deltagare | 2023 | 2024
Totalt | 145 | 162
Stegen | 90 | 100
Vägen | 55 | 62
""",
    "totals of totals": """
Insats | Budget 2024 | Utfall 2024
Individinriktade insatser
Stegen | 1 200 | 1 150
Vägen | 800 | 790
Summa individinriktade insatser | 2 000 | 1 940
Strukturinriktade insatser
Kurser | 300 | 250
Samråd | 150 | 155
Summa strukturinriktade insatser | 450 | 405
Totalt insatser | 2 450 | 2 345
Kansli | 900 | 910
Totala kostnader | 3 350 | 3 255
""",
    "columns that grow": """
Insats | Jan-mars | Jan-juni | Jan-sept | Helår
Stegen | 20 | 35 | 48 | 60
Vägen | 10 | 18 | 25 | 31
Totalt | 30 | 53 | 73 | 91
""",
    "persons counted once in all": """
Insats | Kvinnor | Män | Totalt
Stegen | 20 | 35 | 55
Vägen | 10 | 18 | 28
Totalt (unika individer) | 27 | 49 | 76
""",
    "shares beside amounts": """
Medlem | Bidrag 2024 | Andel %
Staten | 2 500 000 | 50
Regionen | 1 250 000 | 25
Norrby kommun | 800 000 | 16
Söderby kommun | 450 000 | 9
Summa | 5 000 000 | 100
""",
    "full-time equivalents": """
Insats | Tjänster 2023 | Tjänster 2024
Stegen | 2,5 | 2,75
Vägen | 0,5 | 1,5
Totalt | 3,0 | 4,25
""",
    "a cost a person": """
Insats | Kostnad | Deltagare | Kostnad per deltagare
Stegen | 1 200 000 | 60 | 20 000
Vägen | 900 000 | 30 | 30 000
Totalt | 2 100 000 | 90 | 23 333
""",
    "hidden cells": """
Kön | Kvinnor | Män | Totalt
Grundskola | .. | 15 | 18
Gymnasium | 20 | 25 | 45
Summa | .. | 40 | 63
""",
    "equity": """
Eget kapital | 2024 | 2023
Ingående eget kapital | 1 200 000 | 1 500 000
Årets resultat | -100 000 | -300 000
Utgående eget kapital | 1 100 000 | 1 200 000
""",
    "goals": """
Mål | Utfall 2023 | Utfall 2024 | Mål 2025
Antal deltagare | 120 | 140 | 150
Till arbete | 30 | 35 | 40
Till studier | 10 | 12 | 15
Totalt måluppfyllelse | 70 | 80 | 90
""",
    "survey shares": """
Fråga | Kvinnor % | Män % | Totalt %
Stödet har varit till nytta | 85 | 78 | 82
Inflytande | 90 | 88 | 89
Redo för arbete | 60 | 70 | 64
Totalt | 78 | 79 | 78
""",
    "a row apart from the total": """
Kommun | 2023 | 2024 | Förändring | Förändring %
Norrby | 1 204 | 1 310 | 106 | 8,8
Söderby | 640 | 600 | -40 | -6,3
Länet | 15 400 | 15 900 | 500 | 3,2
Totalt | 1 844 | 1 910 | 66 | 3,6
""",
    "results of signed amounts": """
Post | Budget 2024 | Utfall aug | Prognos 2024 | Avvikelse
Intäkter | 5 000 | 3 300 | 5 000 | 0
Insatser | -4 000 | -2 500 | -3 900 | 100
Kansli | -900 | -600 | -950 | -50
Resultat | 100 | 200 | 150 | 50
""",
    "results of costs without signs": """
Post | Budget 2024 | Utfall 2024 | Avvikelse
Medlemsbidrag | 5 000 | 5 000 | 0
Övriga intäkter | 100 | 150 | 50
Summa intäkter | 5 100 | 5 150 | 50
Insatser | 4 000 | 3 900 | 100
Kansli | 900 | 950 | -50
Summa kostnader | 4 900 | 4 850 | 50
Resultat | 200 | 300 | 100
""",
    "cash flow": """
Kassaflödesanalys | 2024 | 2023
Årets resultat | 100 000 | -50 000
Förändring fordringar | -20 000 | 10 000
Förändring skulder | 45 000 | -15 000
Kassaflöde från den löpande verksamheten | 125 000 | -55 000
Investeringar | 0 | 0
Kassaflöde från investeringsverksamheten | 0 | 0
Årets kassaflöde | 125 000 | -55 000
Likvida medel vid årets början | 2 000 000 | 2 055 000
Likvida medel vid årets slut | 2 125 000 | 2 000 000
""",
    "steps": """
Steg | Antal in | Antal ut | Kvar
Steg 1 | 40 | 10 | 30
Steg 2 | 30 | 12 | 18
Totalt | 70 | 22 | 48
""",
    "unknown sex not printed": """
Insats | Kvinnor | Män | Totalt
Stegen | 20 | 35 | 60
Vägen | 10 | 18 | 28
Bron | 12 | 8 | 24
Totalt | 42 | 61 | 112
""",
    "what is left": """
Insats | Beviljat | Utfall | Kvar
Stegen | 1 500 000 | 1 200 000 | 300 000
Vägen | 700 000 | 650 000 | 50 000
Totalt | 2 200 000 | 1 850 000 | 350 000
""",
    "a plan of three years": """
Belopp i tkr | 2025 | 2026 | 2027
Medlemsbidrag | 5 000 | 5 100 | 5 200
Summa intäkter | 5 000 | 5 100 | 5 200
Insatser | 4 500 | 4 400 | 4 300
Kansli | 900 | 920 | 940
Summa kostnader | 5 400 | 5 320 | 5 240
Årets resultat | -400 | -220 | -40
Ingående eget kapital | 1 500 | 1 100 | 880
Utgående eget kapital | 1 100 | 880 | 840
""",
    "a balance sheet": """
Tillgångar | Not | 2024 | 2023
Anläggningstillgångar |  | 0 | 0
Omsättningstillgångar
Kundfordringar | 3 | 100 000 | 120 000
Övriga fordringar | 4 | 20 000 | 25 000
Förutbetalda kostnader |  | 5 000 | 4 000
Kassa och bank |  | 1 500 000 | 1 300 000
Summa omsättningstillgångar |  | 1 625 000 | 1 449 000
SUMMA TILLGÅNGAR |  | 1 625 000 | 1 449 000
EGET KAPITAL OCH SKULDER
Eget kapital
Balanserat resultat |  | 900 000 | 850 000
Årets resultat |  | 25 000 | 50 000
Summa eget kapital |  | 925 000 | 900 000
Kortfristiga skulder
Leverantörsskulder |  | 500 000 | 449 000
Upplupna kostnader |  | 200 000 | 100 000
Summa kortfristiga skulder |  | 700 000 | 549 000
SUMMA EGET KAPITAL OCH SKULDER |  | 1 625 000 | 1 449 000
""",
}


@pytest.mark.parametrize("name", SOUND)
def test_a_table_that_is_right_has_no_sum_that_is_wrong(name: str) -> None:
    assert [one for one in codes_of(f"Rapport 2024\n\n{SOUND[name].strip()}") if one.startswith("REP-1")] == []


ONE = "Bidrag 2024\n\nPart | Belopp kr\nStaten | 2 500 000\nRegionen | 1 250 000\nKommunen | 1 250 000\nSumma | {}"


@pytest.mark.parametrize(
    ("total", "certainty"),
    [("5 000 000", []), ("500 000", [90]), ("4 812 345", [85]), ("3 712 345", [70])],
)
def test_a_total_that_nothing_else_bears_out_is_asked_after_the_further_off_it_is(
    total: str, certainty: list[int]
) -> None:
    found = [one for one in examined(ONE.format(total)).findings if one.code == "REP-102"]
    assert [one.certainty for one in found] == certainty


@pytest.mark.parametrize(("total", "certainty"), [("148", []), ("176", []), ("139", [75]), ("184", [90]), ("70", [])])
def test_one_row_by_sex_may_leave_those_out_whose_sex_is_not_known(total: str, certainty: list[int]) -> None:
    found = examined(f"Insats | Kvinnor | Män | Totalt\nStegen | 83 | 65 | {total}").findings
    assert [one.certainty for one in found if one.code == "REP-101"] == certainty


def test_rows_that_one_person_may_be_in_are_not_added() -> None:
    text = "Stöd (flera svar möjliga) | Antal\nSamtal | 41\nPraktik | 29\nTotalt | 61"
    assert [one for one in codes_of(text) if one.startswith("REP-1")] == []


def test_a_total_that_is_words_is_not_taken_for_a_cut_number() -> None:
    text = "Post | 2024 | 2023\nBidrag | 9 881 | 9 897\nKurser | 739 | 693\nSumma | 10 620 | se not 3"
    assert [one for one in codes_of(text) if one.startswith("REP-1")] == []


SUMMARY = """
Översikt, belopp i tkr

 | 2022 | 2021 | 2020 | 2019
Verksamhetens intäkter | 8 569 | 8 210 | 7 980 | 7 850
Verksamhetens kostnader | 8 038 | 8 217 | 8 102 | 7 612
Årets resultat | {} | -7 | -122 | 238

Resultaträkning, belopp i kr

 | 2022 | 2021
Verksamhetens intäkter | 8 568 500 | 8 210 000
Verksamhetens kostnader | -8 038 278 | -8 217 003
Finansiella intäkter | 17 817 | 0
Årets resultat | 548 039 | -7 003
"""


def test_a_summary_may_leave_out_the_financial_items_of_the_statement() -> None:
    assert "REP-102" not in codes_of(SUMMARY.format("548"))
    assert codes_of(SUMMARY.format("578"))


def test_equity_at_the_end_of_the_year_sums_what_it_began_with_and_the_result() -> None:
    text = """
    Balansräkning, kronor

     | 2024-12-31 | 2023-12-31
    Kortfristiga fordringar | 340 618 | 315 797
    Bankmedel | 1 773 594 | 1 292 087
    Summa tillgångar | 2 114 212 | 1 607 884
    Eget kapital vid årets ingång | 1 137 692 | 988 115
    Årets resultat | 221 618 | 149 577
    Eget kapital vid årets utgång | 1 359 310 | 1 137 692
    Kortfristiga skulder | 754 902 | 470 192
    Summa eget kapital och skulder | 2 114 212 | 1 607 884
    """
    assert not [one for one in codes_of(text) if one.startswith("REP-1")]


def test_amounts_per_inhabitant_are_not_added() -> None:
    text = """
    Bidrag 2025

    Kommun | Invånare | Bidrag, tkr | Kronor per invånare
    Sjöhamra | 38 450 | 1 368 | 35,6
    Kvarnby | 21 900 | 779 | 35,6
    Lövstad | 14 650 | 522 | 35,6
    Summa | 75 000 | 2 669 | 35,6
    """
    assert not [one for one in codes_of(text) if one.startswith("REP-1")]


def test_words_within_other_words_set_no_row_apart() -> None:
    assert not codes_of(
        """
        Kassaflödesanalys

        Tkr | 2023 | 2022
        Årets resultat | 210 | 310
        Avskrivningar | 40 | 50
        Justering för ej likviditetspåverkande poster | – | 21
        Medel från verksamheten före förändring av rörelsekapital | 250 | 381
        Försäljning i handel | 15 | 20
        Indexuppräkning | 3 | 4
        Årets kassaflöde | 268 | 405
        """
    )


def test_a_mean_of_women_and_men_is_no_sum_of_them() -> None:
    scores = "Påstående | Kvinnor | Män | Alla\nGott stöd | 4,4 | 4,1 | 4,3\nNästa steg | 3,9 | 3,7 | 3,8\n"
    assert codes_of(scores + "Antal svar | 38 | 26 | 64") == []
    assert codes_of(scores + "Antal svar | 38 | 26 | 65") == ["REP-101"]
    assert codes_of("Mått | Kvinnor | Män | Alla\nNöjdhet | 72 | 68 | 72\nDeltagare | 38 | 26 | 64") == []
    assert codes_of("Mått | Kvinnor | Män | Alla\nTrygghet | 72 | 68 | 72") == []


def test_a_row_that_does_not_say_so_is_a_total_where_most_columns_bear_it_out() -> None:
    text = """
    Post | 2024 | 2023 | 2022
    Statens del | 2 450 | 2 450 | 2 400
    Regionens del | 1 225 | 1 225 | 1 200
    Kommunernas del | 1 225 | 1 225 | {}
    Att fördela | 4 900 | 4 900 | 4 800
    """
    assert codes_of(text.format("1 200")) == []
    assert codes_of(text.format("1 290")) == ["REP-102"]
    assert codes_of(text.format("1 290").replace("2 450 | 2 450", "2 450 | 2 460")) == []


def test_equity_is_in_no_total_of_debts() -> None:
    text = """
    Balansräkning i tkr | 2024-12-31
    Summa tillgångar | 3 584
    Eget kapital | 2 169
    varav årets resultat | 63
    Leverantörsskulder | 803
    Upplupna kostnader | 612
    Summa kortfristiga skulder | {}
    Summa eget kapital och skulder | 3 584
    """
    assert codes_of(text.format("1 415")) == []
    assert codes_of(text.format("1 451")) == ["REP-102"]


def test_a_row_that_a_total_is_named_for_heads_the_rows_below_it_and_is_no_line_left_empty() -> None:
    text = """
    Balansräkning i tkr | 2024 | 2023
    Eget kapital | 2 169 | 2 106
    Avsättningar
    Avsättningar för pensioner | 277 | 312
    Övriga avsättningar | 95 | 93
    Summa avsättningar | {} | 405
    Skulder
    Långfristiga skulder | 588 | 404
    Kortfristiga skulder | 471 | 609
    Summa skulder | 1 059 | 1 013
    Summa eget kapital, avsättningar och skulder | 3 600 | 3 524
    """
    assert codes_of(text.format("372")) == []
    assert codes_of(text.format("327")) == ["REP-102"]


def test_what_is_set_aside_makes_the_result_less_also_without_a_sign() -> None:
    text = """
    Balanskravsutredning, tkr | 2024 | 2023
    Årets resultat efter balanskravsjusteringar | 363 | 143
    Medel till resultatutjämningsreserv | 220 | 20
    Medel från resultatutjämningsreserv | 0 | 0
    Årets balanskravsresultat | {} | 123
    """
    assert codes_of(text.format("143")) == []
    assert codes_of(text.format("134")) == ["REP-102"]


def test_years_under_a_heading_that_says_when_are_not_added() -> None:
    text = """
    Kön | Invånare | {}
    Kvinnor | 38 459 | 2021
    Män | 40 408 | 2021
    Totalt | 78 867 | 2021
    """
    assert codes_of(text.format("Datum")) == []
    assert codes_of(text.format("Besök")) == ["REP-102"]


def test_a_row_of_all_is_a_total() -> None:
    text = "Deltagare\n\nInsats | 2024 | 2023\nSkogen | 269 | 251\nSjön | 202 | 188\nÄngen | 144 | 152\nSamtliga | 615 | {}\n"
    assert examined(text.format("591")).findings == ()
    assert [(one.code, one.printed, one.expected) for one in examined(text.format("439")).findings] == [
        ("REP-102", "439", "591")
    ]
