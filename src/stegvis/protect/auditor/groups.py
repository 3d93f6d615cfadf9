"""What a printed cell counts: the group of persons that it stands for, whatever table it stands in.

Two cells of different tables with the same group are the same number (the women in all of the tables by age and by
education), and a group within another leaves a rest that nobody has published.
"""

import re
from collections.abc import Mapping
from functools import cache

from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, Key, Population, Restriction, TableHead
from stegvis.core.vocabulary import TOTAL, CodeList, code_list, editions

#: What lies in one code or several: codes; months of a period; years of an age or months of a time.
Atoms = frozenset[int | str]
#: What is asked of each member: an axis (dimension, period, population, party, ...) and what they may be there.
Group = frozenset[tuple[str, Atoms]]

POPULATION, PERIOD, PARTY, INITIATIVE, ASSOCIATION, SEX, MOMENT, MONTH = (
    "population", "period", "party", "initiative", "association", "sex", "moment", "month",
)  # fmt: skip
PERSONS = Population.PARTICIPANTS.value
#: Those who take part at a month's end: persons too, and in several months the same.
OPEN = "open"
#: Participants counted without rows: a part of what is printed as *deltaganden*.
TALLIED = "tallied"
_POPULATIONS: Mapping[str, Atoms] = {"participations": frozenset({PERSONS, TALLIED})}
#: What somebody had before and after stands in tables of change as two lists, and in others as one at two moments.
_CHANGES = {
    f"{name}_{moment}": (of, moment)
    for name, of in (("income", "income_source"), ("occupation", "occupation"))
    for moment in ("before", "after")
}
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
#: No band of ages or months ends above it.
_LAST = 130
_BANDS = (
    (re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})(?:\s*år)?"), lambda first, last: (first, last)),
    (re.compile(r"(?:<|under)\s*(\d{1,3})(?:\s*år)?", re.IGNORECASE), lambda first: (0, first - 1)),
    (re.compile(r"(\d{1,3})\s*(?:\+|år (?:och|eller) (?:äldre|mer))", re.IGNORECASE), lambda first: (first, _LAST)),
)


def groups(head: TableHead, party: str, *, one_population: bool) -> dict[Key, Group]:
    """The group of each cell. `one_population`: the moments of the table are of the same persons, so their totals are one."""
    scope = _scope(head, party)
    axes = [{code: _token(head, one, code) for code in one.codes} for one in head.dimensions]
    moment = next((place for place, one in enumerate(head.dimensions) if one.name == MOMENT), None)
    others = [place for place, one in enumerate(head.dimensions) if one.name not in (MOMENT, SEX)]
    found = {}
    for key in head.keys():  # noqa: SIM118 - a head is no mapping
        asked = dict(scope)
        at_total = moment is not None and one_population and all(key[place] == TOTAL for place in others)
        for place, code in enumerate(key):
            if code != TOTAL and not (at_total and place == moment):
                asked.update(axes[place][code])
        found[key] = frozenset(asked.items())
    return found


def axis(head: TableHead, dimension: Dimension) -> str:
    """The axis of a dimension: codes of two editions are not the same, bands of years and months are the same in all."""
    if any(band(code) for code in dimension.codes):
        return dimension.name
    return _axis(dimension.name, head.edition)


@cache
def band(code: str) -> Atoms:
    """The whole years or months of a code that is a band of them (`15-29`, `<20`, `45+`); none for any other code."""
    for pattern, limits in _BANDS:
        if match := pattern.fullmatch(code.strip()):
            first, last = limits(*map(int, match.groups()))
            return frozenset(range(first, min(last, _LAST) + 1))
    return frozenset()


def months(period: Period) -> Atoms:
    """The months of a period."""
    first, last = (day.year * 12 + day.month for day in (period.start, period.end))
    return frozenset(range(first, last + 1))


def is_within(inner: Group, outer: Group) -> bool:
    """Whether everybody in the one group is in the other, for all that is asked of them."""
    asked = dict(inner)
    return all(name in asked and asked[name] <= atoms for name, atoms in outer)


def _scope(head: TableHead, party: str) -> dict[str, Atoms]:
    scope: dict[str, Atoms] = {
        POPULATION: _POPULATIONS.get(head.population, frozenset({head.population})),
        PERIOD: months(head.period),
    }
    single = ((PARTY, (party,)), (ASSOCIATION, (head.association,)), (INITIATIVE, head.initiatives))
    scope |= {name: frozenset(codes) for name, codes in single if any(codes)}
    for one in head.base or _implied_base(head):
        listed = _listed(one.dimension, head.edition)
        # A restriction may name the codes of every edition; the rows are of one.
        codes = [code for code in one.codes if listed is None or code in listed]
        scope[_axis(one.dimension, head.edition)] = frozenset(codes or one.codes)
    return scope


def _implied_base(head: TableHead) -> tuple[Restriction, ...]:
    """A table of destinations counts the exits that have one, also where it was printed before heads said so."""
    if head.dimension("exit_destination") is None or head.population != Population.EXITS.value:
        return ()
    listed = _listed("exit_reason", head.edition)
    codes = tuple(one.code for one in listed.counted if one.destination) if listed else ()
    return (Restriction("exit_reason", codes),) if codes else ()


def _token(head: TableHead, dimension: Dimension, code: str) -> dict[str, Atoms]:
    """What a row or column asks of its members; participants among tallies are of the population of tallied participants."""
    if code == TOTAL:
        return {}
    if head.population == Population.TALLIES.value and (dimension.name, code) == ("measure", PERSONS):
        return {POPULATION: frozenset({TALLIED})}
    if dimension.name in _CHANGES:
        of, moment = _CHANGES[dimension.name]
        return {_axis(of, head.edition): _atoms(dimension, code, head.edition), MOMENT: frozenset({moment})}
    if dimension.name == MONTH and head.population != OPEN and _MONTH.fullmatch(code):
        return {PERIOD: months(Period.parse(code))}
    return {axis(head, dimension): _atoms(dimension, code, head.edition)}


def _atoms(dimension: Dimension, code: str, edition: str) -> Atoms:
    """The codes that a row counts: its own, those that are merged in it, or all of its parts'."""
    category = next(one for one in dimension.categories if one.code == code)
    parts = [one.code for one in dimension.categories if one.parent == code]
    if parts:
        return frozenset().union(*(_atoms(dimension, part, edition) for part in parts))
    merged = category.of or _ready_group(dimension.name, edition, category)
    return frozenset().union(*(band(one) or {one} for one in merged)) if merged else band(code) or frozenset({code})


def _ready_group(name: str, edition: str, category: Category) -> tuple[str, ...]:
    """What a ready grouping of the code list merges under that code."""
    listed = _listed(name, edition)
    if listed is None or category.code in listed:
        return ()
    groups = (group for grouping in listed.coarser for group in grouping if group.code == category.code)
    return next((group.of for group in groups), ())


@cache
def _axis(name: str, edition: str) -> str:
    try:
        return f"{name}@{edition}" if editions(name) else name
    except KeyError:
        return name


@cache
def _listed(name: str, edition: str) -> CodeList | None:
    try:
        return code_list(name, edition)
    except KeyError:
        return None
