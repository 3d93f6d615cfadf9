"""The protector's programmes: a linear or integer one is handed to HiGHS as arrays. The auditor has its own way to it."""

from dataclasses import dataclass
from typing import Any


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

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("threads", 1)
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
