"""How sure it is that a sum that does not hold is wrong.

Where other sums of the same total hold, they bear it out. Where none does, only how it is off can tell: by a slip of the
hand, by a row, by little. Then it must be a total that says so, of the lines right above it.
"""

from collections.abc import Sequence

from stegvis.checking.agreement.relations import Relation
from stegvis.checking.agreement.scopes import Adding, Scope, digits_of_slip, is_among_parts
from stegvis.checking.agreement.slips import left_out, slip_of
from stegvis.checking.figures import SCALES
from stegvis.checking.tables.lines import Line, LineKind

#: Beyond this price a scope is none of the two first guesses for a total that says so.
_EXPECTED = 0.9
#: Money that is off by a tenth at most has a digit right: it may be the sum of the lines above it. People may be counted
#: once in a total and twice above it, so of them that says nothing.
_NEAR = 10


def certainty_of(scope: Scope, adding: Adding) -> int:
    """How sure it is that the scope's broken sums are wrong, in percent; 0 says nothing of them."""
    sexes = all(adding.lines[part].sex for part in scope.parts)
    most = 1 if sexes else 2
    if _leaves_some_out(scope, most):
        return 0
    if scope.holding:
        return 95 if is_borne_out(scope) else 0
    unlisted = not adding.whole and any(_is_of_more(at, adding.lines) for at in scope.parts)
    if unlisted or len(scope.broken) > most:
        return 0
    total = adding.lines[scope.total].kind is LineKind.TOTAL
    if adding.whole and total and scope.price <= _EXPECTED and len(scope.broken) == 1:
        return 90
    return min((_alone(one, scope, adding, sexes) for one in scope.broken), default=0)


def is_borne_out(scope: Scope) -> bool:
    """Whether as many digits agree as must; of sums no more are broken than hold, and one: the wrong cell's other axis."""
    return scope.margin >= 0 and len(scope.broken) <= len(scope.holding) + 1


def _alone(relation: Relation, scope: Scope, adding: Adding, sexes: bool) -> int:
    """How sure a broken sum is that nothing else bears out."""
    slip, named = slip_of(relation.whole.value, relation.expected), adding.lines[scope.total].kind is LineKind.NAMED
    if len(relation.terms) < 2 or (is_among_parts(relation) and not slip):
        return 0
    long = sexes or digits_of_slip(relation) >= scope.price
    if long and slip and not (sexes and _is_less_than_one(relation)):
        return 80 if named else 90
    if named or scope.price > _EXPECTED:
        return 0
    if sexes:
        return _of_people(relation, long)
    if long and left_out(relation)[1]:
        return 90
    return _of_money(relation, scope, adding)


def _of_people(relation: Relation, long: bool) -> int:
    """Women and men: the total may be more, since of some the sex is not known; it is never less than one of them."""
    if _is_less_than_one(relation):
        return 0
    return 90 if long and left_out(relation)[1] else 75 if relation.difference < 0 else 0


def _of_money(relation: Relation, scope: Scope, adding: Adding) -> int:
    """An amount that is near its parts' sum; where the table is its parts and its total and no more, also one that is not."""
    if not (adding.money or relation.whole.unit in SCALES):
        return 0
    if abs(relation.difference) * _NEAR <= abs(relation.whole.value):
        return 85
    return 70 if len(scope.parts) == scope.total == len(adding.lines) - 1 else 0


def _is_less_than_one(relation: Relation) -> bool:
    return relation.whole.value < max(abs(term.number.value) for term in relation.terms)


def _is_of_more(at: int, lines: Sequence[Line]) -> bool:
    """Whether a line is the total of what is not listed: nothing stands above it that it could sum."""
    before = lines[at - 1].kind if at else LineKind.HEADING
    return lines[at].kind is LineKind.TOTAL and before in (LineKind.HEADING, LineKind.TOTAL)


def _leaves_some_out(scope: Scope, most: int) -> bool:
    """Whether totals are more than their parts throughout, and the last by as much as the others: some are not printed.

    People whose sex is not known are often left out so, in a row and in the last.
    """
    more = sorted(one.difference for one in scope.broken)
    return len(more) > most and more[0] > 0 and more[-1] == sum(more[:-1])
