"""The choice of cells as an integer programme: the columns to hide, the attacks they must withstand, and the cheapest choice."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stegvis.protect.protector.attacks import (
    EPSILON,
    SOME,
    Attack,
    Cut,
    Pattern,
    Seen,
    single_relation_cuts,
    single_relation_insider_cuts,
)
from stegvis.protect.protector.programme import Mender, Programme, UnsolvedError, solve
from stegvis.protect.protector.relations import Fate, Place, Relations

Columns = frozenset[int]

#: Whole choices miss a cut by far more or not at all; this keeps a rounded choice from seeming to miss one.
SLACK = 1e-3


#: A choice that fails is topped up so often, and attacked again, before another is asked for.
TOP_UPS = 5


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work a publication may be, in measures that are the same on every machine.

    `rounds` of choices, each of so many `nodes` of the search at most, and `gap`: how much more than the optimum a choice may
    cost, as a share. Afterwards the last choice is mended, attack by attack.
    """

    rounds: int = 60
    nodes: int = 2_000
    gap: float = 0.0

    @classmethod
    def for_columns(cls, count: int) -> "Effort":
        """The optimum for small publications, 5 % more for great ones, and a few rounds only for the greatest."""
        if count <= EXACT:
            return cls()
        return cls(rounds=60 if count <= GREAT else 10, nodes=2_000, gap=0.05)


#: Columns that may be hidden: up to here the optimum is found, and beyond `GREAT` the choice is not carried to its end.
EXACT, GREAT = 60, 600


@dataclass(frozen=True, slots=True)
class Model:
    """Columns of the relations: `own` are hidden whatever is chosen, `open` may be hidden for another.

    `limits`: how many cells of each table of the publication may be hidden, by its place.
    `seen` is gathered on the way.
    """

    relations: Relations
    own: Columns
    open: tuple[int, ...]
    attacks: tuple[Attack, ...]
    limits: Mapping[int, int]
    seen: Seen

    @classmethod
    def of(cls, relations: Relations, limits: Mapping[int, int]) -> "Model":
        """The model of a publication."""
        columns = list(enumerate(relations.columns))
        own = frozenset(place for place, one in columns if one.cells and (one.need or one.fate is Fate.HIDDEN))
        rest = tuple(place for place, one in columns if one.cells and place not in own and one.fate is Fate.OPEN)
        rest = tuple(place for place in rest if relations.truth[place])
        return cls(relations, own, rest, tuple(_attacks(relations)), limits, Seen(len(relations.truth)))

    def places(self, hidden: Columns) -> frozenset[Place]:
        """The cells of columns."""
        return frozenset(place for column in hidden for place in self.relations.columns[column].cells)

    def within_limits(self, hidden: Columns) -> bool:
        """Whether no table has too many cells hidden."""
        return all(self._hidden_in(table, hidden) <= most for table, most in self.limits.items())

    def first_cuts(self) -> list[Cut]:
        """The cuts that need no programme."""
        small = self._small()
        pairs = (
            (known, other)
            for known in self._singles()
            for other in small
            if known != other and not self._is_the_same_person(known, other)
        )
        intervals = single_relation_cuts(self.relations, self.attacks)
        return [*intervals, *single_relation_insider_cuts(self.relations, pairs)]

    def cuts_against(self, hidden: Columns) -> list[Cut]:
        """What the attacks on a choice show: intervals first, then, if they hold, the insiders."""
        pattern = Pattern(self.relations, self._mask(hidden), self.seen)
        cuts = pattern.successful(self.attacks)
        if cuts:
            return cuts
        return list(pattern.insider_cuts(self._singles(), self._small(), self._is_the_same_person))

    def _small(self) -> list[int]:
        return [place for place, column in enumerate(self.relations.columns) if column.need]

    def _singles(self) -> list[int]:
        return [place for place in self._small() if self.relations.columns[place].single]

    def objections(self, hidden: Columns) -> list[Cut]:
        """The cuts against a choice, and against it topped up a few times: programmes saved later."""
        found: list[Cut] = []
        extended: Columns | None = hidden
        for _ in range(TOP_UPS):
            if extended is not None:
                new = self.cuts_against(extended)
                found.extend(new)
                extended = self.topped_up(extended, new) if new else None
        return found

    def one_more(self, hidden: Columns, objected: frozenset[Place]) -> Cut:
        """At least one cell besides these, in a line with one that somebody else objects to, or else in its table."""
        import numpy as np

        free = np.zeros(len(self.relations.truth))
        free[list(self._beside(objected) - hidden or self._of_tables({table for table, _ in objected}) - hidden)] = 1
        return Cut(free)

    def _beside(self, objected: frozenset[Place]) -> Columns:
        targets = [place for place, one in enumerate(self.relations.columns) if objected.intersection(one.cells)]
        lines = {row for target in targets for row in self.relations.tied.get(target, ())}
        return frozenset(column for row in lines for column in self.relations.supports[row]).intersection(self.open)

    def _of_tables(self, tables: set[int]) -> Columns:
        return frozenset(
            one for one in self.open if any(table in tables for table, _ in self.relations.columns[one].cells)
        )

    def cheapest(self, cuts: Sequence[Cut], effort: Effort) -> Columns | None:
        """The fewest cells, then the smallest total, that satisfy the cuts. None if there are none, or it is too much work."""
        import numpy as np

        weights, missing = self._unsatisfied(cuts, self.own)
        if not len(missing):
            return self.own
        if not self.open:
            return None
        columns = list(self.open)
        printed, rows, room = self._limits_on(columns)
        counts = self.relations.truth[columns] * printed
        programme = Programme(
            cost=counts + printed * (1 + counts.sum()),
            matrix=np.vstack([weights[:, columns] / missing[:, None], rows]),
            low=np.append(np.full(len(missing), 1 - SLACK), np.zeros(len(room))),
            high=np.append(np.full(len(missing), np.inf), room),
            lower=np.zeros(len(columns)),
            upper=np.ones(len(columns)),
            whole=True,
        )
        try:
            solved = solve(programme, nodes=effort.nodes, gap=effort.gap)
        except UnsolvedError:
            return None
        return self.own | {column for column, chosen in zip(columns, solved.columns, strict=True) if chosen > 0.5}

    def topped_up(self, hidden: Columns, cuts: Sequence[Cut]) -> Columns | None:
        """The choice with cells added one by one, always the one that helps the most, until the cuts are satisfied."""
        import numpy as np

        weights, missing = self._unsatisfied(cuts, hidden)
        rest = np.array([column for column in self.open if column not in hidden], dtype=int)
        while len(missing):
            help_of = np.minimum(weights[:, rest], missing[:, None]).sum(axis=0)
            if not help_of.any():
                return None
            best = np.lexsort((rest, self.relations.truth[rest], -help_of.round(6)))[0]
            hidden = hidden | {int(rest[best])}
            missing = missing - weights[:, rest[best]]
            weights, missing = weights[missing > EPSILON], missing[missing > EPSILON]
            rest = np.delete(rest, best)
        return hidden

    def mended(self, hidden: Columns) -> Columns:
        """The choice with what the cheapest movements move, attack by attack. Some attacks may be stopped by none."""
        pattern = Pattern(self.relations, self._mask(hidden), self.seen)
        mender = Mender(self.relations, self._costs(hidden))
        for attack in self.attacks:
            if not pattern.is_stopped(attack):
                moved = mender.moved(attack.target, attack.sign, attack.need, None) or []
                mender.hide(moved)
                hidden = hidden | frozenset(moved)
        return self._mended_of_insiders(hidden, mender)

    def _mended_of_insiders(self, hidden: Columns, mender: Mender) -> Columns:
        pattern = Pattern(self.relations, self._mask(hidden), self.seen)
        for known, target in pattern.betrayals(self._singles(), self._small(), self._is_the_same_person):
            ways = (mender.moved(target, sign, SOME, known) for sign in (1, -1))
            moved = next((way for way in ways if way is not None), [])
            mender.hide(moved)
            hidden = hidden | frozenset(moved)
        printed = len(self.relations.columns)
        return frozenset(one for one in hidden if one < printed and self.relations.columns[one].cells)

    def _costs(self, hidden: Columns) -> Any:
        """What it costs to hide each column: nothing where it is hidden, without end where it may not be."""
        import numpy as np

        costs, mask = np.full(len(self.relations.truth), np.inf), self._mask(hidden)
        counts = self.relations.truth[list(self.open)]
        costs[list(self.open)] = 1 + counts / (1 + counts.sum())
        costs[mask] = 0
        return costs

    def _limits_on(self, columns: Sequence[int]) -> tuple[Any, Any, Any]:
        """How often each column is printed; in which table how often; and how many more each table may have hidden."""
        import numpy as np

        tables = sorted(self.limits)
        printed_in = [[table for table, _ in self.relations.columns[column].cells] for column in columns]
        rows = np.array([[tables_of.count(table) for tables_of in printed_in] for table in tables], dtype=float)
        rows = rows.reshape(len(tables), len(columns))
        printed = np.array([len(self.relations.columns[column].cells) for column in columns], dtype=float)
        room = np.array([self.limits[table] - self._hidden_in(table, self.own) for table in tables], dtype=float)
        return printed, rows, room

    def _hidden_in(self, table: int, hidden: Columns) -> int:
        return sum(one == table for column in hidden for one, _ in self.relations.columns[column].cells)

    def _unsatisfied(self, cuts: Sequence[Cut], hidden: Columns) -> tuple[Any, Any]:
        import numpy as np

        if not cuts:
            return np.zeros((0, len(self.relations.truth))), np.zeros(0)
        different = {(cut.weights.tobytes(), cut.need): cut for cut in cuts}.values()
        weights = np.array([cut.weights for cut in different])
        missing = np.array([cut.need for cut in different]) - weights[:, sorted(hidden)].sum(axis=1)
        open_cuts = missing > EPSILON
        return weights[open_cuts], missing[open_cuts]

    def _mask(self, hidden: Columns) -> Any:
        mask = self.relations.unprinted.copy()
        mask[sorted(hidden)] = True
        return mask

    def _is_the_same_person(self, known: int, column: int) -> bool:
        """Whether a cell is the person's own: a total that consists of that person alone, or what is within such a total."""
        own, other = self.relations.columns[known].cohort, self.relations.columns[column].cohort
        if own is None or other is None or self.relations.columns[column].count != 1:
            return False
        return any(one.holds(own) and one.holds(other) for one in self.relations.alone)


def _attacks(relations: Relations) -> Iterator[Attack]:
    """The interval rule: each must be able to be its least, and the threshold."""
    for place, column in enumerate(relations.columns):
        if column.need:
            yield Attack(place, 1, float(column.need - relations.truth[place]))
            below = float(relations.truth[place] - relations.least[place])
            # How low an earlier table lets a cell be that is not counted now, only the auditor can compare.
            if below > 0 and not column.stands_in:
                yield Attack(place, -1, below)
