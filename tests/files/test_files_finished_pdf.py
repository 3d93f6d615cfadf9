"""PDFs as finished reports: our own read back with every table, with and without structure, and pages of a stranger."""

import io
import zlib
from datetime import date
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from stegvis.assemble import annual_report, count_and_release
from stegvis.core.document import Document
from stegvis.core.finished import Box, GridCell, GridRow
from stegvis.core.periods import Period
from stegvis.files.finished.pdf import read_pdf
from stegvis.files.finished.pdf_tags import in_columns
from stegvis.files.package import read_package
from stegvis.render import render_pdf
from support.documents import sample_document
from support.finished_pdf import (
    bare_tables,
    headings,
    passages,
    printed_tables,
    read,
    set_by_typst,
    stranger,
    tables,
    without_structure,
)

CASES = Path(__file__).parents[1] / "cases"
NAMES = ("sample", "samspelet-2020", "finnveden-2020")


@cache
def document(name: str) -> Document:
    if name == "sample":
        return sample_document()
    package = read_package(CASES / name).package
    publication = count_and_release(package, Period.year(2020), on=date(2021, 2, 5))
    return annual_report(package, 2020, publication.tables, on=date(2021, 2, 5)).document


@cache
def printed(name: str) -> bytes:
    return render_pdf(document(name))


@pytest.mark.parametrize("name", NAMES)
def test_our_own_tables_are_read_back_by_their_structure(name):
    assert bare_tables(read(printed(name))) == printed_tables(document(name))


@pytest.mark.parametrize("name", NAMES)
def test_our_own_numbers_are_read_back_without_structure(name):
    found = bare_tables(read(without_structure(printed(name))))
    rows = {tuple(row) for table in found for row in table}
    wanted = {tuple(row) for table in printed_tables(document(name)) for row in table}
    assert len(wanted - rows) <= 1, wanted - rows


def test_every_cell_stands_on_its_line_and_has_its_box():
    report = read(printed("finnveden-2020"))
    cells = [cell for block in report.blocks if hasattr(block, "rows") for row in block.rows for cell in row.cells]
    assert all(cell.box for cell in cells if cell.text)
    assert all(cell.text.split()[0] in report.lines[cell.line].text for cell in cells if cell.text)


def test_lines_are_counted_from_1_on_each_page():
    numbers = {}
    for line in read(printed("finnveden-2020")).lines:
        assert line.number == numbers.get(line.page, 0) + 1
        numbers[line.page] = line.number


def test_markup():
    markup = read(printed("sample")).markup
    assert (markup.tagged, markup.language) == (True, "sv") and markup.title
    assert read(without_structure(printed("sample"))).markup.tagged is False


def test_numbers_with_spaces_stay_whole_and_close_columns_apart():
    [table] = tables(
        stranger("""
#table(columns: 4, stroke: none, align: (left, right, right, right),
  [Rad], [2020], [2019], [2018],
  [Intäkter], [1 599 700], [1 200 000], [999 000],
  [Kostnader], [– 480 307], [– 1 480 307], [– 307],
  [Resultat], [1 119 393], [– 280 307], [998 693])
""")
    )
    assert table[1:] == [["Intäkter", "1 599 700", "1 200 000", "999 000"], ["Kostnader", "– 480 307", "– 1 480 307", "– 307"],
                         ["Resultat", "1 119 393", "– 280 307", "998 693"]]  # fmt: skip


def test_a_ruled_table_has_its_cells_also_of_several_lines():
    [table] = tables(
        stranger("""
#table(columns: (150pt, 80pt, 120pt),
  [Mål], [Utfall], [Bedömning],
  [Minst 40 procent av dem som avslutar går till arbete eller studier], [37 %], [Delvis uppfyllt, se texten om målen],
  [Alla får en plan], [100 %], [Uppfyllt])
""")
    )
    assert table[1] == ["Minst 40 procent av dem som avslutar går till arbete eller studier", "37 %",
                        "Delvis uppfyllt, se texten om målen"]  # fmt: skip


def test_rules_part_words_that_stand_close():
    report = stranger("""
#table(columns: (78pt, 92pt, 40pt), inset: 1pt, stroke: 0.5pt, align: (right, left, right),
  [Insats], [Antal besök], [Antal],
  [Livskraft i öst], [Ramsberg och A], [11],
  [Kugghjulet vid], [Hela länsdelen], [37])
""")
    [found] = tables(report)
    assert found[1:] == [["Livskraft i öst", "Ramsberg och A", "11"], ["Kugghjulet vid", "Hela länsdelen", "37"]]


def test_a_table_goes_on_on_the_next_page_with_its_headings_once():
    rows = "\n".join(f"[Rad {one} med en etikett], [{one}], [{one * 3}]," for one in range(80))
    [table] = tables(
        stranger(f"""
#table(columns: (200pt, 60pt, 60pt), stroke: none, align: (left, right, right),
  table.header([Post], [Kvinnor], [Män]), {rows})
""")
    )
    assert len(table) == 81 and table[-1] == ["Rad 79 med en etikett", "79", "237"]


def test_headings_paragraphs_and_items():
    report = stranger("""
= Förvaltningsberättelse
#lorem(30). #lorem(40).

== Mål
- Ett mål som är kort.
- Ett annat.
""")
    assert headings(report) == [(1, "Förvaltningsberättelse"), (2, "Mål")]
    assert [kind for kind, _ in passages(report)] == ["prose", "item", "item"]


def test_two_columns_are_read_one_after_the_other():
    report = stranger("#columns(2)[Början av texten. #lorem(330) Slutet av texten.]")
    text = " ".join(words for _, words in passages(report))
    assert text.startswith("Början") and text.endswith("Slutet av texten.")
    assert len(tables(report)) == 0


def test_a_turned_page_is_read_as_it_is_shown():
    pdf = without_structure(set_by_typst("= Rubrik\nHej där."))
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.pages[0].Rotate = 180
        opened.save(out)
    assert read(out.getvalue()).lines[0].box.top > 400


def test_a_locked_file_a_broken_one_and_none_say_so():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed("sample"))) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(ValueError, match="password"):
        read(out.getvalue())
    for data in (b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 1000, printed("sample")[:500]):
        with pytest.raises(ValueError, match="pdf"):
            read(data)


def test_progress_is_told_page_by_page():
    told = []
    read_pdf(printed("finnveden-2020"), "x.pdf", lambda at, of: told.append((at, of)))
    assert told == [(at, told[-1][1]) for at in range(1, told[-1][1] + 1)]


def test_a_drawing_packed_thousandfold_is_refused_unopened():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        packed = zlib.compress(b"0 0 m 1 1 l S " * 2_000_000)
        pdf.pages[0].Contents = pdf.make_stream(packed, Filter=pikepdf.Name.FlateDecode)
        pdf.save(out, compress_streams=False)
    with pytest.raises(ValueError, match="large"):
        read(out.getvalue())


def test_a_page_without_words_is_a_page():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(without_structure(set_by_typst("Hej där.")))) as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    assert read(out.getvalue()).pages == 2


def test_empty_cells_that_the_structure_leaves_out_are_empty_cells_again():
    """Chromium writes no cell where nothing stands: a total would else move into last year's column."""

    def row(*cells: tuple[str, float]) -> GridRow:
        return GridRow(tuple(GridCell(text, 0, Box(left, 0, left + 30, 10)) for text, left in cells), 0)

    rows = [
        row(("Not", 100), ("2023", 200), ("2022", 300)),
        row(("Fordringar", 0), ("3", 110), ("412", 205), ("388", 305)),
        row(("Kassa", 0), ("769", 205), ("334", 305)),
        row(("Tillgångar", 0)),
    ]
    assert [[cell.text for cell in one.cells] for one in in_columns(rows)] == [
        ["", "Not", "2023", "2022"],
        ["Fordringar", "3", "412", "388"],
        ["Kassa", "", "769", "334"],
        ["Tillgångar", "", "", ""],
    ]
