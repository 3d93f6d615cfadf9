"""Amounts are stored as whole öre: exact, or not at all."""

from decimal import Decimal

import pytest

from stegvis.core.money import Unit


@pytest.mark.parametrize(
    ("unit", "amount", "ore"),
    [
        (Unit.KR, "4928", 492800),
        (Unit.KR, "-0.01", -1),
        (Unit.KR, "0.005", None),
        (Unit.TKR, "4928", 492800000),
        (Unit.TKR, "0.00001", 1),
        (Unit.TKR, "0.000001", None),
        (Unit.KR, "0", 0),
    ],
)
def test_an_amount_is_whole_ore_or_refused(unit, amount, ore):
    assert unit.to_ore(Decimal(amount)) == ore


@pytest.mark.parametrize(
    ("ore", "written"), [(492800, "4928"), (-1, "-0.01"), (150, "1.5"), (0, "0"), (100000, "1000")]
)
def test_ore_comes_back_as_the_amount_without_zeros_at_its_end(ore, written):
    assert str(Unit.KR.from_ore(ore)) == written
    assert Unit.KR.to_ore(Unit.KR.from_ore(ore)) == ore
    assert Unit.TKR.to_ore(Unit.TKR.from_ore(ore)) == ore
