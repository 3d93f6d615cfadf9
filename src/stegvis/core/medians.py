"""The median of a group, exact."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import accumulate


def median(counts: Mapping[int, int]) -> Decimal:
    """The median of values that occur so many times each: the middle one, or the mean of the two in the middle.

    Raises ValueError where there are none.
    """
    values = sorted(counts)
    up_to = list(accumulate(counts[value] for value in values))
    if not up_to or up_to[-1] == 0:
        raise ValueError("no values to take the median of")
    lower, upper = (up_to[-1] + 1) // 2, up_to[-1] // 2 + 1
    middle = [
        next(value for value, last in zip(values, up_to, strict=True) if last >= place) for place in (lower, upper)
    ]
    return Decimal(sum(middle)) / 2
