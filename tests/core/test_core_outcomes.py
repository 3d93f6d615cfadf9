"""Shares of outcome sets: what they count, and when they are not told."""

from decimal import Decimal

import pytest

from stegvis.core.outcomes import outcome_share
from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, ReleasedTable, TableHead
from stegvis.core.vocabulary import Group, outcome_set

WORK = outcome_set("work_or_studies")


def table(name: str, edition: str = "sus-2020", grouping: str = "", **cells: int | None) -> ReleasedTable:
    rows = Dimension("rows", tuple(Category(code, code) for code in cells))
    head = TableHead(name, name, Period.year(2025), edition, (rows,), grouping=grouping)
    return ReleasedTable(head, {(code,): value for code, value in cells.items()}, 5)


def destinations(grouping: str = "", **cells: int | None) -> dict[str, ReleasedTable]:
    return {"exits-by-destination": table("exits-by-destination", grouping=grouping, **cells)}


def reasons(edition: str = "sus-2020", grouping: str = "", **cells: int | None) -> dict[str, ReleasedTable]:
    return {"exits-by-reason": table("exits-by-reason", edition, grouping, **cells)}


EXITS = reasons(discharged=30, illness=20, total=50)


def test_a_share_is_counted_cells_of_all_exits_in_whole_percent() -> None:
    tables = EXITS | destinations(unsubsidised_work=9, subsidised_work=0, studies=8, active_job_seeker=13, total=30)
    found = outcome_share(WORK, tables)
    assert found is not None
    assert (found.counted, found.base, found.share) == (17, 50, Decimal("0.34"))


def test_an_edition_whose_reasons_say_where_people_went_needs_no_other_table() -> None:
    found = outcome_share(WORK, reasons("own-2023", work=12, studies=8, illness=10, total=30))
    assert found is not None
    assert (found.counted, found.base) == (20, 30)


def test_with_sex_the_rows_total_is_taken() -> None:
    sexes = Dimension("sex", (Category("woman", "Kvinnor"), Category("total", "Totalt")))
    rows = Dimension("exit_reason", (Category("studies", "Studier"), Category("total", "Totalt")))
    head = TableHead("exits-by-reason", "", Period.year(2025), "own-2023", (rows, sexes))
    keys = {("studies", "woman"): 7, ("studies", "total"): 15, ("total", "woman"): 20, ("total", "total"): 40}
    found = outcome_share(WORK, {"exits-by-reason": ReleasedTable(head, keys, 5)})
    assert found is not None
    assert (found.counted, found.base) == (15, 40)


@pytest.mark.parametrize(
    ("tables", "why"),
    [
        (destinations(studies=30, total=30), "all exits are not published"),
        (EXITS, "nothing tells where people went"),
        (EXITS | destinations(unsubsidised_work=None, studies=8, total=30), "a cell is hidden"),
        (reasons("own-2023", work=9, studies=8, total=19), "a base of 19"),
        (reasons("own-2023", work=22, studies=8, total=32), "two others would be told"),
    ],
)
def test_a_share_that_would_tell_too_much_is_not_told(tables: dict[str, ReleasedTable], why: str) -> None:
    assert outcome_share(WORK, tables) is None, why


def test_a_group_counts_only_where_all_of_it_is_in_the_set() -> None:
    coarse = destinations("1", work_or_studies=17, active_job_seeker=13, total=30)
    found = outcome_share(WORK, EXITS | coarse)
    assert found is not None
    assert found.counted == 17
    mixed = destinations("merge", away=17, active_job_seeker=13, total=30)
    own = {"exits-by-destination": (Group("away", "Vidare", ("studies", "active_job_seeker")),)}
    assert outcome_share(WORK, EXITS | mixed, own) is None


def test_a_set_is_known_by_its_code() -> None:
    assert WORK.base == "exits"
    assert "studies" in WORK.members["exit_destination"]
    with pytest.raises(KeyError):
        outcome_set("nothing")
