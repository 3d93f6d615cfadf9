"""The choice of cells as an integer programme: the columns to hide, the attacks they must withstand, and the cheapest choice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from stegvis.core.tables import Key
from stegvis.core.vocabulary import TOTAL
from stegvis.protect.attacks import EPSILON, Attack, Cut, insider_cuts, single_relation_cuts, successful
from stegvis.protect.programme import Programme, UnsolvedError, solve
from stegvis.protect.relations import Relations

Columns = frozenset[int]

#: Whole choices miss a cut by far more or not at all; this keeps a rounded choice from seeming to miss one.
SLACK = 1e-3


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work one choice may be: nodes of the search, and seconds. Nodes are the same on every machine."""

    nodes: int = 20_000
    seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class Model:
    """Columns of the relations: `own` are hidden for themselves, `open` may be hidden for another.

    `seen`: tables that agree with some pattern, gathered on the way.
    """

    relations: Relations
    own: Columns
    open: tuple[int, ...]
    attacks: tuple[Attack, ...]
    seen: list[Any] = field(default_factory=list)

    @classmethod
    def of(cls, relations: Relations, own: frozenset[Key], exempt: frozenset[Key], threshold: int) -> "Model":
        """The model of a table: which cells are hidden for themselves, and which may never be hidden (not persons)."""
        columns = frozenset(column for column, key in enumerate(relations.keys) if key in own)
        rest = (column for column, key in enumerate(relations.keys) if key not in own | exempt)
        return cls(relations, columns, tuple(rest), tuple(_attacks(relations, columns, threshold)))

    def keys(self, hidden: Columns) -> frozenset[Key]:
        """The cells of columns."""
        return frozenset(self.relations.keys[column] for column in hidden)

    def first_cuts(self) -> list[Cut]:
        """The cuts that need no programme."""
        return list(single_relation_cuts(self.relations, self.attacks))

    def cuts_against(self, hidden: Columns) -> list[Cut]:
        """What the attacks on a choice show: intervals first, then, if they hold, the insiders."""
        mask = self._mask(hidden)
        cuts = successful(self.relations, mask, self.attacks, self.seen)
        return cuts or list(insider_cuts(self.relations, mask, self._insider_pairs(), self.seen))

    def objections(self, hidden: Columns) -> list[Cut]:
        """The cuts against a choice, and against it topped up until nothing is left to object: programmes saved later."""
        found: list[Cut] = []
        extended: Columns | None = hidden
        while extended is not None:
            new = self.cuts_against(extended)
            found.extend(new)
            extended = self.topped_up(extended, new) if new else None
        return found

    def one_more(self, hidden: Columns) -> Cut:
        """At least one cell besides these: all that is known of a choice that somebody else objects to."""
        return Cut((~self._mask(hidden)).astype(float))

    def cheapest(self, cuts: Sequence[Cut], at_most: int, effort: Effort) -> Columns | None:
        """The fewest cells, then the smallest total, that satisfy the cuts.

        None if it takes more than `at_most` cells, or more work than it may be.
        """
        import numpy as np

        weights, missing = self._unsatisfied(cuts, self.own)
        if not len(missing):
            return self.own
        if not self.open:
            return None
        columns = list(self.open)
        counts = self.relations.truth[columns]
        programme = Programme(
            cost=counts + (1 + counts.sum()),
            matrix=np.vstack([weights[:, columns] / missing[:, None], np.ones(len(columns))]),
            low=np.append(np.full(len(missing), 1 - SLACK), 0),
            high=np.append(np.full(len(missing), np.inf), at_most - len(self.own)),
            lower=np.zeros(len(columns)),
            upper=np.ones(len(columns)),
            whole=True,
        )
        try:
            solved = solve(programme, seconds=effort.seconds, nodes=effort.nodes)
        except UnsolvedError:
            return None
        return self.own | {column for column, chosen in zip(columns, solved.columns, strict=True) if chosen > 0.5}

    def topped_up(self, hidden: Columns, cuts: Sequence[Cut]) -> Columns | None:
        """The choice with cells added one by one, always the one that helps the most, until the cuts are satisfied."""
        import numpy as np

        while True:
            weights, missing = self._unsatisfied(cuts, hidden)
            if not len(missing):
                return hidden
            rest = [column for column in self.open if column not in hidden]
            help_of = np.minimum(weights, missing[:, None]).sum(axis=0)
            best = max(rest, key=lambda column: (help_of[column], -self.relations.truth[column]), default=None)
            if best is None or help_of[best] <= 0:
                return None
            hidden = hidden | {best}

    def _unsatisfied(self, cuts: Sequence[Cut], hidden: Columns) -> tuple[Any, Any]:
        import numpy as np

        if not cuts:
            return np.zeros((0, len(self.relations.truth))), np.zeros(0)
        weights = np.array([cut.weights for cut in cuts])
        missing = np.array([cut.need for cut in cuts]) - weights[:, sorted(hidden)].sum(axis=1)
        open_cuts = missing > EPSILON
        return weights[open_cuts], missing[open_cuts]

    def _mask(self, hidden: Columns) -> Any:
        import numpy as np

        mask = np.zeros(len(self.relations.truth), dtype=bool)
        mask[sorted(hidden)] = True
        mask[len(self.relations.keys) :] = True
        return mask

    def _insider_pairs(self) -> list[tuple[int, int]]:
        own = sorted(self.own)
        single = [one for one in own if self.relations.truth[one] == 1 and TOTAL not in self.relations.keys[one]]
        return [(known, other) for known in single for other in own if not self._is_the_same_person(known, other)]

    def _is_the_same_person(self, known: int, column: int) -> bool:
        """Whether a cell is the person's own, or a total that consists of that person alone."""
        pairs = zip(self.relations.keys[known], self.relations.keys[column], strict=True)
        return bool(self.relations.truth[column] == 1) and all(code in (own, TOTAL) for own, code in pairs)


def _attacks(relations: Relations, own: Columns, threshold: int) -> Iterator[Attack]:
    """The interval rule: each must be able to be its least, and the threshold."""
    for column in sorted(own):
        yield Attack(column, 1, float(threshold - relations.truth[column]))
        below = float(relations.truth[column] - relations.least[column])
        if below > 0:
            yield Attack(column, -1, below)
