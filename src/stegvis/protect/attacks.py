"""What somebody could work out from a pattern, by linear programming, and which further cells would have stopped it.

Every attack that succeeds has a certificate (the dual solution), and the certificate names the cells of which at least
some must be hidden as well: a *cut*, as in Fischetti and Salazar-González, "Solving the cell suppression problem" (2001).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from stegvis.protect.relations import Relations

#: Reduced costs below this are zero; movements are whole persons, so nothing is near it.
EPSILON = 1e-6


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
    """The weights of the hidden columns must add up to one or more."""

    weights: Any


def single_relation_cuts(relations: Relations, attacks: Sequence[Attack]) -> Iterator[Cut]:
    """The cuts that each line of the table gives on its own: nearly all that a table needs, without any programme."""
    for attack in attacks:
        for row in relations.matrix:
            if row[attack.target]:
                # The multiple of the relation that stands for the target's movement; the rest of the line answers it.
                gains = row * (-attack.sign / row[attack.target])
                gains[attack.target] = 0
                yield from _cut(relations, attack, gains)


def successful(relations: Relations, hidden: Any, attacks: Sequence[Attack]) -> list[Cut]:
    """The cuts of the attacks that succeed against a pattern (`hidden`: a mask over the columns)."""
    cuts: list[Cut] = []
    for attack, reach, gains in _run(relations, hidden, attacks):
        if reach < attack.need - EPSILON:
            cuts.extend(_cut(relations, attack, gains))
    return cuts


def insider_cuts(relations: Relations, hidden: Any, known: int, targets: Sequence[int]) -> list[Cut]:
    """For each target that is exact to who knows their own single cell: a cut that lets it move, up or down."""
    attacks = [Attack(target, sign, 1, known) for target in targets for sign in (1, -1)]
    moves: dict[int, list[Any]] = {}
    for attack, reach, gains in _run(relations, hidden, attacks):
        # No freedom at all either way: then any cell that would give some has a weight.
        moves.setdefault(attack.target, []).append(None if reach > EPSILON else _room(relations, gains) > EPSILON)
    cuts = []
    for up, down in moves.values():
        if up is not None and down is not None:
            cuts.append(Cut(((up | down) & ~hidden).astype(float)))
    return cuts


def _run(relations: Relations, hidden: Any, attacks: Sequence[Attack]) -> Iterator[tuple[Attack, float, Any]]:
    """Solve all attacks in one programme of independent blocks. Gives each one's reach and how each column helps it."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import eye_array, kron

    free = np.flatnonzero(hidden)
    rows = np.flatnonzero(relations.matrix[:, free].any(axis=1))
    inner = relations.matrix[np.ix_(rows, free)]
    place = {int(column): index for index, column in enumerate(free)}
    cost = np.zeros((len(attacks), len(free)))
    bounds = np.empty((len(attacks), len(free), 2))
    bounds[:, :, 0], bounds[:, :, 1] = relations.least[free], np.inf
    for block, attack in enumerate(attacks):
        target = place[attack.target]
        cost[block, target] = -attack.sign
        bounds[block, target, 1] = relations.truth[attack.target] + attack.need
        if attack.known is not None:
            bounds[block, place[attack.known]] = relations.truth[attack.known]
    solved = linprog(
        cost.ravel(),
        A_eq=kron(eye_array(len(attacks)), inner, format="csr"),
        b_eq=np.tile(inner @ relations.truth[free], len(attacks)),
        bounds=bounds.reshape(-1, 2),
        method="highs",
    )
    values = solved.x.reshape(cost.shape)
    duals = solved.eqlin.marginals.reshape(len(attacks), len(rows))
    for block, attack in enumerate(attacks):
        reach = attack.sign * (values[block, place[attack.target]] - relations.truth[attack.target])
        gains = duals[block] @ relations.matrix[rows]
        gains[attack.target] -= -attack.sign
        if attack.known is not None:
            gains[attack.known] = 0
        yield attack, float(reach), gains


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
        yield Cut(np.minimum(room, missing) / missing)


def _room(relations: Relations, gains: Any) -> Any:
    """How far each column could move the target: upwards without limit, downwards to the least that it may be."""
    import numpy as np

    downwards = np.maximum(-gains, 0) * (relations.truth - relations.least)
    return np.where(gains > EPSILON, np.inf, downwards)
