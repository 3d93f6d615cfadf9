"""Counted groups: how many units of a population have each combination of raw values, in one query a population.

The engine reads every fact once and gives back few rows: what is printed (bands, editions, `other`, `unknown`) is decided
from the raw values afterwards, in plain Python.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stegvis.core.periods import Period
from stegvis.core.tables import Population
from stegvis.engine import units
from stegvis.engine.snapshot import Snapshot

if TYPE_CHECKING:
    import ibis.expr.types as ir

#: Attributes of a unit that are counted together, as the facts name them; several codes are one text, a code a line.
Attributes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedGroup:
    """So many units with these raw values, one for each attribute, and this sex."""

    values: tuple[str, ...]
    sex: str
    count: int


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
    rows = units.counted_rows(snapshot.participations, initiatives)
    counted = units.UNITS[population](rows, period)
    return _answer(snapshot, [_grouped(counted, attributes) for attributes in dict.fromkeys(wanted)])


def count_own_participants(
    snapshot: Snapshot, period: Period, initiatives: tuple[str, ...]
) -> tuple[CountedGroup, ...]:
    """Each initiative's own persons, by initiative and sex."""
    rows = units.counted_rows(snapshot.participations, initiatives)
    grouped = _grouped(units.own_participants(rows, period), ("initiative",))
    return _answer(snapshot, [grouped]).get(("initiative",), ())


def anonymous_left_out(snapshot: Snapshot, period: Period, initiatives: tuple[str, ...]) -> bool:
    """Whether anonymous persons are left out since the period does not hold their whole calendar year."""
    if period.holds_year(period.start.year) and period.holds_year(period.end.year):
        return False
    rows = units.left_out(units.counted_rows(snapshot.participations, initiatives), period)
    return bool(snapshot.ask(rows.limit(1)))


def count_tallies(snapshot: Snapshot, period: Period, initiatives: tuple[str, ...]) -> tuple[CountedTally, ...]:
    """The tallies whose last day the period holds, summed by initiative, measure and sex."""
    rows = snapshot.tallies.filter(snapshot.tallies.end.between(period.start, period.end))
    rows = rows.filter(rows.initiative.isin(initiatives)) if initiatives else rows
    summed = rows.group_by("initiative", "measure", "sex").agg(
        total=rows["count"].sum().cast("int64"), estimated=rows.estimated.any()
    )
    return tuple(CountedTally(*row) for row in snapshot.ask(summed))


def _grouped(counted: "ir.Table", attributes: Attributes) -> "ir.Table":
    """Counted by sex and at most two attributes, in a form that all combinations share."""
    import ibis

    texts = [_as_text(counted, attribute) for attribute in attributes]
    first, second = (*texts, ibis.literal(""), ibis.literal(""))[:2]
    return (
        counted.group_by(first=first, second=second, sex=counted.sex)
        .agg(count=counted.count())
        .mutate(attributes=ibis.literal(" ".join(attributes)))
    )


def _as_text(counted: "ir.Table", attribute: str) -> "ir.Value":
    derived = units.DERIVED.get(attribute)
    column = derived(counted) if derived else counted[attribute]
    if column.type().is_array():
        return column.join("\n")
    return column.cast("string").fill_null("")


def _answer(snapshot: Snapshot, grouped: Sequence["ir.Table"]) -> Groups:
    """Ask all at once. A combination without units has no entry."""
    import ibis

    answer: dict[Attributes, list[CountedGroup]] = defaultdict(list)
    for first, second, sex, count, named in snapshot.ask(ibis.union(*grouped)) if grouped else ():
        attributes = tuple(named.split())
        answer[attributes].append(CountedGroup((first, second)[: len(attributes)], sex, count))
    return {attributes: tuple(groups) for attributes, groups in answer.items()}
