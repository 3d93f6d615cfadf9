"""Names, phrases and headings."""

import pytest

from stegvis.checking.checks.labels.headings import CHECKS as HEADINGS
from stegvis.checking.checks.labels.names import CHECKS as NAMES
from stegvis.checking.checks.labels.phrases import CHECKS as PHRASES
from stegvis.checking.checks.labels.proper_names import CHECKS as PROPER
from stegvis.checking.checks.labels.years import CHECKS as YEARS
from stegvis.checking.reading import understand
from stegvis.checking.spelling import forms_of_one, letters_apart, slipped
from stegvis.core.finished import FinishedReport, GridCell, GridRow, Line, PrintedGrid
from stegvis.core.report_findings import ReportFinding
from support.finished import report_of


def found(text: str, checks=(*NAMES, *PROPER, *PHRASES, *HEADINGS, *YEARS)) -> list[ReportFinding]:
    understood = understand(report_of(text))
    return [one for check in checks for one in check(understood)]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("våld", "vård", 1),
        ("2203", "2003", 1),
        ("ab", "ba", 1),
        ("kort", "korta", 1),
        ("en", "hundra", 3),
        ("a", "a", 0),
    ],
)
def test_letters_apart(one: str, other: str, apart: int) -> None:
    assert letters_apart(one, other) == apart


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Brobygget", "Brobyggets", True),
        ("Språng-steget", "Språngsteget", True),
        ("Brobyggarna", "Brobyggare", True),
        ("Brobygget", "Brobyggot", False),
        ("Lärsteget", "Lårsteget", False),
        ("Brobygga", "Brobyggarna", False),
        ("Livet", "Livett", False),
        ("Norrfors", "Norrforss", True),
        ("Vit", "Vitt", True),
    ],
)
def test_forms_of_one_word(one: str, other: str, same: bool) -> None:
    endings = [["", "a", "et"], ["arna", "are"], ["", "t", "a"]]
    assert forms_of_one(one, other, endings) is same


def test_a_name_with_other_letters_is_found_once_with_all_its_spellings() -> None:
    [one] = found(
        """
        BroBygget

        Projektet Brobygget startade i mars.
        Brobyggot har haft tolv deltagare. Brobyggets personal är ny.
        """
    )
    assert (one.code, one.places[0].line, one.printed) == ("REP-601", 4, "Brobyggot")
    assert "BroBygget (1)" in one.values["spellings"]
    assert "Brobyggets" not in one.values["spellings"]


@pytest.mark.parametrize(
    "text",
    [
        "Projektet Brobygget startade i mars.\n\nBrobyggets personal är ny.",
        "Projektet Språngsteget.\n\nSprång-steget är nytt.",
        "Ledamöter är Anna Pettersson och Per Petersson.",
        "Projekt Framsteg är nytt.\n\nFramsteget är stort. Ett framsteg till.",
        "Insatsen Kompassen.\n\nInsatsen Kompensen finns inte, men kompensen är ett ord.",
    ],
)
def test_other_forms_people_and_ordinary_words_are_no_other_spelling(text: str) -> None:
    assert found(text) == []


def test_an_abbreviation_with_a_bracket_that_is_moved_is_found() -> None:
    [one] = found("Samverkan i AB(C) fortsätter.\nI ABC finns tre kommuner.\nAF och AB är andra.\nSamverkan i AB(C).")
    assert (one.code, one.printed, one.expected) == ("REP-601", "ABC", "AB(C)")


def test_a_budget_row_with_another_ending_is_asked_about() -> None:
    [one] = found(
        """
        BRIS Norra (bred rehabilitering)

        Insatsen vänder sig till unga.

        Budget

        Budgetpost | 2025
        Administration | 120
        BRIS Staden | 300
        """
    )
    assert (one.code, one.certainty, one.printed, one.expected) == ("REP-606", 75, "BRIS Staden", "BRIS Norra")


def test_two_rows_of_the_name_or_the_name_itself_are_not() -> None:
    start = "BRIS Norra (bred)\n\nInsatsen är ny.\n\nBudget\n\nBudgetpost | 2025\n"
    assert found(start + "BRIS Norra | 120\nKansli | 300") == []
    assert found(start + "BRIS Norra | 120\nBRIS Staden | 300") == []
    assert found("BRIS Staden är en del.\n\n" + start + "Kansli | 120\nBRIS Staden | 300") == []


PHRASE = "Arbetet mot mäns våld i nära relationer har gått framåt i kommun {}.\n"


def test_a_fixed_phrase_with_one_letter_changed_is_found() -> None:
    text = "".join(PHRASE.format(letter) for letter in "abcd") + "En konferens om vård i nära relationer hölls."
    [one] = found(text)
    assert (one.code, one.printed, one.expected) == ("REP-602", "vård i nära relationer", "våld i nära relationer")
    assert one.places[0].line == 5


def test_a_phrase_that_stands_seldom_is_not_fixed() -> None:
    assert found("".join(PHRASE.format(letter) for letter in "ab") + "En konferens om vård i nära relationer.") == []


TWO_BUDGETS = """
Budgetpost | Beslutad budget 2023 | {} | Avvikelse
Administration | 100 | 120 | -20
Styrelse | 50 | 40 | 10
Utbildning | 70 | 70 | 0
Insatser | 300 | 280 | 20
"""


def test_an_outcome_that_is_called_budget_is_found() -> None:
    [one] = found(TWO_BUDGETS.format("Kostnader budget 2023"))
    assert (one.code, one.printed, one.expected) == ("REP-611", "Kostnader budget 2023", "Kostnader utfall 2023")


@pytest.mark.parametrize("heading", ["Utfall 2023", "Reviderad budget 2023", "Budget 2024", "Budgetutfall 2023"])
def test_an_outcome_a_revised_and_another_years_budget_are_not(heading: str) -> None:
    assert found(TWO_BUDGETS.format(heading)) == []


def test_a_variance_that_is_another_does_not_tell() -> None:
    assert found(TWO_BUDGETS.format("Kostnader budget 2023").replace("280", "290").replace("40 |", "44 |")) == []


def test_a_decided_document_that_proposes_is_found() -> None:
    [one] = found(
        "Plan för 2024\nBeslutad av styrelsen 2023-11-20.\n\nBudget – förslag inför 2024\n\nHär står mer.\n\nFörslag till budget"
    )
    assert (one.code, one.printed) == ("REP-612", "Budget – förslag inför 2024")


def test_a_proposal_that_is_not_decided_is_not() -> None:
    assert found("Plan för 2024\n\nFörslag till budget 2024\n\nHär står mer.") == []


def test_a_decided_document_without_proposals_is_as_it_should_be() -> None:
    assert found("Plan för 2024\nBeslutad av styrelsen 2023-11-20.\n\nBudget 2024\n\nHär står mer.\n\nMål") == []


def test_a_tables_caption_is_read_too() -> None:
    rows = tuple(
        GridRow(tuple(GridCell(text, 1) for text in cells), 1)
        for cells in (("Post", "2024"), ("Kansli", "3"), ("Möten", "4"))
    )
    lines = (Line(1, 1, "Beslutad av styrelsen 2023-11-20"), Line(1, 2, "Post"))
    report = FinishedReport("plan.docx", 1, lines, (PrintedGrid(rows, "Förslag till budget 2024"),))
    assert [one.code for check in HEADINGS for one in check(understand(report))] == ["REP-612"]


BODIES = (
    "Samordningsförbundet Mellanbygden\n\nMedlemmar är Region Myrland, Granträsks kommun och Bäckbo kommun. {} betalar. "
    "Granträsks kommun och Region Myrland möts. Region Myrland och Granträsks kommun växer. "
    "Samordningsförbundet Mellanbygden är nytt. Samordningsförbundet Mellanbygden har sitt säte i Bäckbo kommun.\n"
)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Granträks kommun", ["Granträks"]),
        ("Region Myrlund", ["Myrlund"]),
        ("Samordningsförbundet Mellambygden", ["Mellambygden"]),
        ("Granträsk kommun", []),
        ("Regionen", []),
        ("Regionen Myrsjö", []),
    ],
)
def test_names_of_bodies_with_another_letter(said: str, printed: list[str]) -> None:
    assert [one.printed for one in found(BODIES.format(said))] == printed


def test_two_bodies_that_stand_in_one_table_are_two() -> None:
    table = "Kommun | Bidrag\nSolberga kommun | 12\nSolborga kommun | 13\n\n"
    text = "Solberga kommun är med. Solberga kommun är ny. I Solberga kommun och Solborga kommun finns allt."
    assert found(f"Medlemmar\n\n{text}") != []
    assert found(f"Medlemmar\n\n{table}{text}") == []


SEVERAL = (
    "Insatser\n\nInsats | Deltagare\nPersonligt ombud plus | 12\nGrön rehabilitering | 30\n\n"
    "Personligt ombud plus\n\nI Personligt ombud plus deltog tolv. {} är ny.\n"
)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Personligt onbud plus", ["Personligt onbud plus"]),
        ("Grön rehabiltering", ["Grön rehabiltering"]),
        ("Personlig ombud plus", []),
        ("Gröna rehabilitering", []),
        ("Grön rehabilitering", []),
    ],
)
def test_names_of_several_words_with_another_letter(said: str, printed: list[str]) -> None:
    assert [one.printed for one in found(SEVERAL.format(said))] == printed


def test_a_heading_that_is_told_of_often_is_a_name() -> None:
    text = "Kugghjulet\n\nKugghjulet arbetar i grupp. {} hade 37 deltagare. Det gick bra för Kugghjulet.\n"
    assert [one.printed for one in found(text.format("Kugghulet"))] == ["Kugghulet"]
    assert found(text.format("Kugghjulets")) == []


INCOME = (
    "Resultaträkning{}\n\nBelopp i kr | 2024 | 2023\nVerksamhetens intäkter | 500 000 | 400 000\n"
    "Verksamhetens kostnader | -400 000 | -300 000\nÅrets resultat | 100 000 | 100 000\n"
)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("", []),
        (" 2024", []),
        (" 2023–2024", []),
        (" 2024-01-01–2024-12-31", []),
        (" 2023", [("REP-618", "2023", "2024")]),
        (" 2022", [("REP-618", "2022", "2024")]),
        (" 2012", []),
        (" jämförd med 2023", []),
    ],
)
def test_a_statements_title_says_its_year(year: str, expected: list[tuple[str, str, str]]) -> None:
    told = found(f"Årsredovisning 2024\n\n{INCOME.format(year)}")
    assert [(one.code, one.printed, one.expected) for one in told] == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("# Årsredovisning 2023", [("REP-619", "2023", "2024")]),
        ("# Årsredovisning för år 2023", [("REP-619", "2023", "2024")]),
        ("# Årsredovisning 2024", []),
        ("# Verksamhetsplan 2025", []),
        ("# Årsredovisning 2014", []),
        ("# Budget 2025", []),
    ],
)
def test_the_report_is_of_the_year_of_its_title(heading: str, expected: list[tuple[str, str, str]]) -> None:
    told = found(f"# Årsredovisning 2024\n\nText.\n\n{heading}\n\nMer text.\n\n{INCOME.format('')}")
    assert [(one.code, one.printed, one.expected) for one in told] == expected


@pytest.mark.parametrize(
    ("wrong", "slip"),
    [
        ("storkpöing", True),
        ("storköpign", True),
        ("strköping", True),
        ("storkköping", True),
        ("storköpingg", True),
        ("storköpin", True),
        ("torköping", False),
        ("storköping", False),
        ("norrköping", False),
    ],
)
def test_a_slip_of_the_hand_and_what_is_another_word(wrong: str, slip: bool) -> None:
    assert slipped("storköping", wrong) is slip


NAMED = "Träffar hölls i Storköping. Kommunen är Storköping.\n\n| Storköping | 12 |\n| {} | 15 |\n"


@pytest.mark.parametrize("odd", ["Strköping", "Storköpign", "Storköpig"])
def test_a_name_that_is_written_often_tells_a_slip(odd: str) -> None:
    [one] = found(NAMED.format(odd))
    assert (one.code, one.printed, one.expected, one.places[0].line) == ("REP-601", odd, "Storköping", 4)


@pytest.mark.parametrize("odd", ["Storköpings", "Norrköping", "Storköpingarna"])
def test_inflected_names_and_other_names_are_no_slips(odd: str) -> None:
    assert found(NAMED.format(odd)) == []


def test_a_word_is_no_slip_where_it_is_also_written_without_a_capital_and_not_often_enough() -> None:
    assert found(NAMED.format("Strköping") + "\nAllt om strköping.") == []
    assert found("Träffar hölls i Storköping.\n\nI Strköping är det tyst.") == []


FIRST_NAMES = "Kontaktas kan Katarina Holm. Mötet leddes av Katarina Holm. {}"


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("Revisor är Katharina Ek.", []),
        ("Revisor är Kattarina Holm.", ["REP-601"]),
        ("Mötet leddes av Kattarina.", ["REP-601"]),
    ],
)
def test_first_names_of_two_persons_may_differ(said: str, codes: list[str]) -> None:
    assert [one.code for one in found(FIRST_NAMES.format(said))] == codes


PERSONS = """
Styrelse

Ledamöter är Anna Lindqvist och Marie Holm.

Underskrifter

| Namn | Uppdrag |
| {} | Ordförande |
| Bo Ek | Ledamot |
"""


def test_a_person_who_is_spelt_in_two_ways_is_asked_about() -> None:
    [one] = found(PERSONS.format("Anna Lindkvist"))
    assert (one.code, one.certainty, {one.printed, one.expected}) == (
        "REP-601",
        75,
        {"Anna Lindkvist", "Anna Lindqvist"},
    )


@pytest.mark.parametrize("name", ["Anna Lindqvists", "Maria Holm", "Anna Lundberg", "Anna Zindqvist", "Anna Berg"])
def test_other_persons_are_not(name: str) -> None:
    assert found(PERSONS.format(name)) == []


def test_two_persons_of_one_list_are_two() -> None:
    assert found("Ledamöter är Anna Lindqvist och Anna Lindkvist.") == []


@pytest.mark.parametrize(("odd", "usual"), [("Mitt i livett", "Mitt i livet"), ("Köksvägan", "Köksvägen")])
def test_an_ending_that_the_name_cannot_have_is_another_spelling(odd: str, usual: str) -> None:
    text = "{0}\n\nInsatsen {0} är ny. Platsen i {0} är öppen.\n\n{1} följs av en forskare."
    [one] = found(text.format(usual, odd))
    assert (one.code, one.printed, one.expected) == ("REP-601", odd, usual)


@pytest.mark.parametrize(("odd", "told"), [("Brygan", 1), ("Brygagn", 1), ("Bryggon", 0), ("Brygor", 0)])
def test_a_short_name_is_told_from_its_slips_only(odd: str, told: int) -> None:
    text = "Bryggan\n\nInsatsen Bryggan är ny. Vi tycker om Bryggan i Backa.\n\nEn forskare har följt {} i år."
    assert len(found(text.format(odd))) == told


def test_a_row_that_is_misspelt_is_told_once_and_among_its_own() -> None:
    table = "Verksamhetens intäkter | 12\nVerksahetens kostnader | 10\nVerksamhetens resultat | 2\n"
    [one] = found(f"{table}\nVerksamhetens kostnader är små.")
    assert (one.printed, one.expected) == ("Verksahetens", "Verksamhetens")


def test_surnames_are_spelt_in_many_ways() -> None:
    assert found(NAMED.replace("Storköping", "Mathiasson").format("Matthiasson")) == []
