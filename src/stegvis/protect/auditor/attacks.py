"""An attacker on a whole system: what is told by subtraction first, then one attack for each part that hangs together."""

from collections.abc import Iterable, Mapping, Sequence

from stegvis.protect.auditor.deduction import ContradictionError, components, deduce
from stegvis.protect.auditor.solver import BOUNDLESS, Attack
from stegvis.protect.auditor.system import Row, System
from stegvis.protect.auditor.violations import Range


class Attacker:
    """What everybody can find out of a system's numbers. `truth`: what they are, where it is known.

    Conclusions that contradict what tables promise are left out: they were guesses. Raises ContradictionError where what is
    promised contradicts itself.
    """

    def __init__(
        self, system: System, truth: Sequence[int | None] = (), given: Mapping[int, int] | None = None
    ) -> None:
        self._leasts = system.numbers.leasts
        self._truth = truth
        printed = [(given or {}).get(number, value) for number, value in enumerate(system.numbers.values)]
        try:
            self._open(printed, system.rows)
        except ContradictionError:
            self._open(printed, [row for row in system.rows if row.promised])

    def _open(self, printed: Sequence[int | None], rows: Iterable[Row]) -> None:
        deduced = deduce(printed, self._leasts, rows)
        self.known = deduced.values
        unknown = (number for number in range(len(printed)) if number not in self.known)
        self.parts = [(numbers, own) for numbers, own in components(unknown, deduced.rows) if own]
        self._part = {number: place for place, (numbers, _) in enumerate(self.parts) for number in numbers}
        self._attacks: dict[int, Attack] = {}
        for place, (_, own) in enumerate(self.parts):
            if not all(row.promised for row in own) and self._needs_proof(place):
                self.attack_of(place).extreme(self.parts[place][0][0], 1)

    def _needs_proof(self, place: int) -> bool:
        """Whether nothing shows yet that the part is possible at all: its truth is not known."""
        return not self._truth or any(self._truth[number] is None for number in self.parts[place][0])

    def attack_of(self, place: int) -> Attack:
        """The attack on a part, opened when it is first asked for."""
        if place not in self._attacks:
            numbers, rows = self.parts[place]
            attack = self._attacks[place] = Attack(numbers, rows, self._leasts)
            if not self._needs_proof(place):
                attack.offer({number: self._truth[number] or 0 for number in numbers})
        return self._attacks[place]

    def part_of(self, number: int) -> int | None:
        """The part that a number belongs to; None where it is known, or tied to nothing."""
        return self._part.get(number)

    def can_be(self, number: int, value: int, sign: int) -> bool:
        """Whether a number can be `value` or more (sign 1), or `value` or less (-1)."""
        if number in self.known:
            return sign * self.known[number] >= sign * value
        place = self._part.get(number)
        if place is None:
            return sign > 0 or value >= self._leasts[number]
        return self.attack_of(place).can_be(number, value, sign)

    def can_differ(self, number: int) -> bool:
        """Whether a number can be more than one thing."""
        place = self._part.get(number)
        return number not in self.known if place is None else self.attack_of(place).can_differ(number)

    def range(self, number: int) -> Range:
        """The exact range of a number in whole persons."""
        if number in self.known:
            return Range(self.known[number], self.known[number])
        place = self._part.get(number)
        if place is None:
            return Range(self._leasts[number], None)
        attack = self.attack_of(place)
        least, greatest = attack.extreme(number, -1), attack.extreme(number, 1)
        return Range(least, greatest if greatest < BOUNDLESS // 2 else None)
