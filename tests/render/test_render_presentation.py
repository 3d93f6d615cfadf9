"""What is printed is laid out once: numbers, groups, anchors and notes."""

from dataclasses import replace

import pytest

from stegvis.core.document import (
    Cell,
    CellKind,
    Column,
    Prose,
    ProseKind,
    ProseNode,
    Row,
    RowKind,
    Section,
    StatementBlock,
    TableBlock,
)
from stegvis.core.tables import CountTable
from stegvis.render.presentation import present, present_section
from support.documents import amounts, exits_by_reason, income_statement, sample_document


def of(*blocks):
    return replace(sample_document(), sections=(Section("one", "Ett", blocks),))


def printed(*blocks):
    return present(of(*blocks)).sections[0].blocks


def test_tables_charts_and_notes_are_numbered_each_for_itself():
    leads = [getattr(block, "lead", "") for one in present(sample_document()).sections for block in one.blocks]
    assert [lead for lead in leads if lead.startswith("Tabell")] == [f"Tabell {number}" for number in range(1, 8)]
    assert [lead for lead in leads if lead.startswith("Diagram")] == ["Diagram 1", "Diagram 2"]
    assert [lead for lead in leads if lead.startswith("Not")] == ["Not 1", "Not 2"]


def test_anchors_are_never_shared():
    one, other = printed(income_statement(), income_statement())
    assert (one.anchor, other.anchor) == ("statement-income", "statement-income-2")


def test_a_note_that_is_not_there_is_a_number_and_no_link():
    (table,) = printed(income_statement())
    row = table.rows[1]
    assert (row.note, row.note_anchor) == ("1", "")


def test_a_note_knows_the_statements_that_refer_to_it():
    note = replace(
        income_statement(), id="n", caption="Bidrag", rows=(Row("Medlemsbidrag", amounts(1, 2, 3)),), number=1
    )
    table, noted = printed(income_statement(), note)
    assert table.rows[1].note_anchor == noted.anchor == "note-1"
    assert noted.back == (("statement-income", "Resultaträkning"),)


def test_a_group_of_rows_without_figures_is_its_name_alone():
    rows = (Row("Tillgångar", (Cell(CellKind.EMPTY),), RowKind.GROUP), Row("Kassa", amounts(5)))
    (table,) = printed(StatementBlock("b", "Balans", "", (Column("2020", CellKind.AMOUNT),), rows))
    assert [row.cells for row in table.rows] == [(), ("5",)]


def test_headings_in_prose_follow_the_section_and_skip_nothing():
    nodes = tuple(ProseNode(ProseKind.HEADING, ((),), level) for level in (3, 1, 2, 6))
    (prose,) = printed(Prose(nodes))
    assert [node.level for node in prose.nodes] == [2, 2, 3, 4]


def test_a_hidden_cell_is_explained_once():
    (table,) = printed(TableBlock("t", exits_by_reason(), "Avslut", ("En not.",)))
    assert table.notes[0] == "En not."
    assert table.notes[1].startswith("Två punkter (..)")
    assert len(table.notes) == 2


def test_an_unreleased_table_is_refused():
    released = exits_by_reason()
    counted = CountTable(released.head, {key: value or 0 for key, value in released.cells.items()})
    with pytest.raises(TypeError, match="CountTable"):
        printed(TableBlock("t", counted, "Räknad"))


def test_what_is_no_block_is_refused():
    with pytest.raises(TypeError, match="no block str"):
        printed("text")


def test_a_section_by_itself_is_numbered_as_in_the_whole():
    sections = present_section(sample_document(), "notes")
    assert [one.heading for one in sections] == ["Noter"]
    assert [block.lead for block in sections[0].blocks] == ["Not 1", "Not 2"]
    with pytest.raises(KeyError):
        present_section(sample_document(), "none")


def test_two_dots_are_explained_under_the_first_table_of_each_section():
    block = TableBlock("t", exits_by_reason(), "Avslut")
    sections = tuple(Section(id, id, (block, block)) for id in ("one", "two"))
    notes = [[len(table.notes) for table in one.blocks] for one in present(replace(of(), sections=sections)).sections]
    assert notes == [[1, 0], [1, 0]]


def test_facts_of_one_thing_are_no_numbered_table():
    columns = (Column("", CellKind.TEXT),)
    facts = StatementBlock("facts", "Stegen i korthet", "", columns, (Row("Ägare", (Cell(CellKind.TEXT, "Grums"),)),))
    shown, table = printed(facts, income_statement())
    assert (shown.lead, table.lead) == ("", "Tabell 1")


def test_a_span_in_a_code_list_is_set_with_a_dash():
    released = exits_by_reason()
    rows = released.head.dimensions[0]
    first = replace(rows.categories[0], label="15 - 29")
    head = replace(
        released.head,
        dimensions=(replace(rows, categories=(first, *rows.categories[1:])), *released.head.dimensions[1:]),
    )
    (table,) = printed(TableBlock("t", replace(released, head=head), "Avslut"))
    assert table.rows[0].label == "15–29"
