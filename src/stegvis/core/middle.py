"""The median and the mean of a group, exact."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import accumulate

from stegvis.core.money import rounded


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


def mean(counts: Mapping[int, int]) -> Decimal:
    """The mean of values that occur so many times each, to one decimal: finer would give single answers away.

    Raises ValueError where there are none.
    """
    many = sum(counts.values())
    if not many:
        raise ValueError("no values to take the mean of")
    return rounded(Decimal(sum(value * count for value, count in counts.items())) / many, 1)
