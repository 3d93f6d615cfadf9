"""The table of contents against the headings."""

import pytest

from stegvis.checking.checks.labels.contents import CHECKS
from stegvis.checking.reading import understand
from stegvis.core.finished import FinishedReport, GridCell, GridRow, Line, Passage, PrintedGrid, ReportHeading, TextKind

TITLES = ("1. Inledning", "2. Uppdrag", "2.1 Mål", "3. Ekonomi i sammandrag", "4. Noter till räkningarna")


def found(
    contents: tuple[str, ...], titles: tuple[str, ...] = TITLES, pages: tuple[int, ...] = ()
) -> list[tuple[str, str, str]]:
    """What is found in a report with these lines of contents on its first page, and these headings on their pages."""
    where = pages or (1,) * len(titles)
    told = [(1, text) for text in contents] + list(zip(where, titles, strict=True))
    lines = tuple(Line(page, number, text) for number, (page, text) in enumerate(told, start=1))
    toc = [Passage(text, (at,), (0,), TextKind.CONTENTS) for at, text in enumerate(contents)]
    heads = [ReportHeading(text, 1, len(contents) + at) for at, text in enumerate(titles)]
    understood = understand(FinishedReport("r.pdf", max(where), lines, (*toc, *heads)))
    return [(one.code, one.printed, one.expected) for check in CHECKS for one in check(understood)]


RIGHT = (
    "1. Inledning ..... 2",
    "2. Uppdrag\t3",
    "2.1 Mål 3",
    "3. Ekonomi i sammandrag….5",
    "<b>4. Noter till räkningarna</b> 6",
)


def test_contents_that_are_the_headings_are_not_told() -> None:
    assert found(RIGHT) == []
    assert found(RIGHT[:3]) == []
    assert found(()) == []


@pytest.mark.parametrize(
    ("at", "line", "expected"),
    [
        (3, "3. Ekonomin i sammandrag 5", ("REP-613", "3 Ekonomin i sammandrag", "3. Ekonomi i sammandrag")),
        (4, "5. Noter till räkningarna 6", ("REP-613", "5 Noter till räkningarna", "4. Noter till räkningarna")),
        (1, "2. Personal och lokaler 3", ("REP-614", "2 Personal och lokaler", "")),
    ],
)
def test_an_entry_that_is_no_heading_is_told(at: int, line: str, expected: tuple[str, str, str]) -> None:
    assert found((*RIGHT[:at], line, *RIGHT[at + 1 :])) == [expected]


def test_where_few_entries_are_headings_the_reading_failed() -> None:
    assert found(RIGHT, ("1. Inledning", "Annat", "Mer", "Något", "Till")) == []


def test_a_numbered_heading_beside_others_is_missed() -> None:
    assert found(RIGHT, (*TITLES, "2.2 Målgrupp")) == [("REP-615", "2.2 Målgrupp", "")]
    assert found(RIGHT, (*TITLES, "1. Bilagans inledning")) == []


def test_a_page_out_of_order_is_told() -> None:
    assert found((*RIGHT[:2], "2.1 Mål 33", *RIGHT[3:])) == [("REP-617", "33", "")]
    assert found((*RIGHT[:2], "2.1 Mål 1", *RIGHT[3:])) == [("REP-617", "1", "")]
    assert found((*RIGHT[:2], "2.1 Mål 33", "3. Ekonomi i sammandrag 9", "4. Noter till räkningarna 1")) == []


def test_a_heading_that_was_cut_is_not_reworded() -> None:
    assert found(RIGHT, (*TITLES[:3], "3. Ekonomi i sammandra", TITLES[4])) == []


def test_a_heading_that_stands_twice_may_be_on_either_page() -> None:
    assert found(RIGHT, (*TITLES, "4. Noter till räkningarna"), pages=(3, 4, 4, 6, 9, 7)) == []


def test_a_heading_on_another_page_is_told() -> None:
    assert found(RIGHT, pages=(3, 4, 4, 6, 7)) == []
    assert found(RIGHT, pages=(3, 4, 4, 6, 9)) == [("REP-616", "6", "8")]
    assert found(RIGHT, pages=(3, 5, 7, 9, 12)) == []


def test_contents_that_were_read_as_a_table_are_contents() -> None:
    rows = (
        "Innehåll sida",
        *(f"{title}\t{page}" for page, title in enumerate(TITLES[:3], 2)),
        "3. Ekonomin i sammandrag\t5",
    )
    text = "\n".join(rows) + "\n\n" + "\n\n".join(f"{title}\n\nText om det." for title in TITLES)
    lines = tuple(Line(1, number, line) for number, line in enumerate(text.splitlines(), start=1))
    grid = PrintedGrid(
        tuple(GridRow(tuple(GridCell(cell, at) for cell in line.split("\t")), at) for at, line in enumerate(rows))
    )
    heads = [ReportHeading(line.text, 1, at) for at, line in enumerate(lines) if line.text in TITLES]
    understood = understand(FinishedReport("r.txt", 1, lines, (grid, *heads)))
    assert [one.code for check in CHECKS for one in check(understood)] == ["REP-613"]


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        ("Ekonomi i sammandrag", []),
        ("Ekonomin i sammandrag", [("REP-613", "Ekonomin i sammandrag", "Ekonomi i sammandrag")]),
        ("Personal och lokaler", [("REP-614", "Personal och lokaler", "")]),
    ],
)
def test_contents_without_pages_are_the_headings_too(third: str, expected: list[tuple[str, str, str]]) -> None:
    listed = ("Inledning", "Uppdrag", third, "Noter")
    titles = ("Inledning", "Uppdrag", "Ekonomi i sammandrag", "Noter")
    lines = tuple(Line(1, at, text) for at, text in enumerate(("Innehåll", *listed, *titles), start=1))
    for kind in (TextKind.ITEM, TextKind.PROSE):
        items = [Passage(text, (at,), (0,), kind) for at, text in enumerate(listed, start=1)]
        heads = [ReportHeading(text, 1, 5 + at) for at, text in enumerate(titles)]
        report = FinishedReport("r.docx", 2, lines, (ReportHeading("Innehåll", 1, 0), *items, *heads))
        assert [
            (one.code, one.printed, one.expected) for check in CHECKS for one in check(understand(report))
        ] == expected


def test_contents_that_were_read_as_paragraphs_have_their_pages() -> None:
    listed, titles = (
        ("Inledning 1", "Uppdrag 1", "2.1 Ekonomi 2", "Noter 4"),
        ("Inledning", "Uppdrag", "2.1 Ekonomi", "Noter"),
    )
    lines = tuple(Line(1 + (at > 7), at, text) for at, text in enumerate(("Innehåll", *listed, *titles), start=1))
    texts = [Passage(text, (at,), (0,)) for at, text in enumerate(("Innehåll", *listed))]
    heads = [ReportHeading(text, 1, 5 + at) for at, text in enumerate(titles)]
    told = [one for check in CHECKS for one in check(understand(FinishedReport("r.pdf", 2, lines, (*texts, *heads))))]
    assert [(one.code, one.printed) for one in told] == [("REP-616", "4")]
