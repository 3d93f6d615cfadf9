"""A frozen value stored as JSON comes back equal, and equal values are stored in equal words."""

from datetime import date
from decimal import Decimal

import pytest

from stegvis.core.finished import (
    Block,
    FinishedReport,
    GridCell,
    GridRow,
    Noise,
    NoiseKind,
    Passage,
    PrintedGrid,
    ReportHeading,
)
from stegvis.core.money import Unit
from stegvis.core.periods import Period
from stegvis.core.plain import from_json, from_plain, to_json, to_plain
from stegvis.core.profile import Coarser, EditionFrom, Party, Policy, Profile, RequirementLine, StatementLine
from stegvis.core.tables import Category, Certificate, Dimension, ReleasedTable, TableHead
from stegvis.core.vocabulary import Group

PROFILE = Profile(
    "Samordningsförbundet Exempel",
    "222000-0000",
    "Exempelstad",
    ("Exempelstad", "Grannby"),
    Unit.TKR,
    True,
    (Party("fk", "Försäkringskassan", "social_insurance"), Party("af", "AF", "employment_service", "fk")),
    {"exit_reason": (EditionFrom("sus-2020"), EditionFrom("own-2023", date(2023, 1, 1)))},
    (
        Policy(date(2020, 1, 1), 5, Decimal("0.20"), None, Decimal("700.50"), (Coarser("a", grouping=1),)),
        Policy(
            date(2021, 1, 1), coarser=(Coarser("b", merge=(Group("x", "X", ("y", "z")),)), Coarser("c", drop="sex"))
        ),
    ),
    (StatementLine("result", "Resultat", sum_of=("a", "b"), note=1),),
    (StatementLine("cash", "Kassa", ("19",), side="assets"),),
    (RequirementLine("restore", "Att återställa", 2020, Decimal(-3)),),
)
TABLE = ReleasedTable(
    TableHead("t", "T", Period.year(2020), "sus-2020", (Dimension("sex", (Category("woman", "Kvinnor"),)),), counted=7),
    {("woman",): None, ("total",): 7},
    5,
    certified=(Certificate("stegen", "Lead", date(2021, 1, 9)),),
)


@pytest.mark.parametrize("value", [PROFILE, TABLE])
def test_a_stored_value_comes_back_equal(value):
    assert from_json(type(value), to_json(value)) == value
    assert to_json(from_json(type(value), to_json(value))) == to_json(value)


def test_a_field_with_its_default_is_left_out():
    assert to_plain(Party("fk", "F", "social_insurance")) == {"id": "fk", "name": "F", "kind": "social_insurance"}


def test_a_tuple_of_several_kinds_keeps_them():
    assert from_plain(tuple[int, str], [1, "a"]) == (1, "a")


def test_one_of_several_types_is_told_by_its_fields():
    blocks = (ReportHeading("R", 1, 0), Passage("p", (1,), (0,)), PrintedGrid((GridRow((GridCell("a", 2),), 2),)))
    report = FinishedReport("r.txt", 1, (), blocks, noise=(Noise(NoiseKind.SYMBOL, 1),))
    assert from_json(FinishedReport, to_json(report)) == report
    with pytest.raises(ValueError, match="of none of"):
        from_plain(Block, {"text": "p"})


def test_what_is_not_of_the_type_is_refused():
    with pytest.raises(KeyError):
        from_json(Party, '{"nickname": "F"}')
    with pytest.raises(ValueError, match="x"):
        from_plain(Unit, "x")
