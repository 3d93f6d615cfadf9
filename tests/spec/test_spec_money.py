"""Kapitel: pengar. Hur årets räkningar blir till: tecken, avrundning, konton och rader, balans, kassaflöde och balanskrav."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.core.finance import (
    STATEMENTS,
    balance_requirement,
    balance_sheet,
    cash_flow,
    income_statement,
)
from stegvis.core.findings import Severity
from stegvis.core.ledger import YearBalances
from stegvis.core.money import Unit
from stegvis.core.profile import RequirementLine, StatementLine
from support.accounts import (
    BALANCE,
    INCOME,
    OPENING,
    YEAR,
    budget_line,
    facts,
    ledger,
    package,
    profile,
    typed,
)

A_YEAR = package(ledger(2020, OPENING, *YEAR))


def amounts(statement):
    return {row.line: row.amount for row in statement.lines}


def codes(findings):
    return [finding.code for finding in findings]


class TestTecken:
    """Bokföringens kredit är minus. I tryck är intäkter, eget kapital och skulder plus och kostnader minus."""

    def test_intakter_ar_plus_och_kostnader_minus(self):
        """Driftbidrag på 1 000 trycks 1 000, insatser för 600 trycks -600."""
        income = amounts(income_statement(A_YEAR, 2020))
        assert income["contributions"] == 1000
        assert income["initiatives"] == -600

    def test_eget_kapital_och_skulder_ar_plus(self):
        """En skuld på 340 trycks 340."""
        balance = amounts(balance_sheet(A_YEAR, 2020))
        assert (balance["equity_opening"], balance["current_liabilities"]) == (300, 340)


class TestAvrundning:
    """Allt räknas på exakta belopp, till öret, och avrundas en enda gång: i tryck, halva kronor bort från noll."""

    def test_summan_rattas_aldrig_till_de_tryckta_raderna(self):
        """Två kostnader på 10,50 trycks -11 och -11, men summan trycks -21."""
        books = ledger(2020, {}, facts(2020, "4610", "10.50"), facts(2020, "5010", "10.50"))
        printed = {row.line: row.printed.amount for row in income_statement(package(books), 2020).lines}
        assert (printed["initiatives"], printed["office"], printed["costs"]) == (-11, -11, -21)

    def test_i_tusental_avrundas_ocksa_en_gang(self):
        """Bokföringen är alltid i kronor. Två kostnader på 1 500 kr trycks -2 och -2 tkr, summan -3 tkr."""
        books = ledger(2020, {}, facts(2020, "4610", 1500), facts(2020, "5010", 1500))
        income = income_statement(package(books, profile=profile(unit=Unit.TKR)), 2020)
        assert [income.row(line).printed.amount for line in ("initiatives", "office", "costs")] == [-2, -2, -3]
        assert income.row("costs").amount == Decimal("-3")

    def test_aldrig_minus_noll(self):
        """En kostnad på 40 öre trycks 0, inte -0."""
        books = ledger(2020, {}, facts(2020, "4610", "0.40"))
        assert str(income_statement(package(books), 2020).row("initiatives").printed.amount) == "0"


class TestKontonaPaRaderna:
    """Ett konto hör till den rad som har den längsta kontobörjan."""

    def test_langsta_kontoborjan_galler(self):
        """Konto 4625 hör till raden med 462 och inte till den med 46."""
        lines = (StatementLine("all", "Alla", accounts=("46",)), StatementLine("some", "Några", accounts=("462",)))
        books = ledger(2020, {}, facts(2020, "4625", 5), facts(2020, "4610", 3))
        income = amounts(income_statement(package(books, profile=profile(income_statement=lines)), 2020))
        assert (income["some"], income["all"]) == (-5, -3)

    def test_lika_langa_ar_en_varning_och_beloppet_visas_for_sig(self):
        """Har två rader samma kontobörjan hamnar beloppet på raden unmapped."""
        lines = (StatementLine("one", "En", accounts=("46",)), StatementLine("two", "Två", accounts=("46",)))
        books = ledger(2020, {}, facts(2020, "4610", 3))
        income = income_statement(package(books, profile=profile(income_statement=lines)), 2020)
        assert amounts(income) == {"one": 0, "two": 0, "result": 0, "unmapped": -3}
        assert [(one.code, one.severity, one.value) for one in income.findings] == [
            ("FIN-003", Severity.WARNING, "4610")
        ]

    def test_konto_utan_rad_ar_en_varning_och_ingar_inte_i_nagon_summa(self):
        """Konto 8999 har ingen rad: 7 kr visas som unmapped, och resultatet är detsamma."""
        books = ledger(2020, OPENING, *YEAR, facts(2020, "8999", 7))
        income = income_statement(package(books), 2020)
        assert income.row("unmapped").amount == -7
        assert income.row("result").amount == amounts(income_statement(A_YEAR, 2020))["result"]
        assert [(one.code, one.value, one.values["amount"]) for one in income.findings] == [("FIN-002", "8999", "7")]

    def test_ett_konto_utan_belopp_ar_ingenting_att_varna_for(self):
        """Kontoplanens tomma konton stör inte."""
        income = income_statement(package(ledger(2020, OPENING, *YEAR, facts(2020, "8999", 0))), 2020)
        assert income.row("unmapped") is None
        assert income.findings == ()

    def test_ocksa_i_balansrakningen(self):
        """Ett tillgångskonto utan rad visas som unmapped, och räkningen går då inte ihop."""
        books = ledger(2020, {**OPENING, "1790": 15, "2010": -315}, *YEAR)
        balance = balance_sheet(package(books), 2020)
        assert balance.row("unmapped").amount == 15
        assert codes(balance.findings) == ["FIN-002", "FIN-004"]


class TestResultatrakningen:
    """Raderna kommer i förbundets ordning, med budget och föregående år."""

    def test_raderna_i_ordning_med_not(self):
        """Notens nummer följer med raden."""
        statement = income_statement(A_YEAR, 2020)
        assert [row.line for row in statement.lines] == [line.line for line in INCOME]
        assert statement.row("contributions").note == 1
        assert statement.row("result").amount == 260

    def test_resultatet_finns_alltid(self):
        """En uppställning utan raden result får den ändå: summan av alla rader."""
        statement = income_statement(
            package(ledger(2020, {}, *YEAR), profile=profile(income_statement=INCOME[:4])), 2020
        )
        assert statement.lines[-1].line == "result"
        assert statement.lines[-1].amount == 260

    def test_en_rad_som_resultatet_glommer_ar_en_varning(self):
        """Står en rad utanför sum_of, eller i två summor, så sägs det."""
        lines = (*INCOME[:-1], replace(INCOME[-1], sum_of=("contributions", "costs", "office")))
        findings = income_statement(
            package(ledger(2020, {}, *YEAR), profile=profile(income_statement=lines)), 2020
        ).findings
        assert [(one.code, one.value) for one in findings] == [("FIN-009", "office"), ("FIN-009", "interest")]

    def test_en_summas_budget_ar_summan_av_delarnas(self):
        """Kostnader budgeteras med plus och trycks med minus. En rad utan budget räknas inte som noll utan lämnas tom."""
        budget = (
            budget_line("contributions", "contribution", 1000),
            budget_line("i10", "individual", 500, statement_line="initiatives"),
            budget_line("i11", "structural", 300, statement_line="initiatives"),
            budget_line("office", "administration", 100),
        )
        statement = income_statement(package(budget=budget), 2020)
        assert {row.line: row.budget for row in statement.lines} == {
            "contributions": 1000,
            "initiatives": -800,
            "office": -100,
            "depreciation": None,
            "costs": -900,
            "interest": None,
            "result": 100,
        }

    def test_anvant_eget_kapital_ar_ingen_intakt(self):
        """Budgeterad användning av eget kapital står inte i resultaträkningen."""
        budget = (
            budget_line("use", "equity_use", 50, statement_line="contributions"),
            budget_line("office", "administration", 50),
        )
        assert income_statement(package(budget=budget), 2020).row("result").budget == -50

    def test_finansiella_budgetrader_far_tecken_av_sin_rad(self):
        """En ränteintäkt är en intäkt, en räntekostnad en kostnad."""
        lines = (*INCOME[:-1], StatementLine("fees", "Bankavgifter", accounts=("84",)))
        budget = (budget_line("interest", "financial", 9), budget_line("fees", "financial", 4))
        statement = income_statement(package(budget=budget, profile=profile(income_statement=lines)), 2020)
        assert (statement.row("interest").budget, statement.row("fees").budget) == (9, -4)

    def test_utan_bokforing_ar_beloppen_okanda(self):
        """Finns varken bokföring eller saldon är beloppen tomma, och det sägs."""
        statement = income_statement(package(), 2020)
        assert {row.amount for row in statement.lines} == {None}
        assert codes(statement.findings) == ["FIN-001"]


class TestForegaendeAr:
    """Föregående år tas ur dess egen bokföring, annars ur årets fil (år -1), annars ur saldona."""

    BEFORE = YearBalances(
        {"1930": Decimal(10), "2010": Decimal(-10)},
        {"1930": Decimal(15), "2010": Decimal(-10)},
        {"3510": Decimal(-5)},
    )

    def this_year(self, before):
        year = ledger(2020, OPENING, *YEAR)
        return replace(year, balances={**year.balances, 2019: before})

    def test_ur_arets_fil(self):
        """SIE-filens år -1 är föregående år."""
        statement = income_statement(package(self.this_year(self.BEFORE)), 2020)
        assert statement.row("contributions").previous == 5

    def test_hellre_ur_den_egna_filen(self):
        """Finns föregående års egen fil gäller den."""
        own = ledger(2019, {}, facts(2019, "3510", -8), facts(2019, "1930", 8))
        statement = income_statement(package(self.this_year(self.BEFORE), own), 2020)
        assert statement.row("contributions").previous == 8

    def test_ur_saldona(self):
        """Utan bokföring för föregående år gäller det som är skrivet i balances.csv."""
        statement = income_statement(package(ledger(2020, OPENING, *YEAR), balances=typed(2019, contributions=7)), 2020)
        assert statement.row("contributions").previous == 7

    def test_utan_ingaende_balans_ar_eget_kapital_okant(self):
        """Saknar filen ingående balans för år -1 vet vi inte eget kapital, och då inte heller summan."""
        balance = balance_sheet(package(self.this_year(replace(self.BEFORE, opening={}))), 2020)
        assert balance.row("cash_and_bank").previous == 15
        assert balance.row("equity_opening").previous is None
        assert balance.row("equity_and_liabilities_total").previous is None

    def test_ingaende_eget_kapital_ska_vara_forra_arets_utgaende(self):
        """Annars varnas det."""
        findings = balance_sheet(package(self.this_year(self.BEFORE)), 2020).findings
        assert [(one.code, one.value, one.values["closing"]) for one in findings] == [("FIN-008", "300", "15")]

    def test_forra_arets_skillnad_ar_en_varning(self):
        """Att föregående år inte går ihop stoppar inte årets räkning."""
        odd = replace(self.BEFORE, closing={"1930": Decimal(400), "2010": Decimal(-10)})
        found = [(one.code, one.severity) for one in balance_sheet(package(self.this_year(odd)), 2020).findings]
        assert ("FIN-004", Severity.WARNING) in found


class TestBalansrakningen:
    """Tillgångar är eget kapital, avsättningar och skulder."""

    def test_raderna_och_summorna(self):
        """Årets resultat är en egen rad, och eget kapital är därför årets ingående."""
        balance = balance_sheet(A_YEAR, 2020)
        assert amounts(balance) == {
            "equipment": 150,
            "receivables": 40,
            "cash_and_bank": 760,
            "assets_total": 950,
            "equity_opening": 300,
            "result": 260,
            "equity_closing": 560,
            "pensions": 20,
            "loans": 30,
            "current_liabilities": 340,
            "equity_and_liabilities_total": 950,
            "guarantees": 0,
        }
        assert balance.findings == ()

    def test_oavsett_om_bokslutet_har_bokat_om_resultatet(self):
        """Har årets resultat förts till eget kapital (2010 utgående -560) visas ändå ingående 300 och resultatet 260."""
        books = ledger(2020, OPENING, *YEAR)
        closed = {**books.balances[2020].closing, "2010": Decimal(-560)}
        booked = replace(books, balances={2020: replace(books.balances[2020], closing=closed)})
        assert amounts(balance_sheet(package(booked), 2020)) == amounts(balance_sheet(A_YEAR, 2020))

    def test_ansvarsforbindelser_ingar_inte_i_nagon_summa(self):
        """En borgen på 500 trycks och ändrar inget."""
        books = ledger(2020, {**OPENING, "9100": -500}, *YEAR)
        balance = balance_sheet(package(books), 2020)
        assert (balance.row("guarantees").amount, balance.row("assets_total").amount) == (500, 950)
        assert balance.findings == ()

    def test_en_skillnad_ar_ett_fel(self):
        """Räkningen trycks som den är, och felet säger hur stor skillnaden är."""
        balance = balance_sheet(package(ledger(2020, {**OPENING, "1930": 501}, *YEAR)), 2020)
        assert [(one.code, one.severity, one.values["difference"]) for one in balance.findings] == [
            ("FIN-004", Severity.ERROR, "1")
        ]


ACCOUNTS = ("1210", "1610", "1930", "2210", "2310", "2440", "3510", "4610", "5010", "7820", "8310")


@st.composite
def vouchers(draw):
    """Random vouchers to the öre, each balanced by its last row."""
    rows = []
    for number in range(draw(st.integers(1, 8))):
        accounts = draw(st.lists(st.sampled_from(ACCOUNTS), min_size=2, max_size=5))
        ore = [draw(st.integers(-(10**9), 10**9)) for _ in accounts[1:]]
        ore.append(-sum(ore))
        money = [Decimal(one).scaleb(-2) for one in ore]
        rows += [facts(2020, account, one, voucher=str(number)) for account, one in zip(accounts, money, strict=True)]
    return rows


class TestBokforingSomGarIhop:
    """När varje verifikation balanserar går varje räkning ihop, på öret, vad som än är bokfört."""

    @settings(max_examples=60)
    @given(rows=vouchers(), cash=st.integers(-(10**8), 10**8), unit=st.sampled_from(Unit))
    def test_balans_och_kassaflode(self, rows, cash, unit):
        """Tillgångar är lika med eget kapital och skulder, och kassaflödet förklarar hela förändringen av likvida medel."""
        opening = {"1930": Decimal(cash).scaleb(-2), "2010": -Decimal(cash).scaleb(-2)}
        books = package(ledger(2020, opening, *rows), profile=profile(unit=unit))
        for statement in STATEMENTS.values():
            assert statement(books, 2020).findings == ()
        balance = balance_sheet(books, 2020)
        assert balance.row("assets_total").amount == balance.row("equity_and_liabilities_total").amount


class TestKassaflodet:
    """Kassaflödet är indirekt: från resultatet och två balansräkningar. Alla rader finns alltid."""

    def test_alla_rader(self):
        """Avskrivningar läggs tillbaka; övriga tillgångar är investeringar, avsättningar och lån finansiering."""
        assert amounts(cash_flow(A_YEAR, 2020)) == {
            "result": 260,
            "adjustments": 50,
            "change_in_receivables": 0,
            "change_in_current_liabilities": 100,
            "operating_cash_flow": 410,
            "investing_cash_flow": -200,
            "financing_cash_flow": 50,
            "cash_flow": 260,
            "cash_opening": 500,
            "cash_closing": 760,
        }

    def test_en_skillnad_ar_ett_fel(self):
        """Har något bokförts direkt mot eget kapital förklarar flödet inte kassan."""
        books = ledger(2020, OPENING, *YEAR, facts(2020, "1930", 11), facts(2020, "2010", -11))
        findings = cash_flow(package(books), 2020).findings
        assert [(one.code, one.severity, one.values["difference"]) for one in findings] == [
            ("FIN-006", Severity.ERROR, "11")
        ]

    def test_utan_ingaende_balans_ar_flodet_okant(self):
        """Saldon för ett enda år räcker inte: raderna finns men är tomma."""
        flow = amounts(cash_flow(package(balances=typed(2020, cash_and_bank=5, equity_opening=5)), 2020))
        assert (flow["cash_flow"], flow["cash_opening"], flow["cash_closing"]) == (None, None, 5)

    def test_ett_ar_som_bara_har_slutat_ar_okant_utom_sina_saldon(self):
        """Säger nästa års fil bara vad året slutade med är resultat och flöden inte noll, utan okända."""
        ended = YearBalances(closing={"1930": Decimal(500), "2010": Decimal(-500)})
        books = ledger(2020, OPENING, *YEAR)
        books = replace(books, balances={**books.balances, 2019: ended})
        before = {row.line: row.previous for row in cash_flow(package(books), 2020).lines}
        assert before.pop("cash_closing") == 500
        assert set(before.values()) == {None}

    def test_en_rad_som_ar_en_summa_raknas_med_sina_delar(self):
        """Är fordringarna en summa av två rader är det delarnas förändring."""
        lines = (
            StatementLine("tax", "Skatt", accounts=("161",), side="assets"),
            StatementLine("vat", "Moms", accounts=("164",), side="assets"),
            StatementLine("receivables", "Fordringar", sum_of=("tax", "vat"), side="assets"),
            *BALANCE[2:],
        )
        books = ledger(2020, {}, facts(2020, "1610", 3), facts(2020, "1640", 4), facts(2020, "1930", -7))
        statement = cash_flow(package(books, profile=profile(balance_sheet=lines)), 2020)
        assert statement.row("change_in_receivables").amount == -7
        assert (statement.row("investing_cash_flow").amount, statement.findings) == (0, ())

    def test_utan_rad_for_fordringar_ar_forandringen_noll(self):
        """En rad som inte finns i uppställningen har inte ändrats."""
        lines = tuple(line for line in BALANCE if line.line != "receivables")
        books = ledger(2020, {}, *YEAR)
        assert (
            cash_flow(package(books, profile=profile(balance_sheet=lines)), 2020).row("change_in_receivables").amount
            == 0
        )


class TestUtanBokforing:
    """År utan bokföring: beloppen i balances.csv, på standardraderna eller förbundets egna."""

    PLAIN = profile(income_statement=(), balance_sheet=())

    def of(self, **lines):
        return package(balances=typed(2020, **lines), profile=self.PLAIN)

    def test_en_rad_som_saknas_ar_noll(self):
        """Utan finansiella kostnader är de 0."""
        income = income_statement(self.of(operating_revenue=10, operating_costs=-8), 2020)
        assert amounts(income) == {
            "operating_revenue": 10,
            "operating_costs": -8,
            "operating_result": 2,
            "financial_revenue": 0,
            "financial_costs": 0,
            "result": 2,
        }

    def test_ett_angivet_resultat_ska_vara_det_utraknade(self):
        """Annars är det ett fel, och räkningen visar det uträknade."""
        income = income_statement(self.of(operating_revenue=10, operating_costs=-8, result=3), 2020)
        assert income.row("result").amount == 2
        assert [(one.code, one.severity, one.value, one.values["computed"]) for one in income.findings] == [
            ("FIN-005", Severity.ERROR, "3", "2")
        ]

    def test_ar_bara_resultatet_kant_ar_raderna_okanda(self):
        """Saldon som är återskapade ur en balansräkning säger inget om intäkter och kostnader."""
        income = income_statement(self.of(result=-162, cash_and_bank=5), 2020)
        assert income.row("result").amount == -162
        assert income.row("operating_revenue").amount is None
        assert income.findings == ()

    def test_en_okand_rad_ar_en_varning(self):
        """Raden räknas inte med, och det sägs vilken det är."""
        findings = income_statement(self.of(operating_revenue=10, fees=3), 2020).findings
        assert [(one.code, one.value) for one in findings] == [("FIN-007", "fees")]

    def test_forbundets_egna_rader_gar_ocksa(self):
        """Med egna rader i association.toml kan saldona skrivas på dem."""
        books = package(balances=typed(2020, contributions=10, office=-4, cash_and_bank=6, equity_opening=0))
        assert income_statement(books, 2020).row("result").amount == 6
        assert balance_sheet(books, 2020).findings == ()

    def test_standardrader_gar_ocksa_dar_forbundet_har_egna(self):
        """Ett äldre år kan vara skrivet på standardraderna."""
        books = package(balances=typed(2020, operating_revenue=10, operating_costs=-4))
        assert income_statement(books, 2020).row("result").amount == 6


class TestBalanskravet:
    """Från årets resultat, över förbundets justeringar, till det resultat som balanskravet prövas på."""

    def test_med_justeringar(self):
        """En rad som bara finns ett av åren är 0 det andra."""
        lines = (
            RequirementLine("gains", "Realisationsvinster", 2020, Decimal(-60)),
            RequirementLine("other", "Övrigt", 2019, Decimal(5)),
        )
        books = package(ledger(2020, OPENING, *YEAR), profile=profile(balance_requirement=lines))
        statement = balance_requirement(books, 2020)
        assert [(row.line, row.amount, row.previous) for row in statement.lines] == [
            ("result", 260, None),
            ("gains", -60, 0),
            ("other", 0, 5),
            ("balance_requirement_result", 200, None),
        ]

    def test_med_foregaende_ar(self):
        """Föregående års resultat ur saldona."""
        books = package(balances=(*typed(2020, result=3), *typed(2019, result=-1)))
        row = balance_requirement(books, 2020).row("balance_requirement_result")
        assert (row.amount, row.previous) == (3, -1)
