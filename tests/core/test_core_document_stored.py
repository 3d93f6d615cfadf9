"""An adopted report is the stored document: what is read back is what was written, to the last digit."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.core.document import Block, Cell, Chart, Row, Series, StatementBlock, TableBlock
from stegvis.core.document.stored import from_json, to_json
from support.documents import exits_by_reason, sample_document

KEPT = Path(__file__).parent / "document-schema-1.json"

#: What is not a number is no figure of a report.
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))

DECIMALS = st.none() | st.decimals(allow_nan=False, allow_infinity=False)
CELLS = st.builds(Cell, value=DECIMALS | st.text())
ROWS = st.builds(Row, cells=st.lists(CELLS, max_size=3).map(tuple))
SERIES = st.builds(Series, values=st.lists(DECIMALS, max_size=3).map(tuple))
PARTS = {
    StatementBlock: {"rows": st.lists(ROWS, max_size=3).map(tuple)},
    Chart: {"series": st.lists(SERIES, max_size=3).map(tuple)},
}
BLOCKS = st.one_of([st.builds(kind, **PARTS.get(kind, {})) for kind in get_args(Block)])


def test_the_sample_comes_back_as_it_was():
    document = sample_document()
    assert from_json(to_json(document)) == document
    assert {type(block) for block in document.blocks()} == set(get_args(Block))


def test_amounts_of_money_in_a_table_come_back_to_the_last_decimal():
    sample = sample_document()
    paid = replace(exits_by_reason(), amounts={("arbete", "woman"): Decimal("1250.50")})
    section = replace(sample.sections[0], blocks=(TableBlock("paid", paid, "Avslut"),), sections=())
    document = replace(sample, sections=(section,))
    assert from_json(to_json(document)) == document


def test_the_same_document_gives_the_same_text():
    assert to_json(sample_document()) == to_json(from_json(to_json(sample_document())))


@settings(max_examples=25)
@given(BLOCKS)
def test_any_block_comes_back_exactly(block):
    sample = sample_document()
    section = replace(sample.sections[0], blocks=(block,), sections=())
    document = replace(sample, sections=(section,))
    again = from_json(to_json(document))
    assert again == document
    assert to_json(again) == to_json(document)


def test_what_schema_1_wrote_is_still_read():
    """Fields that came later have a default, so the kept text is never written anew."""
    assert from_json(KEPT.read_text("utf-8")) == sample_document()


def test_text_is_kept_as_its_characters():
    document = replace(sample_document(), title='</script> "\\ \u2028 å')
    assert from_json(to_json(document)).title == document.title


@pytest.mark.parametrize("text", ["[]", "{}", '{"schema": 2}', '{"schema": 1}', '{"schema":1,"kind":[]}', "no"])
def test_what_is_no_document_is_refused(text):
    with pytest.raises(ValueError):
        from_json(text)


@pytest.mark.parametrize("old, new", [('"decimal":"0.364"', '"decimal":"x"'), ('"block":"Prose"', '"block":"Verse"')])
def test_a_damaged_document_is_refused(old, new):
    text = to_json(sample_document())
    assert old in text
    with pytest.raises(ValueError):
        from_json(text.replace(old, new))
