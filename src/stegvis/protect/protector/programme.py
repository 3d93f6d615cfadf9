"""The protector's programmes: a linear or integer one is handed to HiGHS as arrays. The auditor has its own way to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stegvis.protect.protector.relations import Relations

#: So many nodes are never reached.
WITHOUT_LIMIT = 2**31 - 1
#: How HiGHS says that it has a solution, if not the best.
_FEASIBLE = 2


@dataclass(frozen=True, slots=True)
class Programme:
    """The least cost over columns within limits, so that `low <= matrix @ columns <= high`. All are NumPy arrays."""

    cost: Any
    matrix: Any
    low: Any
    high: Any
    lower: Any
    upper: Any
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Optimum:
    """The columns of the best solution found. `proven`: there is no better."""

    columns: Any
    proven: bool


class UnsolvedError(Exception):
    """There is no optimum, or it was not found within what it may take."""


def solve(
    programme: Programme, *, seconds: float = float("inf"), nodes: int = WITHOUT_LIMIT, gap: float = 0.0
) -> Optimum:
    """The optimum or, where the seconds or nodes do not suffice, the best that was found.

    `gap`: how much more than the optimum it may cost, as a share. Raises UnsolvedError where nothing was found.
    """
    import highspy
    import numpy as np

    solver = _solver()
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("time_limit", seconds)
    solver.setOptionValue("mip_max_nodes", nodes)
    solver.passModel(_as_highs(programme))
    solver.run()
    is_optimal = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    if not is_optimal and solver.getInfo().primal_solution_status != _FEASIBLE:
        raise UnsolvedError
    return Optimum(np.array(solver.getSolution().col_value), is_optimal and gap == 0.0)


class Attacker:
    """One independent part of a pattern, attacked again and again: the programme is kept, and only what changes is changed."""

    def __init__(self, relations: Relations, columns: Sequence[int], rows: Sequence[int]) -> None:
        import numpy as np

        self.relations, self.columns, self.rows = relations, list(columns), list(rows)
        self.place = {column: number for number, column in enumerate(self.columns)}
        self.truth, self.least = relations.truth[self.columns], relations.least[self.columns]
        self.rest = relations.matrix[self.rows]
        inner = self.rest[:, self.columns]
        sides = inner @ self.truth
        free = np.full(len(self.columns), np.inf)
        self.solver = _solver()
        self.solver.passModel(_as_highs(Programme(np.zeros(len(free)), inner, sides, sides, self.least, free)))

    def attacked(self, target: int, sign: int, need: float, known: int | None) -> tuple[Any, Any]:
        """The values of the columns with the target as far as it goes, `need` at most, and what each column would help.

        `sign`: 1 for upwards, -1 for downwards; `known`: a column that does not move.
        """
        own = self.place[target]
        limit = self.truth[own] + need if sign > 0 else float("inf")
        return self._run({own: -float(sign)}, {own: (self.least[own], limit)}, known)

    def pushed(self, weights: Mapping[int, float], known: int) -> Any:
        """The values of the columns when all are pushed at once, each by its weight, some persons at most."""
        near = {self.place[one]: (max(self.least[self.place[one]], self.truth[self.place[one]] - 1),
                                  self.truth[self.place[one]] + 1) for one in weights}  # fmt: skip
        return self._run({self.place[one]: -weight for one, weight in weights.items()}, near, known)[0]

    def _run(
        self, costs: Mapping[int, float], bounds: Mapping[int, tuple[float, float]], known: int | None
    ) -> tuple[Any, Any]:
        import numpy as np

        fixed = {} if known is None else {self.place[known]: (self.truth[self.place[known]],) * 2}
        changed = {**bounds, **fixed}
        for column, cost in costs.items():
            self.solver.changeColCost(column, cost)
        for column, (low, high) in changed.items():
            self.solver.changeColBounds(column, low, high)
        self.solver.run()
        solution = self.solver.getSolution()
        values, prices = np.array(solution.col_value), np.array(solution.row_dual)
        for column in costs:
            self.solver.changeColCost(column, 0.0)
        for column in changed:
            self.solver.changeColBounds(column, self.least[column], float("inf"))
        return values, prices @ self.rest


class Mender:
    """The cheapest movement that stops an attack, over all cells: what it moves must be hidden (Kelly, Golden, Assad 1992)."""

    def __init__(self, relations: Relations, costs: Any) -> None:
        """`costs`: what hiding each column costs, 0 where it is hidden; infinite where it may not be."""
        import numpy as np

        self.relations, self.free = relations, np.flatnonzero(np.isfinite(costs))
        self.place = {int(column): number for number, column in enumerate(self.free)}
        self.down = relations.truth[self.free] - relations.least[self.free]
        inner, width = relations.matrix[:, self.free], len(self.free)
        self.solver, sides = _solver(), np.zeros(len(inner))
        both = np.concatenate([costs[self.free]] * 2)
        high = np.concatenate([np.full(width, np.inf), self.down])
        programme = Programme(both, np.hstack([inner, -inner]), sides, sides, np.zeros(2 * width), high)
        self.solver.passModel(_as_highs(programme))

    def moved(self, target: int, sign: int, need: float, known: int | None) -> list[int] | None:
        """The columns that the cheapest movement moves; None where there is no movement."""
        import highspy
        import numpy as np

        width, own = len(self.free), self.place[target]
        forced = {own: (need, need) if sign > 0 else (0.0, 0.0), width + own: (0.0, 0.0) if sign > 0 else (need, need)}
        if known is not None:
            forced |= {self.place[known]: (0.0, 0.0), width + self.place[known]: (0.0, 0.0)}
        for column, (low, high) in forced.items():
            self.solver.changeColBounds(column, low, high)
        self.solver.run()
        found = self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = np.array(self.solver.getSolution().col_value)
        for column in forced:
            self.solver.changeColBounds(column, 0.0, self.down[column - width] if column >= width else float("inf"))
        moves = values[:width] + values[width:] > 1e-6 if found else ()
        return [int(column) for column in self.free[moves]] if found else None

    def hide(self, columns: Sequence[int]) -> None:
        """From now on these move for nothing."""
        for column in columns:
            self.solver.changeColCost(self.place[column], 0.0)
            self.solver.changeColCost(len(self.free) + self.place[column], 0.0)


def _solver() -> Any:
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver


def _as_highs(programme: Programme) -> Any:
    import highspy
    import numpy as np

    rows, columns = np.nonzero(programme.matrix)
    height, width = programme.matrix.shape
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = width, height
    model.col_cost_, model.col_lower_, model.col_upper_ = programme.cost, programme.lower, programme.upper
    model.row_lower_, model.row_upper_ = programme.low, programme.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=height))])
    model.a_matrix_.index_, model.a_matrix_.value_ = columns, programme.matrix[rows, columns]
    if programme.whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * width
    return model
