"""Whatever a reader hands over is read without a fault."""

from hypothesis import given
from hypothesis import strategies as st

from stegvis.checking.figures import cell_figure, figures_in
from stegvis.checking.reading import understand
from stegvis.core.finished import Block, FinishedReport, GridCell, GridRow, Line, Passage, PrintedGrid, ReportHeading

HEADS = [
    "",
    "Kvinnor",
    "Män",
    "K",
    "M",
    "Totalt",
    "Not",
    "2024",
    "2023-12-31",
    "Budget",
    "Avvikelse +/-",
    "Antal",
    "Andel %",
]
LABELS = ["Summa tillgångar", "Intäkter", "Balansräkning", "Belopp i tkr", "15–29"]
CELLS = st.sampled_from([*HEADS, *LABELS, "-", "..", "12", "-3 400", "8,7 %", "1*2", "(5)", "1 20", "5 (4)"])
ROWS = st.lists(st.builds(GridCell, CELLS, st.just(0), span=st.integers(1, 3), heads=st.booleans()), max_size=5)
GRIDS = st.builds(PrintedGrid, st.lists(st.builds(GridRow, ROWS.map(tuple), st.just(0)), max_size=7).map(tuple), CELLS)
HEADINGS = st.builds(ReportHeading, CELLS, st.integers(1, 3), st.just(0))
BLOCKS = st.lists(GRIDS | HEADINGS | st.builds(Passage, CELLS, st.just((0,)), st.just((0,))), max_size=5)


@given(BLOCKS)
def test_any_blocks_are_understood_and_their_numbers_counted_once(blocks: list[Block]) -> None:
    read = understand(FinishedReport("rapport.pdf", 1, (Line(1, 1, "Rapport"),), tuple(blocks)))
    assert [one.id for one in read.numbers] == list(range(len(read.numbers)))
    assert all(read.numbers[one.id] is one for table in read.tables for one in table.numbers())
    for table in read.tables:
        assert all(table.column(at).place == at for row in table.rows for at in row.cells)


@given(st.text(alphabet="0123456789 .,-–%()*krtmn\u00a0", max_size=24) | st.text(max_size=12))
def test_any_text_is_read(text: str) -> None:
    cell_figure(text)
    found = list(figures_in(text))
    assert all(text[one.start : one.end].strip() == one.text for one in found)
