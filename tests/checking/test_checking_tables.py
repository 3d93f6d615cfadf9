"""What the columns and rows of a table are: read from reports that are written here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.checking.reading import understand
from stegvis.checking.understanding import ColumnKind, Part, ReadTable, Understood, Version
from stegvis.core.finished import FinishedReport, GridCell, GridRow, Line, Passage, PrintedGrid, ReportHeading, TextKind
from support.finished import report_of


def table(text: str) -> ReadTable:
    """The only table of a text."""
    [found] = understand(report_of(text)).tables
    return found


def with_grids(*grids: PrintedGrid, between: Passage | None = None) -> Understood:
    """A report of printed grids, one line for all."""
    lines = (Line(1, 1, "Tabell"),)
    blocks = (grids[0], *(one for grid in grids[1:] for one in (between, grid) if one is not None))
    return understand(FinishedReport("rapport.pdf", 1, lines, blocks))


def grid(*rows: str, spans: dict[str, int] | None = None, heads: int = 0) -> PrintedGrid:
    """A printed grid; a cell named in `spans` covers so many columns, the first `heads` rows are marked as headings."""
    return PrintedGrid(
        tuple(
            GridRow(
                tuple(GridCell(cell, 0, span=(spans or {}).get(cell, 1), heads=at < heads) for cell in row.split("|")),
                0,
            )
            for at, row in enumerate(rows)
        )
    )


def parts(found: ReadTable) -> list[Part | None]:
    """Whom the columns after the first count."""
    return [one.part for one in found.columns[1:]]


def numbers(found: ReadTable) -> list[list[int]]:
    """The numbers row by row."""
    return [[int(one.value) for one in row.cells.values()] for row in found.rows if row.cells]


COUNTS = st.integers(0, 9_999)
ROWS = st.lists(st.tuples(COUNTS, COUNTS), min_size=2, max_size=6)
SEX_HEADS = [
        ("Kvinnor", "Män", "Totalt"), ("Kvinna", "Man", "Slutsumma"), ("Antal kvinnor", "Antal män", "Samtliga"),
        ("K", "M", "Summa"),
        ("Flickor", "Pojkar", "Totalt antal"), ("Kvinnor 2024", "Män 2024", "Totalt 2024"), ("Kvinnor", "Män", "Antal"),
]  # fmt: skip


def spaced(value: int) -> str:
    """A number as a Swedish table prints it."""
    return f"{value:,}".replace(",", "\u00a0")


@pytest.mark.parametrize("heads", SEX_HEADS)
@given(rows=ROWS)
def test_any_table_with_sexes_as_columns_is_understood(
    rows: list[tuple[int, int]], heads: tuple[str, str, str]
) -> None:
    lines = [f"Rad {'abcdef'[at]}|{spaced(w)}|{spaced(m)}|{spaced(w + m)}" for at, (w, m) in enumerate(rows)]
    [found] = with_grids(grid("|".join(("Ålder", *heads)), *lines)).tables
    assert parts(found) == [Part.WOMEN, Part.MEN, Part.TOTAL]
    assert numbers(found) == [[w, m, w + m] for w, m in rows]
    assert found.kind == "by_sex"


@given(st.lists(COUNTS, min_size=2, max_size=4), st.integers(2012, 2040))
def test_any_table_with_years_as_columns_is_understood(row: list[int], first: int) -> None:
    years = [first - at for at in range(len(row))]
    for form in ("{}", "{}-12-31", "Bokslut {}", "jan-dec {}", "Utfall helår {}", "{0}-01-01 -{0}-12-31"):
        head = "|".join(("", *(form.format(year) for year in years)))
        [found] = with_grids(grid(head, "Kostnader|" + "|".join(map(spaced, row)))).tables
        assert [one.year for one in found.columns[1:]] == years
        assert numbers(found) == [row]
        assert [one.year for one in found.numbers()] == years


@given(ROWS, st.integers(2012, 2040))
def test_any_table_that_lies_on_its_side_is_understood(rows: list[tuple[int, int]], year: int) -> None:
    places = [f"Ort {'abcdef'[at]}" for at in range(len(rows))]
    women, men = ([one[at] for one in rows] for at in (0, 1))
    lines = [("Kvinnor", women), ("Män", men), ("Totalt", [w + m for w, m in rows])]
    body = [f"{label}|{'|'.join(map(spaced, line))}|{spaced(sum(line))}" for label, line in lines]
    [found] = with_grids(grid("|".join(("", *places, "Totalt")), *body)).tables
    assert [row.part for row in found.rows] == [Part.WOMEN, Part.MEN, Part.TOTAL]
    assert parts(found) == [*[Part.NAMED] * len(rows), Part.TOTAL]
    [down] = with_grids(grid("År|Antal", f"{year}|{spaced(women[0])}", f"År {year - 1}|{spaced(men[0])}")).tables
    assert [row.year for row in down.rows] == [year, year - 1]
    assert [one.year for one in down.numbers()] == [year, year - 1]


@given(ROWS)
def test_headings_that_cover_several_columns_are_those_of_each(rows: list[tuple[int, int]]) -> None:
    body = [f"Rad {'abcdef'[at]}|{w}|10 %|{m}|20 %" for at, (w, m) in enumerate(rows)]
    found = with_grids(
        grid("|Kvinnor|Män", "Ålder|Antal|Andel|Antal|Andel", *body, spans={"Kvinnor": 2, "Män": 2})
    ).tables[0]
    assert parts(found) == [Part.WOMEN, Part.WOMEN, Part.MEN, Part.MEN]
    assert [one.kind for one in found.columns[1:]] == [ColumnKind.FIGURES, ColumnKind.SHARE] * 2
    assert found.columns[3].heading == "Män Antal"


def test_a_date_over_two_rows_is_the_end_of_the_period_and_notes_have_a_column() -> None:
    found = with_grids(
        grid(
            "Belopp i tkr|Not|2020-01-01|2019-01-01",
            "||-2020-12-31|-2019-12-31",
            "Intäkter|||",
            "Bidrag|1|9 881|9 897",
            "Kostnader|2|-9 739|– 8 693",
        )
    ).tables[0]
    assert [(one.kind, one.year) for one in found.columns] == [
        (ColumnKind.LABEL, None), (ColumnKind.NOTE, None), (ColumnKind.FIGURES, 2020), (ColumnKind.FIGURES, 2019),
    ]  # fmt: skip
    assert numbers(found) == [[9881, 9897], [-9739, -8693]]
    assert [(row.heads, row.group) for row in found.rows] == [(True, ""), (False, "Intäkter"), (False, "Intäkter")]


def test_versions_a_variance_says_so_whatever_it_compares() -> None:
    found = table(
        """
        Post | Beslutad budget | Aktuell budget | Utfall 2024 | Prognos helår | Avvikelse utfall – budget | +/- | Bokslut 2023
        Kansli | 10 | 10 | 9 | 9 | 1 | 1 | 8
        """
    )
    assert [one.version for one in found.columns[1:]] == [
        Version.BUDGET, Version.BUDGET, Version.OUTCOME, Version.FORECAST, Version.VARIANCE, Version.VARIANCE, Version.OUTCOME,
    ]  # fmt: skip


def test_a_share_of_women_is_both_a_share_and_of_women() -> None:
    found = table(
        "Tid | Kvinnor | Män | % av antalet kvinnor | Summa\nEtt år | 12 | 4 | 8,7 | 16\nTvå år | 5 | 1 | 35, | 6"
    )
    share = found.columns[3]
    assert (share.kind, share.part, share.unit) == (ColumnKind.SHARE, Part.WOMEN, "%")
    assert [row.cells[3].unit for row in found.rows] == ["%", "%"]


def test_numbers_of_accounts_are_no_labels_and_no_figures() -> None:
    found = table("Konto | Benämning | 2024 | 2023\n3010 | Bidrag | 500 | 400\n3020 | Övrigt | 50 | 40")
    assert [row.label for row in found.rows] == ["Bidrag", "Övrigt"]
    assert [row.cells.keys() for row in found.rows] == [{0, 2, 3}, {0, 2, 3}] or numbers(found) == [
        [500, 400],
        [50, 40],
    ]


def test_a_row_without_figures_heads_unless_it_is_a_line_left_empty_or_has_a_dash() -> None:
    found = with_grids(
        grid(
            "Belopp i kr|2024|2023",
            "Tillgångar||",
            "Kortfristiga placeringar||",
            "Särskilda medel|–|–",
            "Kassa och bank|500 000|400 000",
            "Summa tillgångar|500 000|400 000",
        )
    ).tables[0]
    assert [row.heads for row in found.rows] == [True, False, False, False, False]
    assert [row.total for row in found.rows] == [False, False, False, False, True]


def test_a_table_of_words_has_headings_too() -> None:
    found = table("Mål | Uppfyllelse | Kommentar\nFler möten | Uppfyllt | Det blev 12\nNy webb | Delvis | Klar 2025")
    assert [one.heading for one in found.columns] == ["Mål", "Uppfyllelse", "Kommentar"]
    assert {one.kind for one in found.columns[1:]} == {ColumnKind.WORDS}


def test_a_table_without_headings_is_read() -> None:
    found = table("Årets resultat | 145 tkr\nBalanskravsresultat | 145 tkr")
    assert numbers(found) == [[145], [145]]
    assert [one.unit for one in found.numbers()] == ["tkr", "tkr"]


def test_rows_that_the_document_marks_are_headings_even_with_figures() -> None:
    [found] = with_grids(grid("Fråga|1|2", "Antal svar|5|6", "Medel|7|8", heads=1)).tables
    assert [one.heading for one in found.columns] == ["Fråga", "1", "2"]


def test_statements_that_are_glued_are_two_tables() -> None:
    [income, balance] = with_grids(
        grid(
            "Resultaträkning|Not|2024-12-31|2023-12-31",
            "Verksamhetens intäkter|1|500|400",
            "Verksamhetens kostnader|2|-300|-200",
            "Årets resultat||200|200",
            "Balansräkning|Not|2024-12-31|2023-12-31",
            "Tillgångar|||",
            "Summa tillgångar||700|600",
            "Summa eget kapital och skulder||700|600",
        )
    ).tables
    assert (income.kind, balance.kind) == ("income", "balance")
    assert [len(one.rows) for one in (income, balance)] == [3, 3]
    assert next(balance.numbers()).place.cell == (0, 6, 2)


def test_a_title_within_a_grid_begins_a_table_with_the_columns_above() -> None:
    [income, balance] = with_grids(
        grid(
            "Belopp i kr|2024|2023",
            "Årets resultat|20|30",
            "Balansräkning||",
            "Summa tillgångar|70|60",
            "Kortfristiga skulder|7|6",
        )
    ).tables
    assert [one.year for one in balance.columns] == [None, 2024, 2023]
    assert (income.title, balance.title, balance.kind) == ("Belopp i kr", "Balansräkning", "balance")


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    foot = Passage("Sida 12", (0,), (0,), TextKind.FURNITURE)
    first, second = grid("Post|2024|2023", "Löner|5|6"), grid("Hyra|7|8", "Summa|12|14")
    [found] = with_grids(first, second, between=foot).tables
    assert numbers(found) == [[5, 6], [7, 8], [12, 14]]
    assert [one.place.cell for one in found.numbers()][2] == (2, 0, 1)
    [repeated] = with_grids(first, grid("Post|2024|2023", "Hyra|7|8")).tables
    assert numbers(repeated) == [[5, 6], [7, 8]]
    prose = Passage("Här följer en annan tabell.", (0,), (0,))
    assert len(with_grids(first, second, between=prose).tables) == 2
    assert len(with_grids(grid("Post|2024|2023", "Summa|5|6"), second).tables) == 2


def test_a_broken_cell_is_said_to_be_unread() -> None:
    found = understand(
        report_of("Post | 2024 | 2023\nIntäkter | 1 204 | 1 20\nÅldrar | 15 - 29 | 2020-12-31\nSumma | 5 | ..")
    )
    assert [(one.text, one.line, one.cell) for one in found.unread] == [("1 20", 2, (0, 1, 2))]


def test_the_year_of_a_report_is_not_the_one_in_which_it_was_decided() -> None:
    text = "Årsredovisning 2024\n\nBeslutad av styrelsen 2025-02-05\n\nDnr 2025:02\n\nVerksamhetsplan 2025 är beslutad."
    assert understand(report_of(text)).year == 2024


def test_a_heading_with_nothing_but_a_unit_is_no_section() -> None:
    lines = (Line(1, 1, "Budget 2025"), Line(1, 2, "Belopp i tkr"), Line(1, 3, "Kansli"))
    heads = (ReportHeading("Budget 2025", 1, 0), ReportHeading("Belopp i tkr", 1, 1))
    [found] = understand(
        FinishedReport("plan.pdf", 1, lines, (*heads, grid("|2025|2026", "Kansli|1 200|1 220")))
    ).tables
    assert (found.title, found.kind, found.unit) == ("Budget 2025", "budget", "tkr")


def test_a_list_of_words_and_what_they_say_has_no_headings() -> None:
    found = table("Ägare | Granviks kommun\nSlag | Individinriktad\nBudget | 1 200 000 kr\nDeltagare | 15")
    assert [one.heading for one in found.columns] == ["", ""]
    assert [row.label for row in found.rows if row.cells] == ["Budget", "Deltagare"]


def test_gaps_that_extraction_lost_are_put_back_unless_it_may_be_a_year() -> None:
    found = table("Post | Budget | Utfall\nKansli | 7 434470 | 1316 208\nHyra | −6 193176 | 2024 200")
    assert numbers(found) == [[7434470, 1316208], [-6193176]]


def test_a_statement_that_is_named_in_the_first_row_has_that_title() -> None:
    [found] = with_grids(
        grid("Kassaflödesanalys||", "Kr|2024|2023", "Periodens kassaflöde|7|6", "Utgående likvida medel|9|8")
    ).tables
    assert (found.title, found.kind, found.columns[1].year) == ("Kassaflödesanalys", "cash_flow", 2024)


def test_a_year_in_a_column_of_words_is_no_number() -> None:
    found = table("Mål | Klart | Kommentar\nNy webb | 2025 | Försenad\nFler möten | Hösten | 12\nEnkät | Våren | Gjord")
    assert [(row.label, int(one.value)) for row in found.rows for one in row.cells.values()] == [("Fler möten", 12)]
