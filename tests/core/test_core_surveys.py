"""A share of positive answers names its definition, how many it is of, and tells no more than the released cells."""

from decimal import Decimal

from stegvis.core.periods import Period
from stegvis.core.surveys import PositiveShare, positive_shares
from stegvis.core.tables import Category, Dimension, ReleasedTable, TableHead
from stegvis.core.vocabulary import positive_answers
from support.released import released

QUESTIONS = Dimension("question", (Category("i: q1", "i: q1"),))
ANSWERS = Dimension(
    "answer", tuple(Category(code, code) for code in ("1", "2", "3", "4", "5", "6", "unknown", "total"))
)


def shares(*values: int | None) -> dict[str, PositiveShare]:
    head = TableHead("answers-by-value", "Svar", Period.year(2020), "", (QUESTIONS, ANSWERS), "answers", sensitive=True)
    cells = {("i: q1", code): value for code, value in zip(ANSWERS.codes, values, strict=True)}
    return {one.definition: one for one in positive_shares(ReleasedTable(head, cells, 5))}


def test_each_definition_has_its_share_of_those_who_answered() -> None:
    found = shares(8, 9, 0, 10, 12, 15, 6, 60)
    assert found["national"].row == ("i: q1",)
    assert (found["national"].counted, found["national"].base, found["national"].share) == (27, 54, Decimal("0.50"))
    assert found["top_one"].share == Decimal("0.28")
    assert found["top_three"].counted == 37
    assert found["national"].period == Period.year(2020)


def test_a_hidden_cell_hides_what_it_is_part_of() -> None:
    found = shares(8, None, 0, 10, 12, 15, 6, 60)
    assert found["national"].share == Decimal("0.50")
    assert (found["yes"].counted, found["yes"].share) == (None, None)
    assert {one.share for one in shares(8, 9, 0, 10, 12, 15, None, 60).values()} == {None}
    assert {one.base for one in shares(8, 9, 0, 10, 12, 15, 6, None).values()} == {None}


def test_a_small_base_has_no_share() -> None:
    assert {one.share for one in shares(0, 0, 0, 0, 9, 9, 0, 18).values()} == {None}


def test_another_table_has_none() -> None:
    assert list(positive_shares(released("exits-by-reason", "exit_reason", {"total": (5, 5, 10)}))) == []


def test_the_definitions_are_those_of_the_vocabulary() -> None:
    assert positive_answers() == {
        "top_one": {"6"}, "national": {"5", "6"}, "top_three": {"4", "5", "6"}, "yes": {"2"},
    }  # fmt: skip
