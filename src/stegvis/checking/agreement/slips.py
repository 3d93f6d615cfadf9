"""How a hand or an eye slips: digits change places, one is wrong, dropped or doubled, a sign or three noughts are lost."""

from collections.abc import Callable
from decimal import Decimal

from stegvis.checking.agreement.relations import Relation
from stegvis.checking.understanding import Printed

#: A row left out is told from chance only where it counts this much.
_TELLING = 10
#: Decimals beyond this many are of a ratio, and no hand's.
_FINEST = -12


def slip_of(printed: Decimal, right: Decimal) -> str:
    """The code of the clause that says how a hand made the printed number of the right one; "" if no way is known."""
    finest = min(printed.as_tuple().exponent, right.as_tuple().exponent, 0, key=int)
    one, other = (value.quantize(Decimal(1).scaleb(max(int(finest), _FINEST))) for value in (printed, right))
    return next((code for code, made in _SLIPS if made(one, other)), "")


def left_out(relation: Relation) -> tuple[str, Printed | None]:
    """The clause and the number, if the total lacks exactly one of its parts or has it twice."""
    if abs(relation.difference) < _TELLING:
        return "", None
    for code, sign in (("WHY-002", -1), ("WHY-003", 1)):
        found = [
            term.number
            for term in relation.terms
            if term.number.unit == relation.whole.unit and term.sign * term.number.value == sign * relation.difference
        ]
        if len(found) == 1:
            return code, found[0]
    return "", None


def is_slip(relation: Relation) -> bool:
    """Whether the broken sum looks like a slip in its total or one of its parts left out."""
    return bool(slip_of(relation.whole.value, relation.expected) or left_out(relation)[1])


def _swapped(printed: Decimal, right: Decimal) -> bool:
    one, other = _digits(printed), _digits(right)
    places = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    return (
        len(one) == len(other)
        and len(places) == 2
        and places[1] == places[0] + 1
        and one[places[0]] == other[places[1]]
        and one[places[1]] == other[places[0]]
    )


def _sign_lost(printed: Decimal, right: Decimal) -> bool:
    return printed == -right != 0


def _noughts(printed: Decimal, right: Decimal) -> bool:
    return right != 0 and printed in (right * 1000, right / 1000)


def _one_wrong(printed: Decimal, right: Decimal) -> bool:
    one, other = _digits(printed), _digits(right)
    return len(one) == len(other) > 1 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _dropped(printed: Decimal, right: Decimal) -> bool:
    return _without_one(_digits(right), _digits(printed))


def _doubled(printed: Decimal, right: Decimal) -> bool:
    return _without_one(_digits(printed), _digits(right))


def _without_one(longer: str, shorter: str) -> bool:
    return len(longer) == len(shorter) + 1 > 2 and any(
        longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))
    )


def _digits(value: Decimal) -> str:
    return f"{abs(value):f}".replace(".", "").lstrip("0")


_SLIPS: tuple[tuple[str, Callable[[Decimal, Decimal], bool]], ...] = (
    ("WHY-004", _swapped),
    ("WHY-007", _sign_lost),
    ("WHY-008", _noughts),
    ("WHY-005", _one_wrong),
    ("WHY-006", _dropped),
    ("WHY-009", _doubled),
)
