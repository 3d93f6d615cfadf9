"""The overview of five years where earlier reports are typed in, and what a participant cost."""

from decimal import Decimal

from stegvis.core.facts import SeriesFact
from stegvis.core.finance import cost_per_participant, overview
from stegvis.core.package import Initiative
from support.accounts import budget_line, package, typed
from support.released import released


def series(measure, period, value, scope="own", sex="", initiative=""):
    number = None if value is None else Decimal(value)
    return SeriesFact(scope, initiative, measure, period, "", "", sex, number, "", "", "", "", "")


def test_what_the_accounts_do_not_say_is_taken_from_earlier_reports():
    books = package(
        balances=typed(2020, operating_revenue=10, operating_costs=-8, cash_and_bank=4, equity_opening=2),
        series=(
            series("income", "2020", 99),
            series("employees", "2020", 2),
            series("income", "2018", 7),
            series("equity_ratio", "2018", "0.5", sex="total"),
            series("result", "2018", 3, scope="nation"),
            series("result", "2018", 3, initiative="stegen"),
            series("result", "2018", None),
            series("employees", "2018", 1, sex="woman"),
            series("income", "2015", 1),
        ),
    )
    years = overview(books, 2020)
    assert [one.year for one in years] == [2020, 2019, 2018]
    assert (years[0].income, years[0].result, years[0].equity_ratio, years[0].employees) == (10, 2, 1, 2)
    assert (years[2].income, years[2].equity_ratio, years[2].result, years[2].employees) == (
        7,
        Decimal("0.5"),
        None,
        None,
    )


INITIATIVES = tuple(
    Initiative(id, id, "individual", "tally", ("fk",)) for id in ("stegen", "small", "shared", "free", "open")
)
BUDGET = (
    budget_line("a", "individual", 100, outcome=Decimal(90), initiatives=("stegen",)),
    budget_line("b", "individual", 10, outcome=Decimal(10), initiatives=("stegen",)),
    budget_line("c", "individual", 100, outcome=Decimal(80), initiatives=("small",)),
    budget_line("d", "individual", 100, outcome=Decimal(70), initiatives=("shared", "open")),
    budget_line("e", "individual", 100, outcome=Decimal(70), initiatives=("shared",)),
    budget_line("f", "individual", 100, initiatives=("open",)),
)


class TestCostPerParticipant:
    BOOKS = package(budget=BUDGET, initiatives=INITIATIVES)
    TABLE = released(
        "participants-by-initiative",
        "initiative",
        {
            "stegen": (20, 20, 40),
            "small": (None, None, None),
            "shared": (5, 5, 10),
            "open": (5, 5, 10),
            "total": (35, 35, 70),
        },
    )

    def costs(self, table):
        return {
            one.initiative: (one.outcome, one.participants, one.cost)
            for one in cost_per_participant(self.BOOKS, 2020, table)
        }

    def test_only_where_the_count_is_published_and_the_cost_is_the_initiatives_own(self):
        assert self.costs(self.TABLE) == {
            "stegen": (100, 40, Decimal("2.5")),
            "small": (80, None, None),
            "shared": (None, 10, None),
            "free": (None, None, None),
            "open": (None, 10, None),
        }

    def test_without_a_table_there_is_no_cost(self):
        assert {cost for _, _, cost in self.costs(None).values()} == {None}

    def test_no_participants_have_no_cost(self):
        nobody = released("participants-by-initiative", "initiative", {"stegen": (0, 0, 0), "total": (0, 0, 0)})
        assert self.costs(nobody)["stegen"] == (100, 0, None)

    def test_without_initiatives_there_is_nothing(self):
        assert cost_per_participant(package(budget=BUDGET), 2020, self.TABLE) == ()
