"""Facts to tables: an entry of the catalogue and a snapshot give a `CountTable`, which nobody may see before it is released.

All tables of one population are counted by one query.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from stegvis.core.catalogue import DAYS, MEAN, MONTH_ENTERED, NOT_ANONYMOUS, SEX
from stegvis.core.middle import mean, median
from stegvis.core.periods import Period
from stegvis.core.tables import CountTable, DimensionSpec, Key, Population, Restriction, TableHead, TableSpec
from stegvis.core.vocabulary import TOTAL, UNKNOWN
from stegvis.engine.answers import count_answers
from stegvis.engine.categories import Categories, categories, edition_of, read_sex, sex_categories
from stegvis.engine.counting import (
    Attributes,
    CountedGroup,
    CountedTally,
    Groups,
    anonymous_left_out,
    count_groups,
    count_own_participants,
    count_tallies,
)
from stegvis.engine.notes import Quality, notes
from stegvis.engine.snapshot import Snapshot

_BY_SEX: Attributes = ()
#: What is told of each group, of the values that its units have.
_AMOUNTS = {DAYS: median, MEAN: mean}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a snapshot: a period, the initiatives (none: all) and an edition (empty: the association's own)."""

    snapshot: Snapshot
    period: Period
    initiatives: tuple[str, ...] = ()
    edition: str = ""


@dataclass(slots=True)
class _Count:
    """Cells as they are being counted, with how many units there are and how many have data."""

    cells: Counter[Key] = field(default_factory=Counter)
    values: defaultdict[Key, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    counted: int = 0
    with_data: int = 0
    other_edition: bool = False

    def add(self, rows: Iterable[Key], sex: str, count: int, value: int | None = None) -> None:
        """Count units in some rows, for their sex and for all; `value` is what each of them has."""
        for row in rows:
            for key in ((*row, sex), (*row, TOTAL)):
                self.cells[key] += count
                if value is not None:
                    self.values[key][value] += count

    def add_units(self, count: int, *, known: bool = True, other_edition: bool = False) -> None:
        """Count units once, whatever rows they are in."""
        self.counted += count
        self.with_data += count if known else 0
        self.other_edition |= other_edition


def tabulate(
    spec: TableSpec, snapshot: Snapshot, period: Period, *, initiatives: tuple[str, ...] = (), edition: str = ""
) -> CountTable:
    """Count one official table.

    `initiatives` none: all. `edition` empty: the association's own at the period's end.
    Raises KeyError for an edition that the table's code list does not have; `request_findings` says so in words.
    """
    return tabulate_all((spec,), snapshot, period, initiatives=initiatives, edition=edition)[0]


def tabulate_all(
    specs: Sequence[TableSpec],
    snapshot: Snapshot,
    period: Period,
    *,
    initiatives: tuple[str, ...] = (),
    edition: str = "",
) -> tuple[CountTable, ...]:
    """Count several official tables, one query a population. Same tables as `tabulate` gives, in the order asked."""
    question = Question(snapshot, period, _in_order(snapshot, initiatives), edition)
    groups = {population: _groups(question, population, specs) for population in {spec.population for spec in specs}}
    return tuple(_table(spec, question, groups[spec.population]) for spec in specs)


def _in_order(snapshot: Snapshot, initiatives: tuple[str, ...]) -> tuple[str, ...]:
    """The initiatives asked for once each, in the package's order."""
    places = {one.id: place for place, one in enumerate(snapshot.initiatives)}
    return tuple(sorted(set(initiatives), key=lambda id: (places.get(id, len(places)), id)))


def _groups(question: Question, population: Population, specs: Sequence[TableSpec]) -> Groups:
    wanted = [_attributes(spec) for spec in specs if spec.population is population]
    if population is Population.TALLIES:
        return {}
    if population is Population.ANSWERS:
        return count_answers(question.snapshot.answers, question.period, question.initiatives, wanted)
    return count_groups(question.snapshot, population, question.period, question.initiatives, wanted)


def _attributes(spec: TableSpec) -> Attributes:
    """What is counted together for a table: its dimensions' attributes, what it tells of each, and what limits it."""
    names = [name for one in _rows_of(spec) if one.name != "moment" for name in one.attribute.split()]
    if names == ["initiative"] and spec.population is Population.PARTICIPANTS:
        return _BY_SEX
    names += [spec.amount] if spec.amount else []
    return tuple(dict.fromkeys((*names, *(one.dimension for one in _limits(spec)))))


def _rows_of(spec: TableSpec) -> tuple[DimensionSpec, ...]:
    return tuple(one for one in spec.dimensions if one.name != SEX.name)


def _limits(spec: TableSpec) -> tuple[Restriction, ...]:
    """What limits who is counted. Whether a row is anonymous is not among the attributes: the month tells that."""
    return tuple(one for one in spec.base if one != NOT_ANONYMOUS)


def _table(spec: TableSpec, question: Question, groups: Groups) -> CountTable:
    found = groups.get(_attributes(spec), ())
    first = spec.dimensions[0].name
    if spec.population is Population.TALLIES:
        return _tallies(spec, question)
    if first == "initiative" and spec.population is Population.PARTICIPANTS:
        return _by_initiative(spec, question, found)
    if first == "moment":
        return _before_and_after(spec, question, found)
    return _by_attributes(spec, question, found)


def _by_attributes(spec: TableSpec, question: Question, groups: Iterable[CountedGroup]) -> CountTable:
    """By any attributes: every code that applies is counted, and the totals count each unit once."""
    rows, names = _categories(spec, question), _attributes(spec)
    count = _Count()
    for group in groups:
        value_of = dict(zip(names, group.values, strict=True))
        if not _is_counted(spec, value_of):
            continue
        if spec.amount and not value_of[spec.amount]:
            count.add_units(group.count, known=False)
            continue
        raw = [value_of[one.attribute] for one in _rows_of(spec)]
        codes = [one.read(value) for one, value in zip(rows, raw, strict=True)]
        lines = product(*((*some, TOTAL) if one.total else some for one, some in zip(rows, codes, strict=True)))
        count.add(lines, read_sex(group.sex), group.count, int(value_of[spec.amount]) if spec.amount else None)
        unread = [value for value, some in zip(raw, codes, strict=True) if UNKNOWN in some]
        count.add_units(group.count, known=not unread, other_edition=any(unread))
    return _counted(spec, question, count)


def _is_counted(spec: TableSpec, value_of: Mapping[str, str]) -> bool:
    """Whether units with these values are among those that the table is limited to."""
    if NOT_ANONYMOUS in spec.base and not value_of.get(MONTH_ENTERED.attribute, NOT_ANONYMOUS.dimension):
        return False
    return all(_code(value_of[one.dimension]) in one.codes for one in _limits(spec))


def _code(value: str) -> str:
    """The code of a registered value, whatever its edition."""
    return value.rpartition("/")[2]


def _before_and_after(spec: TableSpec, question: Question, groups: Iterable[CountedGroup]) -> CountTable:
    """The same units at two moments; one has data when both moments are known."""
    moments, rows = _categories(spec, question)
    count = _Count()
    for group in groups:
        both = [rows.read(value) for value in group.values]
        for moment, codes in zip(moments.fixed, both, strict=True):
            count.add(((moment.code, code) for code in (*codes, TOTAL)), read_sex(group.sex), group.count)
        unread = [value for value, codes in zip(group.values, both, strict=True) if UNKNOWN in codes]
        count.add_units(group.count, known=not unread, other_edition=any(unread))
    return _counted(spec, question, count)


def _by_initiative(spec: TableSpec, question: Question, persons: Iterable[CountedGroup]) -> CountTable:
    """Each initiative's own persons, and each person once in the total; then the tallies of participants."""
    rows = _categories(spec, question)[0]
    count = _Count()
    for group in count_own_participants(question.snapshot, question.period, question.initiatives):
        count.add([rows.read(group.values[0])], read_sex(group.sex), group.count)
    for group in persons:
        count.add([(TOTAL,)], read_sex(group.sex), group.count)
        count.add_units(group.count)
    tallies = [one for one in _counted_tallies(question) if one.measure == "participants"]
    for tally in tallies:
        count.add([rows.read(tally.initiative), (TOTAL,)], read_sex(tally.sex), tally.count)
        count.add_units(tally.count)
    return _counted(spec, question, count, tallies)


def _tallies(spec: TableSpec, question: Question) -> CountTable:
    """Each measure of each initiative. Different measures are never added."""
    initiatives = _categories(spec, question)[0]
    count = _Count()
    tallies = _counted_tallies(question)
    for tally in tallies:
        codes = (*initiatives.read(tally.initiative), TOTAL)
        count.add(((code, tally.measure) for code in codes), read_sex(tally.sex), tally.count)
    return _counted(spec, question, count, tallies)


def _counted_tallies(question: Question) -> tuple[CountedTally, ...]:
    return count_tallies(question.snapshot, question.period, question.initiatives)


def _categories(spec: TableSpec, question: Question) -> tuple[Categories, ...]:
    edition = _edition(spec, question)
    return tuple(
        categories(one, question.snapshot, question.period, edition, question.initiatives) for one in _rows_of(spec)
    )


def _edition(spec: TableSpec, question: Question) -> str:
    return edition_of(spec, question.snapshot, question.period, question.edition)


def _counted(spec: TableSpec, question: Question, count: _Count, tallies: Sequence[CountedTally] = ()) -> CountTable:
    """The table with all its cells, zero where nothing was counted."""
    head = _head(spec, question, count, tallies)
    printed = tuple(head.keys())
    amounts = {key: _AMOUNTS[spec.amount](count.values[key]) for key in printed if count.values.get(key)}
    return CountTable(head, {key: count.cells[key] for key in printed}, amounts)


def _head(spec: TableSpec, question: Question, count: _Count, tallies: Sequence[CountedTally]) -> TableHead:
    used = [{key[place] for key, value in count.cells.items() if value} for place in range(len(spec.dimensions))]
    rows = [
        one.dimension(dimension.name, used[place], additive=_adds_up(count.cells, place))
        for place, (dimension, one) in enumerate(zip(_rows_of(spec), _categories(spec, question), strict=True))
    ]
    # A person is open at several months' ends, so there is no number of them in all.
    units = spec.population not in (Population.TALLIES, Population.OPEN)
    mixed = bool(tallies) and units
    return TableHead(
        name=spec.name,
        title=spec.title,
        period=question.period,
        edition=_edition(spec, question),
        dimensions=(*rows, sex_categories(used[-1])),
        population="participations" if mixed else spec.population.value,
        initiatives=question.initiatives,
        counted=count.counted if units else None,
        with_data=count.with_data if units else None,
        notes=notes(spec, _quality(question, spec, count, tallies), rows),
        snapshot=question.snapshot.name,
        association=question.snapshot.profile.organisation_number,
        base=spec.base,
        sensitive=spec.sensitive,
        amount=spec.amount,
    )


def _quality(question: Question, spec: TableSpec, count: _Count, tallies: Sequence[CountedTally]) -> Quality:
    anonymous = spec.population in (Population.PARTICIPANTS, Population.ENTRANTS) and NOT_ANONYMOUS not in spec.base
    return Quality(
        tallies=bool(tallies),
        estimated=any(tally.estimated for tally in tallies),
        other_edition=count.other_edition,
        left_out=anonymous and anonymous_left_out(question.snapshot, question.period, question.initiatives),
    )


def _adds_up(cells: Mapping[Key, int], place: int) -> bool:
    """Whether the total is the sum of the others in every line along the dimension at that place."""
    difference: Counter[Key] = Counter()
    for key, value in cells.items():
        line = (*key[:place], *key[place + 1 :])
        difference[line] += value if key[place] == TOTAL else -value
    return not any(difference.values())
