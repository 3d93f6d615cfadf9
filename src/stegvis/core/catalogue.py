"""The official tables as data: a new one is an entry here, and no new code.

Titles are worded as annual reports print them (the national template of 2020); the order is the printing order.
"""

from collections.abc import Mapping
from types import MappingProxyType

from stegvis.core.tables import DimensionSpec, Population, TableSpec

#: What a dimension reads when it has two moments: the attribute before, then the one after.
BEFORE, AFTER = "before", "after"

SEX = DimensionSpec("sex", "sex", "sex")
AGE = DimensionSpec("age_band", "birth_year", "age_band")
EDUCATION = DimensionSpec("education", "education", "education")
TIME_ON_SUPPORT = DimensionSpec("time_on_public_support", "time_on_public_support", "time_on_public_support")
TIME_IN_INITIATIVE = DimensionSpec("time_in_initiative", "months", "time_in_initiative")
MUNICIPALITY = DimensionSpec("municipality", "municipality")
INITIATIVE = DimensionSpec("initiative", "initiative")
INCOME = DimensionSpec("income_source", "income_before", "income_source")
EXIT_REASON = DimensionSpec("exit_reason", "exit_reason", "exit_reason")
EXIT_DESTINATION = DimensionSpec("exit_destination", "exit_destination", "exit_destination")
MOMENT = DimensionSpec("moment", "moment")
INCOME_OF_MOMENT = DimensionSpec("income_source", "income_before income_after", "income_source")
OCCUPATION_OF_MOMENT = DimensionSpec("occupation", "occupation_before occupation_after", "occupation")
REFERRER = DimensionSpec("referrer", "referrer")
GROUP = DimensionSpec("group", "groups")
MEASURE = DimensionSpec("measure", "measure", "tally_measure")


def _table(name: str, title: str, title_en: str, population: Population, *dimensions: DimensionSpec) -> TableSpec:
    return TableSpec(name, title, population, (*dimensions, SEX), title_en)


def _participants(what: str, title: str, title_en: str, dimension: DimensionSpec) -> TableSpec:
    return _table(f"participants-by-{what}", title, title_en, Population.PARTICIPANTS, dimension)


def _entrants(what: str, title: str, title_en: str, dimension: DimensionSpec) -> TableSpec:
    return _table(f"entrants-by-{what}", title, title_en, Population.ENTRANTS, dimension)


def _exits(name: str, title: str, title_en: str, *dimensions: DimensionSpec) -> TableSpec:
    return _table(name, title, title_en, Population.EXITS, *dimensions)


_TABLES = (
    _participants("age", "Deltagare efter ålder", "Participants by age", AGE),
    _participants("education", "Deltagare efter utbildningsnivå", "Participants by level of education", EDUCATION),
    _participants(
        "time-on-support",
        "Deltagare efter tid i offentlig försörjning",
        "Participants by time on public support",
        TIME_ON_SUPPORT,
    ),
    _participants("municipality", "Deltagare efter kommun", "Participants by municipality", MUNICIPALITY),
    _participants("initiative", "Deltagare efter insats", "Participants by initiative", INITIATIVE),
    _participants(
        "income", "Deltagare efter försörjning vid inskrivning", "Participants by source of income at entry", INCOME
    ),
    _entrants("municipality", "Inskrivna efter kommun", "Entrants by municipality", MUNICIPALITY),
    _entrants("income", "Inskrivna efter försörjning vid inskrivning", "Entrants by source of income at entry", INCOME),
    _entrants(
        "time-on-support",
        "Inskrivna efter tid i offentlig försörjning",
        "Entrants by time on public support",
        TIME_ON_SUPPORT,
    ),
    _entrants("age", "Inskrivna efter ålder", "Entrants by age", AGE),
    _entrants("education", "Inskrivna efter utbildningsnivå", "Entrants by level of education", EDUCATION),
    _exits(
        "exits-by-time",
        "Avslut efter tid i insats (månader)",
        "Exits by time in the initiative (months)",
        TIME_IN_INITIATIVE,
    ),
    _exits("exits-by-reason", "Avslut efter avslutsanledning", "Exits by reason", EXIT_REASON),
    _exits("exits-by-destination", "Utskrivning till", "Discharged to", EXIT_DESTINATION),
    _exits(
        "income-before-and-after",
        "Försörjning före och efter insats",
        "Source of income before and after the initiative",
        MOMENT,
        INCOME_OF_MOMENT,
    ),
    _exits(
        "occupation-before-and-after",
        "Sysselsättning före och efter insats",
        "Occupation before and after the initiative",
        MOMENT,
        OCCUPATION_OF_MOMENT,
    ),
    _table(
        "referrals-by-referrer", "Remisser efter remittent", "Referrals by referrer", Population.REFERRALS, REFERRER
    ),
    _participants("group", "Deltagare efter målgrupp", "Participants by target group", GROUP),
    _table(
        "tallies-by-measure",
        "Volymer efter insats och mått",
        "Tallies by initiative and measure",
        Population.TALLIES,
        INITIATIVE,
        MEASURE,
    ),
)

#: Every official table by its name, in printing order.
CATALOGUE: Mapping[str, TableSpec] = MappingProxyType({spec.name: spec for spec in _TABLES})


def table_spec(name: str) -> TableSpec:
    """The official table of that name. Raises KeyError for a name that is not in the catalogue."""
    return CATALOGUE[name]
