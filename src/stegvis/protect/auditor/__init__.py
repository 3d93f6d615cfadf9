"""The independent auditor: attacks a whole publication with what the public gets. It shares no code with the protector.

It sees the printed heads and cells (whoever calls it parses), builds every equation anew over all tables and earlier
releases, and finds the least and the greatest value of each hidden cell in whole persons. Then it compares with the counts,
which only `release()` has. It answers which rule is broken where, and never with a count.
"""

from collections.abc import Mapping, Sequence

from stegvis.core.tables import Key, PrintedTable
from stegvis.protect.auditor.attacks import Attacker
from stegvis.protect.auditor.deduction import ContradictionError
from stegvis.protect.auditor.equations import Sum
from stegvis.protect.auditor.exposure import exposures
from stegvis.protect.auditor.persons import Publication, attacked, broken_equations
from stegvis.protect.auditor.plain import plain_faults
from stegvis.protect.auditor.system import build
from stegvis.protect.auditor.versions import changes, nearby
from stegvis.protect.auditor.violations import Exposure, Line, Range, Rule, Term, Violation

__all__ = ["Exposure", "Line", "Range", "Rule", "Term", "Violation", "audit", "exposures", "ranges"]


def audit(
    new: Sequence[PrintedTable], counts: Sequence[Mapping[Key, int]], earlier: Sequence[PrintedTable] = ()
) -> tuple[Violation, ...]:
    """Everything wrong with publishing `new`, whose true counts are `counts` table by table, beside `earlier`.

    Nothing is the proof that release needs. A `ReleasedTable` is as good as a `PrintedTable`.
    """
    faults = [fault for place, table in enumerate(new) for fault in plain_faults(place, table, counts[place])]
    if faults or not new:
        return tuple(faults)
    before = nearby(new, earlier)
    publication = Publication.of(new, counts, before)
    found = (*changes(new, counts, before), *broken_equations(publication))
    try:
        return found or tuple(dict.fromkeys(attacked(publication)))
    except ContradictionError:
        return (Violation(Rule.CONSISTENT, table=len(new)),)


def ranges(
    tables: Sequence[PrintedTable], *, least: int | None = None, guessed: Sequence[Sequence[Sum]] = ()
) -> dict[tuple[int, Key], Range]:
    """What each hidden cell may be, by the place of its table and its key, for all that the tables tell together.

    `least`: what no hidden cell is below, where it is not what the tables' heads say (1; 0 of something sensitive).
    `guessed`: sums that the tables do not promise and the attacker takes for true.
    Raises ValueError where the cells contradict one another.
    """
    system = build(tables, (), guessed)
    if least is not None:
        system.numbers.leasts[:] = [least if cells else 0 for cells in system.numbers.cells]
    attacker = Attacker(system)
    hidden = (cell for cell in system.place if tables[cell[0]].cells[cell[1]] is None)
    return {cell: attacker.range(system.place[cell]) for cell in hidden}
