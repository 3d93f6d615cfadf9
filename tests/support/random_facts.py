"""Random facts for Hypothesis: few persons and few days, so that what is rare in life is common here."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from stegvis.core.facts import AnswerFact, Coded, ParticipationFact, TallyFact
from stegvis.core.package import Initiative, Package
from stegvis.core.periods import Period
from stegvis.core.profile import EditionFrom, Profile
from stegvis.core.vocabulary import code_list, editions

INITIATIVES = ("stegen", "bryggan", "ateljen")
MUNICIPALITIES = ("Exempelstad", "Grannby")
PERIODS = ("2020", "2021", "2021-01..2021-08", "2020-07..2022-06", "2020-01..2021-12", "2020-12")

TIMELINES = st.fixed_dictionaries(
    {},
    optional={
        "exit_reason": st.sampled_from(
            [
                (EditionFrom("sus-2020"), EditionFrom("own-2021", date(2021, 1, 1))),
                (EditionFrom("sus-2020"), EditionFrom("own-2023", date(2023, 1, 1))),
                (EditionFrom("own-2021"), EditionFrom("own-2023", date(2023, 1, 1))),
            ]
        ),
        "education": st.just((EditionFrom("sus-2020"), EditionFrom("own-2021", date(2021, 1, 1)))),
        "time_on_public_support": st.just((EditionFrom("own-2023", date(2021, 7, 1)),)),
    },
)
#: Few days, so that entries and exits coincide and fall on the edges of periods.
DAYS = st.sampled_from(
    [date(2020, 1, 1), date(2020, 1, 20), date(2020, 7, 1), date(2020, 12, 31), date(2021, 1, 1), date(2021, 8, 31)]
)
SEXES = st.sampled_from(["woman", "man", "woman", "man", "unknown", "not_collected", ""])


def _codes(name: str) -> st.SearchStrategy[Coded]:
    """Any code of any edition."""
    every = [Coded(edition, code.code) for edition in editions(name) for code in code_list(name, edition).codes]
    return st.sampled_from(every)


def _several(name: str) -> st.SearchStrategy[tuple[Coded, ...]]:
    return st.lists(_codes(name), max_size=3).map(tuple)


_NAMED = st.builds(
    ParticipationFact,
    person=st.sampled_from(["p1", "p2"]),
    initiative=st.sampled_from(INITIATIVES),
    registration=st.just("pseudonymous"),
    sex=SEXES,
    entered=DAYS,
    birth_year=st.none() | st.integers(1940, 2010),
    municipality=st.sampled_from([*MUNICIPALITIES, "Fjärran", ""]),
    groups=st.lists(st.sampled_from(["unga", "nyanlända", "långtidssjuka"]), max_size=3).map(tuple),
    education=st.none() | _codes("education"),
    time_on_public_support=st.none() | _codes("time_on_public_support"),
    income_before=_several("income_source"),
    occupation_before=_several("occupation"),
    referrer=st.sampled_from(["Vårdcentralen Grannby", "kommun", "själv", ""]),
    referred=st.none() | DAYS,
    stage=st.sampled_from(["kartläggning", "praktik", ""]),
    exited=st.none() | DAYS,
    exit_reason=st.none() | _codes("exit_reason"),
    exit_destination=st.none() | _codes("exit_destination"),
    income_after=_several("income_source"),
    occupation_after=_several("occupation"),
    occupation_at_follow_up=_several("occupation"),
)
_ANONYMOUS = st.builds(
    ParticipationFact,
    person=st.just(""),
    initiative=st.sampled_from(INITIATIVES),
    registration=st.just("anonymous"),
    sex=SEXES,
    entered=st.sampled_from([date(year, 1, 1) for year in range(2019, 2024)]),
)
TALLIES = st.builds(
    TallyFact,
    initiative=st.sampled_from(INITIATIVES),
    start=st.just(date(2020, 1, 1)),
    end=st.sampled_from([date(2020, 12, 31), date(2021, 6, 30), date(2021, 12, 31)]),
    measure=st.sampled_from(["participants", "participants", "reached", "meetings"]),
    sex=st.sampled_from(["woman", "man", "unknown", "not_collected"]),
    count=st.integers(0, 12),
    estimated=st.booleans(),
)


ANSWERS = st.builds(
    AnswerFact,
    round=st.sampled_from(["2020", "2020-1", "2021", "2021-01..2021-08", "mitt i"]),
    survey=st.sampled_from(["indikatorer", "egen"]),
    respondent_group=st.sampled_from(["participant_ongoing", "participant_exited", "staff"]),
    initiative=st.sampled_from(INITIATIVES),
    sex=SEXES,
    question=st.sampled_from(["q1", "q2"]),
    value=st.sampled_from(["1", "2", "5", "6", "6", "7", "Ja", "nej", ""]),
)


def _possible(fact: ParticipationFact) -> ParticipationFact:
    """An exit is not before its entry, and without one there is no reason for it."""
    if fact.exited is None or fact.exited < fact.entered:
        fact = replace(fact, exited=None if fact.exited is None else fact.entered + timedelta(days=40))
    return fact if fact.exited else replace(fact, exit_reason=None, exit_destination=None)


def _with_keys_of_their_own(facts: list[ParticipationFact]) -> tuple[ParticipationFact, ...]:
    """No two rows of a person in an initiative with the same entry; anonymous rows have no key."""
    keyed = {
        (fact.person, fact.initiative, fact.entered) if fact.person else place: fact for place, fact in enumerate(facts)
    }
    return tuple(keyed.values())


PACKAGES = st.builds(
    Package,
    profile=st.builds(
        Profile,
        name=st.just("Samordningsförbundet Exempel"),
        organisation_number=st.just("222000-0000"),
        seat=st.just("Exempelstad"),
        municipalities=st.just(MUNICIPALITIES),
        editions=TIMELINES,
    ),
    initiatives=st.permutations(INITIATIVES).map(
        lambda ids: tuple(Initiative(id, id.title(), "individual", "pseudonymous", ("exempelstad",)) for id in ids)
    ),
    participations=st.lists(_NAMED.map(_possible) | _ANONYMOUS, min_size=4, max_size=14).map(_with_keys_of_their_own),
    tallies=st.lists(TALLIES, max_size=5).map(tuple),
    answers=st.lists(ANSWERS, max_size=12).map(tuple),
)
QUESTIONS = st.tuples(
    st.sampled_from(PERIODS).map(Period.parse),
    st.sampled_from([(), (), ("stegen",), ("ateljen", "bryggan")]),
    st.sampled_from(["", "", "sus-2020", "own-2021", "own-2023", "stegvis-2026"]),
)
