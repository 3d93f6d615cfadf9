"""The independent auditor: attacks a protected table with what the public gets. It shares no code with the protector.

It sees the printed head and cells (whoever calls it parses), builds every equation anew, and finds the least and the
greatest value of each hidden cell in whole persons. Then it compares with the counts, which only `release()` has. It
answers which rule is broken where, and never with a count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from stegvis.core.tables import Key, TableHead
from stegvis.core.vocabulary import TOTAL
from stegvis.protect.equations import Sum, equations, sums, sums_by_chance

#: No count of persons is near it: a cell that can be this great has no greatest value.
BOUNDLESS = 1_000_000


class Rule(StrEnum):
    """The rules of disclosure control that a published table can break."""

    COMPLETE = "complete"
    TRUTH = "truth"
    THRESHOLD = "threshold"
    TOO_FEW = "too_few"
    ZERO = "zero"
    CONSISTENT = "consistent"
    INTERVAL = "interval"
    HIDDEN_SUM = "hidden_sum"
    INSIDER = "insider"


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule and the cell, or the line's total, where it is broken."""

    rule: Rule
    key: Key = ()


@dataclass(frozen=True, slots=True)
class Range:
    """The values that a hidden cell may have for all that is published. `greatest` None: without end."""

    least: int
    greatest: int | None

    @property
    def is_exact(self) -> bool:
        """Whether there is only one."""
        return self.least == self.greatest


@dataclass(frozen=True, slots=True)
class _Question:
    """The greatest (sign 1) or least (-1) value of a cell, when some cells are known besides what is printed."""

    key: Key
    sign: int
    known: Mapping[Key, int] = field(default_factory=dict)


def audit(
    head: TableHead, cells: Mapping[Key, int | None], counts: Mapping[Key, int], threshold: int
) -> tuple[Violation, ...]:
    """Everything that is wrong with publishing these cells under this head. Nothing is the proof that release needs."""
    faults = tuple(_plain_faults(head, cells, counts, threshold)) or tuple(_broken_equations(head, cells, counts))
    hidden = [key for key, value in cells.items() if value is None]
    if faults or not hidden:
        return faults
    guessed = sums_by_chance(head, counts)
    found = ranges(head, cells, guessed=guessed)
    small = [key for key in hidden if counts[key] < threshold]
    return (
        *_narrow(head, cells, found, small, threshold, guessed),
        *_small_sums(head, cells, found, threshold, guessed),
        *_betrayed_to_insiders(head, cells, counts, small, guessed),
    )


def ranges(
    head: TableHead, cells: Mapping[Key, int | None], *, least: int = 1, guessed: Sequence[Sum] = ()
) -> dict[Key, Range]:
    """What each hidden cell may be, given that none is below `least` (1 where zeros are shown).

    `guessed`: sums that the table does not promise and the attacker takes for true.
    Raises ValueError where the cells contradict one another.
    """
    hidden = [key for key in cells if cells[key] is None]
    questions = [_Question(key, sign) for key in hidden for sign in (-1, 1)]
    answers = _answers(head, cells, questions, least, guessed)
    return {key: _range(*answers[2 * place : 2 * place + 2]) for place, key in enumerate(hidden)}


def _range(least: int, greatest: int) -> Range:
    return Range(least, greatest if greatest < BOUNDLESS // 2 else None)


def _plain_faults(
    head: TableHead, cells: Mapping[Key, int | None], counts: Mapping[Key, int], threshold: int
) -> Iterator[Violation]:
    """What is seen without any attack: a small count or another figure in print, a hidden zero, too few persons in all."""
    if set(cells) != set(head.keys()):
        yield Violation(Rule.COMPLETE)
        return
    for key, value in cells.items():
        if value is None:
            if counts[key] == 0:
                yield Violation(Rule.ZERO, key)
        elif value != counts[key]:
            yield Violation(Rule.TRUTH, key)
        elif 0 < value < threshold and _counts_persons(head, key):
            yield Violation(Rule.THRESHOLD, key)
    if 0 < max(_grand_totals(head, counts), default=0) < threshold:
        yield Violation(Rule.TOO_FEW)


def _grand_totals(head: TableHead, counts: Mapping[Key, int]) -> Iterator[int]:
    """How many persons the whole table counts; several where it has several measures or moments."""
    margins = [place for place, dimension in enumerate(head.dimensions) if dimension.has_total]
    for key, count in counts.items():
        if all(key[place] == TOTAL for place in margins) and _counts_persons(head, key):
            yield count


def _broken_equations(
    head: TableHead, cells: Mapping[Key, int | None], counts: Mapping[Key, int]
) -> Iterator[Violation]:
    """Where the counts are not among what the public holds for possible, nobody can say what the table tells."""
    for one in equations(head, cells):
        if not one.low <= sum(weight * counts[key] for key, weight in one.weights.items()) <= one.high:
            yield Violation(Rule.CONSISTENT, next(iter(one.weights)))


def _narrow(
    head: TableHead,
    cells: Mapping[Key, int | None],
    found: Mapping[Key, Range],
    small: Sequence[Key],
    threshold: int,
    guessed: Sequence[Sum],
) -> Iterator[Violation]:
    """A hidden cell that cannot reach the threshold, or, hidden for itself, cannot be the least that it may be."""
    floor = _least_of_all(head, cells, small, guessed)
    for key, one in found.items():
        too_low = one.greatest is not None and one.greatest < threshold
        if too_low or (key in floor and one.least > floor[key]):
            yield Violation(Rule.INTERVAL, key)


def _least_of_all(
    head: TableHead, cells: Mapping[Key, int | None], small: Sequence[Key], guessed: Sequence[Sum]
) -> dict[Key, int]:
    """What anybody may assume of a cell who sees only the zeros: 1, and of a sum as many as it has parts."""
    blind = {key: 0 if value == 0 else None for key, value in cells.items()}
    sums = [key for key in small if TOTAL in key]
    answers = _answers(_without_figures(head), blind, [_Question(key, -1) for key in sums], 1, guessed)
    return dict.fromkeys(small, 1) | dict(zip(sums, answers, strict=True))


def _small_sums(
    head: TableHead,
    cells: Mapping[Key, int | None],
    found: Mapping[Key, Range],
    threshold: int,
    guessed: Sequence[Sum],
) -> Iterator[Violation]:
    """A line whose total is printed or exact, and whose hidden parts together are fewer than the threshold."""
    for parts, total in (*sums(head), *guessed):
        known = found[total].least if total in found and found[total].is_exact else cells[total]
        shown = [cells[key] for key in parts]
        if known is not None and None in shown and known - sum(value or 0 for value in shown) < threshold:
            yield Violation(Rule.HIDDEN_SUM, total)


def _betrayed_to_insiders(
    head: TableHead,
    cells: Mapping[Key, int | None],
    counts: Mapping[Key, int],
    small: Sequence[Key],
    guessed: Sequence[Sum],
) -> Iterator[Violation]:
    """Who is alone in a cell knows it: no other small cell may become exact, but totals of that person alone."""
    singles = [key for key in small if counts[key] == 1 and TOTAL not in key]
    pairs = [(own, key) for own in singles for key in small if not (counts[key] == 1 and _is_above(key, own))]
    questions = [_Question(key, sign, {own: 1}) for own, key in pairs for sign in (-1, 1)]
    answers = _answers(head, cells, questions, 1, guessed)
    for place, (_, key) in enumerate(pairs):
        if answers[2 * place] == answers[2 * place + 1]:
            yield Violation(Rule.INSIDER, key)


def _is_above(key: Key, own: Key) -> bool:
    return all(code in (TOTAL, other) for code, other in zip(key, own, strict=True))


def _counts_persons(head: TableHead, key: Key) -> bool:
    for dimension, code in zip(head.dimensions, key, strict=True):
        if not next(category for category in dimension.categories if category.code == code).persons:
            return False
    return True


def _without_figures(head: TableHead) -> TableHead:
    return TableHead(head.name, head.title, head.period, head.edition, head.dimensions)


def _answers(
    head: TableHead,
    cells: Mapping[Key, int | None],
    questions: Sequence[_Question],
    least: int,
    guessed: Sequence[Sum],
) -> list[int]:
    """All questions in one programme, a block each, in whole persons."""
    if not questions:
        return []
    hidden = [key for key in cells if cells[key] is None]
    attacker = _attacker(hidden, questions, least)
    for one in equations(head, cells, guessed):
        printed = sum(weight * (cells[key] or 0) for key, weight in one.weights.items())
        free = [(place, one.weights[key]) for place, key in enumerate(hidden) if key in one.weights]
        for start in range(0, len(questions) * len(hidden), len(hidden)) if free else ():
            places, weights = [start + place for place, _ in free], [weight for _, weight in free]
            attacker.addRow(one.low - printed, one.high - printed, len(free), places, weights)
    attacker.run()
    if not attacker.getInfo().primal_solution_status:
        raise ValueError("the cells contradict one another")
    values = attacker.getSolution().col_value
    blocks = range(0, len(values), len(hidden))
    return [round(values[at + hidden.index(one.key)]) for at, one in zip(blocks, questions, strict=True)]


def _attacker(hidden: Sequence[Key], questions: Sequence[_Question], least: int) -> Any:
    """A programme with a block of the hidden cells for each question, in whole persons, without an equation yet."""
    import highspy

    attacker = highspy.Highs()  # type: ignore[no-untyped-call]
    attacker.silent()
    attacker.setOptionValue("threads", 1)
    attacker.setOptionValue("mip_rel_gap", 0.0)
    # HiGHS's simplification of integer programmes may lose the optimum (its issues 3043, 3073, 3094), and a range that is
    # too narrow is no proof. `tests/protect/test_protect_brute_force.py` found it in version 1.15.1.
    attacker.setOptionValue("presolve", "off")
    for question in questions:
        for key in hidden:
            aim = -question.sign if key == question.key else 0
            attacker.addCol(aim, question.known.get(key, least), question.known.get(key, BOUNDLESS), 0, [], [])
    columns = len(questions) * len(hidden)
    for column in range(columns):
        attacker.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    return attacker
