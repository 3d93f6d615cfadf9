"""The median of values that occur so many times each is the one in the middle of them all written out."""

import statistics
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stegvis.core.middle import mean, median


@given(st.dictionaries(st.integers(-5, 400), st.integers(1, 6), min_size=1, max_size=8))
def test_it_is_the_median_of_the_values_written_out(counts: dict[int, int]) -> None:
    written_out = [value for value, count in counts.items() for _ in range(count)]
    assert median(counts) == Decimal(statistics.median(written_out))


@given(st.dictionaries(st.integers(1, 6), st.integers(1, 6), min_size=1))
def test_the_mean_is_that_of_the_values_written_out(counts: dict[int, int]) -> None:
    written_out = [value for value, count in counts.items() for _ in range(count)]
    assert abs(mean(counts) - Decimal(sum(written_out)) / len(written_out)) <= Decimal("0.05")


def test_a_mean_is_rounded_half_away_from_zero_to_one_decimal() -> None:
    assert mean({4: 3, 5: 1}) == Decimal("4.3")


@pytest.mark.parametrize("counts", [{}, {3: 0}])
def test_of_nothing_there_is_none(counts: dict[int, int]) -> None:
    with pytest.raises(ValueError, match="no values"):
        median(counts)
    with pytest.raises(ValueError, match="no values"):
        mean(counts)
