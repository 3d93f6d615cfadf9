"""Numbers in every printed form, and digits that are none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.checking.figures import Span, cell_figure, figures_in
from support.finished import examined

SENTENCES = (
    ("Under året deltog ", " i insatserna."),
    ("Utfallet blev ", ", vilket är lägre än budget."),
    ("Förbundet (", ") ökade 2020."),
    ("Sedan den 26 november 2024 gäller ", " enligt lag (2003:1210)."),
    ("", " redovisas på sidan 12."),
    ("Se bilaga 2. Resultatet var ", ""),
    ("* ", "; jämför 2019–2021."),
)


def read(text: str) -> list[tuple[str, str]]:
    """The numbers of a sentence with their units."""
    return [(f"{one.value:f}", one.unit) for one in figures_in(text)]


def grouped(value: int, gap: str) -> str:
    """A whole number with a sign between its thousands."""
    return f"{value:,}".replace(",", gap)


@given(st.integers(10_000, 10**9), st.sampled_from(" \u00a0\u202f\u2009."), st.sampled_from(SENTENCES))
def test_a_whole_number_is_read_exactly_wherever_it_stands(value: int, gap: str, around: tuple[str, str]) -> None:
    before, after = around
    text = grouped(value, gap)
    [found] = figures_in(before + text + after)
    assert (found.value, found.text, found.decimals, found.start) == (value, text, 0, len(before))


@given(
    st.decimals(0, 99_999, places=1, allow_nan=False),
    st.sampled_from(
        (" %", "%", " procent", " tkr", "tkr", " mnkr", " miljoner kronor", "kr", " kronor", " procentenheter")
    ),
    st.sampled_from(SENTENCES),
)
def test_a_decimal_number_is_read_with_its_unit(value: Decimal, unit: str, around: tuple[str, str]) -> None:
    units = {"procent": "%", "miljoner kronor": "mnkr", "kronor": "kr", "procentenheter": "pp"}
    text = f"{value:,}".replace(",", " ").replace(".", ",")
    [found] = figures_in(f"{around[0]}{text}{unit}{around[1]}")
    assert (found.value, found.decimals, found.unit) == (value, 1, units.get(unit.strip(), unit.strip()))


@given(
    st.integers(0, 10**8),
    st.sampled_from(" \u00a0\u202f\u2009."),
    st.sampled_from(("", "-", "- ", "– ", "−", "− ", "()")),
)
def test_a_cell_is_read_exactly_with_its_sign(value: int, gap: str, sign: str) -> None:
    digits = grouped(value, gap)
    text = f"({digits})" if sign == "()" else sign + digits
    found = cell_figure(f" {text} ")
    assert found is not None
    assert (found.value, found.text) == (-value if sign else value, text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("15 x16.200kr x12mån, totalt 2.916.000kr", [("15", ""), ("16200", "kr"), ("12", ""), ("2916000", "kr")]),
        ("28 x 16 200 kr x 12 mån", [("28", ""), ("16200", "kr"), ("12", "")]),
        ("18+40+49 deltagare", [("18", ""), ("40", ""), ("49", "")]),
        ("Sju av målen nåddes och tolv delvis", [("7", ""), ("12", "")]),
        ("endast en deltagare och ett arbete", [("1", "")]),
        ("bara ett fåtal, en del av dem", []),
        ("9 856 tusen kronor (tkr)", [("9856", "tkr")]),
        ("2,9 miljoner invånare", [("2900000", "")]),
        ("minus 162 tkr och plus 145 tkr", [("-162", "tkr"), ("145", "tkr")]),
        ("resultatet var -480 tkr", [("-480", "tkr")]),
        ("- 25 besök hos företag", [("25", "")]),
        ("deltagarna – 4 kvinnor – slutade", [("4", "")]),
        ("35, % av dem, 36 av 40", [("35", "%"), ("36", ""), ("40", "")]),
        ("1,599,700 SEK och 5 000:-", [("1599700", "kr"), ("5000", "kr")]),
        ("enkäten visar 5,1 (4,5 år 2019)", [("5.1", ""), ("4.5", "")]),
        ("¹ 75 kvinnor²", [("75", "")]),
        ("år 2025 10 006 tkr", [("10006", "tkr")]),
    ],
)
def test_numbers_of_a_sentence(text: str, numbers: list[tuple[str, str]]) -> None:
    assert read(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "den 26 november 2024", "1 januari – 31 december 2020", "jan-dec 2020", "2020-12-31", "210215", "21-01-12", "2018–2020",
        "2008/2009", "(2003:1210)", "(Lag 2003:1 210)", "Dnr 2021:02 / 2", "se sid 10.",
        "på sidan 12 – 13", "bilagorna 3–10", "(se bilaga 3 och 4)", "i steg 2", "steg två", "fråga 6", "Not 3", "5 §", "IT-12",
        "R15", "i12", "Covid-19", "KAPA²", "SUS)¹", "(augusti -20)", "uppstart -21.", "tel 054-540 50 00", "070-123 45 67",
        "org.nr 222000-0000", "bankgiro 123-4567", "651 84 Karlstad", "kl. 10.30", "vecka 12", "16:e", "80-talet", "3-årig",
        "2/3", "två tredjedelar", "Förbund 2.0", "https://a.se/12", "a1@b.se", "en eller två",
    ],
)  # fmt: skip
def test_digits_that_are_no_numbers(text: str) -> None:
    assert read(text) == []
    assert read(f"Vi såg {text}") == []


@pytest.mark.parametrize("text", ["1.4 God hushållning", "1. Vad händer", "1.", "2.1", "3) Varför"])
def test_the_number_of_a_heading_or_an_item_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("cirka 130 personer", "cirka"),
        ("Fler än 20", "fler än"),
        ("drygt  90", "drygt"),
        ("ca. 30 möten", "ca."),
        ("exakt 5", ""),
    ],
)
def test_words_that_make_a_number_less_exact(text: str, about: str) -> None:
    assert [one.about for one in figures_in(text)] == [about]


def test_the_ends_of_a_range_are_marked_and_share_a_unit() -> None:
    assert [(one.value, one.unit, one.span) for one in figures_in("10-15% för dem på 16–64 år, 7 st")] == [
        (10, "%", Span.FROM), (15, "%", Span.TO), (16, "", Span.FROM), (64, "", Span.TO), (7, "", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "unit", "about"),
    [
        ("35, %", "35", "%", ""), ("35,", "35", "", ""), ("+12", "12", "", ""), ("+/- 0", "0", "", ""), ("-0", "0", "", ""),
        ("145 tkr", "145", "tkr", ""), ("12 st", "12", "", ""), ("ca 15", "15", "", "ca"), ("1 234¹", "1234", "", ""),
        ("12*", "12", "", ""), ("56 (45)", "56", "", ""), ("1 234,50", "1234.50", "", ""), ("210215", "210215", "", ""),
        ("86,9%", "86.9", "%", ""), ("- 100 %", "-100", "%", ""), ("5.1", "5.1", "", ""),
    ],
)  # fmt: skip
def test_cells_with_more_than_digits(text: str, value: str, unit: str, about: str) -> None:
    found = cell_figure(text)
    assert found is not None
    assert (f"{found.value:f}", found.unit, found.about) == (value, unit, about)
    assert found.cut is text.startswith("35,")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "-",
        "–",
        "x",
        "*",
        "sju",
        "2020-12-31",
        "21-01-12",
        "15 - 29",
        "7-12",
        "1 20",
        "0510",
        "16–64 år",
        "12 a",
    ],
)
def test_cells_that_hold_no_number(text: str) -> None:
    assert cell_figure(text) is None


def test_more_digits_than_anything_counted_has_are_no_number() -> None:
    assert not list(figures_in(f"Ärende {'9' * 30} gäller {'9' * 30} %."))
    assert cell_figure("9" * 30) is None
    assert [one.value for one in figures_in("Totalt 123 456 789 012 kr.")] == [123_456_789_012]


def test_numbers_of_any_length_are_examined() -> None:
    most = "9" * 17
    assert examined(
        f"Av {most} kom 7 ({most},{most} %). Det kostade {most} miljoner kronor av {most},5 tkr, 3 procent."
    )
