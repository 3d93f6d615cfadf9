"""What to hide in a publication: as few cells as can be, then as small a total, so that every rule holds (disclosure rules).

An exact model: an integer programme chooses cells, attacks by linear programming show where the choice fails, each failure
adds a cut, and the first choice that withstands all attacks is the optimum. The same tables give the same pattern.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stegvis.core.tables import CountTable, Key
from stegvis.core.vocabulary import TOTAL
from stegvis.protect.protector.completing import complete
from stegvis.protect.protector.differences import tie_differences
from stegvis.protect.protector.model import Columns, Effort, Model
from stegvis.protect.protector.relations import Place, System, add_counted, add_released, keep_hidden
from stegvis.protect.protector.thresholds import is_small
from stegvis.protect.protector.versions import Earlier

#: After so many objections of the auditor's that the model knows nothing of, a form is given up.
MOST_OBJECTIONS = 8

Pattern = frozenset[Key]
Patterns = frozenset[Place]
#: The auditor's word on patterns: the cells that it objects to; one with an empty key is its whole table.
Objects = Callable[[Patterns], Patterns]


@dataclass(frozen=True, slots=True)
class Publication:
    """Tables to be published together. `earlier`: what was released before of the same facts; `party`: whose rows they are.

    `limits`: how many cells of each table may be hidden, by its place; a table that is not named has no limit.
    """

    tables: tuple[CountTable, ...]
    threshold: int
    limits: Mapping[int, int]
    earlier: tuple[Earlier, ...] = ()
    party: str = ""

    def system(self) -> System | None:
        """The system of all its tables; None where no counts could obey it."""
        system = System(self.threshold)
        tables = [add_counted(system, place, table, self.party) for place, table in enumerate(self.tables)]
        tables += [add_released(system, table) for table in self.earlier if not table.is_older]
        for table in self.earlier:
            if table.is_older:
                keep_hidden(system, table)
        tie_differences(system, tables, len(self.tables))
        return system if complete(system) else None


def safe_patterns(
    publication: Publication,
    objects: Objects,
    *,
    start: Patterns = frozenset(),
    effort: Effort | None = None,
    search: bool = True,
) -> Patterns | None:
    """The cells to hide in all tables together; None where there is no safe choice within the limits.

    `search`: whether to look for another choice where `start` is not safe.

    `objects` is the auditor's word on a choice; one that it objects to is extended. `start`: cells that each table hides when
    it is protected alone: where no two tables share one of them and nobody objects, no choice hides less.
    """
    few = any(_all_are_few(table, publication.threshold) for table in publication.tables)
    system = None if few else publication.system()
    if system is None:
        return None
    if system.hides_nothing:
        return None if objects(frozenset()) else frozenset()
    model = Model.of(system.relations(), publication.limits)
    if not model.relations.hold or not model.within_limits(model.own):
        return None
    begun = _begun(model, start)
    if begun is not None and not model.cuts_against(begun) and not objects(model.places(begun)):
        return model.places(begun)
    return _search(model, objects, effort or Effort.for_columns(len(model.open))) if search else None


def safe_pattern(
    table: CountTable,
    threshold: int,
    at_most: int,
    withstands: Callable[[Pattern], bool],
    *,
    effort: Effort | None = None,
) -> Pattern | None:
    """The cells to hide in one table, at most so many; None where there is no safe choice."""

    def objects(hidden: Patterns) -> Patterns:
        return frozenset() if withstands(frozenset(key for _, key in hidden)) else frozenset({(0, ())})

    publication = Publication((table,), threshold, {0: at_most})
    found = safe_patterns(publication, objects, effort=effort)
    return None if found is None else frozenset(key for _, key in found)


def hidden_for_itself(table: CountTable, threshold: int) -> Pattern:
    """The cells that are hidden whatever else is."""
    return frozenset(key for key in table.cells if is_small(table, key, threshold))


def _all_are_few(table: CountTable, threshold: int) -> bool:
    """Whether the whole table counts some persons, but too few: the zeros in print would tell all about them."""
    whole = [
        key
        for key in table.cells
        if all(code == TOTAL for one, code in zip(table.head.dimensions, key, strict=True) if one.has_total)
    ]
    persons = [key for key in whole if table.head.counts_persons(key)]
    few = all(table.cells[key] == 0 or is_small(table, key, threshold) for key in persons)
    return few and any(table.cells[key] for key in persons)


def _begun(model: Model, start: Patterns) -> Columns | None:
    """The columns of cells to start with, where no two tables share a hidden one."""
    columns = {place: column for column, one in enumerate(model.relations.columns) for place in one.cells}
    found = model.own | {columns[place] for place in start}
    alone = all(len(model.relations.columns[column].cells) == 1 for column in found)
    return found if alone and model.within_limits(found) else None


def _search(model: Model, objects: Objects, effort: Effort) -> Patterns | None:
    """Choices and cuts in turn, until nobody objects; after so many rounds the last choice is mended."""
    cuts, hidden = model.first_cuts(), model.own
    objected_to = 0
    for _ in range(effort.rounds):
        chosen = model.cheapest(cuts, effort)
        if chosen is None:
            break
        hidden = chosen
        objections = model.objections(hidden)
        objected = frozenset() if objections else objects(model.places(hidden))
        if not objections and not objected:
            return model.places(hidden)
        objected_to += bool(objected)
        if objected_to > MOST_OBJECTIONS:
            return None
        cuts.extend(objections or [model.one_more(hidden, objected)])
    return _mended(model, objects, hidden)


def _mended(model: Model, objects: Objects, hidden: Columns) -> Patterns | None:
    """The choice mended attack by attack, less what it turns out not to need; then as the auditor wants it."""
    mended = model.mended(hidden)
    safe = None if model.cuts_against(mended) else _without_needless(model, mended, mended - hidden)
    while safe is not None and model.within_limits(safe):
        objected = objects(model.places(safe))
        if not objected:
            return model.places(safe)
        safe = model.topped_up(safe, [model.one_more(safe, objected)])
    return None


def _without_needless(model: Model, hidden: Columns, added: Columns) -> Columns:
    """A safe choice less those added cells without which it is safe too, the greatest first."""
    for column in sorted(added, key=lambda one: (-model.relations.truth[one], one)):
        fewer = hidden - {column}
        if not model.cuts_against(fewer):
            hidden = fewer
    return hidden
