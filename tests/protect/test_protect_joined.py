"""What several tables tell when they are joined over more than one thing: found by somebody who breaks tables for a living."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from stegvis.core.periods import Period
from stegvis.core.profile import Policy
from stegvis.core.tables import Category, CountTable, Dimension, RefusalReason, ReleasedTable, TableHead
from stegvis.protect import Register, release

POLICY, ON = Policy(date(2020, 1, 1)), date(2026, 1, 1)
BANDS = ("15-29", "30-44", "45-59", "60-74")


def dimension(name: str, codes: object, *, additive: bool = True) -> Dimension:
    return Dimension(name, tuple(Category(code, code) for code in (*codes, "total")), additive)  # type: ignore[misc]


def table(
    rows: dict[str, tuple[int, int]], by: str = "age_band", population: str = "exits", period: str = "2020",
    total: tuple[int, int] | None = None, **head: object,
) -> CountTable:  # fmt: skip
    women, men = total or tuple(map(sum, zip(*rows.values(), strict=True)))
    cells = {
        (code, sex): value
        for code, (one, other) in {**rows, "total": (women, men)}.items()
        for sex, value in (("woman", one), ("man", other), ("total", one + other))
    }
    dimensions = (dimension(by, rows, additive=total is None), dimension("sex", ("woman", "man")))
    name = f"{population}-by-{by}"
    return CountTable(
        TableHead(name, name, Period.parse(period), "", dimensions, population=population, **head),
        cells,  # type: ignore[arg-type]
    )


def one_after_another(*publications: list[CountTable], recounted: bool = True) -> list[ReleasedTable]:
    """Everything that is let out, each publication with the register of those before."""
    out: list[ReleasedTable] = []
    counted: list[CountTable] = []
    for tables in publications:
        found = release(tables, POLICY, Register(tuple(out), tuple(counted) if recounted else ()), on=ON)
        counted += tables
        out += getattr(found, "tables", ())
    return out


def even(women: int, period: str, **more: object) -> CountTable:
    return table({"a": (women, women), "b": (women, women)}, by="education", period=period, **more)  # type: ignore[arg-type]


def test_merged_rows_and_a_shorter_period():
    """45 and older of the year less 45-59 and 60-74 of the half-year are two women: nobody printed either of the two."""
    fine = table(dict.fromkeys(BANDS, (10, 10)), period="2020-01..2020-06")
    year = table(dict(zip(BANDS, ((18, 18), (18, 18), (11, 11), (11, 11)), strict=True)))
    fine = replace(fine, head=replace(fine.head, edition="sus-2020"))
    year = replace(year, head=replace(year.head, edition="sus-2020"))
    for publications in ([[fine], [year]], [[fine, year]]):
        out = {str(one.head.period): one for one in one_after_another(*publications)}
        if len(out) == 2:
            merged, parts = out["2020"].cells.get(("45+", "woman")), out["2020-01..2020-06"].cells
            assert merged is None or None in (parts["45-59", "woman"], parts["60-74", "woman"])


def test_whole_and_part_in_a_year_and_a_quarter():
    quarter = "2020-01..2020-03"
    asked = [
        even(30, "2020"),
        even(20, "2020", initiatives=("A",)),
        even(20, quarter),
        even(12, quarter, initiatives=("A",)),
    ]
    assert len(one_after_another(asked)) < 4


@pytest.mark.parametrize("recounted", [True, False])
def test_a_year_less_three_of_its_quarters(recounted):
    quarters = [
        even(women, f"2020-{3 * place + 1:02}..2020-{3 * place + 3:02}") for place, women in enumerate((13, 13, 14))
    ]
    out = one_after_another([even(42, "2020")], *([one] for one in quarters), recounted=recounted)
    shown = [one for one in out if one.cells["total", "woman"] is not None]
    assert len(shown) < 4


def test_a_new_version_hides_what_the_old_one_hid():
    rows = {"a": (10, 1), "b": (9, 16), "c": (13, 14), "d": (13, 15), "e": (5, 12)}
    out = one_after_another([table(rows, by="education")], [table({**rows, "a": (15, 7)}, by="education")])
    first, *later = out
    hidden = {key for key, value in first.cells.items() if value is None}
    assert hidden
    assert all(one.cells[key] is None for one in later for key in hidden)


def test_how_many_are_in_two_rows_is_a_number_too():
    both = table({"A": (20, 30), "B": (25, 22)}, by="initiative", population="participants", total=(43, 52))
    for one in one_after_another([both]):
        assert None in [one.cells[code, "woman"] for code in ("A", "B", "total")]


def test_those_who_left_are_the_participants_less_those_who_are_left():
    rows = {"a": (33, 30)}
    all_of_them = table(rows, by="education", population="participants")
    left = CountTable(
        TableHead("open-by-month", "", Period.year(2020), "",
                  (Dimension("month", (Category("2020-12", ""),)), dimension("sex", ("woman", "man"))), population="open"),
        {("2020-12", "woman"): 30, ("2020-12", "man"): 30, ("2020-12", "total"): 60},
    )  # fmt: skip
    out = {one.head.population: one for one in one_after_another([all_of_them, left])}
    assert len(out) < 2 or None in (out["open"].cells["2020-12", "woman"], out["participants"].cells["total", "woman"])


def test_an_amount_of_as_many_is_not_told_anew():
    first = replace(even(30, "2020", amount="days"), amounts={("a", "woman"): Decimal(100)})
    again = replace(first, amounts={("a", "woman"): Decimal(105)})
    out = one_after_another([first])
    found = release([again], POLICY, Register(tuple(out)), on=ON)
    assert [one.reason for one in found.refused] == [RefusalReason.CHANGED_TOO_LITTLE]


def test_each_partys_reason_is_its_own():
    before = release([even(30, "2020")], POLICY, Register(), on=ON, party="fk").tables
    changed = [replace(even(32, "2020"), party="fk"), replace(even(40, "2020"), party="af")]
    found = release(changed, POLICY, Register(before), on=ON)
    assert [one.reason for one in found.refused] == [RefusalReason.CHANGED_TOO_LITTLE]
    assert [one.party for one in found.tables] == ["af"]


def test_rows_that_share_persons_within_a_region():
    places = (
        Category("r", "r"), Category("r1", "", parent="r"), Category("r2", "", parent="r"), Category("s", "s"),
        Category("total", ""),
    )  # fmt: skip
    head = TableHead("t", "T", Period.year(2020), "", (Dimension("association", places, additive=False),))
    cells = {("r",): 20, ("r1",): 12, ("r2",): 13, ("s",): 15, ("total",): 30}
    assert one_after_another([CountTable(head, cells)])


def test_participants_of_all_initiatives_less_those_of_two():
    """Nobody is in two of them, as the counts show: women "a" of C are 30 - 14 - 14."""
    whole = table({"a": (30, 30), "b": (36, 36)}, population="participants")
    part = {"a": (14, 14), "b": (15, 15)}
    first, second = (table(part, population="participants", initiatives=(one,)) for one in "AB")
    third = table({"a": (2, 2), "b": (6, 6)}, population="participants", initiatives=("C",))
    out = one_after_another([whole, first, second, third])
    shown = {one.head.initiatives: one.cells["a", "woman"] for one in out}
    assert None in [shown.get(asked) for asked in ((), ("A",), ("B",))]
