"""A large invented package: the same rows every time, in plain Python, for measuring how fast a folder is read in.

`python -m bench.generate DIR [ROWS]` writes `association.toml`, `initiatives.csv` and `participations.csv`.
"""

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

_TOML = """name = "Samordningsförbundet Mätprov"
organisation_number = "222000-3111"
seat = "Mätköping"
municipalities = ["Mätköping", "Provstad", "Tidaby"]
invented = true
unit = "kr"

[[party]]
id = "fk"
name = "Försäkringskassan"
kind = "social_insurance"

[[party]]
id = "kommun"
name = "Mätköpings kommun"
kind = "municipality"

[[policy]]
from = 2020-01-01
threshold = 5
"""
_INITIATIVE_COLUMNS = (
    "id,name,kind,registration,owner,starts,ends,esf,orientation,follow_up_method,planned_participants,target_group"
)
_COLUMNS = [
    "person", "initiative", "registration", "sex", "birth_year", "municipality", "education", "time_on_public_support",
    "income_before", "occupation_before", "referrer", "entered", "exited", "exit_reason", "exit_destination",
    "income_after", "occupation_after",
]  # fmt: skip
_EDUCATION = ("compulsory", "upper_secondary", "university_up_to_1", "university_up_to_3", "university_over_3", "")
_TIME = ("up_to_1", "up_to_3", "up_to_6", "up_to_9", "over_9", "not_applicable", "")
_INCOME = ("social_assistance", "sickness_benefit", "activity_support", "none", "social_assistance student_aid", "")
_OCCUPATION = ("unsubsidised_work", "subsidised_work:50", "studies", "active_job_seeker", "other", "")
_REASON = ("discharged", "moved", "parental_leave", "illness", "continued_rehabilitation", "other", "misregistered")
_DESTINATION = ("unsubsidised_work", "subsidised_work", "studies", "active_job_seeker")
_REFERRER = ("fk", "af", "kommun", "region", "self")
_MUNICIPALITIES = ("Mätköping", "Provstad", "Tidaby", "")
_FIRST_DAY = date(2012, 1, 1)


def generate(folder: Path, rows: int = 200_000, *, initiatives: int = 12, seed: int = 1) -> Path:
    """Write the package and give its folder back. The same arguments give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "association.toml").write_text(_TOML, "utf-8")
    codes = [f"insats-{number:02}" for number in range(initiatives)]
    lines = [f"{code},Insats {code[-2:]},individual,pseudonymous,kommun,2012-01-01,,no,,,,\n" for code in codes]
    (folder / "initiatives.csv").write_text(_INITIATIVE_COLUMNS + "\n" + "".join(lines), "utf-8")
    with (folder / "participations.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(_participations(random.Random(seed), rows, codes))
    return folder


def _participations(chance: random.Random, rows: int, codes: list[str]):  # type: ignore[no-untyped-def]
    """Each person is in one to three initiatives, never twice in the same."""
    written = person = 0
    while written < rows:
        person += 1
        born = str(chance.randint(1955, 2002))
        sex = "woman" if chance.random() < 0.55 else "man"
        for code in chance.sample(codes, min(chance.choice((1, 1, 1, 2, 3)), rows - written)):
            yield _participation(chance, f"p{person:07}", code, sex, born)
            written += 1


def _participation(chance: random.Random, person: str, code: str, sex: str, born: str) -> list[str]:
    entered = _FIRST_DAY + timedelta(days=chance.randrange(365 * 10))
    head = [person, code, "pseudonymous", sex, born, chance.choice(_MUNICIPALITIES)]
    before = [chance.choice(_EDUCATION), chance.choice(_TIME), chance.choice(_INCOME), chance.choice(_OCCUPATION)]
    return head + before + [chance.choice(_REFERRER), entered.isoformat(), *_exit(chance, entered)]


def _exit(chance: random.Random, entered: date) -> list[str]:
    if chance.random() < 0.25:
        return [""] * 5
    exited = entered + timedelta(days=chance.randrange(900))
    reason = chance.choice(_REASON)
    destination = chance.choice(_DESTINATION) if reason == "discharged" else ""
    return [exited.isoformat(), reason, destination, chance.choice(_INCOME), chance.choice(_OCCUPATION)]


if __name__ == "__main__":
    generate(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200_000)
