"""The files of a package: their columns in order, their keys, and which columns may be left out of the header."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileLayout:
    """One CSV file of the package. `key` empty: rows have none, and their order is kept; so it is with `own_order`."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    own_order: bool = False

    @property
    def part(self) -> str:
        """The field of `Package` that the file fills."""
        return self.name.removesuffix(".csv")


def _file(name: str, columns: str, key: str = "", optional: str = "", *, own_order: bool = False) -> FileLayout:
    return FileLayout(name, tuple(columns.split()), tuple(key.split()), frozenset(optional.split()), own_order)


INITIATIVES = _file(
    "initiatives.csv",
    "id name kind registration owner starts ends esf orientation follow_up_method planned_participants target_group",
    "id",
    own_order=True,
)
SITES = _file("sites.csv", "initiative site controller municipality starts ends", "initiative site")
PARTICIPATIONS = _file(
    "participations.csv",
    "person initiative site registration sex birth_year municipality groups education time_on_public_support "
    "income_before occupation_before referrer referred entered stage exited exit_reason exit_destination income_after "
    "occupation_after followed_up occupation_at_follow_up",
    "person initiative entered",
    "site groups occupation_before referrer referred stage occupation_after followed_up occupation_at_follow_up",
)
TALLIES = _file(
    "tallies.csv",
    "initiative from to measure sex count municipality party estimated",
    "initiative from to measure sex municipality party estimated",
    "municipality party estimated",
)
CONTRIBUTIONS = _file("contributions.csv", "year party amount", "year party")
GRANTS = _file("grants.csv", "id year giver purpose initiative granted received used", "id year")
BUDGET = _file(
    "budget.csv",
    "year version line label category initiative statement_line ledger amount outcome comment",
    "year version line",
    own_order=True,
)
BALANCES = _file("balances.csv", "year line amount", "year line")
GOALS = _file(
    "goals.csv",
    "year id level area initiative text measure operator target outcome assessed comment",
    "year id",
    own_order=True,
)
ANSWERS = _file("answers.csv", "round survey respondent_group initiative sex question value")
BOARD = _file("board.csv", "body seat role name for_seat appointed_by from to", "body seat role name from")
SERIES = _file(
    "series.csv",
    "scope initiative measure period edition category sex value unit base definition source page",
    "scope initiative measure period edition category sex",
)

#: In the order of the package's description, which is the order of reading too: what others refer to comes first.
FILES = (
    INITIATIVES, SITES, PARTICIPATIONS, TALLIES, CONTRIBUTIONS, GRANTS, BUDGET, BALANCES, GOALS, ANSWERS, BOARD, SERIES,
)  # fmt: skip

#: The sections that prose may be written for, and those of an initiative's sheet.
SECTIONS = (
    "summary", "association", "important_conditions", "events", "governance", "goals", "target_groups",
    "individual", "structural", "equality", "indicators", "socioeconomic", "balance_requirement", "staff",
    "expected_development", "principles",
)  # fmt: skip
INITIATIVE_SECTIONS = ("purpose", "target_group", "staffing", "method", "results", "fulfilment", "economy")

PROFILE_FILE = "association.toml"
#: The association's own tables: a file of ours, which whoever reads the format may leave aside.
OWN_TABLES_FILE = "tables.toml"
DATA_PACKAGE_FILE = "datapackage.json"
#: Folders of the package that are read file by file.
FOLDERS = ("ledger", "texts", "images", "released")
