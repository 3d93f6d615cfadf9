"""Names of figures: every name that a text or a goal may use, and what it stands for."""

from decimal import Decimal

import pytest

from stegvis.core.document import CellKind
from stegvis.core.figures import figures_of, population_of
from stegvis.core.finance import STATEMENTS, ParticipantCost, Ratio
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable, ReleasedTable, TableHead
from support.accounts import OPENING, YEAR, ledger, package
from support.released import dimension, released

REASONS = released(
    "exits-by-reason",
    "exit_reason",
    {"discharged": (30, 20, 50), "illness": (None, None, 8), "unknown": (6, 0, 6), "total": (40, 24, 64)},
    population="exits",
)
AGES = released("participants-by-age", "age_band", {"15-29": (None, 9, None), "total": (None, 60, 140)})
INITIATIVES = released(
    "participants-by-initiative",
    "initiative",
    {"stegen": (80, 60, 140), "total": (90, 70, 160)},
    population="participations",
)
DESTINATIONS = released(
    "exits-by-destination",
    "exit_destination",
    {"work_or_studies": (20,), "active_job_seeker": (9,), "total": (29,)},
    population="exits",
)
TABLES = {table.head.name: table for table in (INITIATIVES, AGES, REASONS, DESTINATIONS)}
FIGURES = figures_of(
    TABLES, [statement(package(ledger(2020, OPENING, *YEAR)), 2020) for statement in STATEMENTS.values()]
)


def value(name, figures=FIGURES):
    figure = figures.find(name)
    return ".." if figure.hidden else figure.value


class TestWhatTablesGiveTogether:
    def test_outcome_sets_by_name_count_and_share(self):
        exits = {"work": (12, 10, 22), "illness": (16, 14, 30), "total": (28, 24, 52)}
        table = released("exits-by-reason", "exit_reason", exits, population="exits", edition="own-2023")
        figures = figures_of({"exits-by-reason": table})
        assert value("outcomes.work_or_studies.woman", figures) == 12
        assert value("outcome-shares.work_or_studies", figures) == Decimal("0.42")
        assert figures.find("outcome-shares.work_or_studies").kind is CellKind.PERCENT
        assert figures.find("outcomes.own_support") is None

    def test_the_net_change_of_a_group(self):
        before, after = dimension("income_before", "none", "total"), dimension("income_after", "none", "total")
        head = TableHead("income-change", "", Period.year(2020), "sus-2020", (before, after))
        cells = {("none", "none"): 9, ("none", "total"): 10, ("total", "none"): 25, ("total", "total"): 60}
        figures = figures_of({"income-change": ReleasedTable(head, cells, 5)})
        assert value("income-change-net.none", figures) == 15

    def test_what_a_participant_cost_only_where_the_count_is_published(self):
        costs = (
            ParticipantCost("stegen", Decimal("1000.40"), 10, Decimal("100.04")),
            ParticipantCost("bryggan", Decimal(900), None, None),
            ParticipantCost("natverk", None, 10, None),
        )
        figures = figures_of({}, costs=costs)
        assert value("cost-per-participant.stegen", figures) == 100
        assert value("cost-per-participant.bryggan", figures) == ".."
        assert figures.find("cost-per-participant.natverk") is None


class TestTablesByName:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("exits-by-reason.discharged.woman", 30),
            ("exits-by-reason.discharged", 50),
            ("exits-by-reason.woman", 40),
            ("exits-by-reason", 64),
            ("exits-by-reason.total.man", 24),
            ("exits-by-reason.illness.woman", ".."),
            ("participants-by-initiative.stegen", 140),
        ],
    )
    def test_either_part_may_be_left_out_for_the_total(self, name, expected):
        assert value(name) == expected

    def test_a_code_goes_before_a_sex_of_the_same_name(self):
        assert value("exits-by-reason.unknown") == 6

    @pytest.mark.parametrize(
        "name",
        [
            "",
            "exits-by-reason.nothing",
            "exits-by-reason.misregistered",
            "nothing",
            "income",
            "exits-by-reason.illness.woman.x",
        ],
    )
    def test_an_unknown_name_is_no_figure(self, name):
        assert FIGURES.find(name) is None

    @pytest.mark.parametrize(
        "name",
        [
            "exits-by-reason.moved",
            "exits-by-reason.moved.man",
            "exits-by-destination.studies",
            "exits-by-destination.active_job_seeker.woman",
            "exits-by-destination.woman",
        ],
    )
    def test_what_coarsening_took_away_is_hidden_and_not_unknown(self, name):
        assert value(name) == ".."

    def test_what_coarsening_made_has_a_name(self):
        assert value("exits-by-destination.work_or_studies") == 20

    def test_a_dimension_without_total_is_always_named(self):
        moment = dimension("moment", "before", "after")
        income = dimension("income_source", "none", "total")
        cells = {("before", "none"): 7, ("before", "total"): 9, ("after", "none"): 8, ("after", "total"): 9}
        table = ReleasedTable(TableHead("own-table", "Egen", Period.year(2020), "sus-2020", (moment, income)), cells, 5)
        figures = figures_of({"own-table": table})
        assert [value(name, figures) for name in ("own-table.after.none", "own-table.before")] == [8, 9]
        assert figures.find("own-table") is None
        assert figures.find("own-table.none") is None

    def test_counts_say_what_they_are(self):
        figure = FIGURES.find("exits-by-reason.discharged.woman")
        assert (figure.kind, figure.label) == (CellKind.COUNT, "Exits-by-reason, Discharged, woman")


class TestPopulations:
    def test_participants_are_persons_from_the_first_table_that_publishes_them(self):
        assert [value(name) for name in ("participants", "participants.man", "participants.woman")] == [140, 60, 90]

    def test_exits_are_all_exits_and_not_only_those_with_a_destination(self):
        only = figures_of({"exits-by-destination": DESTINATIONS})
        assert [value(name) for name in ("exits", "exits.woman")] == [64, 40]
        assert only.find("exits") is None

    def test_a_total_that_no_table_publishes_is_hidden(self):
        assert value("participants.woman", figures_of({"participants-by-age": AGES})) == ".."

    def test_without_a_table_there_is_no_figure(self):
        assert FIGURES.find("entrants") is None


class TestRefusedAndSeveral:
    REFUSED = RefusedTable("exits-by-time", "Avslut efter tid", Period.year(2020))

    def test_all_of_a_refused_table_is_hidden(self):
        figures = figures_of({"exits-by-time": self.REFUSED})
        assert [value(name, figures) for name in ("exits-by-time", "exits-by-time.1-3.woman", "exits")] == [
            "..",
            "..",
            "..",
        ]

    def test_the_only_partys_table_has_the_plain_name_too(self):
        figures = figures_of({"exits-by-reason/fk": REASONS})
        assert [value(name, figures) for name in ("exits-by-reason/fk.woman", "exits-by-reason.woman", "exits")] == [
            40,
            40,
            64,
        ]

    def test_of_several_parties_each_has_its_own(self):
        figures = figures_of({"exits-by-reason/fk": REASONS, "exits-by-reason/af": REASONS})
        assert value("exits-by-reason/af", figures) == 64
        assert figures.find("exits-by-reason") is None
        assert figures.find("exits") is None


class TestMoneyByName:
    def test_statements(self):
        figure = FIGURES.find("income.result")
        assert (figure.value, figure.hidden, figure.kind, figure.unit) == (260, False, CellKind.AMOUNT, "kr")
        assert FIGURES.find("balance.assets_total").value == 950

    def test_what_is_not_known_is_neither_hidden_nor_unknown(self):
        for name in ("income.result.previous", "income.result.budget"):
            assert (FIGURES.find(name).value, FIGURES.find(name).hidden) == (None, False)

    def test_ratios_of_the_year_and_the_one_before(self):
        figures = figures_of(
            {}, ratios=(Ratio(2020, "equity_ratio", Decimal("0.635")), Ratio(2019, "equity_ratio", Decimal("0.600")))
        )
        assert [value(f"ratios.equity_ratio{one}", figures) for one in ("", ".previous")] == [
            Decimal("0.635"),
            Decimal("0.600"),
        ]
        assert figures.find("ratios.cost_share_individual").value is None
        assert figures.find("ratios.nothing") is None

    def test_all_names_can_be_listed(self):
        names = FIGURES.names()
        assert len(names) == len(set(names))
        assert {"exits", "exits-by-reason.illness.woman", "income.result.budget", "ratios.equity_ratio"} <= set(names)


class TestPopulationsInAll:
    @pytest.mark.parametrize("name", ["participants", "exits"])
    def test_all_of_a_population_is_the_same_figure_as_among_the_rest(self, name):
        assert population_of(name, TABLES) == FIGURES.find(name)

    def test_a_population_that_no_table_tells_of_is_none(self):
        assert population_of("entrants", TABLES) is None


def test_participants_are_the_participations_where_everything_was_counted_without_rows():
    nobody = released("participants-by-age", "age_band", {"15-29": (0, 0, 0), "total": (0, 0, 0)})
    figures = figures_of({"participants-by-age": nobody, "participants-by-initiative": INITIATIVES})
    assert value("participants", figures) == 160
    assert value("participants.woman", figures) == 90
    assert value("participants", figures_of({"participants-by-age": nobody})) == 0
