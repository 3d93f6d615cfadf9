"""Reads the counted files of a case, and nothing else of it, with no checks: until the package reader is there."""

import csv
import tomllib
from datetime import date
from pathlib import Path

from stegvis.core.facts import Coded, ParticipationFact, TallyFact
from stegvis.core.package import Initiative, Package
from stegvis.core.profile import EditionFrom, Profile

CASES = Path(__file__).parents[1] / "cases"


def load_case(name: str) -> Package:
    folder = CASES / name
    profile = _profile(tomllib.loads((folder / "association.toml").read_text("utf-8")))
    return Package(
        profile=profile,
        initiatives=tuple(
            Initiative(row["id"], row["name"], row["kind"], row["registration"], tuple(row["owner"].split()))
            for row in _rows(folder / "initiatives.csv")
        ),
        participations=tuple(_participation(row, profile) for row in _rows(folder / "participations.csv")),
        tallies=tuple(
            TallyFact(
                row["initiative"], _day(row["from"]), _day(row["to"]), row["measure"], row["sex"], int(row["count"])
            )
            for row in _rows(folder / "tallies.csv")
        ),
    )


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _profile(toml: dict) -> Profile:
    editions = {name: (EditionFrom(edition),) for name, edition in toml.get("editions", {}).items()}
    return Profile(
        toml["name"], toml["organisation_number"], toml["seat"], tuple(toml["municipalities"]), editions=editions
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _participation(row: dict[str, str], profile: Profile) -> ParticipationFact:
    entered, exited = _day(row["entered"]), _day(row["exited"])

    def codes(column: str, name: str, on: date | None) -> tuple[Coded, ...]:
        return tuple(Coded(profile.edition_on(name, on), one.split(":")[0]) for one in row[column].split())

    def code(column: str, on: date | None) -> Coded | None:
        return next(iter(codes(column, column, on)), None)

    return ParticipationFact(
        person=row["person"],
        initiative=row["initiative"],
        registration=row["registration"],
        sex=row["sex"],
        entered=entered,
        birth_year=int(row["birth_year"]) if row["birth_year"] else None,
        municipality=row["municipality"],
        education=code("education", entered),
        time_on_public_support=code("time_on_public_support", entered),
        income_before=codes("income_before", "income_source", entered),
        occupation_before=codes("occupation_before", "occupation", entered),
        referrer=row.get("referrer", ""),
        exited=exited,
        exit_reason=code("exit_reason", exited),
        exit_destination=code("exit_destination", exited),
        income_after=codes("income_after", "income_source", exited),
        occupation_after=codes("occupation_after", "occupation", exited),
    )
