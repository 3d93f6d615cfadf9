"""Kapitel: granskning, namn och rubriker. Vad kontrollen säger om namn, lagar och rubriker i en färdig rapport."""

from stegvis.checking import examine
from stegvis.core.finished import FinishedReport, Line, Passage, ReportHeading, TextKind
from support.finished import codes_of, examined


def test_a_name_is_spelt_in_one_way() -> None:
    """Insatsen Brobygget som på ett ställe heter Brobyggot är en anmärkning med alla skrivsätt. Brobyggets är samma namn."""
    assert codes_of("Projektet Brobygget är nytt.\n\nBrobyggot växer. Brobyggets lokal är ljus.") == ["REP-601"]


def test_brackets_in_an_abbreviation() -> None:
    """En förkortning som ibland har parentes och ibland inte, AB(C) och ABC, är samma namn skrivet på två sätt."""
    assert codes_of("Samverkan i AB(C) fortsätter.\n\nI ABC finns tre kommuner.") == ["REP-601"]


def test_a_fixed_phrase() -> None:
    """Ett uttryck som står minst fyra gånger och på ett ställe har en annan bokstav, vård för våld, är ett skrivfel."""
    usual = "".join(f"Stöd om våld i nära relationer i kommun {letter}.\n" for letter in "abcd")
    [one] = examined(usual + "Kurs om vård i nära relationer.").findings
    assert (one.code, one.expected) == ("REP-602", "våld i nära relationer")


def test_the_budget_and_the_text_name_the_same_initiative() -> None:
    """Heter insatsen BRIS Norra i texten men BRIS Staden i budgeten, och bara där, frågar kontrollen om det är samma."""
    text = "BRIS Norra (bred)\n\nInsatsen är ny.\n\nBudget\n\nBudgetpost | 2025\nKansli | 120\nBRIS Staden | 300"
    assert codes_of(text) == ["REP-606"]


def test_a_law_has_its_number() -> None:
    """Står lagens namn bredvid ett nummer som skiljer sig i en eller två siffror från lagens är numret fel."""
    [one] = examined("Lagen (2203:1210) om finansiell samordning gäller.").findings
    assert (one.code, one.expected) == ("REP-603", "2003:1210")


def test_a_law_number_has_no_space() -> None:
    """Ett lagnummer skrivs utan mellanslag: 2003:1 210 är en formsak."""
    assert codes_of("Lag 2003:1 210 om finansiell samordning.") == ["REP-604"]


def test_a_law_is_of_a_year_that_has_been() -> None:
    """Ett lagnummer vars år inte kan stämma sägs, också om lagen är okänd."""
    assert codes_of("Lagen (3003:45) om annat gäller.") == ["REP-605"]


def test_registration_numbers() -> None:
    """Ett organisationsnummers sista siffra är en kontrollsiffra: stämmer den inte är någon siffra fel."""
    assert codes_of("Samordningsförbundet. Org.nr 222000-2487.") == ["REP-607"]


def test_two_columns_that_are_called_budget() -> None:
    """Heter två kolumner budget och är avvikelsen den ena minus den andra, så är den ena utfallet."""
    rows = "Kansli | 100 | 120 | -20\nMöten | 50 | 40 | 10\nKurser | 70 | 70 | 0"
    assert codes_of(f"Post | Beslutad budget 2023 | Kostnader budget 2023 | Avvikelse\n{rows}") == ["REP-611"]


def test_a_decided_plan_proposes_nothing() -> None:
    """Ett beslutat dokument vars rubrik kallar budgeten ett förslag har fått med sig rubriken från utkastet."""
    assert codes_of("Plan\nBeslutad av styrelsen 2023-11-20.\n\nFörslag till budget 2024\n\nText.") == ["REP-612"]


CONTENTS = """
Innehållsförteckning

Inledning ..... 2
Uppdrag och organisation ..... 3
Ekonomi ..... 5
{} ..... 6

# Inledning

Text om året.

# Uppdrag och organisation

Text om uppdraget.

# Ekonomi

Text om ekonomin.

# Noter till räkningarna

Text om noterna.
"""


def test_contents_and_headings_have_the_same_words() -> None:
    """Innehållsförteckningens ord är rubrikens. En rubrik som lyder annorlunda sägs."""
    assert codes_of(CONTENTS.format("Noter till räkningarna")) == []
    assert codes_of(CONTENTS.format("Noter till räkningar")) == ["REP-613"]


def test_a_heading_that_is_not_found_is_asked_about() -> None:
    """Finns ingen sådan rubrik frågar kontrollen, för rubriken kan ha tappats när filen lästes."""
    [one] = examined(CONTENTS.format("Bilagor och annat")).findings
    assert (one.code, one.certainty) == ("REP-614", 70)


def test_a_numbered_heading_stands_in_the_contents() -> None:
    """Står 2.1 i innehållsförteckningen ska 2.2 göra det också."""
    text = CONTENTS.format("Noter till räkningarna").replace("Ekonomi", "2.1 Ekonomi")
    assert codes_of(text + "\n# 2.2 Personal\n\nText om personalen.\n") == ["REP-615"]


def test_pages_rise() -> None:
    """Sidorna i innehållsförteckningen går i ordning; den enda som bryter ordningen sägs."""
    text = CONTENTS.format("Noter till räkningarna").replace("organisation ..... 3", "organisation ..... 31")
    assert codes_of(text) == ["REP-617"]


def test_a_heading_is_on_its_page() -> None:
    """I en fil med sidor står rubriken på den sida som sägs, räknat som de flesta raderna visar."""
    said = {"Inledning": 2, "Uppdrag": 3, "Ekonomi": 5, "Noter": 6}
    real = {"Inledning": 3, "Uppdrag": 4, "Ekonomi": 6, "Noter": 9}
    toc = [Line(1, at, f"{title} ..... {page}") for at, (title, page) in enumerate(said.items())]
    heads = [Line(page, 0, title) for title, page in real.items()]
    contents = (Passage(line.text, (at,), (0,), TextKind.CONTENTS) for at, line in enumerate(toc))
    blocks = (*contents, *(ReportHeading(line.text, 1, 4 + at) for at, line in enumerate(heads)))
    [one] = examine(FinishedReport("rapport.pdf", 9, (*toc, *heads), blocks)).findings
    assert (one.code, one.printed, one.expected) == ("REP-616", "6", "8")


def test_registration_numbers_are_one() -> None:
    """Två nummer som båda har rätt kontrollsiffra, men där två siffror har bytt plats, är inte samma förbund."""
    assert codes_of("Org.nr 222009-0001 på första sidan.\n\nOrg.nr 222090-0001 i sidfoten.") == ["REP-608"]
    assert codes_of("Org.nr 222009-0001 på första sidan.\n\nOrg.nr 222009-0001 i sidfoten.") == []


INCOME = "Resultaträkning{}\n\nBelopp i kr | 2024 | 2023\nÅrets resultat | 100 000 | 90 000\n"


def test_a_title_has_the_year_of_its_table() -> None:
    """Resultaträkning 2023 över kolumnerna 2024 och 2023 har kvar förra årets rubrik."""
    assert codes_of("Årsredovisning 2024\n\n" + INCOME.format(" 2023")) == ["REP-618"]
    assert codes_of("Årsredovisning 2024\n\n" + INCOME.format(" 2024")) == []


def test_a_report_has_one_year() -> None:
    """Årsredovisning 2023 som rubrik i årsredovisningen för 2024 är fel år; Verksamhetsplan 2025 är något annat."""
    text = "# Årsredovisning 2024\n\nText.\n\n# {}\n\nMer text.\n\n" + INCOME.format("")
    assert codes_of(text.format("Årsredovisning 2023")) == ["REP-619"]
    assert codes_of(text.format("Verksamhetsplan 2025")) == []


def test_dates_exist() -> None:
    """Juni har 30 dagar. 29 februari finns bara ett skottår."""
    assert codes_of("Insatsen pågår till den 31 juni 2027.") == ["REP-609"]
    assert codes_of("Insatsen pågår till den 29 februari 2028.") == []


def test_a_period_ends_after_it_begins() -> None:
    """En period som slutar året innan den börjar har fått med sig ett gammalt årtal."""
    assert codes_of("Insatsen startade i mars 2021 och avslutades i november 2020.") == ["REP-620"]
    assert codes_of("Insatsen startade i mars 2021 och avslutades i november 2022.") == []


def test_a_period_lasts_as_long_as_is_said() -> None:
    """Från februari 2024 till januari 2027 är tre år, och inte två."""
    assert codes_of("Tid: 1 februari 2024 till 31 januari 2027, sammanlagt två år.") == ["REP-621"]
    assert codes_of("Tid: 1 februari 2024 till 31 januari 2027, sammanlagt tre år.") == []


def test_a_date_falls_on_its_weekday() -> None:
    """Den 13 mars 2024 var en onsdag."""
    assert codes_of("Styrelsen möttes fredagen den 13 mars 2024.") == ["REP-622"]
    assert codes_of("Styrelsen möttes onsdagen den 13 mars 2024.") == []
