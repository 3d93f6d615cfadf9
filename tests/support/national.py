"""Two invented associations with some hundred participations each, the same every time: enough that every table has cells."""

import random
from datetime import date, timedelta

from stegvis.core.facts import Coded, ParticipationFact, TallyFact
from stegvis.core.package import Initiative, Package
from stegvis.core.vocabulary import code_list
from support.packages import a_profile

INITIATIVES = ("stegen", "bryggan", "ateljen")
NUMBERS = ("222000-0000", "222000-1111")


def two_associations(rows: int = 300) -> tuple[Package, ...]:
    """Associations with initiatives of the same ids, words of their own and one municipality in common."""
    return tuple(_association(number, rows + place) for place, number in enumerate(NUMBERS))


def _association(number: str, rows: int) -> Package:
    chance = random.Random(number)
    municipalities = ("Exempelstad", f"Kommun {number[-1]}")
    facts = tuple(_participation(chance, row, municipalities, number) for row in range(rows))
    return Package(
        a_profile(organisation_number=number, municipalities=municipalities),
        tuple(Initiative(id, id.title(), "individual", "pseudonymous", ("kommun",)) for id in INITIATIVES),
        participations=facts,
        tallies=tuple(_tally(chance) for _ in range(20)),
    )


def _participation(chance: random.Random, row: int, municipalities: tuple[str, ...], number: str) -> ParticipationFact:
    entered = date(2018, 1, 1) + timedelta(days=chance.randrange(1500))
    if chance.random() < 0.05:
        return ParticipationFact("", chance.choice(INITIATIVES), "anonymous", "woman", date(entered.year, 1, 1))
    exited = entered + timedelta(days=chance.randrange(600)) if chance.random() < 0.7 else None
    return ParticipationFact(
        person=f"p{row // 2}",
        initiative=INITIATIVES[row % 3],
        registration="pseudonymous",
        sex=chance.choice(("woman", "woman", "man", "unknown", "")),
        entered=entered,
        birth_year=chance.choice((None, *range(1950, 2004))),
        municipality=chance.choice((*municipalities, "Fjärran", "")),
        groups=tuple(chance.sample((f"unga {number[-1]}", "nyanlända", "långtidssjuka"), chance.randrange(3))),
        education=_code(chance, "education"),
        time_on_public_support=_code(chance, "time_on_public_support"),
        income_before=_codes(chance, "income_source"),
        occupation_before=_codes(chance, "occupation"),
        referrer=chance.choice(("fk", f"vård {number[-1]}", "")),
        referred=chance.choice((None, entered - timedelta(days=chance.randrange(200)))),
        exited=exited,
        exit_reason=_code(chance, "exit_reason") if exited else None,
        exit_destination=_code(chance, "exit_destination") if exited else None,
        income_after=_codes(chance, "income_source") if exited else (),
        occupation_after=_codes(chance, "occupation") if exited else (),
    )


def _code(chance: random.Random, name: str) -> Coded | None:
    return Coded("sus-2020", chance.choice(code_list(name, "sus-2020").codes).code) if chance.random() < 0.9 else None


def _codes(chance: random.Random, name: str) -> tuple[Coded, ...]:
    codes = chance.sample(code_list(name, "sus-2020").codes, chance.choice((0, 1, 1, 1, 2)))
    return tuple(Coded("sus-2020", one.code) for one in codes)


def _tally(chance: random.Random) -> TallyFact:
    year = chance.randrange(2019, 2022)
    measure, sex = chance.choice(("participants", "reached", "meetings")), chance.choice(("woman", "man"))
    initiative = chance.choice(INITIATIVES)
    return TallyFact(initiative, date(year, 1, 1), date(year, 12, 31), measure, sex, chance.randrange(30))
