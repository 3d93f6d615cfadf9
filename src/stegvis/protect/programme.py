"""The protector's programmes: a linear or integer one is handed to HiGHS as arrays. The auditor has its own way to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from stegvis.protect.relations import Relations


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
    """The columns of an optimum, and what a unit more of each row would cost."""

    columns: Any
    row_prices: Any


class UnsolvedError(Exception):
    """There is no optimum, or it was not found within what it may take."""


def solve(programme: Programme, *, seconds: float = float("inf"), nodes: int = 0) -> Optimum:
    """The optimum, within the seconds and nodes it may take (0: without limit). Raises UnsolvedError."""
    import highspy
    import numpy as np

    solver = _solver()
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("time_limit", seconds)
    if nodes:
        solver.setOptionValue("mip_max_nodes", nodes)
    solver.passModel(_as_highs(programme))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise UnsolvedError
    solution = solver.getSolution()
    return Optimum(np.array(solution.col_value), np.array(solution.row_dual))


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


def _solver() -> Any:
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
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
