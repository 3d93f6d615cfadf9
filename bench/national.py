"""Invented national data: any number of participations in many associations over many years, as a stored snapshot.

`python -m bench.national FOLDER [ROWS]`. The same arguments give the same snapshot. Nobody in it exists.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa

from stegvis.core.package import Initiative
from stegvis.core.profile import Policy, Profile
from stegvis.core.vocabulary import code_list
from stegvis.engine.columns import PARTICIPATION_COLUMNS, TALLY_COLUMNS, WORDS
from stegvis.engine.contents import AssociationContents, Contents
from stegvis.engine.parquet import connect_within, finish, making, write_partitions

EDITION = "sus-2020"
FIRST_YEAR, LAST_DAY = 2006, date(2025, 12, 31)
_EPOCH = date(1970, 1, 1)
_FIRST = (date(FIRST_YEAR, 1, 1) - _EPOCH).days
_LAST = (LAST_DAY - _EPOCH).days
_NEVER = (date.max - _EPOCH).days
_COUNTIES = 21
_MUNICIPALITIES, _INITIATIVES, _REFERRERS, _GROUPS = 5, 14, 9, 6


@dataclass(frozen=True)
class Words:
    """What every association has in common: the dictionaries of the code lists, and the chance of each of their words."""

    dictionaries: dict[str, tuple[str, ...]]
    chances: dict[str, np.ndarray]


def generate(folder: Path, rows: int, *, associations: int = 80, seed: int = 1) -> Path:
    """Write the snapshot within a folder, and give its own folder back."""
    words = _words()
    contents = _contents(words, associations)
    with making(folder) as place:
        connection = connect_within(place).con
        files, person = [], 1
        for number, (one, size) in enumerate(zip(contents.associations, _sizes(rows, associations), strict=True)):
            chance = np.random.default_rng([seed, number])
            columns = _participations(chance, number, size, person, words)
            person = max(person, int(columns["person"].max(initial=0)) + 1)
            _put(connection, "participations", columns, PARTICIPATION_COLUMNS)
            _put(connection, "tallies", _tallies(chance, number), TALLY_COLUMNS)
            files += write_partitions(connection, place, number, one.number)
        return finish(place, contents, files, made_on=LAST_DAY, made_from=("bench.national",)).folder


def _put(connection, name: str, columns: dict[str, np.ndarray], kinds) -> None:  # type: ignore[no-untyped-def]
    """Replace a table of the engine by columns; a date is days since 1970, and below zero is not known."""
    arrays = {column: _array(columns[column], kind) for column, kind in kinds.items()}
    connection.register("given", pa.table(arrays))
    chosen = ", ".join(f'"{column}"::{kind} AS "{column}"' for column, kind in kinds.items())
    connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT {chosen} FROM given")  # noqa: S608
    connection.unregister("given")


def _array(values: np.ndarray, kind: str) -> pa.Array:
    if kind == "DATE":
        return pa.array(values.astype("int32"), mask=values < 0).cast(pa.date32())
    return pa.array(values, mask=values < 0) if kind in ("SMALLINT", "INTEGER") else pa.array(values)


def _sizes(rows: int, associations: int) -> list[int]:
    """The largest association has some twenty times as many as the smallest."""
    weights = 1 / (np.arange(associations) + 4)
    edges = np.round(np.cumsum(weights) / weights.sum() * rows).astype(int)
    return np.diff(edges, prepend=0).tolist()


def _words() -> Words:
    dictionaries = dict.fromkeys(WORDS, ("",))
    chances = {}
    for column, name in (("education", "education"), ("time_on_public_support",) * 2, ("exit_reason", "exit_reason")):
        dictionaries[column], chances[column] = _listed(name)
    dictionaries["sex"] = ("", "woman", "man", "unknown")
    destinations = [code.code for code in code_list("exit_destination", EDITION).codes]
    dictionaries["exit_destination"] = ("", *(f"{EDITION}/{code}" for code in destinations))
    for name, columns in (
        ("income_source", ("income_before", "income_after")),
        ("occupation", ("occupation_before", "occupation_after", "occupation_at_follow_up")),
    ):
        for column in columns:
            dictionaries[column], chances[column] = _several(name)
    dictionaries["measure"] = ("", *(code.code for code in code_list("tally_measure").codes))
    return Words(dictionaries, chances)


def _listed(name: str) -> tuple[tuple[str, ...], np.ndarray]:
    """The codes of a list, the first more common than the last; one in twenty is not known, one in a hundred a mistake."""
    codes = code_list(name, EDITION).codes
    weights = np.array([1.0, *(20 / (place + 1.5) if code.counted else 0.4 for place, code in enumerate(codes))])
    return ("", *(f"{EDITION}/{code.code}" for code in codes)), weights / weights.sum()


def _several(name: str) -> tuple[tuple[str, ...], np.ndarray]:
    """One code for most, two for some, three for few: a word has its codes in order, one a line."""
    codes = sorted(f"{EDITION}/{code.code}" for code in code_list(name, EDITION).codes if code.counted)
    kinds = [tuple(combinations(codes[:most], many)) for many, most in ((1, 99), (2, 8), (3, 5))]
    words = [
        ("\n".join(one), share / len(kind)) for kind, share in zip(kinds, (80, 12, 2), strict=True) for one in kind
    ]
    weights = np.array([6.0, *(weight for _, weight in words)])
    return ("", *(word for word, _ in words)), weights / weights.sum()


def _contents(words: Words, associations: int) -> Contents:
    found = tuple(_association(number) for number in range(associations))
    prefixed = (f"{one.number}/{initiative.id}" for one in found for initiative in one.initiatives)
    own = {
        "initiative": ("", *(prefixed if associations > 1 else (one.id for one in found[0].initiatives))),
        "municipality": ("", *(name for one in found for name in one.profile.municipalities), "Annan kommun"),
        "referrer": ("", *(word for one in found for word in one.words["referrer"])),
        "groups": ("", *(word for one in found for word in _group_words(one.words["groups"]))),
    }
    return Contents(found, words.dictionaries | own)


def _association(number: int) -> AssociationContents:
    initiatives = tuple(
        Initiative(f"insats-{place:02}", f"Insats {place} i {number}", "individual", "pseudonymous", ("kommun",))
        for place in range(_INITIATIVES)
    )
    profile = Profile(
        name=f"Påhittade samordningsförbundet {number}",
        organisation_number=f"222999-{number:04}",
        seat=f"Kommun {number}-0",
        municipalities=tuple(f"Kommun {number}-{place}" for place in range(_MUNICIPALITIES)),
        invented=True,
        policies=(Policy(date(FIRST_YEAR, 1, 1)),),
    )
    words = {
        "referrer": tuple(f"Remittent {number}-{place}" for place in range(_REFERRERS)),
        "groups": tuple(f"Grupp {number}-{place}" for place in range(_GROUPS)),
    }
    return AssociationContents(profile, initiatives, words, county=f"Län {number % _COUNTIES + 1}")


def _group_words(groups: Sequence[str]) -> list[str]:
    """One group or two."""
    return [*groups, *("\n".join(two) for two in combinations(groups, 2))]


def _participations(
    chance: np.random.Generator, number: int, size: int, first_person: int, words: Words
) -> dict[str, np.ndarray]:
    person, entered = _entries(chance, size)
    exited, reason = _exits(chance, entered, words)
    anonymous = chance.random(size) < 0.01
    entered[anonymous] = _first_of_year(entered[anonymous])
    left = ~anonymous & (exited >= 0)
    referred = np.where(chance.random(size) < 0.7, entered - chance.integers(0, 120, size), -1)
    followed_up = np.where(left & (chance.random(size) < 0.2), exited + 180, -1)
    columns = {
        "entered": entered,
        "exited": exited,
        "referred": referred,
        "followed_up": np.where(followed_up > _LAST, -1, followed_up),
        "person": _drawn(chance, person, first_person),
        "initiative": 1 + number * _INITIATIVES + _skewed(chance, _INITIATIVES, size),
        **_of_the_person(chance, person, number),
        **_of_the_entry(chance, size, number, words),
        **_of_the_exit(chance, left, reason, words),
    }
    for column in columns.keys() - {"entered", "initiative", "sex"}:
        columns[column][anonymous] = -1 if column in ("exited", "referred", "followed_up", "birth_year") else 0
    first = np.where(columns["referred"] >= 0, np.minimum(entered, columns["referred"]), entered)
    last = np.where(columns["exited"] >= 0, np.maximum(columns["exited"], columns["followed_up"]), _NEVER)
    last[anonymous] = _first_of_year(entered[anonymous] + 366) - 1
    same = {"association": np.full(size, number), "anonymous": anonymous}
    return columns | same | {"first_day": first, "last_day": last}


def _entries(chance: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Persons with one to four entries, never two on the same day; later years have more of them."""
    many = chance.choice([1, 2, 3, 4], size=size, p=[0.62, 0.24, 0.1, 0.04])
    person = np.repeat(np.arange(size), many)
    begun = _FIRST + ((_LAST - _FIRST) * chance.random(size) ** 0.8).astype("int64")
    place = np.arange(len(person)) - np.repeat(np.cumsum(many) - many, many)
    entered = begun[person] + place * 300 + chance.integers(0, 280, len(person))
    kept = np.flatnonzero(entered <= _LAST)[:size]
    return person[kept], entered[kept]


def _exits(chance: np.random.Generator, entered: np.ndarray, words: Words) -> tuple[np.ndarray, np.ndarray]:
    """Most stay for some months, few for years; who has not left on the last day still takes part, and some were forgotten."""
    stay = np.minimum(chance.lognormal(5.4, 0.8, len(entered)), 3000).astype("int64")
    exited = np.where(chance.random(len(entered)) < 0.002, -1, entered + stay)
    exited[exited > _LAST] = -1
    reasons = words.dictionaries["exit_reason"]
    reason = chance.choice(len(reasons), size=len(entered), p=words.chances["exit_reason"])
    return exited, np.where(exited >= 0, reason, 0)


def _first_of_year(days: np.ndarray) -> np.ndarray:
    years = days.astype("datetime64[D]").astype("datetime64[Y]")
    return years.astype("datetime64[D]").astype("int64")


def _drawn(chance: np.random.Generator, person: np.ndarray, first: int) -> np.ndarray:
    """Persons numbered from the first, in an order that says nothing."""
    _, dense = np.unique(person, return_inverse=True)
    return first + chance.permutation(int(dense.max(initial=-1)) + 1)[dense]


def _skewed(chance: np.random.Generator, kinds: int, size: int) -> np.ndarray:
    weights = 1 / (np.arange(kinds) + 2)
    return chance.choice(kinds, size=size, p=weights / weights.sum())


def _of_the_person(chance: np.random.Generator, person: np.ndarray, number: int) -> dict[str, np.ndarray]:
    """The same in all of a person's rows: sex, year of birth and municipality."""
    many = int(person.max(initial=0)) + 1
    sex = chance.choice(4, size=many, p=[0.005, 0.54, 0.45, 0.005])
    born = np.where(chance.random(many) < 0.01, -1, chance.integers(1948, 2008, many))
    home = chance.choice(3, size=many, p=[0.02, 0.94, 0.04])
    own = 1 + number * _MUNICIPALITIES + _skewed(chance, _MUNICIPALITIES, many)
    other = 1 + 80 * _MUNICIPALITIES
    municipality = np.choose(home, [np.zeros(many, "int64"), own, np.full(many, other)])
    return {"sex": sex[person], "birth_year": born[person], "municipality": municipality[person]}


def _of_the_entry(chance: np.random.Generator, size: int, number: int, words: Words) -> dict[str, np.ndarray]:
    listed = ("education", "time_on_public_support", "income_before", "occupation_before")
    two = _GROUPS * (_GROUPS + 1) // 2
    groups = 1 + number * two + _skewed(chance, two, size)
    referrer = 1 + number * _REFERRERS + _skewed(chance, _REFERRERS, size)
    nothing = np.zeros(size, "int64")
    return {
        **{name: chance.choice(len(words.chances[name]), size=size, p=words.chances[name]) for name in listed},
        "groups": np.where(chance.random(size) < 0.5, 0, groups),
        "referrer": np.where(chance.random(size) < 0.05, 0, referrer),
        "site": nothing.copy(),
        "stage": nothing.copy(),
    }


def _of_the_exit(
    chance: np.random.Generator, left: np.ndarray, reason: np.ndarray, words: Words
) -> dict[str, np.ndarray]:
    size = len(left)
    leads = np.isin(
        reason, [place for place, word in enumerate(words.dictionaries["exit_reason"]) if "discharged" in word]
    )
    destination = 1 + _skewed(chance, len(words.dictionaries["exit_destination"]) - 1, size)
    after = ("income_after", "occupation_after", "occupation_at_follow_up")
    drawn = {name: chance.choice(len(words.chances[name]), size=size, p=words.chances[name]) for name in after}
    return {
        "exit_reason": np.where(left, reason, 0),
        "exit_destination": np.where(left & leads, destination, 0),
        **{name: np.where(left, values, 0) for name, values in drawn.items()},
    }


def _tallies(chance: np.random.Generator, number: int) -> dict[str, np.ndarray]:
    """For each year and sex: a few hundred met in some initiatives."""
    years = np.arange(FIRST_YEAR, LAST_DAY.year + 1)
    year, sex, measure = (one.ravel() for one in np.meshgrid(years, [1, 2], [1, 2, 3], indexing="ij"))
    size = len(year)
    start = (year - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype("int64")
    return {
        "start": start,
        "end": (year - 1969).astype("datetime64[Y]").astype("datetime64[D]").astype("int64") - 1,
        "association": np.full(size, number),
        "initiative": 1 + number * _INITIATIVES + chance.integers(0, _INITIATIVES, size),
        "measure": measure,
        "sex": sex,
        "municipality": np.zeros(size, "int64"),
        "party": np.zeros(size, "int64"),
        "count": chance.integers(5, 300, size),
        "estimated": chance.random(size) < 0.05,
    }


if __name__ == "__main__":
    print(generate(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000))
