"""An association with two years of figures, for tests of the start page and the goals: no person, no counting."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from stegvis.associations.models import Association
from stegvis.associations.permissions import Operator
from stegvis.core.plain import to_json
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.exchange.actions import import_package
from stegvis.files.package import read_package
from stegvis.planning.models import Goal
from stegvis.reports.models import ReleasedTableRow
from support.packages import package_files, write_folder
from support.released import released

OPERATOR = Operator("test")
DESTINATIONS = ("unsubsidised_work", "subsidised_work", "studies", "active_job_seeker", "total")


def of_sexes(*totals: int | None) -> dict[int, tuple[int | None, int | None, int | None]]:
    """Totals with sexes that are hidden: the pages show totals only."""
    return {place: (None, None, total) for place, total in enumerate(totals)}


def table(name: str, by: str, codes: Sequence[str], totals: Sequence[int | None], population: str) -> ReleasedTable:
    rows: Mapping[str, Sequence[int | None]] = dict(zip(codes, of_sexes(*totals).values(), strict=True))
    return released(name, by, rows, population=population)


def tables(participants: int | None, exits: int, destinations: Sequence[int | None]) -> tuple[ReleasedTable, ...]:
    """A year's tables: participants in two initiatives, exits, and where they led."""
    stegen = None if participants is None else participants - 10
    return (
        table("participants-by-initiative", "initiative", ("stegen", "natverk", "total"),
              (stegen, 10, participants), "participants"),
        table("exits-by-reason", "exit_reason", ("discharged", "illness", "total"), (exits - 9, 9, exits), "exits"),
        table("exits-by-destination", "exit_destination", DESTINATIONS, destinations, "exits"),
    )  # fmt: skip


def release(association: Association, year: int, *given: ReleasedTable | RefusedTable) -> None:
    """Put tables into the register as released in a year."""
    for one in given:
        content, refused = to_json(one), isinstance(one, RefusedTable)
        name = one.name if isinstance(one, RefusedTable) else one.head.name
        ReleasedTableRow.objects.create(
            association=association, period=str(year), name=name, content=content, refused=refused,
            sha256=sha256(content.encode()).hexdigest(), released_on=date(year + 1, 1, 20),
        )  # fmt: skip


def with_figures() -> Association:
    """Samordningsförbundet Exempel with its money of 2020 and tables of 2019 and 2020."""
    with TemporaryDirectory() as folder:
        reading = read_package(write_folder(Path(folder), package_files(("participations", "summary"))))
    assert reading.package is not None
    found = import_package(by=OPERATOR, package=reading.package, persons=True).association_id
    association = Association.objects.get(pk=found)
    release(association, 2020, *tables(150, 60, (9, 8, 10, 12, 39)))
    release(association, 2019, *tables(138, 50, (9, 8, 15, 11, 43)))
    return association


def a_goal(association: Association, code: str = "M1", year: int = 2020, **values: object) -> Goal:
    """A goal that the figures can tell of: at least 100 participants."""
    given = {
        "level": "association", "area": "Vägen till arbete", "text": "Minst 100 personer deltar",
        "measure": "participants", "operator": ">=", "target": "100", "position": 1, **values,
    }  # fmt: skip
    return Goal.objects.create(association=association, year=year, code=code, **given)
