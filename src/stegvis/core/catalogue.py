"""The official tables as data: a new one is an entry here, and no new code.

`USUAL` are those of a year's publication; the others are counted when they are asked for by name.
Titles are worded as annual reports print them (the national template of 2020); the order is the printing order.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from stegvis.core.profile import Profile
from stegvis.core.tables import Comparison, DimensionSpec, Population, Restriction, TableSpec
from stegvis.core.vocabulary import code_list, codes_with_destination

#: What a dimension reads when it has two moments: the attribute before, then the one after.
BEFORE, AFTER = "before", "after"
#: Days between entry and exit, of which a table tells the median.
DAYS = "days"
#: The place of an answer on its scale, of which a table tells the mean.
MEAN = "mean"

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
MONTH_ENTERED = DimensionSpec("month", "entered_month")
MONTH_EXITED = DimensionSpec("month", "exited_month")
MONTH_OPEN = DimensionSpec("month", "month")
WAITING_TIME = DimensionSpec("waiting_time", "waiting_days", "waiting_time")
INCOME_BEFORE = DimensionSpec("income_before", "income_before", "income_group", "income_source")
INCOME_AFTER = DimensionSpec("income_after", "income_after", "income_group", "income_source")
OCCUPATION_BEFORE = DimensionSpec("occupation_before", "occupation_before", "occupation_group", "occupation")
OCCUPATION_AFTER = DimensionSpec("occupation_after", "occupation_after", "occupation_group", "occupation")

STAGE = DimensionSpec("stage", "stage")
SITE = DimensionSpec("site", "site")
OCCUPATION = DimensionSpec("occupation", "occupation_before", "occupation")
OCCUPATION_LATER = DimensionSpec("occupation_at_follow_up", "occupation_at_follow_up", "occupation")

RESPONDENT_GROUP = DimensionSpec("respondent_group", "respondent_group", "participant_group")
QUESTION = DimensionSpec("question", "question")
ANSWER = DimensionSpec("answer", "value", "answer")

#: Those whose answers are theirs as participants: sensitive, and in the party's package.
OF_PARTICIPANTS = Restriction("respondent_group", tuple(one.code for one in code_list("participant_group").codes))
#: Those whose month is known: of an anonymous row only the year of entry is kept.
NOT_ANONYMOUS = Restriction("registration", ("identified", "pseudonymous"))
#: Exits with a reason that leads somewhere (vocabulary, `destination`).
WITH_DESTINATION = Restriction("exit_reason", codes_with_destination())
#: What the association's own words can be held against: nobody else has the same.
OWN_YEARS = (Comparison.LAST_YEAR, Comparison.FIVE_YEARS)


def _table(
    name: str, title: str, title_en: str, population: Population, *dimensions: DimensionSpec, **said: Any
) -> TableSpec:
    return TableSpec(name, title, population, (*dimensions, SEX), title_en, **said)


def _participants(what: str, title: str, title_en: str, dimension: DimensionSpec, **said: Any) -> TableSpec:
    return _table(f"participants-by-{what}", title, title_en, Population.PARTICIPANTS, dimension, **said)


def _entrants(what: str, title: str, title_en: str, dimension: DimensionSpec, **said: Any) -> TableSpec:
    return _table(f"entrants-by-{what}", title, title_en, Population.ENTRANTS, dimension, **said)


def _exits(name: str, title: str, title_en: str, *dimensions: DimensionSpec, **said: Any) -> TableSpec:
    return _table(name, title, title_en, Population.EXITS, *dimensions, **said)


def _answers(name: str, title: str, title_en: str, *dimensions: DimensionSpec, **said: Any) -> TableSpec:
    said = {"sensitive": True, "base": (OF_PARTICIPANTS,), "on_request": True} | said
    return _table(name, title, title_en, Population.ANSWERS, RESPONDENT_GROUP, *dimensions, **said)


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
    _exits("exits-by-destination", "Utskrivning till", "Discharged to", EXIT_DESTINATION, base=(WITH_DESTINATION,)),
    _exits("time-to-exit", "Tid mellan inskrivning och avslut", "Time between entry and exit", amount=DAYS),
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
        "referrals-by-referrer",
        "Remisser efter remittent",
        "Referrals by referrer",
        Population.REFERRALS,
        REFERRER,
        compared_with=OWN_YEARS,
    ),
    _table(
        "waiting-time",
        "Väntetid från remiss till inskrivning",
        "Time from referral to entry",
        Population.ENTRANTS,
        WAITING_TIME,
    ),
    _participants("group", "Deltagare efter målgrupp", "Participants by target group", GROUP, compared_with=OWN_YEARS),
    _table(
        "tallies-by-measure",
        "Volymer efter insats och mått",
        "Tallies by initiative and measure",
        Population.TALLIES,
        INITIATIVE,
        MEASURE,
        compared_with=OWN_YEARS,
    ),
    _entrants(
        "month", "Inskrivna per månad", "Entrants by month", MONTH_ENTERED, base=(NOT_ANONYMOUS,), on_request=True
    ),
    _exits("exits-by-month", "Avslut per månad", "Exits by month", MONTH_EXITED, on_request=True),
    _table(
        "open-by-month",
        "Pågående deltagare vid månadens slut",
        "Participants at the end of each month",
        Population.OPEN,
        MONTH_OPEN,
        base=(NOT_ANONYMOUS,),
        on_request=True,
    ),
    _exits(
        "time-to-exit-by-reason",
        "Tid mellan inskrivning och avslut, efter avslutsanledning",
        "Time between entry and exit, by reason",
        EXIT_REASON,
        amount=DAYS,
        on_request=True,
    ),
    _exits(
        "income-change",
        "Försörjning före insatsen mot efter",
        "Source of income before the initiative against after",
        INCOME_BEFORE,
        INCOME_AFTER,
        on_request=True,
    ),
    _exits(
        "occupation-change",
        "Sysselsättning före insatsen mot efter",
        "Occupation before the initiative against after",
        OCCUPATION_BEFORE,
        OCCUPATION_AFTER,
        on_request=True,
    ),
    _answers(
        "answers-by-question", "Deltagarnas svar: medelvärden", "Participants' answers: means", QUESTION, amount=MEAN
    ),
    _answers("answers-by-value", "Deltagarnas svar efter fråga", "Participants' answers by question", QUESTION, ANSWER),
    _exits(
        "occupation-at-follow-up",
        "Avslut efter sysselsättning vid uppföljning",
        "Exits by occupation at follow-up",
        OCCUPATION_LATER,
        on_request=True,
    ),
)

#: Every official table by its name, in printing order.
CATALOGUE: Mapping[str, TableSpec] = MappingProxyType({spec.name: spec for spec in _TABLES})


#: The tables of a publication where nobody says which.
USUAL = tuple(spec.name for spec in _TABLES if not spec.on_request)


_OF_EXITS = (TIME_IN_INITIATIVE, EXIT_REASON, EXIT_DESTINATION, OCCUPATION_LATER)
#: What an association's own table may be by, by name: what is known at entry, then what only an exit has.
OWN_DIMENSIONS: Mapping[str, DimensionSpec] = MappingProxyType(
    {
        one.name: one
        for one in (
            AGE, EDUCATION, TIME_ON_SUPPORT, MUNICIPALITY, INITIATIVE, SITE, STAGE, GROUP, REFERRER, WAITING_TIME, INCOME,
            OCCUPATION, *_OF_EXITS,
        )
    }
)  # fmt: skip


def fits(dimension: str, population: Population, *, alone: bool) -> bool:
    """Whether a table of a population can be by a dimension; `alone`: by nothing else but sex.

    A participant may be in several initiatives, whose table is an official one. A destination goes with its reason.
    """
    if OWN_DIMENSIONS[dimension] in _OF_EXITS and population is not Population.EXITS:
        return False
    if dimension == INITIATIVE.name:
        return population is not Population.PARTICIPANTS
    return dimension != EXIT_DESTINATION.name or alone


def own_table(name: str, title: str, population: Population, dimensions: Sequence[str], **said: Any) -> TableSpec:
    """An association's own table of what it is by; others have no figures to hold it against."""
    chosen = tuple(OWN_DIMENSIONS[one] for one in dimensions)
    base = (WITH_DESTINATION,) if EXIT_DESTINATION in chosen else ()
    return TableSpec(name, title, population, (*chosen, SEX), compared_with=OWN_YEARS, base=base, **said)


def tables_of(profile: Profile) -> Mapping[str, TableSpec]:
    """The official tables and the association's own, by name, in printing order."""
    return {**CATALOGUE, **{spec.name: spec for spec in profile.tables}} if profile.tables else CATALOGUE


def usual_tables(profile: Profile) -> tuple[str, ...]:
    """The tables of a publication where nobody says which: the usual official ones and the association's own."""
    return tuple(name for name, spec in tables_of(profile).items() if not spec.on_request)


def table_spec(name: str) -> TableSpec:
    """The official table of that name. Raises KeyError for a name that is not in the catalogue."""
    return CATALOGUE[name]
