"""Money in running text: groups of costs, amounts of named rows, products, and the result that is carried over."""

import pytest

from support.finished import codes_of, examined

BUDGET = """
Årsredovisning 2025

Ekonomi

Totala kostnaderna för år 2025 uppgår till 3 600 tkr. Kostnader för kansliet uppgår till {office} tkr. Kompetensutveckling kostade
{support} tkr. Strukturella insatser uppgår till 800 tkr och individinriktade till {individual}.

Strukturella insatser

Broarna

Här möts vi.

Individinriktade insatser

Lotsen

Lotsen stöder unga.

Ankaret

Ankaret stöder vuxna. {ankaret}

Budget

Budgetpost | Budget 2025 | Utfall 2025
Administration | 900 | 850
Styrelse och revision | 160 | 150
Kompetensutveckling | 300 | 300
Broarna | 800 | 800
Lotsen | 900 | 950
Ankaret | 600 | 550
Totala kostnader | 3 660 | 3 600
"""


def budget(office: str = "1 000", support: str = "300", individual: str = "1 500", ankaret: str = "") -> str:
    return BUDGET.format(office=office, support=support, individual=individual, ankaret=ankaret).replace(
        "kostade\n", "kostade "
    )


def test_groups_that_are_their_rows_are_right() -> None:
    assert codes_of(budget()) == []


@pytest.mark.parametrize(
    ("wrong", "printed", "expected"),
    [({"office": "1 060"}, "1 060 tkr", "1 000 tkr"), ({"support": "340"}, "340 tkr", "300 tkr"),
     ({"individual": "1 600"}, "1 600", "1 500")],
)  # fmt: skip
def test_the_group_that_is_not_its_rows_is_named(wrong: dict[str, str], printed: str, expected: str) -> None:
    [found] = examined(budget(**wrong)).findings
    assert (found.code, found.printed, found.expected.replace("\u202f", " ")) == ("REP-303", printed, expected)


@pytest.mark.parametrize(
    ("share", "lines"),
    [("knappt 30 procent", 4), ("31 %", 3), ("29,4 %", 4), ("drygt 27 %", 3), ("cirka 30 %", 4)],
)
def test_a_share_of_the_wrong_amount_is_a_place_of_the_finding(share: str, lines: int) -> None:
    """1 060 of 3 600 is 29.4 %, 1 000 of it 27.8 %."""
    [found] = examined(
        budget(office="1 060", ankaret=f"Av de totala kostnaderna uppgår kansliet till {share}.")
    ).findings
    assert (found.code, len(found.places)) == ("REP-303", lines)


def test_groups_may_be_rounded_by_half_a_step_a_row() -> None:
    """Two rounded rows differ from their exact sum by one at most."""
    assert codes_of(budget(individual="1 501")) == []
    [found] = examined(budget(individual="1 502")).findings
    assert (found.code, found.expected) == ("REP-303", "1\u202f500")


def test_a_part_is_held_against_the_rows_that_have_its_name() -> None:
    text = budget(individual="1 500, varav Ankaren uppgår till {part} tkr")
    assert codes_of(text.replace("{part}", "550")) == []
    [found] = examined(text.replace("{part}", "553")).findings
    assert (found.code, found.printed, found.expected) == ("REP-303", "553 tkr", "550 tkr")


def test_groups_without_a_table_are_asked_of() -> None:
    [found] = examined(
        "Ekonomi\n\nTotala kostnader var 1 000 tkr. Kansliet kostade 300 tkr, kompetensutveckling kostade 200 tkr och "
        "strukturella insatser kostade 450 tkr."
    ).findings
    assert (found.code, found.printed, found.certainty < 80) == ("REP-304", "1 000 tkr", True)


def test_an_outcome_in_text_is_the_row_of_its_section() -> None:
    assert codes_of(budget(ankaret="Utfallet blev 550 tkr.")) == []
    [found] = examined(budget(ankaret="Utfallet blev 555 tkr.")).findings
    assert (found.code, found.printed) == ("REP-305", "555 tkr")


@pytest.mark.parametrize(
    "text",
    [
        "Förbundet beviljade max 700 tkr.",
        "Utfallet till och med augusti blev 400 tkr.",
        "Utfallet 2024 blev 500 tkr.",
        "Utfallet blev cirka 500 tkr.",
        "Utfallet blev drygt 540 tkr.",
        "Lotsen hade ett utfall på 950 tkr.",
        "Budgeten var 600 tkr och utfallet 550 tkr.",
        "Kostnaden för lokaler var 40 tkr.",
    ],
)
def test_other_amounts_are_not_held_against_the_row(text: str) -> None:
    assert codes_of(budget(ankaret=text)) == []


def test_a_printed_formula_gives_its_result() -> None:
    assert codes_of("Vinsten är 15 x 16 200 kr x 12 mån, totalt 2 916 000 kr under ett år.") == []
    [found] = examined("Vinsten är 15 x 16 200 kr x 12 mån, totalt 2 961 000 kr under ett år.").findings
    assert (found.code, found.expected.replace("\u202f", " ")) == ("REP-308", "2 916 000 kr")


def test_amounts_of_a_sentence_are_its_total() -> None:
    text = "Kostnaden är 10 500 kr i bidrag och 5 700 kr i skatt, totalt {} kr i månaden."
    assert codes_of(text.format("16 200")) == []
    assert codes_of(text.format("16 400")) == ["REP-304"]


BALANCE = """
Årsredovisning 2025

Resultatet uppgår till {} tkr, vilket överförs till 2026 som eget kapital.

Balansräkning

Belopp i tkr | 2025-12-31 | 2024-12-31
Årets resultat | 145 | 204
Övrigt eget kapital | 3 578 | 3 374
Summa eget kapital | 3 723 | 3 578
"""


def test_the_result_that_is_carried_over_is_the_change_in_equity() -> None:
    assert codes_of(BALANCE.format("145")) == []
    [found] = examined(BALANCE.format("142")).findings
    assert (found.code, found.printed, found.expected.replace("\u202f", " ")) == ("REP-309", "142 tkr", "145 tkr")
