"""Counted groups: how many units of a population have each combination of raw values, in one query a population.

The engine reads the facts of a period once for all tables, keeps them as whole numbers and gives back few rows: what is
printed (bands, editions, `other`, `unknown`) is decided from the words of the numbers afterwards, in plain Python.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from stegvis.core.periods import Period
from stegvis.core.tables import Population
from stegvis.engine import units
from stegvis.engine.snapshot import Snapshot

if TYPE_CHECKING:
    import ibis.expr.types as ir

#: Columns that units keep beside what is asked for, where they have them.
_ALWAYS = frozenset(("sex", "person", "initiative", "in_several"))

#: Attributes of a unit that are counted together, as the facts name them; several codes are one text, a code a line.
Attributes = tuple[str, ...]


class CountedGroup(NamedTuple):
    """So many units with these raw values, one for each attribute, and this sex."""

    values: tuple[str, ...]
    sex: str
    count: int  # type: ignore[assignment]


Groups = Mapping[Attributes, tuple[CountedGroup, ...]]


@dataclass(frozen=True, slots=True)
class CountedTally:
    """The tallies of an initiative, a measure and a sex in the period, summed. `estimated`: at least one of them is."""

    initiative: str
    measure: str
    sex: str
    count: int
    estimated: bool


def count_groups(
    snapshot: Snapshot,
    population: Population,
    period: Period,
    initiatives: tuple[str, ...],
    wanted: Sequence[Attributes],
) -> Groups:
    """The units of a population by each of the wanted combinations of attributes; `()` is by sex alone."""
    combinations = tuple(dict.fromkeys(wanted))
    columns = {name for attributes in combinations for name in attributes}
    counted = _units(snapshot, population, period, initiatives, columns)
    return _answer(snapshot, counted, combinations)


def count_own_participants(
    snapshot: Snapshot, period: Period, initiatives: tuple[str, ...]
) -> tuple[CountedGroup, ...]:
    """Each initiative's own persons, by initiative and sex."""
    rows = _rows(snapshot, period, initiatives)
    persons = _units(snapshot, Population.PARTICIPANTS, period, initiatives, set())
    own = _kept(
        snapshot, period, initiatives, "own_participants", lambda: units.own_participants(rows, persons, period)
    )
    return _answer(snapshot, own, [("initiative",)]).get(("initiative",), ())


def anonymous_left_out(snapshot: Snapshot, period: Period, initiatives: tuple[str, ...]) -> bool:
    """Whether anonymous persons are left out since the period does not hold their whole calendar year."""
    if period.holds_year(period.start.year) and period.holds_year(period.end.year):
        return False
    rows = units.left_out(_rows(snapshot, period, initiatives), period)
    return bool(snapshot.engine.ask(rows.limit(1)))


def count_tallies(snapshot: Snapshot, period: Period, initiatives: tuple[str, ...]) -> tuple[CountedTally, ...]:
    """The tallies whose last day the period holds, summed by initiative, measure and sex."""
    words = snapshot.contents.dictionaries
    rows = snapshot.tallies.filter(snapshot.tallies.end.between(period.start, period.end))
    if initiatives:
        asked = snapshot.contents.places("initiative", lambda word: word in initiatives)
        rows = rows.filter(rows.initiative.isin(asked))
    summed = rows.group_by("initiative", "measure", "sex").agg(
        total=rows["count"].sum().cast("int64"), estimated=rows.estimated.any()
    )
    return tuple(
        CountedTally(words["initiative"][initiative], words["measure"][measure], words["sex"][sex], total, estimated)
        for initiative, measure, sex, total, estimated in snapshot.engine.ask(summed)
    )


def _rows(snapshot: Snapshot, period: Period, initiatives: tuple[str, ...]) -> "ir.Table":
    """What is counted of the period, read from the facts once for all tables and populations of it."""

    def read() -> "ir.Table":
        contents = snapshot.contents
        never = contents.places("exit_reason", lambda word: word in units.never_counted())
        asked = contents.places("initiative", lambda word: word in initiatives) if initiatives else None
        rows = units.counted_rows(snapshot.participations, never, asked)
        return units.touching(rows, period)

    return _kept(snapshot, period, initiatives, "touching", read)


def _units(
    snapshot: Snapshot, population: Population, period: Period, initiatives: tuple[str, ...], columns: set[str]
) -> "ir.Table":
    """The units of a population, worked out once, with their sex and the attributes that are asked for."""
    name = population.value.replace("-", "_")

    def read() -> "ir.Table":
        counted = units.UNITS[population](_rows(snapshot, period, initiatives), period)
        always = _ALWAYS & set(counted.columns)
        return counted.select(**{column: _number(counted, column) for column in sorted(columns | always)})

    kept = _kept(snapshot, period, initiatives, name, read)
    if columns <= set(kept.columns):
        return kept
    del snapshot.kept.tables[name]
    return _kept(snapshot, period, initiatives, name, read)


def _kept(
    snapshot: Snapshot, period: Period, initiatives: tuple[str, ...], name: str, read: Callable[[], "ir.Table"]
) -> "ir.Table":
    """What the engine keeps by that name for the question asked last; another question lets go of all of it."""
    question, kept = (period, initiatives), snapshot.kept
    if question != kept.question:
        kept.question, kept.tables = question, {}
    if name not in kept.tables:
        kept.tables[name] = snapshot.engine.keep(f"kept_{name}", read())
    return kept.tables[name]


def _number(counted: "ir.Table", attribute: str) -> "ir.Value":
    """An attribute as a whole number: the place of a word, a year, or what is worked out of days."""
    derived = units.DERIVED.get(attribute)
    return derived(counted).cast("int32") if derived else counted[attribute]


def _answer(snapshot: Snapshot, counted: "ir.Table", combinations: Sequence[Attributes]) -> Groups:
    """Ask all at once, and say the words of the numbers. A combination without units has no entry."""
    if not combinations:
        return {}
    answer: dict[Attributes, list[CountedGroup]] = defaultdict(list)
    columns = tuple(dict.fromkeys(name for attributes in combinations for name in attributes))
    marks = {_mark(columns, attributes): attributes for attributes in combinations}
    readings = {
        mark: [(columns.index(name), _reading(snapshot, name)) for name in attributes]
        for mark, attributes in marks.items()
    }
    sexes = snapshot.contents.dictionaries["sex"]
    for mark, count, sex, *values in snapshot.engine.query(_grouped(counted.get_name(), columns, combinations)):
        said = tuple([read(values[place]) for place, read in readings[mark]])
        answer[marks[mark]].append(CountedGroup(said, sexes[sex], count))
    return {attributes: tuple(groups) for attributes, groups in answer.items()}


def _mark(columns: Sequence[str], attributes: Attributes) -> int:
    """The number that tells a combination: a bit for each column that it does not have."""
    return sum(1 << place for place, column in enumerate(columns) if column not in attributes)


def _grouped(kept: str, columns: Sequence[str], combinations: Sequence[Attributes]) -> str:
    """Counted by sex and each combination of attributes, all in one reading.

    Plain SQL that every engine understands: Ibis has no word for several groupings at once.
    """
    mark = " + ".join(["0", *(f"{1 << place} * grouping({column})" for place, column in enumerate(columns))])
    shown = ", ".join((mark, "count(*)", "sex", *columns))
    sets = ", ".join(f"({', '.join(('sex', *attributes))})" for attributes in combinations)
    return f"SELECT {shown} FROM {kept} GROUP BY GROUPING SETS ({sets})"  # noqa: S608 - our own names


def _reading(snapshot: Snapshot, attribute: str) -> Callable[[int | None], str]:
    """What a number of an attribute says: a word of its dictionary, a month, or itself; nothing where it is not known."""
    if attribute in units.MONTHS:
        return lambda value: "" if value is None else units.month_of(value)
    words = snapshot.contents.dictionaries.get(attribute)
    if words is None:
        return lambda value: "" if value is None else str(value)
    return lambda value: words[value or 0]
