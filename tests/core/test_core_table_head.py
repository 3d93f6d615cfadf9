"""What a table says of its cells by their keys."""

import pytest

from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, TableHead

SEX = Dimension("sex", tuple(Category(code, code) for code in ("woman", "man", "total")))
MEASURE = Dimension("measure", (Category("started", "Påbörjade"), Category("meetings", "Möten", persons=False)))
HEAD = TableHead("tallies-by-measure", "Antal", Period.year(2020), "sus-2020", (SEX, MEASURE))


@pytest.mark.parametrize("sex", SEX.codes)
def test_a_cell_counts_persons_where_all_its_categories_do(sex: str) -> None:
    assert HEAD.counts_persons((sex, "started"))
    assert not HEAD.counts_persons((sex, "meetings"))


def test_a_key_of_another_length_is_no_key_of_the_table() -> None:
    with pytest.raises(ValueError, match="shorter"):
        HEAD.counts_persons(("woman",))
