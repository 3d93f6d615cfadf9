"""Shares that may be told (disclosure rules, "shares"): of released counts, in whole percent, of a base large enough."""

from decimal import Decimal

from stegvis.core.money import share
from stegvis.core.outcomes import LEAST_BASE


def told_share(part: int | None, base: int | None, threshold: int) -> Decimal | None:
    """A released count's share of a released base, as a fraction in whole percent (0.32 for 32 %).

    None where it may not be told: either is hidden, the base is below 20, or the part or the rest is smaller than the
    threshold without being none.
    """
    if part is None or base is None or base < LEAST_BASE:
        return None
    told = all(one == 0 or one >= threshold for one in (part, base - part))
    return share(part, base, 2) if told else None
