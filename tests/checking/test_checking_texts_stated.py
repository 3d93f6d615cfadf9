"""What text says of the statements and of a table by sex, against the tables."""

import pytest

from support.finished import codes_of, examined

STATEMENTS = """
Årsredovisning 2025

Ekonomi

{}

Resultaträkning

Belopp i kr | 2025-12-31 | 2024-12-31
Verksamhetens intäkter | 5 152 000 | 5 144 000
Verksamhetens kostnader | -4 997 000 | -5 624 000
Årets resultat | 155 000 | -480 000
"""


@pytest.mark.parametrize(
    "text",
    [
        "De totala kostnaderna uppgår till 4 997 tkr.",
        "Verksamhetens intäkter var 5,2 mnkr.",
        "Årets resultat är plus 155 tkr.",
        "Totala kostnaderna var 5 624 tkr 2024.",
        "Totala kostnaderna beräknas till 4 950 tkr.",
        "Totala kostnaderna för lokaler var 120 tkr.",
        "Budgeten för verksamhetens kostnader var 5 000 tkr.",
        "De totala kostnaderna uppgår till drygt 4 900 tkr.",
    ],
)
def test_amounts_of_the_statements_are_right(text: str) -> None:
    assert [code for code in codes_of(STATEMENTS.format(text)) if code.startswith("REP-3")] == []


def test_an_amount_that_is_near_but_another_is_found() -> None:
    [found] = [
        one
        for one in examined(STATEMENTS.format("Totala kostnaderna uppgår till 4 979 tkr.")).findings
        if one.code == "REP-305"
    ]
    assert (found.printed, found.expected.replace("\u202f", " ")) == ("4 979 tkr", "4 997 tkr")


@pytest.mark.parametrize(("amount", "right"), [("4 997", True), ("4 996", True), ("4 998", False), ("4 995", False)])
def test_an_amount_may_be_cut_but_not_more(amount: str, right: bool) -> None:
    text = STATEMENTS.format(f"Totala kostnaderna år 2025 uppgår till {amount} tkr.").replace(
        "-4 997 000", "-4 997 400"
    )
    assert ("REP-305" not in codes_of(text)) is right


def test_a_sentence_that_names_a_year_is_of_that_year() -> None:
    """Not of the latest in the table of a budget with years to come."""
    text = "Budget 2025\n\nMedlemsbidraget år 2025 uppgår till {} tkr.\n\nBelopp i tkr | Budget 2025 | Budget 2026\n"
    rows = "Medlemsbidrag | 10 006 | 10 500\nTotala kostnader | 9 900 | 9 800"
    assert codes_of(text.format("10 006") + rows) == []


BY_SEX = """
Årsredovisning 2025

Deltagare

Under året deltog {} kvinnor och {} män.

Ålder | Kvinnor | Män | Totalt
16–29 | 36 | 13 | 49
30–64 | 59 | 29 | 88
Totalt | 95 | 42 | 137
"""


def test_women_and_men_in_text_are_the_total_of_the_sections_table() -> None:
    assert codes_of(BY_SEX.format(95, 42)) == []
    assert codes_of(BY_SEX.format(30, 20)) == []
    [found] = examined(BY_SEX.format(95, 24)).findings
    assert (found.code, found.printed, found.expected) == ("REP-305", "24", "42")
