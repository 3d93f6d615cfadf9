"""How far a number in text may be from the exact one: by its printed precision and by the word before it."""

from decimal import Decimal

from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.understanding import Printed
from stegvis.core.report_findings import FindingClass

#: How much less or more than it says an approximate number may be.
_LOOSE = Decimal("0.1")
_MORE = frozenset({"drygt", "över", "mer än", "fler än", "minst"})
_LESS = frozenset(
    {"knappt", "nästan", "närmare", "under", "mindre än", "högst", "max", "maximalt", "uppemot", "upp till"}
)


def told(
    check: str, number: Printed, exact: Decimal, terms: tuple[Term, ...], certainty: int, **values: str
) -> Relation:
    """A number in text against what it is exactly, in the text's unit: "drygt" may be up to a tenth less, "cirka" either way."""
    low, high = _range(number, exact, sum((abs(term.number.exact_step) for term in terms), Decimal(0)))
    additive = len(terms) == 1 and not number.figure.about
    return Relation(
        check, number, terms, exact, low, high, certainty, tuple(values.items()), additive, FindingClass.CONFLICT
    )


def is_near(number: Printed, exact: Decimal) -> bool:
    """Whether text may say a number so: "drygt 28" is 28 to 29, "knappt 14" 13 to 14, and 14 alone is what rounds to it."""
    off, step = exact - number.value, number.step
    about = number.figure.about
    if about in _MORE or about in _LESS:
        return 0 <= (off if about in _MORE else -off) < step
    return abs(off) <= (step if about else step / 2)


def _range(number: Printed, exact: Decimal, rounded: Decimal) -> tuple[Decimal, Decimal]:
    """Rounded, as what it is worked out from may be, or cut to the printed decimals."""
    half = (number.step + rounded / (number.exact_step / number.step)) / 2
    cut, about, loose = max(number.step, half), number.figure.about, abs(exact) * _LOOSE
    if not about:
        return exact - cut, exact + half
    return exact - (cut if about in _LESS else loose), exact + (half if about in _MORE else loose)
