"""Tables of three dimensions, where corners of the linear programme are not whole: the auditor against another's programme."""

import random
from itertools import product

import pytest

from stegvis.core.tables import CountTable, Key
from stegvis.protect.auditor import ranges
from stegvis.protect.auditor.attacks import Attacker
from stegvis.protect.auditor.deduction import ContradictionError
from stegvis.protect.auditor.solver import Attack
from stegvis.protect.auditor.system import Row, build
from support.counts import dimension, printed, with_margins


def table(seed: int) -> tuple[CountTable, frozenset[Key]]:
    """Three by three by three, and more than half of the inner cells hidden."""
    chance = random.Random(seed)
    dims = [dimension(name, (*"abc", "total")) for name in ("one", "two", "three")]
    counts = with_margins(dims, {key: chance.choice((1, 2, 3, 7, 9)) for key in product("abc", repeat=3)})
    inner = [key for key in counts.cells if "total" not in key]
    return counts, frozenset(chance.sample(inner, 18))


@pytest.mark.parametrize("seed", range(8))
def test_whole_ranges_are_those_of_another_program(seed):
    """SciPy's integer programme, built from the cells alone."""
    optimize = pytest.importorskip("scipy.optimize")
    counts, hidden = table(seed)
    cells = sorted(hidden)
    lines: list[list[float]] = []
    sums: list[float] = []
    for place in range(3):
        for rest in product("abc", repeat=2):
            line = [(*rest[:place], code, *rest[place:]) for code in "abc"]
            lines.append([float(cell in line) for cell in cells])
            sums.append(sum(counts.cells[cell] for cell in line if cell in hidden))
    found = ranges([printed(counts, hidden)])
    for at, cell in enumerate(cells):
        for sign, end in ((1, found[0, cell].least), (-1, found[0, cell].greatest)):
            aim = [float(sign) if one == at else 0.0 for one in range(len(cells))]
            solved = optimize.milp(
                aim,
                constraints=optimize.LinearConstraint(lines, sums, sums),
                integrality=[1] * len(cells),
                bounds=optimize.Bounds(1, 100),
            )
            assert round(sign * solved.fun) == end


#: Three persons' pairs: each pair is three halves in the middle of the linear programme, and no whole numbers.
TRIANGLE = tuple(Row({one: 1, two: 1}, 3, 3) for one, two in ((0, 1), (1, 2), (0, 2)))


def test_a_corner_that_is_not_whole_is_not_believed():
    attack = Attack((0, 1, 2), TRIANGLE, [0, 0, 0])
    with pytest.raises(ContradictionError):
        attack.extreme(0, 1)
    assert not attack.can_be(0, 1, 1)


def test_the_nearest_whole_point_is_the_answer():
    """Two numbers that are twice a third and at most 5: the corner is 2.5, and 2 the greatest in whole persons."""
    attack = Attack((0, 1), (Row({0: 2, 1: -1}, 0, 0), Row({1: 1}, 0, 5)), [0, 0])
    assert attack.extreme(0, 1) == 2
    assert attack.can_be(0, 2, 1)
    assert not attack.can_be(0, 3, 1)
    again = Attack((0, 1), (Row({0: 2, 1: -1}, 0, 0), Row({1: 1}, 0, 5)), [0, 0])
    assert again.can_be(0, 2, 1)


def test_what_is_known_of_one_narrows_another():
    attack = Attack((0, 1), (Row({0: 1, 1: 1}, 9, 9),), [1, 1])
    with attack.holding(0, 1):
        assert attack.extreme(1, 1) == attack.extreme(1, -1) == 8
        assert not attack.can_differ(1)
        assert attack.can_be(1, 8, 1)
    assert attack.can_differ(1)


def test_an_attacker_opens_an_attack_once():
    counts, hidden = table(1)
    attacker = Attacker(build([printed(counts, hidden)]))
    assert attacker.attack_of(0) is attacker.attack_of(0)


def test_a_point_is_whole_by_arithmetic_and_not_by_tolerance():
    attack = Attack((0,), (Row({0: 1}, 1.0000005, 5),), [0])
    assert not attack.can_be(0, 1, -1)
    assert len(attack.points) == 0
