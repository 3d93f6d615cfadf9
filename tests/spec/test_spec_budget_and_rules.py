"""Kapitel: budget och regler. Budgetutfall, driftredovisning, nyckeltal, ekonomiska regler och översikt över fem år."""

from dataclasses import replace
from decimal import Decimal

import pytest

from stegvis.core.finance import (
    budget_outcome,
    operating_statement,
    overview,
    ratios,
    rule_findings,
    rules,
)
from stegvis.core.money import Unit
from support.accounts import (
    OPENING,
    YEAR,
    budget_line,
    contributions,
    facts,
    ledger,
    package,
    policy,
    profile,
    typed,
)

A_YEAR = package(ledger(2020, OPENING, *YEAR))


def amounts(statement):
    return {row.line: row.amount for row in statement.lines}


def codes(findings):
    return [finding.code for finding in findings]


BUDGET = (
    budget_line("contributions", "contribution", 900),
    budget_line("stegen", "individual", 500, statement_line="initiatives", ledger=("6:10",), initiatives=("stegen",)),
    budget_line("tris", "structural", 150, statement_line="initiatives", ledger=("6:11",), initiatives=("a", "b")),
    budget_line("free", "unallocated", 80),
    budget_line("information", "administration", 60, statement_line="office", ledger=("a:65",)),
    budget_line("board", "administration", 20, statement_line="office", ledger=("a:50",)),
)


class TestBudgetutfall:
    """Budget, prognos och utfall rad för rad. Kostnader är plus; en positiv avvikelse är alltid bra."""

    def outcome(self, *lines, books=A_YEAR.ledgers):
        return budget_outcome(package(*books, budget=lines), 2020)

    def test_utfallet_foljer_objekt_kontoborjan_eller_raden(self):
        """6:10 är objektets transaktioner på radens konton, a:65 är konton, tomt är radens alla konton."""
        rows = {row.line: (row.budget, row.amount, row.variance) for row in self.outcome(*BUDGET).lines}
        assert rows == {
            "contributions": (900, 1000, 100),
            "stegen": (500, 400, 100),
            "tris": (150, 200, -50),
            "free": (80, 0, 80),
            "information": (60, 70, -10),
            "board": (20, 20, 0),
        }

    def test_en_transaktion_raknas_en_gang(self):
        """Fast raden nämner två objekt som samma transaktion har, eller både objektet och kontot."""
        books = ledger(2020, {}, facts(2020, "4610", 5, [("6", "10"), ("1", "2")]))
        both = budget_line("x", "individual", 5, statement_line="initiatives", ledger=("6:10", "1:2"))
        mixed = budget_line("y", "individual", 5, statement_line="initiatives", ledger=("6:10", "a:46"))
        assert [row.amount for row in self.outcome(both, mixed, books=(books,)).lines] == [5, 5]

    def test_utan_verifikationer_galler_objektens_saldon(self):
        """SIE typ 3 har objektsaldon i stället för verifikationer."""
        books = ledger(2020, {}, facts(2020, "4610", 9), sie_type="3")
        sums = {2020: {("6", "10"): {"4610": Decimal(7), "1930": Decimal(-7)}}}
        books = replace(books, transactions=(), object_results=sums)
        assert [row.amount for row in self.outcome(*BUDGET[1:3], books=(books,)).lines] == [7, 0]

    def test_utan_uppgift_om_objekt_ar_utfallet_okant(self):
        """SIE typ 1 och 2 har inga objekt: utfallet är okänt, inte noll."""
        books = replace(ledger(2020, {}, facts(2020, "4610", 9)), transactions=(), sie_type="1")
        outcome = self.outcome(BUDGET[1], books=(books,))
        assert [row.amount for row in outcome.lines] == [None]
        assert codes(outcome.findings) == ["FIN-011"]

    def test_en_rad_utan_konton_har_okant_utfall(self):
        """En budgetrad som inte hör till någon rad i resultaträkningen: det sägs. Ofördelat och buffert är noll."""
        outcome = self.outcome(budget_line("x", "support", 5), budget_line("b", "buffer", 700))
        assert [(row.amount, row.variance) for row in outcome.lines] == [(None, None), (0, 700)]
        assert [(one.code, one.value) for one in outcome.findings] == [("FIN-010", "x")]

    def test_anvant_eget_kapital_har_inget_utfall(self):
        """Det bokförs inte, och det är inget att anmärka på."""
        outcome = self.outcome(budget_line("use", "equity_use", 50))
        assert (outcome.lines[0].amount, outcome.lines[0].variance, outcome.findings) == (None, None, ())

    def test_tva_rader_pa_samma_konton_ar_en_varning(self):
        """Annars räknas utfallet dubbelt."""
        outcome = self.outcome(budget_line("one", "support", 1, statement_line="office"), BUDGET[4])
        assert [(one.code, one.value, one.values["others"]) for one in outcome.findings] == [
            ("FIN-012", "one", "information")
        ]

    def test_utan_bokforing_galler_budgetens_egen_kolumn(self):
        """Kolumnen outcome används bara där det inte finns någon bokföring."""
        line = budget_line("office", "administration", 60, outcome=Decimal(55))
        assert self.outcome(line, books=()).lines[0].amount == 55
        assert self.outcome(line).lines[0].amount == 90

    def test_den_senast_andrade_budgeten_galler(self):
        """Av flera ändrade versioner gäller den som står sist."""
        versions = [
            replace(BUDGET[0], version=one, amount=Decimal(n))
            for n, one in enumerate(("adopted", "amended:b", "amended:a"))
        ]
        outcome = self.outcome(*versions)
        assert (outcome.version, outcome.lines[0].budget) == ("amended:a", 2)

    def test_den_senaste_prognosen_galler(self):
        """Prognosens version är dess dag. En rad som bara prognosen har kommer sist, utan budget."""
        forecasts = [
            replace(BUDGET[0], version=f"forecast:2020-{month}", amount=Decimal(month)) for month in ("08", "10", "04")
        ]
        extra = budget_line("grant", "grant", 3, version="forecast:2020-10", ledger=("a:39",))
        rows = self.outcome(BUDGET[0], *forecasts, extra).lines
        assert [(row.line, row.budget, row.forecast) for row in rows] == [
            ("contributions", 900, 10),
            ("grant", None, 3),
        ]

    def test_i_tusental(self):
        """Bokföringens kronor räknas om till förbundets enhet."""
        books = package(ledger(2020, OPENING, *YEAR), budget=BUDGET[:1], profile=profile(unit=Unit.TKR))
        row = budget_outcome(books, 2020).lines[0]
        assert (row.amount, row.printed.amount) == (1, 1)


class TestDriftredovisningen:
    """En rad för varje budgetrad, sedan det som inte är budgeterat, och ned till resultaträkningens resultat."""

    def test_raderna_och_summorna(self):
        """Kostnader är minus. Raderna och det ej budgeterade är tillsammans resultatet."""
        statement = operating_statement(package(ledger(2020, OPENING, *YEAR), budget=BUDGET), 2020)
        rows = amounts(statement)
        assert list(rows)[-4:] == ["not_budgeted", "income_total", "costs_total", "result"]
        assert (rows["stegen"], rows["not_budgeted"]) == (-400, -50)
        assert (rows["income_total"], rows["costs_total"], rows["result"]) == (1000, -740, 260)
        assert sum(rows[line.line] for line in BUDGET) + rows["not_budgeted"] == rows["result"]
        assert statement.row("result").budget == 170

    def test_ar_ett_utfall_okant_ar_det_ej_budgeterade_okant(self):
        """Vi gissar inte vad som är kvar."""
        statement = operating_statement(
            package(ledger(2020, {}, *YEAR), budget=(budget_line("x", "support", 5),)), 2020
        )
        assert statement.row("not_budgeted").amount is None

    def test_foregaende_ar_ur_dess_budget_eller_konton(self):
        """Fanns raden i förra årets budget gäller dess utfall, annars radens konton i förra årets bokföring."""
        before = ledger(2019, {}, facts(2019, "3510", -6), facts(2019, "6500", 2), facts(2019, "1930", 4))
        last = replace(BUDGET[0], year=2019)
        books = package(before, ledger(2020, {"1930": 4, "2010": -4}), budget=(last, BUDGET[0], BUDGET[4]))
        rows = {row.line: row.previous for row in operating_statement(books, 2020).lines}
        assert (rows["contributions"], rows["information"], rows["not_budgeted"], rows["result"]) == (6, -2, 0, 4)

    def test_utan_bokforing(self):
        """Då finns bara budgeten."""
        statement = operating_statement(package(budget=BUDGET), 2020)
        assert statement.row("costs_total").budget == -730
        assert statement.row("not_budgeted").amount is None
        assert codes(statement.findings) == ["FIN-001"]


LIMITS = {"equity_share_of_contributions_max": "0.20", "administration_share_of_costs_max": "0.20", "buffer": 100}


class TestNyckeltal:
    """Nyckeltal är andelar med tre decimaler, räknade på exakta belopp."""

    def books(self, **changes):
        parts = {"budget": BUDGET, "contributions": contributions(2020, fk=500, region=500), **changes}
        return package(ledger(2020, OPENING, *YEAR), profile=profile(policies=(policy(**LIMITS),)), **parts)

    def test_alla(self):
        """Soliditet, eget kapital mot årets medel, och kategoriernas andelar av de fyra slagens kostnader."""
        assert {(one.ratio, str(one.value), one.limit, one.holds) for one in ratios(self.books(), 2020)} == {
            ("equity_ratio", "0.589", None, None),
            ("equity_share_of_contributions", "0.560", Decimal("0.20"), False),
            ("cost_share_individual", "0.580", None, None),
            ("cost_share_structural", "0.290", None, None),
            ("administration_share_of_costs", "0.130", Decimal("0.20"), True),
        }

    def test_regeln_provas_pa_det_exakta_talet(self):
        """20,04 procent trycks 0,200 men är mer än 20 procent."""
        books = package(
            balances=typed(2020, cash_and_bank=2004, equity_opening=2004),
            contributions=contributions(2020, fk=10000),
            profile=profile(policies=(policy(**LIMITS),)),
        )
        share = next(one for one in ratios(books, 2020) if one.ratio == "equity_share_of_contributions")
        assert (str(share.value), share.holds) == ("0.200", False)

    def test_det_som_inte_kan_raknas_ut_utelamnas(self):
        """Utan medel, budget och bokföring finns inga nyckeltal; utan tillgångar ingen soliditet."""
        assert ratios(package(), 2020) == ()
        assert ratios(package(balances=typed(2020, cash_and_bank=0)), 2020) == ()
        assert [one.ratio for one in ratios(self.books(budget=None, contributions=None), 2020)] == ["equity_ratio"]

    def test_en_andel_utan_egna_rader_utelamnas(self):
        """Finns inga strukturövergripande rader finns ingen sådan andel."""
        names = [one.ratio for one in ratios(self.books(budget=BUDGET[1:2]), 2020)]
        assert "cost_share_individual" in names and "cost_share_structural" not in names

    def test_en_regel_galler_fran_sin_dag(self):
        """Ett år före regelns första dag har ingen gräns."""
        books = package(
            balances=(*typed(2020, equity_opening=5), *typed(2019, equity_opening=5)),
            contributions=(*contributions(2020, fk=10), *contributions(2019, fk=10)),
            profile=profile(policies=(policy(**LIMITS),)),
        )
        found = {one.year: one.limit for one in ratios(books, 2020) if one.ratio == "equity_share_of_contributions"}
        assert found == {2020: Decimal("0.20"), 2019: None}


class TestRegler:
    """Ekonomiska regler bevakas. Ett brott är en varning, inte ett fel: rapporten skrivs ändå."""

    def watched(self, *, income=100, costs=-90, equity=20, budget=(), **limits):
        amounts = typed(2020, operating_revenue=income, operating_costs=costs, equity_opening=equity)
        books = package(
            balances=amounts,
            budget=budget,
            contributions=contributions(2020, fk=100),
            profile=profile(income_statement=(), balance_sheet=(), policies=(policy(**limits),)),
        )
        return rules(books, 2020)

    def test_utan_granser_provas_bara_balanskravet(self):
        """Regler som förbundet inte har bevakas inte."""
        assert [(one.name, one.holds) for one in self.watched()] == [("balance_requirement", True)]

    def test_eget_kapital_och_buffert(self):
        """Eget kapital 30 av 100 är mer än 20 procent och mindre än bufferten 100."""
        watched = self.watched(**LIMITS)
        assert [(one.name, one.holds) for one in watched] == [
            ("equity_share_of_contributions", False),
            ("administration_share_of_costs", None),
            ("buffer", False),
            ("balance_requirement", True),
        ]
        assert [(one.code, one.value, one.values["limit"]) for one in rule_findings(watched)] == [
            ("FIN-020", "30 %", "20 %"),
            ("FIN-022", "30", "100"),
        ]

    def test_ett_underskott_bryter_mot_balanskravet(self):
        """Ett underskott som ingen har beslutat ska återställas."""
        assert codes(rule_findings(self.watched(costs=-130))) == ["FIN-024"]

    @pytest.mark.parametrize(
        "decision",
        [
            (budget_line("use", "equity_use", 30),),
            (
                budget_line("x", "support", 130, statement_line="operating_costs"),
                budget_line("y", "contribution", 100, statement_line="operating_revenue"),
            ),
        ],
    )
    def test_ett_beslutat_underskott_ar_inget_brott(self, decision):
        """Har styrelsen budgeterat att använda 30 av eget kapital får resultatet bli -30 men inte sämre."""
        assert codes(rule_findings(self.watched(costs=-130, budget=decision))) == []
        worse = self.watched(costs=-131, budget=decision)
        assert codes(rule_findings(worse))[-1] == "FIN-024"
        assert worse[-1].decided_deficit == 30

    def test_resultatet_ska_rymmas_i_budgeten(self):
        """Resultat 5 mot budgeterade 10 är sämre än budget."""
        budget = (budget_line("y", "contribution", 10, statement_line="operating_revenue"),)
        assert codes(rule_findings(self.watched(income=95, budget=budget))) == ["FIN-023"]

    def test_utan_bokforing_ar_inget_avgjort(self):
        """Det som inte är känt är varken hållet eller brutet."""
        books = package(budget=BUDGET, profile=profile(policies=(policy(**LIMITS),)))
        assert {one.holds for one in rules(books, 2020)} == {None}


class TestOversikt:
    """Fem år i sammandrag: ur bokföring och saldon, annars som tidigare rapporter skrev."""

    def test_ar_med_och_utan_bokforing(self):
        """Vad som inte är känt är tomt; år före det första kända är inte med."""
        books = package(ledger(2020, OPENING, *YEAR), balances=typed(2018, result=-4))
        years = overview(books, 2020)
        assert [one.year for one in years] == [2020, 2019, 2018]
        assert (years[0].income, years[0].costs, years[0].result, str(years[0].equity_ratio)) == (
            1000,
            -740,
            260,
            "0.589",
        )
        assert not years[1].known
        assert (years[2].income, years[2].result) == (None, -4)

    def test_utan_nagot_kant_finns_bara_aret(self):
        """Översikten har alltid årets kolumn."""
        assert [one.year for one in overview(package(), 2020)] == [2020]
