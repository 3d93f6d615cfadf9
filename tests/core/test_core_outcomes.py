"""Shares of outcome sets: what they count, and when they are not told."""

from decimal import Decimal

import pytest

from stegvis.core.outcomes import outcome_counts, outcome_findings, outcome_share
from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, ReleasedTable, TableHead
from stegvis.core.vocabulary import Group, OutcomeSet, outcome_set

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


BY_SEX = Dimension("sex", tuple(Category(code, code) for code in ("woman", "man", "total")))


def by_sex(name: str, edition: str, rows: dict[str, tuple[int | None, ...]]) -> dict[str, ReleasedTable]:
    rows_of = Dimension("exit_reason", tuple(Category(code, code) for code in rows))
    head = TableHead(name, name, Period.year(2025), edition, (rows_of, BY_SEX))
    cells = {(row, sex): value for row, values in rows.items() for sex, value in zip(BY_SEX.codes, values, strict=True)}
    return {name: ReleasedTable(head, cells, 5)}


def test_every_set_by_sex_and_in_all() -> None:
    rows = {"work": (12, 8, 20), "studies": (6, None, None), "illness": (10, 12, 22), "total": (28, 26, 54)}
    found = {(one.outcome.code, one.sex): one for one in outcome_counts(by_sex("exits-by-reason", "own-2023", rows))}
    women = found["work_or_studies", "woman"]
    assert (women.counted, women.base) == (18, 28)
    assert women.share is not None
    assert women.share.share == Decimal("0.64")
    men = found["work_or_studies", "man"]
    assert (men.counted, men.base, men.share) == (None, 26, None)
    assert {code for code, _ in found} == {
        "self_support", "work_or_studies", "to_reinforced_cooperation", "onward_care", "step_forward",
    }  # fmt: skip


def test_destinations_without_sex_say_nothing_of_a_sex() -> None:
    reasons_by_sex = by_sex("exits-by-reason", "sus-2020", {"discharged": (30, 20, 50), "total": (30, 20, 50)})
    without = destinations(unsubsidised_work=20, subsidised_work=10, studies=10, active_job_seeker=10, total=50)
    found = {(one.outcome.code, one.sex): one.counted for one in outcome_counts(reasons_by_sex | without)}
    assert found["work_or_studies", "total"] == 40
    assert found["work_or_studies", "woman"] is None


def test_no_exits_by_reason_no_outcomes() -> None:
    assert outcome_counts(destinations(studies=30, total=30)) == ()


def test_a_row_that_says_what_it_is_merged_of_needs_no_grouping() -> None:
    rows = Dimension("rows", (Category("away", "Vidare", of=("work", "studies")), Category("total", "Totalt")))
    head = TableHead("exits-by-reason", "", Period.year(2025), "own-2023", (rows,))
    (found, *_) = [
        one
        for one in outcome_counts({"exits-by-reason": ReleasedTable(head, {("away",): 21, ("total",): 40}, 5)})
        if one.outcome is WORK
    ]
    assert found.counted == 21


def test_a_set_that_the_edition_knows_nothing_of_is_an_error_and_no_nought() -> None:
    nothing = OutcomeSet("custody", "Häkte", "exits", {"exit_reason": frozenset({"custody"})})
    assert [(one.code, one.value) for one in outcome_findings("own-2023", [nothing, WORK])] == [("TAB-003", "custody")]
    assert outcome_findings("stegvis-2026", [nothing]) == ()
    led = OutcomeSet("studies", "Studier", "exits", {"exit_destination": frozenset({"studies"})})
    assert outcome_findings("sus-2020", [led]) == ()
    assert [one.value for one in outcome_findings("own-2023", [led])] == ["studies"]
    assert outcome_findings("sus-2020") == ()


def test_a_set_is_known_by_its_code() -> None:
    assert WORK.base == "exits"
    assert "studies" in WORK.members["exit_destination"]
    with pytest.raises(KeyError):
        outcome_set("nothing")
