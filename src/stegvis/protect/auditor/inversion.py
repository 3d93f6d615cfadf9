"""What a rounded share or a mean gives away of the numbers behind it (disclosure rules, "shares", "means").

Part of the auditor: it shows why shares are told only of a base of 20 or more, and means only of groups that differ by
the threshold or more.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def inverted_share(percent: Decimal, decimals: int, at_most: int) -> tuple[tuple[int, int], ...]:
    """The pairs (part, base) that round to a percentage, for bases up to `at_most`.

    "66.7 %" of at most 20 is 2/3, 4/6, 6/9, 8/12, 10/15 or 12/18. Rounded half away from zero.
    """
    unit = Decimal(1).scaleb(-decimals)
    return tuple(
        (part, base)
        for base in range(1, at_most + 1)
        for part in range(base + 1)
        if (Decimal(100 * part) / base).quantize(unit, ROUND_HALF_UP) == percent.quantize(unit)
    )


def newcomer_mean(before: Decimal, of: int, after: Decimal, of_now: int) -> Fraction:
    """The mean of those who came to a group, from its mean before and after: 41.25 of 8, then 41.00 of 9 is 39.

    Raises ValueError where nobody came.
    """
    if of_now <= of:
        raise ValueError("the later group must be the larger one")
    return (Fraction(after) * of_now - Fraction(before) * of) / (of_now - of)
