"""What a cell counts, apart from the table it stands in: two cells of the same cohort are the same number.

Total women in the table by age and in the table by education are one cohort, printed twice. The protector hides a cohort
in every place or in none, and a cohort within another leaves a third: those of the greater who are not in the lesser.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from stegvis.core.periods import Period
from stegvis.core.tables import Category, Key, TableHead
from stegvis.core.vocabulary import TOTAL, editions

#: Two moments of the same exits (before and after): where nothing else is asked they are the same persons.
MOMENT = "moment"
#: What happened in a month is what happened in that period.
MONTH = "month"
SEX = "sex"
#: Participants are within the participations that a table with tallies counts.
PARTICIPANTS, PARTICIPATIONS = "participants", "participations"
#: Participants counted without rows: they are within the participations too.
TALLIED, MEASURE = "tallied", "measure"
#: Who takes part at a month's end is a participant of the period.
OPEN = "open"
#: What happens on a day: counts of two periods add up. Participants of two periods may be the same persons.
EVENTS = frozenset({"entrants", "exits", "referrals", "tallies"})

_BAND = re.compile(r"(\d+)-(\d+)|(\d+)\+|<(\d+)")
_NO_END = 150
_IS_MONTH = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Trait:
    """What all of a cohort have in common: in a dimension, one of some codes of an edition; bands are all their numbers."""

    dimension: str
    edition: str
    codes: frozenset[str]

    def holds(self, other: "Trait") -> bool:
        """Whether whoever has the other has this one."""
        return (self.dimension, self.edition) == (other.dimension, other.edition) and other.codes <= self.codes


@dataclass(frozen=True, slots=True)
class Cohort:
    """The persons or events that a cell counts: a population in a period, with all of some traits."""

    population: str
    period: Period
    traits: frozenset[Trait]

    def holds(self, other: "Cohort") -> bool:
        """Whether all of another are among these: less is asked of them, in a period that is no shorter."""
        alike = self.population == other.population and _is_within(other.period, self.period)
        return alike and all(any(trait.holds(one) for one in other.traits) for trait in self.traits)

    def without(self, trait: Trait) -> "Cohort":
        """Those whom one trait less is asked of."""
        return Cohort(self.population, self.period, self.traits - {trait})


def _is_within(lesser: Period, greater: Period) -> bool:
    return greater.start <= lesser.start and lesser.end <= greater.end


def cohorts_of(head: TableHead, party: str = "") -> dict[Key, Cohort]:
    """What each cell of a table counts, in printing order."""
    scope = frozenset(scope_of(head, party))
    traits = [
        {category.code: _trait(head, dimension.name, category) for category in dimension.categories}
        for dimension in head.dimensions
    ]
    moment = next((place for place, one in enumerate(head.dimensions) if one.name == MOMENT), None)
    month = next((place for place, one in enumerate(head.dimensions) if one.name == MONTH), None)
    found = {}
    for key in head.keys():  # noqa: SIM118 - a head is no mapping
        asked = [one[code] for one, code in zip(traits, key, strict=True) if code != TOTAL]
        period = head.period
        if moment is not None:
            asked = list(_at_moment(asked, traits[moment][key[moment]]))
        if month is not None and head.population in EVENTS and _IS_MONTH.fullmatch(key[month]):
            asked.remove(traits[month][key[month]])
            period = Period.parse(key[month])
        found[key] = _tallied(Cohort(head.population, period, scope.union(asked)))
    return found


def _tallied(cohort: Cohort) -> Cohort:
    """Participants among the measures of tallies are a population of their own."""
    measured = Trait(MEASURE, "", frozenset({PARTICIPANTS}))
    if cohort.population != "tallies" or measured not in cohort.traits:
        return cohort
    return Cohort(TALLIED, cohort.period, cohort.traits - {measured})


def _at_moment(asked: Sequence[Trait], moment: Trait) -> Iterator[Trait]:
    """What is asked at a moment; without anything but sex the moment says nothing, since the exits are the same."""
    for trait in asked:
        if trait.dimension == SEX:
            yield trait
        elif trait != moment:
            yield Trait(f"{trait.dimension} {min(moment.codes)}", trait.edition, trait.codes)


def scope_of(head: TableHead, party: str = "") -> Iterator[Trait]:
    """What is asked of all that a table counts."""
    if head.association:
        yield Trait("association", "", frozenset({head.association}))
    if party:
        yield Trait("party", "", frozenset({party}))
    if head.initiatives:
        yield Trait("initiative", "", frozenset(head.initiatives))
    for one in head.base:
        yield Trait(one.dimension, _edition(one.dimension, head.edition), frozenset(one.codes))


#: Dimensions of a change that are a list at one of its moments.
AT_A_MOMENT = {
    "income_before": ("income_source", "before"),
    "income_after": ("income_source", "after"),
    "occupation_before": ("occupation", "before"),
    "occupation_after": ("occupation", "after"),
}


def listed(dimension: str) -> str:
    """The code list of a dimension."""
    return AT_A_MOMENT.get(dimension, (dimension, ""))[0]


def _trait(head: TableHead, name: str, category: Category) -> Trait:
    of, moment = AT_A_MOMENT.get(name, (name, ""))
    return Trait(f"{of} {moment}".strip(), _edition(of, head.edition), _members(category))


@cache
def _members(category: Category) -> frozenset[str]:
    return frozenset().union(*(_numbers(code) for code in category.of or (category.code,)))


@cache
def _numbers(code: str) -> frozenset[str]:
    """A band as the numbers in it, so that overlapping bands are seen to overlap; any other code as itself."""
    band = _BAND.fullmatch(code)
    if band is None:
        return frozenset({code})
    low, high, open_low, below = (int(one) if one else None for one in band.groups())
    first = low if low is not None else open_low or 0
    last = high if high is not None else below - 1 if below is not None else _NO_END
    return frozenset(map(str, range(first, last + 1)))


@cache
def _edition(dimension: str, edition: str) -> str:
    """Codes of two editions are not the same; a list without editions is the same in all."""
    try:
        return edition if editions(dimension) else ""
    except KeyError:
        return ""
