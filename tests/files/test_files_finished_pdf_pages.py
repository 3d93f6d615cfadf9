"""Pages as they come: scanned with a text layer, turned, with notes at the foot, signed, and tagged without tables."""

import io
from random import Random

import pikepdf
import pytest

from stegvis.core.finished import PrintedGrid
from support.finished_pdf import headings, passages, read, set_by_typst, stranger, tables, without_structure

ROWS = [["Insats", "Kvinnor", "Totalt"], ["Stegen", "16", "1 240"], ["Bron", "26", "48"], ["Totalt", "42", "1 288"]]
TURNED = """
#set page(width: 300pt, height: 500pt, margin: 30pt)
#rotate({angle}, reflow: true)[#block(width: 400pt)[= Rubrik
Hej där.
#table(columns: 3, stroke: none, align: (left, right, right),
  [Rad], [2020], [2019], [Intäkter], [1 599 700], [1 200 000], [Kostnader], [– 480 307], [– 1 480 307])]]
"""


def scanned(words: list[tuple[float, float, str]]) -> bytes:
    """A picture of a page, with words over it that are not drawn, none of them quite on its line."""
    random = Random(7)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )  # fmt: skip
        picture = pdf.make_stream(
            bytes(100), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=10, Height=10,
            ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
        )  # fmt: skip
        page.Resources = pikepdf.Dictionary(Font={"/F": font}, XObject={"/I": picture})
        drawn = b"q 595 0 0 842 0 0 cm /I Do Q BT 3 Tr "
        for x, y, word in words:
            size, slant = random.uniform(9.6, 10.4), 0.004 * x + random.uniform(-0.7, 0.7)
            place = f"/F {size:.2f} Tf 1 0 0 1 {x + random.uniform(-0.8, 0.8):.2f} {842 - y + slant:.2f} Tm "
            drawn += place.encode() + b"(" + word.encode("cp1252") + b") Tj "
        page.Contents = pdf.make_stream(drawn + b"ET")
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def test_a_scanned_page_has_the_rows_of_its_text_layer():
    words = [(60, 80, "Så"), (76, 80, "många"), (110, 80, "deltog"), (143, 80, "under"), (173, 80, "året.")]
    for at, row in enumerate(ROWS):
        words += [(60, 130 + 18 * at, row[0]), (250, 130 + 18 * at, row[1]), (350, 130 + 18 * at, row[2])]
    report = read(scanned(words))
    assert [text for _, text in passages(report)] == ["Så många deltog under året."]
    assert tables(report) == [ROWS]


@pytest.mark.parametrize(("angle", "rotate"), [(-90, 0), (90, 0), (180, 0), (-90, 90), (90, 270), (-90, 270), (0, 90)])
def test_a_page_is_turned_until_its_text_is_upright(angle, rotate):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(without_structure(set_by_typst(TURNED.format(angle=f"{angle}deg"))))) as pdf:
        pdf.pages[0].Rotate = rotate
        pdf.save(out)
    report = read(out.getvalue())
    assert headings(report) == [(1, "Rubrik")]
    assert passages(report) == [("prose", "Hej där.")]
    assert [row[1:] for row in tables(report)[0][1:]] == [["1 599 700", "1 200 000"], ["– 480 307", "– 1 480 307"]]


@pytest.mark.parametrize(("angle", "corner"), [(-90, "below"), (90, "right")])
def test_boxes_stand_on_the_page_as_it_is_shown(angle, corner):
    report = read(without_structure(set_by_typst(TURNED.format(angle=f"{angle}deg"))))
    heading = report.lines[0].box
    assert heading.bottom - heading.top > heading.right - heading.left
    assert heading.bottom > 400 if corner == "below" else heading.top < 60
    assert all((line.box.left > heading.left) == (corner == "below") for line in report.lines[1:])
    cells = [
        cell for block in report.blocks if isinstance(block, PrintedGrid) for row in block.rows for cell in row.cells
    ]
    assert all(0 <= cell.box.left < cell.box.right <= 300 and cell.box.bottom <= 500 for cell in cells)


def test_notes_at_the_foot_are_notes_each_of_its_own():
    report = stranger("""
#set super(typographic: false)
Antalet var 45#footnote[Varav 3 har deltagit i två insatser.] och fler än så#footnote[Enligt uppgift i januari.]. #lorem(60)
""")
    (kind, text), *notes = passages(report)
    assert (kind, text[:16]) == ("prose", "Antalet var 45¹ ")
    assert notes == [("note", "1 Varav 3 har deltagit i två insatser."), ("note", "2 Enligt uppgift i januari.")]


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_headings_over_several_columns_of_a_table_without_rules(align):
    [table] = tables(
        stranger(f"""
#table(columns: 5, stroke: none, align: (left, right, right, right, right),
 [], table.cell(colspan: 2, align: {align})[Budget], table.cell(colspan: 2, align: {align})[Utfall],
 [Insats], [Kvinnor], [Män], [Kvinnor], [Män],
 [Stegen], [14], [16], [9], [10],
 [Bron], [24], [26], [19], [11])
""")
    )
    assert table[:3] == [["", "Budget", "", "Utfall", ""], ["Insats", "Kvinnor", "Män", "Kvinnor", "Män"],
                         ["Stegen", "14", "16", "9", "10"]]  # fmt: skip


@pytest.mark.parametrize("stroke", ["none", "0.5pt"])
@pytest.mark.parametrize("again", [True, False])
def test_a_table_goes_on_with_its_headings_printed_again_or_not(stroke, again):
    head = "[Post], [Kvinnor], [Män]"
    rows = " ".join(f"[Post {at}], [{at}], [{at * 3}]," for at in range(18))
    [table] = tables(
        stranger(f"""
#set page(height: 400pt, header: [Förbundet], footer: context [Sida #counter(page).display()])
#table(columns: (200pt, 60pt, 60pt), stroke: {stroke}, align: (left, right, right),
  {f"table.header({head})" if again else head}, {rows})
""")
    )
    assert table[0] == ["Post", "Kvinnor", "Män"]
    assert [row[0] for row in table[1:]] == [f"Post {at}" for at in range(18)]


def test_those_who_sign_are_no_table():
    report = stranger("""
Exempelstad den 3 mars 2021

#v(30pt)
#grid(columns: (200pt, 200pt), row-gutter: 6pt, [............], [............], [Anna Ek], [Bo Berg], [Ordförande], [Ledamot])
#v(30pt)
#grid(columns: (200pt, 200pt), row-gutter: 6pt, [Eva Ek], [Frans Fors], [Ordförande 2020], [Ledamot 2020])
""")
    assert tables(report) == []
    assert "Anna Ek Bo Berg" in " ".join(text for _, text in passages(report))


def test_a_tagged_page_with_rows_set_by_tabs_has_its_table_by_where_it_stands():
    rows = " ".join(
        f"{name} #h(1fr) #box(width: 60pt, align(right)[{women}]) #box(width: 60pt, align(right)[{men}]) \\"
        for name, women, men in ROWS
    )
    report = read(set_by_typst(f"= Deltagare\n#lorem(40)\n\n{rows}\nText efter.\n#table(columns: 2, [A], [1])"))
    assert report.markup is not None
    assert report.markup.tagged
    assert tables(report) == [ROWS, [["A", "1"]]]
    assert [kind for kind, _ in passages(report)] == ["prose", "prose"]
    assert passages(report)[1] == ("prose", "Text efter.")


def test_a_tagged_page_of_sentences_stays_as_it_is_told():
    source = "#set par(justify: true)\n#lorem(300) 45 personer. 12 av 45 är unga. #lorem(80)"
    assert tables(read(set_by_typst(source))) == []


SENTENCES = "Under året deltog många fler personer än året före i de insatser som vi betalade för. " * 7


def test_boxes_headings_and_tables_stand_in_a_column_and_go_on_in_the_next():
    report = stranger(f"""
#set page(height: 460pt, columns: 2, header: align(right)[Förbundet], footer: context [Ett år #h(1fr) #counter(page).display()])
#place(top, scope: "parent", float: true)[#text(size: 20pt)[Ett år tillsammans med alla parter]]
= Början
{SENTENCES}
#block(fill: luma(235), inset: 6pt)[Start: 2018 \\ Parter: alla]
{SENTENCES}
= Deltagare
#table(columns: 3, stroke: none, align: (left, right, right), [Insats], [Kvinnor], [Män], [Stegen], [16], [9],
  [Bron], [26], [22], [Summa], [42], [31])
{SENTENCES}
= Slutet
{SENTENCES} {SENTENCES}
""")
    assert [text for _, text in headings(report)] == [
        "Ett år tillsammans med alla parter",
        "Början",
        "Deltagare",
        "Slutet",
    ]
    assert tables(report) == [
        [["Insats", "Kvinnor", "Män"], ["Stegen", "16", "9"], ["Bron", "26", "22"], ["Summa", "42", "31"]]
    ]
    told = [text for kind, text in passages(report) if kind == "prose"]
    assert sum(text.count(SENTENCES.strip()) for text in told) == 5
    assert {text for kind, text in passages(report) if kind == "furniture"} == {"Förbundet", "Ett år 1", "Ett år 2"}


def test_a_word_that_a_narrow_cell_cut_is_whole_again_where_the_text_has_it_whole():
    report = stranger("""
I Hälsosteget och på konferensen deltog många. Kvinnorna var flest i båda.
#table(columns: (60pt, 60pt), stroke: 0.5pt, [Insats], [Antal], [Hälsoste \\ get], [16], [Konfere \\ nser], [9],
  [Andel \\ kvinnor], [42])
""")
    assert [row[0] for row in tables(report)[0]] == ["Insats", "Hälsosteget", "Konferenser", "Andel kvinnor"]
    assert [noise.kind for noise in report.noise] == ["cut_cell", "cut_cell"]
