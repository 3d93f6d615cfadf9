"""A percentage in running text as a relation to its counts and their base."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from stegvis.checking.agreement.approximations import told as nearly
from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.figures import SCALES
from stegvis.checking.understanding import Printed


def share_in_text(share: Printed, counts: Sequence[Printed], base: Printed, certainty: int = 90) -> Relation:
    """A percentage of its counts and base; of rounded money it may be what any of the exact amounts would give."""
    count = sum((one.exact for one in counts), Decimal(0))
    exact = count * 100 / base.exact
    terms = tuple(Term(one) for one in (*counts, base))
    what = f"{' + '.join(one.figure.text for one in counts)} / {base.figure.text}"
    if share.figure.about:
        return nearly("REP-307", share, exact, terms, min(certainty, 85), what=what)
    least, most = _within(count, counts, base)
    low = min(least.quantize(share.step, ROUND_HALF_UP), least - share.step)
    high = most.quantize(share.step, ROUND_HALF_UP)
    return Relation("REP-307", share, terms, exact, low, high, certainty, (("what", what),), False)


def _within(count: Decimal, counts: Sequence[Printed], base: Printed) -> tuple[Decimal, Decimal]:
    """The least and the greatest share that the printed precision of money allows."""
    if counts[0].figure.about:
        return count * 95 / base.exact, count * 105 / base.exact
    if base.unit not in SCALES:
        return count * 100 / base.exact, count * 100 / base.exact
    off, half = sum((one.exact_step for one in counts), Decimal(0)) / 2, base.exact_step / 2
    return (count - off) * 100 / (base.exact + half), (count + off) * 100 / (base.exact - half)
