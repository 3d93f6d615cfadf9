"""The one way out of the person zone: tables are coarsened, protected and proved safe, or refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from stegvis.core.profile import Policy
from stegvis.core.tables import Certificate, CountTable, Key, PrintedTable, RefusedTable, ReleasedTable, TableHead
from stegvis.core.vocabulary import TOTAL, UNKNOWN
from stegvis.protect.auditor import audit
from stegvis.protect.coarsening import candidates
from stegvis.protect.protector import safe_pattern
from stegvis.protect.told_once import TALLIES, told_elsewhere

#: The lowest threshold there is (disclosure rules); an association may only raise it.
LEAST_THRESHOLD = 5
#: A table of which more than this share would be hidden is made coarser, or refused.
HIDDEN_AT_MOST = 1 / 3


@dataclass(frozen=True, slots=True)
class Register:
    """What was released before: an earlier release may take away what a new table hides."""

    released: tuple[ReleasedTable, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasedTables:
    """What may be published, in the order asked for, and what was refused."""

    tables: tuple[ReleasedTable, ...]
    refused: tuple[RefusedTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing of what was asked for may be published."""

    refused: tuple[RefusedTable, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One form that a table could be published in. `grouping` names it; `printed` None: it has no safe pattern."""

    grouping: str
    cells: int
    printed: PrintedTable | None

    @property
    def hidden(self) -> int:
        """How many cells it hides, margins counted; all of them where it has no safe pattern."""
        return sum(value is None for value in self.printed.cells.values()) if self.printed else self.cells

    @property
    def hides_little(self) -> bool:
        """Whether it hides at most a third of its cells."""
        return self.printed is not None and self.hidden <= self.cells * HIDDEN_AT_MOST + 1e-9


@dataclass(frozen=True, slots=True)
class Proposal:
    """The forms of a table side by side, mildest first. `default`: the place of the first that hides little; None: refused."""

    head: TableHead
    options: tuple[Option, ...]
    default: int | None


def release(
    tables: Sequence[CountTable],
    policy: Policy,
    register: Register,
    *,
    on: date,
    party: str = "",
    certified: tuple[Certificate, ...] = (),
    chosen: Mapping[str, str] = MappingProxyType({}),
) -> ReleasedTables | Refusal:
    """Protect tables and let out what is proved safe; a Refusal where nothing of what was asked for is.

    `chosen`: the coarsening that a person has chosen for a table, by its name (`grouping:1`; empty: as it is); for others
    the first that hides little.

    ONE TABLE AT A TIME for now: each is protected on its own, and what other tables of the publication or of `register`
    tell of its cells is not yet attacked, but for participants counted without rows (`told_once`). The interface takes all
    of them, since the rule is that they are protected together. `on` is the day of release, `party` and `certified` are
    carried along.
    """
    threshold = max(policy.threshold, LEAST_THRESHOLD)
    found: dict[int, ReleasedTable | RefusedTable] = {}
    for place in sorted(range(len(tables)), key=lambda place: tables[place].head.name == TALLIES):
        earlier = (one for one in register.released if one.head.period == tables[place].head.period)
        table = told_elsewhere(tables[place], [*earlier, *found.values()])
        forms = _chosen(candidates(table, policy), chosen.get(table.head.name))
        safe = _first_safe(forms, threshold) if table.cells else None
        found[place] = _let_out(safe, threshold, party, certified, on) if safe else _refused(table)
    released = tuple(one for _, one in sorted(found.items()) if isinstance(one, ReleasedTable))
    refused = tuple(one for _, one in sorted(found.items()) if isinstance(one, RefusedTable))
    return Refusal(refused) if refused and not released else ReleasedTables(released, refused)


def propose(tables: Sequence[CountTable], policy: Policy, register: Register, *, on: date) -> tuple[Proposal, ...]:
    """The forms that each table could be published in, for a person to choose among; only one is ever published."""
    threshold = max(policy.threshold, LEAST_THRESHOLD)
    return tuple(_proposal(table, policy, threshold) for table in tables)


def _proposal(table: CountTable, policy: Policy, threshold: int) -> Proposal:
    options = tuple(_option(form, threshold) for form in candidates(table, policy))
    default = next((place for place, option in enumerate(options) if option.hides_little), None)
    return Proposal(table.head, options, default)


def _option(form: CountTable, threshold: int) -> Option:
    hidden = safe_pattern(form, threshold, len(form.cells), _auditor(form, threshold))
    if hidden is None:
        return Option(form.head.grouping, len(form.cells), None)
    head, cells = _printed(form, hidden)
    return Option(form.head.grouping, len(form.cells), PrintedTable(head, cells, threshold))


def _chosen(forms: Iterable[CountTable], grouping: str | None) -> Iterator[CountTable]:
    return (form for form in forms if grouping in (None, form.head.grouping))


Printed = tuple[TableHead, dict[Key, int | None]]


def _let_out(safe: Printed, threshold: int, party: str, certified: tuple[Certificate, ...], on: date) -> ReleasedTable:
    head, cells = safe
    return ReleasedTable(head, cells, threshold, party, certified, on)


def _refused(table: CountTable) -> RefusedTable:
    return RefusedTable(table.head.name, table.head.title, table.head.period)


def _first_safe(forms: Iterable[CountTable], threshold: int) -> Printed | None:
    for table in forms:
        at_most = int(len(table.cells) * HIDDEN_AT_MOST + 1e-9)
        hidden = safe_pattern(table, threshold, at_most, _auditor(table, threshold))
        if hidden is not None:
            return _printed(table, hidden)
    return None


def _auditor(table: CountTable, threshold: int) -> Callable[[frozenset[Key]], bool]:
    """The auditor's word on a pattern of this table: whether it has nothing to object."""

    def withstands(hidden: frozenset[Key]) -> bool:
        head, cells = _printed(table, hidden)
        return not audit([PrintedTable(head, cells, threshold)], [table.cells])

    return withstands


def _printed(table: CountTable, hidden: frozenset[Key]) -> Printed:
    cells = dict.fromkeys(table.head.keys(), None) | {
        key: count for key, count in table.cells.items() if key not in hidden
    }
    return _without_telling_figures(table.head, cells), cells


def _without_telling_figures(head: TableHead, cells: Mapping[Key, int | None]) -> TableHead:
    """How many were counted and how many have data stand only where the printed cells say the same."""
    grand = {cells[key] for key in _margins(head, TOTAL)}
    counted = head.counted if grand == {head.counted} else None
    unknown = [cells[key] for key in _margins(head, UNKNOWN)] or [0]
    # With two moments, who is unknown at either cannot be told from the cells.
    told = None if counted is None or len(unknown) > 1 or unknown[0] is None else counted - unknown[0]
    return replace(head, counted=counted, with_data=head.with_data if head.with_data == told else None)


def _margins(head: TableHead, code: str) -> Iterator[Key]:
    """The keys of the margin of all units, or of those in a row (`unknown`) of the table's subject."""
    for key in list(head.keys()):
        own = [one for dimension, one in zip(head.dimensions, key, strict=True) if dimension.has_total]
        if own and all(one == TOTAL for one in own[1:]) and own[0] == code:
            yield key
