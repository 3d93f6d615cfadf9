"""Fler tabeller: månad för månad, tid, väntetid, och före mot efter."""

from datetime import date, timedelta
from decimal import Decimal

from stegvis.core.catalogue import NOT_ANONYMOUS, own_table, table_spec
from stegvis.core.certification import uncertified
from stegvis.core.comparison import ComparedStatus, compared, on_common_ground
from stegvis.core.facts import AnswerFact, Coded, SeriesFact
from stegvis.core.outcomes import outcome_counts, outcome_findings
from stegvis.core.periods import Period
from stegvis.core.surveys import positive_shares
from stegvis.core.tables import UNIT_OF, Certificate, Comparison, CountedUnit, Population, Restriction, TableHead
from stegvis.core.vocabulary import OutcomeSet, code_list
from stegvis.engine import snapshot_of, tabulate
from support.counting import anonymous, codes
from support.packages import a_participation, a_profile, an_initiative
from support.released import released

ILLNESS, DISCHARGED = Coded("sus-2020", "illness"), Coded("sus-2020", "discharged")
BENEFIT, STUDENT_AID = Coded("sus-2020", "sickness_benefit"), Coded("sus-2020", "student_aid")
WORK = Coded("sus-2020", "unsubsidised_work")


class TestAsData:
    """Tabellen som uppgifter."""

    def test_a_table_says_everything_as_data(self):
        """En tabell anger vad den räknar, i vilken enhet, om det är känsligt, med vilka upplagor och vad den jämförs med."""
        assert table_spec("participants-by-age").unit is CountedUnit.PERSONS
        assert table_spec("entrants-by-age").unit is CountedUnit.ENTRIES
        assert table_spec("exits-by-reason").editions == ("sus-2020", "own-2021", "own-2023", "stegvis-2026")
        assert table_spec("income-change").edition_list == "income_source"
        assert Comparison.NATION in table_spec("exits-by-reason").compared_with
        assert Comparison.NATION not in table_spec("referrals-by-referrer").compared_with
        assert set(UNIT_OF) == set(Population)

    def test_a_counted_table_says_whose_it_is_and_what_limits_it(self, count):
        """En räknad tabell säger vems siffrorna är och vad som begränsar vilka som räknas."""
        head = count("exits-by-destination").head
        assert head.association == "222000-0000"
        assert head.base == (Restriction("exit_reason", ("discharged",)),)
        assert count("exits-by-reason").head.base == ()


class TestMonths:
    """Månad för månad."""

    def test_entrants_and_exits_have_a_row_a_month(self, count):
        """Inskrivna och avslut per månad har en rad för varje månad i perioden, och totalen är deras summa."""
        rows = [
            a_participation("a", entered=date(2020, 1, 1), exited=date(2020, 3, 31)),
            a_participation("b", entered=date(2020, 1, 31)),
            a_participation("c", entered=date(2020, 3, 1), exited=date(2020, 3, 1)),
        ]
        entered = count("entrants-by-month", rows, period="2020-01..2020-03")
        assert codes(entered, "month") == ("2020-01", "2020-02", "2020-03", "total")
        assert [entered.cells[month, "total"] for month in codes(entered, "month")] == [2, 0, 1, 3]
        exits = count("exits-by-month", rows, period="2020-01..2020-03")
        assert [exits.cells[month, "total"] for month in codes(exits, "month")] == [0, 0, 2, 2]

    def test_open_at_the_end_of_the_month(self, count):
        """Pågående är den som är inskriven senast månadens sista dag och inte avslutad då eller tidigare."""
        rows = [
            a_participation("kom-sista-dagen", entered=date(2020, 1, 31)),
            a_participation("slutade-sista-dagen", entered=date(2019, 5, 1), exited=date(2020, 1, 31)),
            a_participation("slutade-dagen-efter", entered=date(2019, 5, 1), exited=date(2020, 2, 1)),
        ]
        table = count("open-by-month", rows, period="2020-01..2020-02")
        assert (table.cells["2020-01", "total"], table.cells["2020-02", "total"]) == (2, 1)

    def test_open_is_persons_and_has_no_total_over_months(self, count):
        """En person räknas en gång i månaden, med sitt senaste deltagande. Månader läggs aldrig ihop."""
        rows = [a_participation(entered=date(2019, 1, 1)), a_participation(initiative="bryggan", sex="man")]
        table = count("open-by-month", rows, period="2020-11..2020-12")
        assert codes(table, "month") == ("2020-11", "2020-12")
        assert table.cells["2020-12", "man"] == table.cells["2020-12", "total"] == 1
        assert table.head.counted is None

    def test_the_anonymous_have_no_month(self, count):
        """Av den som är anonym är bara året känt. Tabellerna per månad räknar dem inte, och säger det."""
        rows = [anonymous(2020), a_participation(entered=date(2020, 5, 1))]
        for name, month in (("entrants-by-month", "2020-05"), ("open-by-month", "2020-12")):
            table = count(name, rows)
            assert table.cells[month, "total"] == 1
            assert "NOTE-014" in table.head.notes
            assert table.head.base == (NOT_ANONYMOUS,)
        assert count("entrants-by-month", rows).head.counted == 1


class TestTime:
    """Tid till avslut och väntetid."""

    def test_the_median_is_the_value_in_the_middle(self, count):
        """Tid till avslut är dagar från inskrivning till avslut.

        Medianen är värdet i mitten; är antalet jämnt är den medelvärdet av de två i mitten.
        """
        days = {"a": 0, "b": 10, "c": 30, "d": 41}
        rows = [
            a_participation(person, entered=date(2020, 1, 1), exited=date(2020, 1, 1) + timedelta(days=many), sex=sex)
            for (person, many), sex in zip(days.items(), ("woman", "woman", "woman", "man"), strict=True)
        ]
        table = count("time-to-exit", rows)
        assert table.head.amount == "days"
        assert table.amounts == {("woman",): Decimal(10), ("man",): Decimal(41), ("total",): Decimal(20)}
        assert table.cells == {("woman",): 3, ("man",): 1, ("total",): 4}

    def test_a_group_without_exits_has_no_median(self, count):
        """En grupp utan avslut har ingen median."""
        assert count("time-to-exit", [a_participation()]).amounts == {}

    def test_the_median_by_reason(self, count):
        """Tid till avslut räknas också för varje avslutsanledning."""
        rows = [
            a_participation("a", entered=date(2020, 1, 1), exited=date(2020, 1, 31), exit_reason=ILLNESS),
            a_participation("b", entered=date(2020, 1, 1), exited=date(2020, 2, 5), exit_reason=ILLNESS),
            a_participation("c", entered=date(2020, 1, 1), exited=date(2020, 1, 2), exit_reason=DISCHARGED),
        ]
        table = count("time-to-exit-by-reason", rows)
        assert table.amounts["illness", "total"] == Decimal("32.5")
        assert table.amounts["discharged", "woman"] == 1
        assert table.amounts["total", "total"] == 30
        assert ("moved", "total") not in table.amounts

    def test_waiting_time_is_from_referral_to_entry(self, count):
        """Väntetid är dagar från remiss till inskrivning, i band, för dem som skrivs in i perioden."""
        entered = date(2020, 6, 30)
        rows = [
            a_participation(f"p{days}", referred=entered - timedelta(days=days), entered=entered)
            for days in (0, 14, 15, 30, 31, 60, 61, 90, 91, 400)
        ]
        table = count("waiting-time", rows)
        assert [table.cells[band, "total"] for band in codes(table, "waiting_time")] == [2, 2, 2, 2, 2, 10]
        assert table.head.edition == ""

    def test_a_referral_after_the_entry_is_no_waiting_time(self, count):
        """Är remissens dag inte känd, eller senare än inskrivningen, saknas uppgift."""
        rows = [
            a_participation("a", referred=None, entered=date(2020, 6, 1)),
            a_participation("b", referred=date(2020, 6, 2), entered=date(2020, 6, 1)),
        ]
        table = count("waiting-time", rows)
        assert table.cells["unknown", "total"] == 2
        assert (table.head.counted, table.head.with_data) == (2, 0)


class TestOutcomes:
    """Utfallsmängder."""

    def test_a_set_is_told_by_name_and_base(self):
        """En utfallsmängd räknas av de publicerade tabellerna, med sitt namn och av hur många avslut, och säger inget mer."""
        exits = {"work": (12, 10, 22), "studies": (6, 5, 11), "illness": (16, 14, 30), "total": (34, 29, 63)}
        table = released("exits-by-reason", "exit_reason", exits, population="exits", edition="own-2023")
        found = {(one.outcome.code, one.sex): one for one in outcome_counts({"exits-by-reason": table})}
        work = found["work_or_studies", "total"]
        assert (work.outcome.label, work.counted, work.base) == ("Arbete eller studier", 33, 63)
        assert work.share is not None
        assert work.share.share == Decimal("0.52")

    def test_a_set_with_a_hidden_part_is_hidden(self):
        """Är en del av mängden skyddad är mängden det också."""
        exits = {"work": (12, None, 22), "studies": (6, None, 11), "total": (34, 29, 63)}
        table = released("exits-by-reason", "exit_reason", exits, population="exits", edition="own-2023")
        found = {(one.outcome.code, one.sex): one for one in outcome_counts({"exits-by-reason": table})}
        assert found["work_or_studies", "man"].counted is None

    def test_a_set_that_the_edition_lacks_is_an_error(self):
        """En mängd som inte har något i upplagan är ett fel, inte en nolla."""
        custody = OutcomeSet("custody", "Häkte", "exits", {"exit_reason": frozenset({"custody"})})
        assert [one.code for one in outcome_findings("sus-2020", [custody])] == ["TAB-003"]


class TestAnswers:
    """Deltagarnas svar."""

    def counted(self, engine, name, *values, round_="2020", group="participant_exited"):
        answers = tuple(AnswerFact(round_, "indikatorer", group, "stegen", sex, "q1", value) for value, sex in values)
        initiatives = (an_initiative("stegen"),)
        snapshot = snapshot_of((), (), profile=a_profile(), initiatives=initiatives, answers=answers, connection=engine)
        return tabulate(table_spec(name), snapshot, Period.year(2020))

    def test_a_mean_is_of_those_who_answered(self, engine):
        """Ett medelvärde är av dem som svarat, på frågans skala, med en decimal; tabellen säger hur många det är av."""
        values = (("6", "woman"), ("5", "woman"), ("2", "man"), ("", "man"))
        table = self.counted(engine, "answers-by-question", *values)
        assert table.amounts["participant_exited", "indikatorer: q1", "total"] == Decimal("4.3")
        assert table.cells["participant_exited", "indikatorer: q1", "total"] == 3
        assert (table.head.counted, table.head.with_data, table.head.sensitive) == (4, 3, True)

    def test_every_answer_in_its_place(self, engine):
        """Varje svar räknas på sin plats på skalan; ja är plats två. Svar på olika frågor läggs aldrig ihop."""
        table = self.counted(engine, "answers-by-value", ("Ja", "woman"), ("nej", "man"), ("9", "man"))
        assert codes(table, "answer") == ("1", "2", "3", "4", "5", "6", "other", "total")
        assert codes(table, "question") == ("indikatorer: q1",)
        assert table.cells["participant_exited", "indikatorer: q1", "2", "woman"] == 1

    def test_only_participants_and_only_rounds_of_the_period(self, engine):
        """Bara deltagares svar räknas, och bara i mätomgångar som hör till perioden."""
        for changed in ({"group": "staff"}, {"round_": "2019-2"}):
            table = self.counted(engine, "answers-by-value", ("6", "woman"), **changed)
            assert set(table.cells.values()) == {0}
        assert self.counted(engine, "answers-by-value", ("6", "woman"), round_="2020-2").head.counted == 1

    def test_a_share_positive_names_its_definition(self, engine):
        """En andel positiva svar anger sin definition, av hur många och när: nationellt är det de två högsta."""
        cells = {str(place): (8, 8, 16) for place in range(1, 7)} | {"total": (48, 48, 96)}
        table = released("answers-by-value", "answer", cells, population="answers", sensitive=True)
        found = {(one.row[0], one.definition): one for one in positive_shares(table)}
        assert found["total", "national"].share == Decimal("0.33")
        assert found["total", "top_three"].counted == 48
        assert found["woman", "national"].base == 48


class TestCertificates:
    """Intyg."""

    def test_counts_are_certified_before_they_are_used(self):
        """Insatsens ledare intygar antalen, med datum och namn, när perioden är slut; en tabell säger vilka som saknas."""
        head = TableHead("exits-by-reason", "Avslut", Period.year(2020), "sus-2020", ())
        certificate = Certificate("stegen", "Karin Lind", date(2021, 1, 15))
        assert uncertified(head, [certificate], ("stegen", "bryggan")) == ("bryggan",)


class TestOwnTables:
    """Förbundets egna tabeller."""

    def test_an_own_table_is_held_to_the_same_rules(self, engine):
        """Ett förbund kan ange egna tabeller, efter ett eller två slag av uppgifter; de räknas och skyddas som de andra."""
        spec = own_table("participants-by-stage", "Deltagare efter steg", Population.PARTICIPANTS, ["stage"])
        rows = [a_participation("a", stage="praktik"), a_participation("b", stage="kartläggning"), a_participation("c")]
        snapshot = snapshot_of(rows, (), profile=a_profile(), initiatives=(an_initiative("stegen"),), connection=engine)
        table = tabulate(spec, snapshot, Period.year(2020))
        assert codes(table, "stage") == ("praktik", "kartläggning", "unknown", "total")
        assert table.cells["praktik", "woman"] == 1
        assert (table.head.counted, table.head.with_data) == (3, 2)

    def test_it_is_not_held_against_the_nation(self):
        """Egna tabeller jämförs med egna år och inte med riket."""
        spec = own_table("participants-by-stage", "Deltagare efter steg", Population.PARTICIPANTS, ["stage"])
        assert Comparison.NATION not in spec.compared_with


class TestYears:
    """Flera år."""

    def compared(self, *series):
        rows = {"studies": (6, 5, 11), "illness": (16, None, None), "total": (34, 29, 63)}
        table = released("exits-by-reason", "exit_reason", rows, population="exits", edition="own-2023")
        return compared(table_spec("exits-by-reason"), [table], series, a_profile())

    def typed(self, category, value, period="2019", edition="sus-2020"):
        said = ("", "", "", "Årsredovisning 2019", "7")
        return SeriesFact("own", "", "exits-by-reason", period, edition, category, "", Decimal(value), *said)

    def test_what_is_typed_in_is_marked(self):
        """En siffra som är inskriven från tryck är märkt, med sin källa."""
        table = self.compared(self.typed("illness", 9))
        cell = next(iter(table.columns[0].cells.values()))
        assert (cell.status, cell.source) == (ComparedStatus.TYPED_IN, "Årsredovisning 2019, 7")

    def test_it_never_fills_what_is_hidden(self):
        """En inskriven siffra fyller aldrig i en period som är publicerad: det som är skyddat förblir skyddat."""
        table = self.compared(self.typed("illness", 21, period="2020", edition="own-2023"))
        assert [cell.value for (row, sex), cell in table.columns[0].cells.items() if sex == "total"] == [11, None, 63]

    def test_the_break_is_shown(self):
        """Ändrades kodlistan syns brottet, och koder som stavas lika i två upplagor är två rader."""
        table = self.compared(self.typed("illness", 9))
        assert [column.breaks for column in table.columns] == [False, True]
        assert [row.edition for row in table.rows if row.codes == ("illness",)] == ["sus-2020", "own-2023"]

    def test_on_common_ground(self):
        """Där en gemensam grund är bestämd visas serien också i grupper som betyder samma i alla upplagor."""
        table = self.compared(self.typed("illness", 9), self.typed("discharged", 30), self.typed("other", 4))
        ground = on_common_ground(table_spec("exits-by-reason"), table)
        assert ground is not None
        told = {(row.codes[0], column.period.end.year): cell.value for column in ground.columns
                for (row, sex), cell in column.cells.items() if sex == "total"}  # fmt: skip
        assert told == {
            ("illness", 2019): 9, ("discharged_or_other", 2019): 34, ("illness", 2020): None, ("total", 2020): 63,
        }  # fmt: skip

    def test_a_finer_edition_counts_as_a_coarser(self, count):
        """Är en övergång bestämd räknas den finare upplagans koder som den grövres; det som saknar en plats är Uppgift saknas."""
        rows = [
            a_participation("a", exited=date(2020, 5, 1), exit_reason=Coded("stegvis-2026", "subsidised_work")),
            a_participation("b", exited=date(2020, 5, 1), exit_reason=Coded("stegvis-2026", "no_show")),
            a_participation("c", exited=date(2020, 5, 1), exit_reason=Coded("stegvis-2026", "health_care")),
        ]
        cells = count("exits-by-reason", rows, edition="own-2023").cells
        assert [cells[code, "total"] for code in ("work", "other", "unknown")] == [1, 1, 1]


class TestChange:
    """Före mot efter."""

    def test_the_same_exits_before_against_after(self, count):
        """Försörjning före mot efter räknar varje avslut i gruppen före och gruppen efter."""
        rows = [
            a_participation("a", exited=date(2020, 5, 1), income_before=(BENEFIT,), income_after=(STUDENT_AID,)),
            a_participation("b", exited=date(2020, 5, 1), income_before=(BENEFIT,), income_after=(BENEFIT,)),
            a_participation("c", exited=date(2020, 5, 1), income_before=(BENEFIT,), income_after=()),
        ]
        table = count("income-change", rows)
        groups = ("municipality", "social_insurance", "employment_service", "other", "none")
        assert codes(table, "income_before") == (*groups, "total")
        assert codes(table, "income_after") == (*groups, "unknown", "total")
        assert table.cells["social_insurance", "other", "total"] == 1
        assert table.cells["social_insurance", "social_insurance", "total"] == 1
        assert table.cells["social_insurance", "total", "woman"] == 3
        assert (table.head.counted, table.head.with_data) == (3, 2)

    def test_a_person_is_in_a_group_once(self, count):
        """Den som har flera slag i samma grupp räknas en gång i den; i flera grupper i var och en, och en gång i totalen."""
        compensation = Coded("sus-2020", "sickness_compensation")
        before = (BENEFIT, compensation, STUDENT_AID)
        table = count("income-change", [a_participation(exited=date(2020, 5, 1), income_before=before)])
        assert table.cells["social_insurance", "total", "total"] == 1
        assert table.cells["other", "total", "total"] == 1
        assert table.cells["total", "total", "total"] == 1
        assert not table.head.dimension("income_before").additive

    def test_groups_are_those_of_the_vocabulary(self):
        """Grupperna är de som kodlistan anger för varje slag av försörjning."""
        listed = code_list("income_source")
        groups = {group.code: group.of for group in code_list("income_group").codes}
        assert groups == {
            group: tuple(code.code for code in listed.codes if code.group == group)
            for group in dict.fromkeys(code.group for code in listed.codes)
        }

    def test_occupation_before_against_after(self, count):
        """Sysselsättning före mot efter: arbete med och utan subvention är en grupp."""
        row = a_participation(
            exited=date(2020, 5, 1), occupation_before=(Coded("sus-2020", "other"),), occupation_after=(WORK,)
        )
        assert count("occupation-change", [row]).cells["other", "work", "woman"] == 1
