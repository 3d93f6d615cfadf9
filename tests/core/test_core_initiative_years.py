"""An initiative is run in a year where any of its days is in it."""

from datetime import date

import pytest

from support.packages import an_initiative


@pytest.mark.parametrize(
    ("starts", "ends", "runs"),
    [
        (None, None, True),
        (date(2020, 12, 31), None, True),
        (date(2021, 1, 1), None, False),
        (None, date(2020, 1, 1), True),
        (None, date(2019, 12, 31), False),
        (date(2019, 1, 1), date(2021, 12, 31), True),
    ],
)
def test_any_day_of_the_year(starts: date | None, ends: date | None, runs: bool) -> None:
    assert an_initiative(starts=starts, ends=ends).runs_in(2020) is runs
