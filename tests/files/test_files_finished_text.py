"""Finished reports as plain text and Markdown: lines and pages kept, headings, tables, lists, contents, paragraphs."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.core.finished import FinishedReport, NoiseKind, Passage, PrintedGrid, ReadAs, ReportHeading, TextKind
from stegvis.files.finished import UnreadableReportError, read_bytes, read_finished
from stegvis.files.finished.text import read_text
from stegvis.messages import LANGUAGES, sentence

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def grids(report: FinishedReport) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row.cells] for row in one.rows] for one in report.blocks if isinstance(one, PrintedGrid)
    ]


def headings(report: FinishedReport) -> list[tuple[int, str]]:
    return [(one.level, one.text) for one in report.blocks if isinstance(one, ReportHeading)]


def passages(report: FinishedReport, kind: TextKind = TextKind.PROSE) -> list[str]:
    return [one.text for one in report.blocks if isinstance(one, Passage) and one.kind is kind]


ROWS = [["", "2020", "2019"], ["Intäkter", "9 881", "9 897"], ["Kostnader", "-9 739", "-8 693"]]


@pytest.mark.parametrize(
    "text",
    [
        "\t2020\t2019\nIntäkter\t9 881\t9 897\nKostnader\t-9 739\t-8 693",
        "|  | 2020 | 2019 |\n|---|---:|---:|\n| Intäkter | 9 881 | 9 897 |\n| **Kostnader** | -9 739 | -8 693 |",
        "                2020      2019\nIntäkter       9 881     9 897\nKostnader     -9 739    -8 693",
    ],
    ids=["tabs", "pipes", "spaces"],
)
def test_a_table_is_read_however_its_cells_are_parted(text: str) -> None:
    assert grids(read_text(text, "a.md")) == [ROWS]


def test_a_cell_that_is_empty_in_a_table_of_spaces_is_empty() -> None:
    text = "Budget            10 006    10 006\nESF                  600       400\nÖverskott                      815"
    assert grids(read_text(text, "a.txt")) == [
        [["Budget", "10 006", "10 006"], ["ESF", "600", "400"], ["Överskott", "", "815"]]
    ]


def test_words_alone_between_two_rows_belong_to_the_table() -> None:
    assert grids(read_text("Kön\tKvinna\tMan\nÅlder\n15-29\t3\t4", "a.txt")) == [
        [["Kön", "Kvinna", "Man"], ["Ålder"], ["15-29", "3", "4"]]
    ]


def test_lines_around_a_table_are_text() -> None:
    report = read_text("Budget för 2025\nA\t1\nB\t2\nTkr där inget annat står.", "a.txt")
    assert [type(one).__name__ for one in report.blocks] == ["Passage", "PrintedGrid", "Passage"]


def test_headings_are_as_deep_as_their_numbers_and_others_below_them() -> None:
    text = (
        "1. Berättelse\n\nOrganisation\n\nText om den.\n\n1.1. Översikt\n\n"
        "Jämställdhet\n\nMer text här.\n\n2 Noter\n\nSlut på texten."
    )
    assert headings(read_text(text, "a.txt")) == [
        (1, "1. Berättelse"), (2, "Organisation"), (2, "1.1. Översikt"), (3, "Jämställdhet"), (1, "2 Noter")]  # fmt: skip


def test_marked_headings_keep_their_level() -> None:
    assert headings(read_text("# Plan\n\nText här.\n\n### Mål\n\nBudget\n======\n", "a.md")) == [
        (1, "Plan"), (3, "Mål"), (1, "Budget")]  # fmt: skip


def test_what_the_contents_name_is_a_chapter_and_what_is_said_again_and_again_is_a_part() -> None:
    text = (
        "Innehåll\n\nInsatser.......3\nStegen.......4\nEkonomi\t5\n\nInsatser\n\nStegen\n\nText.\n\nMåluppfyllelse\n\nText.\n\n"
        "Bryggan\n\nText.\n\nMåluppfyllelse\n\nText."
    )
    report = read_text(text, "a.txt")
    assert passages(report, TextKind.CONTENTS) == ["Insatser.......3", "Stegen.......4", "Ekonomi 5"]
    assert dict(map(reversed, headings(report))) | {"Innehåll": 0} == {
        "Innehåll": 0, "Insatser": 1, "Stegen": 1, "Måluppfyllelse": 3, "Bryggan": 2}  # fmt: skip


def test_a_paragraph_over_lines_and_pages_is_one_and_its_words_are_whole() -> None:
    text = (
        "Under året har totalt 56 personer fått stöd av process-\nutvecklaren i de tre kommunerna och "
        "deras verksamheter, som\n\f\n"
        "också har fått utbildning."
    )
    [found] = [one for one in read_text(text, "a.txt").blocks if isinstance(one, Passage)]
    assert "processutvecklaren" in found.text
    assert found.text.endswith("som också har fått utbildning.")
    assert found.line_at(found.text.index("också")) == 3


def test_items_stand_alone_and_lose_their_mark() -> None:
    report = read_text("- ☐ Främja samverkan\n- Stödja insatser\n1. Hur gick det?\n2. Varför?", "a.txt")
    assert passages(report, TextKind.ITEM) == [
        "Främja samverkan", "Stödja insatser", "1. Hur gick det?", "2. Varför?"]  # fmt: skip


def test_what_stands_on_every_page_is_furniture() -> None:
    words = ["ett", "två", "tre"]
    pages = [f"Förbundet · 2020\n\nText på sidan {word}.\n\n{number}" for number, word in enumerate(words, 1)]
    report = read_text("\n\f".join(pages), "a.txt")
    assert report.pages == 3
    assert passages(report) == ["Text på sidan ett.", "Text på sidan två.", "Text på sidan tre."]
    assert len(passages(report, TextKind.FURNITURE)) == 6


def test_signs_that_extraction_left_are_noise() -> None:
    report = read_text("Text här.\n\n\ue0a1 \n\nMer text.", "a.txt")
    assert [one.kind for one in report.noise] == [NoiseKind.SYMBOL]


def test_a_list_that_a_short_line_leads_into_makes_it_no_heading() -> None:
    assert headings(read_text("Styrelsen ska enligt lagen\n\n- besluta om mål,\n- följa upp.", "a.txt")) == []


@pytest.mark.parametrize(
    "data",
    [
        *("Text på ön".encode(one) for one in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman")),
        b"\xfe\xff" + "Text på ön".encode("utf-16-be"), "Text på ön".encode("cp850"), "\ufeffText på ön".encode(),
    ],
)  # fmt: skip
def test_text_of_older_programs_is_read(data: bytes) -> None:
    assert read_bytes(data, "a.txt").lines[0].text.strip("\ufeff") == "Text på ön"


def test_text_with_a_broken_sign_is_still_read_by_its_others() -> None:
    assert read_bytes("Text på ön".encode() + b" \xff", "a.txt").lines[0].text == "Text på ön \N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"\x00\x01\x02", "a.txt", "FIL-001"),
        (b"PK\x03\x04broken", "a.docx", "FIL-008"),
        (b"   \n", "a.txt", "FIL-003"),
        (b"", "a.pdf", "FIL-007"),
        (b"%PDF-1.7 broken", "a.pdf", "FIL-008"),
        (b"\r\n%PDF-1.7", "a.pdf", "FIL-008"),
        (OLD, "a.doc", "FIL-009"),
        (OLD + "Workbook".encode("utf-16-le"), "a.xls", "FIL-012"),
        (OLD + "EncryptedPackage".encode("utf-16-le"), "a.docx", "FIL-005"),
        (b"{\\rtf1 a}", "a.rtf", "FIL-009"),
        (b"\x89PNG\r\n", "a.png", "FIL-010"),
        (b"Insats;Totalt\nStegen;12", "a.csv", "FIL-012"),
        (b"%!PS", "a.ps", "FIL-009"),
    ],
)
def test_a_file_that_is_no_report_is_said_to_be_none(data: bytes, name: str, code: str) -> None:
    with pytest.raises(UnreadableReportError) as refused:
        read_bytes(data, name)
    assert refused.value.finding.code == code
    assert all(sentence(refused.value.finding, language) for language in LANGUAGES)


def test_what_a_file_holds_is_told_whatever_it_is_called() -> None:
    assert read_bytes(b"Text", "a.docx").read_as is ReadAs.TEXT
    assert read_bytes(b"<html><p>Text", "a.txt").read_as is ReadAs.PAGE


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReportError) as refused:
        read_finished(tmp_path / "finns-inte.txt")
    assert refused.value.finding.code == "FIL-002"


@settings(max_examples=150)
@given(st.text(st.sampled_from("ab1. ,\t|-\n\f*#%åÅ•"), max_size=200))
def test_any_text_is_read_and_no_line_is_lost(text: str) -> None:
    report = read_text(text, "a.txt")
    assert [line.text.replace("\f", "") for line in report.lines] == text.replace("\f", "").split("\n")


def test_rules_that_are_drawn_with_signs_are_no_noise() -> None:
    assert read_text("| a | b |\n|---|---|\n| 1 | 2 |\n\n-----\n\n.......", "a.md").noise == ()


def test_numbered_contents_below_their_heading_are_contents() -> None:
    report = read_text(
        "Innehållsförteckning sida\n\n1. BERÄTTELSE\t4\n1.1. Översikt.....\t5\n2. NOTER\t9\n\nText.", "a.txt"
    )
    assert passages(report, TextKind.CONTENTS) == ["1. BERÄTTELSE 4", "1.1. Översikt..... 5", "2. NOTER 9"]
