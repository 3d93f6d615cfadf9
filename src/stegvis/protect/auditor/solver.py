"""An attack on numbers that hang together: the least and greatest of each, in whole persons, from all their rows.

One linear programme is kept warm and asked again with another aim. A corner of it that is whole is an answer in whole
persons; only where it is not the integer programme is asked. Every whole point that is found is kept, since one point
shows for many numbers at once what they can be.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import ceil, floor
from typing import Any

from stegvis.protect.auditor.deduction import ContradictionError
from stegvis.protect.auditor.system import Row

#: No count of persons is near it: a number that can be this great has no greatest value.
BOUNDLESS = 1_000_000
_NEAR = 1e-6


class Attack:
    """The unknown numbers of one part, their rows, and the whole points that were found."""

    def __init__(self, numbers: Sequence[int], rows: Sequence[Row], leasts: Sequence[int]) -> None:
        import numpy

        self.numbers = tuple(numbers)
        self.column = {number: place for place, number in enumerate(numbers)}
        self._rows = rows
        self._least = numpy.array([leasts[number] for number in numbers])
        terms = [
            (place, self.column[number], weight)
            for place, row in enumerate(rows)
            for number, weight in row.weights.items()
        ]
        self._terms = numpy.array(terms, dtype=numpy.int64).reshape(-1, 3).T
        self._low = numpy.array([row.low for row in rows])
        self._high = numpy.array([row.high for row in rows])
        self.points: list[Any] = []
        self._lines: Any = None
        self._whole: Any = None
        self._fixed: dict[int, int] = {}
        self._look_at(())

    def offer(self, point: Mapping[int, int]) -> None:
        """Keep a whole point that is known to be possible, such as the truth."""
        import numpy

        self._keep(numpy.array([point[number] for number in self.numbers], dtype=numpy.int64))

    def extreme(self, number: int, sign: int) -> int:
        """The greatest (sign 1) or least (-1) whole value of a number. Raises ContradictionError."""
        column = self.column[number]
        best, point = self._corner(column, sign)
        if point is not None:
            return int(point[column])
        outside = floor(best + _NEAR) if sign > 0 else ceil(best - _NEAR)
        return outside if self._shown(column, outside, sign) else int(self._whole_corner(column, sign)[column])

    def can_be(self, number: int, value: int, sign: int) -> bool:
        """Whether a number can be `value` or more (sign 1), or `value` or less (-1)."""
        column = self.column[number]
        if self._shown(column, value, sign):
            return True
        best, point = self._corner(column, sign)
        if sign * best < sign * value - _NEAR:
            return False
        return point is not None or self._whole_beyond(column, value, sign)

    def can_differ(self, number: int) -> bool:
        """Whether a number can be more than one thing, with what is held fixed."""
        column = self.column[number]
        if self._lowest[column] < self._highest[column]:
            return True
        return self.extreme(number, 1) != self.extreme(number, -1)

    @contextmanager
    def holding(self, number: int, value: int) -> Iterator["Attack"]:
        """Attack with a number known."""
        column = self.column[number]
        self._fixed[column] = value
        self._bound(column, value, value)
        self._look_at([point for point in self.points if point[column] == value])
        try:
            yield self
        finally:
            del self._fixed[column]
            self._bound(column, self._least[column], BOUNDLESS)
            self._look_at(self.points)

    def _look_at(self, points: Sequence[Any]) -> None:
        """What the points show that each number can be, from its lowest to its highest."""
        import numpy

        self._lowest = numpy.min(points, axis=0) if points else numpy.full(len(self.numbers), BOUNDLESS)
        self._highest = numpy.max(points, axis=0) if points else numpy.full(len(self.numbers), -1)

    def _bound(self, column: int, low: float, high: float) -> None:
        for model in (self._lines, self._whole):
            if model is not None:
                model.changeColBounds(column, low, high)

    def _shown(self, column: int, value: int, sign: int) -> bool:
        return bool(self._highest[column] >= value if sign > 0 else self._lowest[column] <= value)

    def _keep(self, point: Any) -> bool:
        """Keep a point where it is whole and true to every row; arithmetic decides, not a tolerance."""
        import numpy

        rows, columns, weights = self._terms
        sums = numpy.bincount(rows, weights * point[columns], len(self._rows))
        if not bool((sums >= self._low).all() and (sums <= self._high).all() and (point >= self._least).all()):
            return False
        self.points.append(point)
        self._lowest = numpy.minimum(self._lowest, point)
        self._highest = numpy.maximum(self._highest, point)
        return True

    def _corner(self, column: int, sign: int) -> tuple[float, Any]:
        """The end of a number in the linear programme, and the corner where it is a whole point."""
        if self._lines is None:
            self._lines = self._model(whole=False)
        values = _solved(self._lines, column, sign)
        rounded = values.round().astype(int)
        is_whole = bool(abs(values - rounded).max() < _NEAR) and self._keep(rounded)
        return float(values[column]), rounded if is_whole else None

    def _whole_corner(self, column: int, sign: int) -> Any:
        values = _solved(self._integer_model(), column, sign).round().astype(int)
        self._keep(values)
        return values

    def _whole_beyond(self, column: int, value: int, sign: int) -> bool:
        """Whether a whole point lies on the far side of a value."""
        low, high = self._fixed.get(column, self._least[column]), self._fixed.get(column, BOUNDLESS)
        model = self._integer_model()
        model.changeColBounds(column, *((value, high) if sign > 0 else (low, value)))
        try:
            return self._keep(_solved(model, column, 0).round().astype(int))
        except ContradictionError:
            return False
        finally:
            model.changeColBounds(column, low, high)

    def _integer_model(self) -> Any:
        if self._whole is None:
            self._whole = self._model(whole=True)
        return self._whole

    def _model(self, *, whole: bool) -> Any:
        import highspy

        model = highspy.Highs()  # type: ignore[no-untyped-call]
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", 1)
        model.setOptionValue("mip_rel_gap", 0.0)
        # HiGHS's simplification of integer programmes may lose the optimum (its issues 3043, 3073, 3094), and a range that
        # is too narrow is no proof. `tests/protect/test_protect_brute_force.py` found it in version 1.15.1.
        model.setOptionValue("presolve", "off")
        for column, least in enumerate(self._least):
            held = self._fixed.get(column)
            low, high = (least, BOUNDLESS) if held is None else (held, held)
            model.addCol(0, low, high, 0, [], [])
        for row in self._rows:
            columns = [self.column[number] for number in row.weights]
            model.addRow(row.low, row.high, len(columns), columns, list(row.weights.values()))
        if whole:
            for column in range(len(self._least)):
                model.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        return model


def _solved(model: Any, column: int, sign: int) -> Any:
    """The point that is furthest along a column. Raises ContradictionError where there is none."""
    import numpy

    model.changeColCost(column, -sign)
    model.run()
    is_solved = model.modelStatusToString(model.getModelStatus()) == "Optimal"
    values = numpy.array(model.getSolution().col_value)
    model.changeColCost(column, 0)
    if not is_solved:
        raise ContradictionError
    return values
