"""Shares that may be told: disclosure rules, "shares"."""

from decimal import Decimal

import pytest

from stegvis.core.shares import told_share


def test_a_share_is_told_in_whole_percent() -> None:
    assert told_share(17, 53, 5) == Decimal("0.32")
    assert told_share(0, 20, 5) == 0
    assert told_share(20, 20, 5) == 1


@pytest.mark.parametrize(
    ("part", "base"),
    [
        (None, 53),  # the part is hidden
        (17, None),  # the base is hidden
        (10, 19),  # of too few
        (4, 53),  # the part is below the threshold
        (49, 53),  # the rest is
    ],
)
def test_a_share_that_would_tell_more_than_the_counts_is_not_told(part: int | None, base: int | None) -> None:
    assert told_share(part, base, 5) is None
