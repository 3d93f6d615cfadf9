"""What somebody could work out from a pattern, by linear programming, and which further cells would have stopped it.

Every attack that succeeds has a certificate (the dual solution), and the certificate names the cells of which at least
some must be hidden as well: a *cut*, as in Fischetti and Salazar-González, "Solving the cell suppression problem" (2001).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from stegvis.protect.protector.programme import Attacker
from stegvis.protect.protector.relations import Relations

#: Reduced costs below this are zero; movements are whole persons, so nothing is near it.
EPSILON = 1e-6
#: An insider's victim must be able to move; how far does not matter.
SOME = 0.01
#: How often victims are pushed each way at once before each is attacked by itself.
PUSHES = 3


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
        for row in relations.rows_of(attack.target):
            # The multiple of the relation that stands for the target's movement; the rest of the line answers it.
            gains = row * (-attack.sign / row[attack.target])
            gains[attack.target] = 0
            yield from _cut(relations, attack, gains)


def single_relation_insider_cuts(relations: Relations, pairs: Iterable[tuple[int, int]]) -> Iterator[Cut]:
    """For a person alone in a cell and another small cell in the same line: a third cell of the line must be hidden."""
    for known, target in pairs:
        for row in relations.rows_of(target):
            if row[known]:
                others = row != 0
                others[[known, target]] = False
                if not others[relations.unprinted].any():
                    yield Cut(others.astype(float))


#: Whether two small columns are of the same single person.
IsSame = Callable[[int, int], bool]


class Seen:
    """Tables that the public could take for the true one, as movements from it: who was stopped by one is not tried anew."""

    def __init__(self, width: int) -> None:
        import numpy as np

        self.moves, self.count = np.zeros((64, width)), 0

    def add(self, move: Any) -> int:
        """One more; its place."""
        import numpy as np

        if self.count == len(self.moves):
            self.moves = np.vstack([self.moves, np.zeros_like(self.moves)])
        self.moves[self.count] = move
        self.count += 1
        return self.count - 1

    def within(self, hidden: Any) -> Any:
        """The places of those that move hidden columns only."""
        import numpy as np

        return np.flatnonzero(~(np.abs(self.moves[: self.count][:, ~hidden]) > EPSILON).any(axis=1))


class Pattern:
    """A choice of hidden columns under attack: independent parts of it are attacked one by one."""

    def __init__(self, relations: Relations, hidden: Any, seen: Seen) -> None:
        self.relations, self.hidden, self.seen = relations, hidden, seen
        self.parts = _parts(relations, hidden)
        self.attackers: dict[int, Attacker] = {}
        self.known = list(seen.within(hidden))

    def successful(self, attacks: Iterable[Attack]) -> list[Cut]:
        """The cuts of the attacks that succeed."""
        cuts: list[Cut] = []
        for attack in attacks:
            gains = self._gains_if_successful(attack)
            if gains is not None:
                cuts.extend(_cut(self.relations, attack, gains))
        return cuts

    def is_stopped(self, attack: Attack) -> bool:
        """Whether the target can move as far as it must."""
        return self._gains_if_successful(attack) is None

    def insider_cuts(self, singles: Sequence[int], victims: Sequence[int], is_same: IsSame) -> Iterator[Cut]:
        """For each single person's cell and another that becomes exact with it: a cut that lets the other move."""
        for known, target in self.betrayals(singles, victims, is_same):
            yield from self._betrayed(known, target)

    def betrayals(self, singles: Sequence[int], victims: Sequence[int], is_same: IsSame) -> Iterator[tuple[int, int]]:
        """Single persons' cells and others that have not been seen to move while they are held."""
        for known in singles:
            part = frozenset(self.parts[known][0])
            others = [one for one in victims if one in part and one != known and not is_same(known, one)]
            yield from ((known, target) for target in self._unmoved(known, others))

    def _betrayed(self, known: int, target: int) -> Iterator[Cut]:
        up = self._gains_if_successful(Attack(target, 1, SOME, known))
        down = None if up is None else self._gains_if_successful(Attack(target, -1, SOME, known))
        if up is not None and down is not None:
            # No freedom either way: any cell that would give some, up or down, has a weight.
            helps = (_room(self.relations, up) > EPSILON) | (_room(self.relations, down) > EPSILON)
            yield Cut((helps & ~self.hidden).astype(float))

    def _unmoved(self, known: int, others: Sequence[int]) -> list[int]:
        """The others that do not move when many are pushed at once, with the insider's own cell held."""
        left = self._not_seen_moving(known, others)
        for sign in (1, -1) * PUSHES:
            if len(left) > 1:
                # Unequal weights, so that no two movements cancel each other.
                weights = {one: sign * (1 + (37 * one) % 101 / 101) for one in left}
                self._remember(known, self._attacker(known).pushed(weights, known))
                left = self._not_seen_moving(known, left)
        return left

    def _not_seen_moving(self, known: int, others: Sequence[int]) -> list[int]:
        moves = self.seen.moves[self.known]
        moves = moves[abs(moves[:, known]) <= EPSILON][:, others]
        moving = (abs(moves) >= SOME - EPSILON).any(axis=0)
        return [one for one, moved in zip(others, moving, strict=True) if not moved]

    def _gains_if_successful(self, attack: Attack) -> Any:
        """How each column helps the target, if the attack succeeds; None if the target can move as far as it must."""
        if attack.target not in self.parts or self._moves(attack):
            return None
        values, gains = self._attacker(attack.target).attacked(attack.target, attack.sign, attack.need, attack.known)
        reach = self._remember(attack.target, values)[attack.target]
        if attack.sign * reach >= attack.need - EPSILON:
            return None
        gains[attack.target] += attack.sign
        if attack.known is not None:
            gains[attack.known] = 0
        return gains

    def _attacker(self, column: int) -> Attacker:
        columns, rows = self.parts[column]
        first = columns[0]
        if first not in self.attackers:
            self.attackers[first] = Attacker(self.relations, columns, rows)
        return self.attackers[first]

    def _remember(self, column: int, values: Any) -> Any:
        move = self.relations.truth * 0
        columns = list(self.parts[column][0])
        move[columns] = values - self.relations.truth[columns]
        self.known.append(self.seen.add(move))
        return move

    def _moves(self, attack: Attack) -> bool:
        """Whether one of the tables seen so far stops the attack. Such a table differs from the true one in hidden cells only."""
        moves = self.seen.moves
        reach = moves[self.known, attack.target]
        enough = attack.sign * reach >= attack.need - EPSILON
        if attack.known is not None:
            enough &= abs(moves[self.known, attack.known]) <= EPSILON
        return bool(enough.any())


Part = tuple[tuple[int, ...], tuple[int, ...]]


def _parts(relations: Relations, hidden: Any) -> dict[int, Part]:
    """The hidden columns in independent parts: each column's part, as the columns and the rows that tie them."""
    leader: dict[int, int] = {}

    def find(one: int) -> int:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    tied = [tuple(column for column in row if hidden[column]) for row in relations.supports]
    for columns in tied:
        for column in columns[1:]:
            leader[find(column)] = find(columns[0])
    members, rows = defaultdict(list), defaultdict(list)
    for column in range(len(hidden)):
        if hidden[column]:
            members[find(column)].append(column)
    for row, columns in enumerate(tied):
        if columns:
            rows[find(columns[0])].append(row)
    parts = {one: (tuple(columns), tuple(rows[one])) for one, columns in members.items()}
    return {column: part for part in parts.values() for column in part[0]}


def _cut(relations: Relations, attack: Attack, gains: Any) -> Iterator[Cut]:
    """The cut of a certificate. `gains`: how much a movement of each column would move the target, with its sign."""
    import numpy as np

    own = 1 - attack.sign * gains[attack.target]
    room = _room(relations, gains)
    room[attack.target] = 0
    always = relations.unprinted
    missing = own * attack.need - room[always].sum()
    if missing > EPSILON:
        room[always] = 0
        # No cell can help more than all that is missing; noise of the programme is rounded away.
        yield Cut(np.minimum(room, missing).round(6), round(missing, 6))


def _room(relations: Relations, gains: Any) -> Any:
    """How far each column could move the target: upwards without limit, downwards to the least that it may be."""
    import numpy as np

    downwards = np.maximum(-gains, 0) * (relations.truth - relations.least)
    return np.where(gains > EPSILON, np.inf, downwards)
