"""What somebody could work out from a pattern, by linear programming, and which further cells would have stopped it.

Every attack that succeeds has a certificate (the dual solution), and the certificate names the cells of which at least
some must be hidden as well: a *cut*, as in Fischetti and Salazar-González, "Solving the cell suppression problem" (2001).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stegvis.protect.programme import Programme, solve
from stegvis.protect.relations import Relations

#: Reduced costs below this are zero; movements are whole persons, so nothing is near it.
EPSILON = 1e-6
#: An insider's victim must be able to move; how far does not matter.
SOME = 0.01


@dataclass(frozen=True, slots=True)
class Attack:
    """Someone moves the count of `target` up (1) or down (-1); it must be able to move by `need` persons.

    `known`: the column of the attacker's own cell, which does not move.
    """

    target: int
    sign: int
    need: float
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """The weights of the hidden columns must add up to `need` or more. Whole numbers, wherever the table's sums are plain."""

    weights: Any
    need: float = 1


def single_relation_cuts(relations: Relations, attacks: Sequence[Attack]) -> Iterator[Cut]:
    """The cuts that each line of the table gives on its own: nearly all that a table needs, without any programme."""
    for attack in attacks:
        for row in relations.matrix:
            if row[attack.target]:
                # The multiple of the relation that stands for the target's movement; the rest of the line answers it.
                gains = row * (-attack.sign / row[attack.target])
                gains[attack.target] = 0
                yield from _cut(relations, attack, gains)


def successful(relations: Relations, hidden: Any, attacks: Sequence[Attack], seen: list[Any]) -> list[Cut]:
    """The cuts of the attacks that succeed against a pattern (`hidden`: a mask over the columns).

    `seen` gathers tables that the public could take for the true one: who was stopped by one needs no new programme.
    """
    cuts: list[Cut] = []
    for attack, reach, gains in _run(relations, hidden, _not_stopped(relations, hidden, attacks, seen), seen):
        if reach < attack.need - EPSILON:
            cuts.extend(_cut(relations, attack, gains))
    return cuts


def insider_cuts(relations: Relations, hidden: Any, pairs: Sequence[tuple[int, int]], seen: list[Any]) -> Iterator[Cut]:
    """For each pair of a known single cell and another that becomes exact with it: a cut that lets the other move."""
    up, down = ([Attack(target, sign, SOME, known) for known, target in pairs] for sign in (1, -1))
    moved = {_pair(one) for one in down} - {_pair(one) for one in _not_stopped(relations, hidden, down, seen)}
    upwards = _stuck(relations, hidden, [one for one in up if _pair(one) not in moved], seen)
    downwards = _stuck(relations, hidden, [one for one in down if _pair(one) in upwards], seen)
    for pair, helps in downwards.items():
        # No freedom either way: any cell that would give some, up or down, has a weight.
        yield Cut(((helps | upwards[pair]) & ~hidden).astype(float))


def _stuck(
    relations: Relations, hidden: Any, attacks: Sequence[Attack], seen: list[Any]
) -> dict[tuple[int | None, int], Any]:
    """The pairs of known cell and target that cannot move, and the columns that would let them."""
    left = _not_stopped(relations, hidden, attacks, seen)
    return {
        _pair(attack): _room(relations, gains) > EPSILON
        for attack, reach, gains in _run(relations, hidden, left, seen)
        if reach < attack.need - EPSILON
    }


def _pair(attack: Attack) -> tuple[int | None, int]:
    return attack.known, attack.target


def _not_stopped(relations: Relations, hidden: Any, attacks: Sequence[Attack], seen: list[Any]) -> list[Attack]:
    """The attacks that none of the tables seen so far stops. Such a table differs from the true one in hidden cells only."""
    import numpy as np

    if not seen:
        return list(attacks)
    moves = np.array(seen) - relations.truth
    moves = moves[~(np.abs(moves[:, ~hidden]) > EPSILON).any(axis=1)]
    return [one for one in attacks if not _stops(moves, one)]


def _stops(moves: Any, attack: Attack) -> bool:
    enough = attack.sign * moves[:, attack.target] >= attack.need - EPSILON
    if attack.known is not None:
        enough &= abs(moves[:, attack.known]) <= EPSILON
    return bool(enough.any())


def _run(
    relations: Relations, hidden: Any, attacks: Sequence[Attack], seen: list[Any]
) -> Iterator[tuple[Attack, float, Any]]:
    """Solve all attacks in one programme of independent blocks. Gives each one's reach and how each column helps it."""
    if not attacks:
        return
    import numpy as np

    free = np.flatnonzero(hidden)
    rows = np.flatnonzero(relations.matrix[:, free].any(axis=1))
    place = {int(column): index for index, column in enumerate(free)}
    values, duals = _solved(relations, free, rows, [_block(relations, place, attack) for attack in attacks])
    for attack, value, dual in zip(attacks, values, duals, strict=True):
        table = relations.truth.copy()
        table[free] = value
        seen.append(table)
        gains = dual @ relations.matrix[rows]
        gains[attack.target] += attack.sign
        if attack.known is not None:
            gains[attack.known] = 0
        yield attack, float(attack.sign * (table[attack.target] - relations.truth[attack.target])), gains


Block = tuple[Any, Any]


def _block(relations: Relations, place: Mapping[int, int], attack: Attack) -> Block:
    """What an attack aims at, and the limits of each hidden column: nothing moves further than the attack needs."""
    import numpy as np

    free = list(place)
    cost = np.zeros(len(free))
    bounds = np.column_stack([relations.least[free], np.full(len(free), np.inf)])
    cost[place[attack.target]] = -attack.sign
    bounds[place[attack.target], 1] = relations.truth[attack.target] + attack.need
    if attack.known is not None:
        bounds[place[attack.known]] = relations.truth[attack.known]
    return cost, bounds


def _solved(relations: Relations, free: Any, rows: Any, blocks: Sequence[Block]) -> tuple[Any, Any]:
    import numpy as np

    inner = relations.matrix[np.ix_(rows, free)]
    sides = np.tile(inner @ relations.truth[free], len(blocks))
    lower, upper = np.concatenate([bounds for _, bounds in blocks]).T
    cost = np.concatenate([cost for cost, _ in blocks])
    solved = solve(Programme(cost, np.kron(np.eye(len(blocks)), inner), sides, sides, lower, upper))
    return solved.columns.reshape(len(blocks), -1), solved.row_prices.reshape(len(blocks), -1)


def _cut(relations: Relations, attack: Attack, gains: Any) -> Iterator[Cut]:
    """The cut of a certificate. `gains`: how much a movement of each column would move the target, with its sign."""
    import numpy as np

    own = 1 - attack.sign * gains[attack.target]
    room = _room(relations, gains)
    room[attack.target] = 0
    cells = len(relations.keys)
    missing = own * attack.need - room[cells:].sum()
    if missing > EPSILON:
        room[cells:] = 0
        # No cell can help more than all that is missing; noise of the programme is rounded away.
        yield Cut(np.minimum(room, missing).round(6), round(missing, 6))


def _room(relations: Relations, gains: Any) -> Any:
    """How far each column could move the target: upwards without limit, downwards to the least that it may be."""
    import numpy as np

    downwards = np.maximum(-gains, 0) * (relations.truth - relations.least)
    return np.where(gains > EPSILON, np.inf, downwards)
