"""Vad siffrorna betyder: vem som räknas, under vad, och vad som skrivs ut."""

from datetime import date

from stegvis.core.catalogue import CATALOGUE, USUAL, table_spec
from stegvis.core.facts import Coded, TallyFact
from stegvis.core.profile import EditionFrom
from stegvis.engine import request_findings, take_snapshot
from support.counting import anonymous, codes
from support.packages import a_package, a_participation, a_tally

ILLNESS, DISCHARGED = Coded("sus-2020", "illness"), Coded("sus-2020", "discharged")
MISREGISTERED = Coded("sus-2020", "misregistered")
BENEFIT, STUDENT_AID = Coded("sus-2020", "sickness_benefit"), Coded("sus-2020", "student_aid")
WORK = Coded("sus-2020", "unsubsidised_work")


def tally_of(number: int = 12, **changed: object) -> TallyFact:
    return a_tally(number, **{"initiative": "ateljen", "measure": "participants", **changed})


class TestWhoIsCounted:
    """Vem som räknas."""

    def test_a_participant_overlaps_the_period(self, count):
        """Deltagare är den som har ett deltagande någon dag i perioden, första och sista dagen inräknade."""
        rows = [
            a_participation("gick-innan", entered=date(2019, 1, 1), exited=date(2019, 12, 31)),
            a_participation("gick-första-dagen", entered=date(2019, 1, 1), exited=date(2020, 1, 1)),
            a_participation("kom-sista-dagen", entered=date(2020, 12, 31)),
            a_participation("kom-efter", entered=date(2021, 1, 1)),
        ]
        assert count("participants-by-age", rows).cells["total", "total"] == 2

    def test_a_participant_is_counted_once(self, count):
        """En deltagare räknas en gång, hur många deltaganden personen än har."""
        rows = [a_participation(), a_participation(initiative="bryggan"), a_participation(entered=date(2020, 9, 1))]
        table = count("participants-by-education", rows)
        assert table.cells["total", "total"] == table.head.counted == 1

    def test_entrants_and_exits_are_counted_as_often_as_they_happen(self, count):
        """Inskrivningar och avslut räknas så ofta som de händer."""
        rows = [
            a_participation(entered=date(2020, 1, 1), exited=date(2020, 3, 1), exit_reason=ILLNESS),
            a_participation(entered=date(2020, 5, 1), exited=date(2020, 12, 31), exit_reason=ILLNESS),
            a_participation("p2", entered=date(2019, 5, 1), exited=date(2021, 1, 1), exit_reason=ILLNESS),
        ]
        assert count("entrants-by-age", rows).cells["total", "total"] == 2
        assert count("exits-by-reason", rows).cells["illness", "woman"] == 2

    def test_attributes_are_those_of_the_latest_participation(self, count):
        """En persons uppgifter och kön är de som det senaste deltagandet i perioden säger: senast inskriven."""
        rows = [
            a_participation(entered=date(2020, 6, 1), municipality="Grannby", sex="man"),
            a_participation(entered=date(2020, 2, 1), municipality="Exempelstad", exited=date(2020, 12, 1)),
            a_participation(entered=date(2021, 2, 1), municipality="Exempelstad"),
        ]
        table = count("participants-by-municipality", rows)
        assert table.cells["Grannby", "man"] == table.cells["total", "total"] == 1

    def test_then_the_latest_exit_decides(self, count):
        """Är två inskrivna samma dag gäller det som avslutats senast; det som pågår är senast av alla."""
        closed = a_participation(initiative="ateljen", exited=date(2020, 9, 1), municipality="Exempelstad")
        closed_early = a_participation(exited=date(2020, 8, 1), municipality="Grannby")
        still_open = a_participation(initiative="bryggan", municipality="Grannby")
        assert count("participants-by-municipality", [closed, closed_early]).cells["Exempelstad", "total"] == 1
        assert count("participants-by-municipality", [closed, still_open]).cells["Grannby", "total"] == 1

    def test_then_the_order_of_initiatives_decides(self, count):
        """Är även avslutet samma dag gäller den insats som står sist i paketets ordning."""
        rows = [a_participation(initiative="ateljen", municipality="Grannby"), a_participation()]
        for in_any_order in (rows, rows[::-1]):
            assert count("participants-by-municipality", in_any_order).cells["Grannby", "total"] == 1

    def test_age_is_of_the_last_day_of_the_period(self, count):
        """Ålder är årtalet för periodens sista dag minus födelseåret; åldrar utanför listan är Övriga."""
        rows = [a_participation("a", birth_year=1991), a_participation("b", birth_year=1990)]
        rows += [a_participation("c", birth_year=2006), a_participation("d", birth_year=None)]
        table = count("participants-by-age", rows)
        assert table.cells["15-29", "total"] == table.cells["30-44", "total"] == 1
        assert table.cells["other", "total"] == table.cells["unknown", "total"] == 1
        later = count("participants-by-age", rows, period="2021")
        assert later.cells["30-44", "total"] == 2

    def test_time_in_initiative_is_started_months(self, count):
        """Tid i insats är påbörjade månader: 15 januari till 15 april är tre, till den 16 april fyra, samma dag är en."""
        rows = [
            a_participation("a", entered=date(2020, 1, 15), exited=date(2020, 4, 15)),
            a_participation("b", entered=date(2020, 1, 15), exited=date(2020, 4, 16)),
            a_participation("c", entered=date(2020, 1, 15), exited=date(2020, 1, 15)),
        ]
        table = count("exits-by-time", rows)
        assert (table.cells["1-3", "total"], table.cells["4-6", "total"]) == (2, 1)

    def test_each_initiative_counts_its_own_persons(self, count):
        """I deltagare efter insats räknar varje insats sina egna personer, och totalen räknar varje person en gång."""
        rows = [a_participation(), a_participation(initiative="bryggan"), a_participation("p2", sex="man")]
        table = count("participants-by-initiative", rows)
        assert table.cells["stegen", "total"] == 2
        assert table.cells["bryggan", "woman"] == 1
        assert table.cells["total", "total"] == 2
        assert table.head.dimension("initiative").additive is False

    def test_misregistered_is_never_counted(self, count):
        """Felregistrering räknas aldrig, varken som deltagare, inskrivning eller avslut, och har ingen rad."""
        row = a_participation(exited=date(2020, 3, 1), exit_reason=MISREGISTERED)
        for name in ("participants-by-age", "entrants-by-age", "exits-by-reason", "participants-by-initiative"):
            assert count(name, [row]).head.counted == 0
        assert "misregistered" not in codes(count("exits-by-reason", [row]), "exit_reason")

    def test_several_codes_each_count(self, count):
        """Där flera koder kan gälla räknas var och en, och totalen räknar personer."""
        row = a_participation(income_before=(BENEFIT, STUDENT_AID))
        table = count("participants-by-income", [row])
        assert table.cells["sickness_benefit", "woman"] == table.cells["student_aid", "woman"] == 1
        assert table.cells["total", "woman"] == table.head.with_data == 1
        assert "NOTE-002" in table.head.notes

    def test_the_initiatives_asked_for(self, count):
        """Begärs vissa insatser räknas bara de, med de uppgifter som deltagandet där har, och bara de har rader."""
        rows = [a_participation(), a_participation(initiative="bryggan", sex="man", entered=date(2020, 9, 1))]
        table = count("participants-by-initiative", rows, initiatives=("stegen",))
        assert codes(table, "initiative") == ("stegen", "total")
        assert table.cells["total", "woman"] == 1
        assert table.head.initiatives == ("stegen",)


class TestAnonymous:
    """Anonyma rader."""

    def test_identical_rows_are_several_persons(self, count):
        """Anonyma rader har ingen nyckel: lika rader är flera personer."""
        rows = [anonymous(2020), anonymous(2020), anonymous(2020, "man")]
        assert count("participants-by-education", rows).cells["unknown", "woman"] == 2
        assert count("participants-by-initiative", rows).cells["stegen", "total"] == 3

    def test_they_belong_to_the_year_of_entry_and_no_other(self, count):
        """De är deltagare och inskrivna det kalenderår de skrevs in och inget annat, och aldrig avslut."""
        rows = [anonymous(2020)]
        assert count("participants-by-age", rows).head.counted == 1
        assert count("entrants-by-age", rows).head.counted == 1
        assert count("participants-by-age", rows, period="2021").head.counted == 0
        assert count("exits-by-reason", rows).head.counted == 0
        assert count("referrals-by-referrer", rows).head.counted == 0

    def test_only_in_a_period_that_holds_the_whole_year(self, count):
        """De räknas bara i en period som rymmer hela året; annars säger tabellen att några är utelämnade, aldrig hur många."""
        rows = [anonymous(2020)]
        part = count("participants-by-age", rows, period="2020-01..2020-08")
        assert part.head.counted == 0
        assert "NOTE-003" in part.head.notes
        whole = count("participants-by-age", rows, period="2019-07..2020-12")
        assert whole.head.counted == 1
        assert "NOTE-003" not in whole.head.notes


class TestTallies:
    """Volymer som räknas utan personrader."""

    def test_participants_enter_participants_by_initiative(self, count):
        """Måttet deltagare ingår i deltagare efter insats. Summan av personer och volymer är deltaganden, med en anmärkning."""
        table = count("participants-by-initiative", [a_participation()], [tally_of(12, sex="man")])
        assert table.cells["ateljen", "man"] == 12
        assert table.cells["total", "total"] == 13
        assert table.head.population == "participations"
        assert "NOTE-001" in table.head.notes

    def test_nothing_enters_a_table_that_tallies_cannot_answer(self, count):
        """I en tabell efter något som volymer saknar ingår de inte."""
        table = count("participants-by-age", [a_participation()], [tally_of(12)])
        assert table.cells["total", "total"] == 1
        assert table.head.population == "participants"

    def test_all_measures_enter_tallies_by_measure(self, count):
        """Alla mått ingår i volymer efter insats och mått; mått läggs aldrig ihop med varandra."""
        tallies = [tally_of(12), tally_of(7, initiative="stegen", measure="reached", sex="man")]
        table = count("tallies-by-measure", [], tallies)
        assert table.cells["ateljen", "participants", "total"] == table.cells["total", "participants", "total"] == 12
        assert table.cells["total", "reached", "man"] == 7
        assert not table.head.dimension("measure").has_total
        assert not table.head.dimension("measure").categories[-1].persons

    def test_a_sex_without_a_row_is_zero(self, count):
        """Ett kön utan rad, där det andra har en, är 0."""
        table = count("participants-by-initiative", [], [tally_of(12, sex="woman")])
        assert table.cells["ateljen", "man"] == 0

    def test_a_tally_counts_where_it_ends(self, count):
        """En volym räknas i den period som rymmer dess sista dag."""
        tally = tally_of(12, start=date(2019, 7, 1), end=date(2020, 6, 30))
        assert count("participants-by-initiative", [], [tally]).head.counted == 12
        assert count("participants-by-initiative", [], [tally], period="2019").head.counted == 0

    def test_an_estimate_says_so(self, count):
        """Är ett antal uppskattat står det cirka i en anmärkning."""
        assert "NOTE-006" in count("tallies-by-measure", [], [tally_of(estimated=True)]).head.notes


class TestEveryTable:
    """Varje tabell."""

    def test_all_codes_have_rows_in_the_order_of_the_vocabulary(self, count):
        """Alla koder i upplagan har rader, noll eller inte, i kodlistans ordning, sedan totalen."""
        table = count("exits-by-destination")
        destinations = ("unsubsidised_work", "subsidised_work", "studies", "active_job_seeker")
        assert codes(table, "exit_destination") == (*destinations, "total")
        assert codes(table, "sex") == ("woman", "man", "total")
        assert set(table.cells.values()) == {0}

    def test_municipalities_and_initiatives_in_the_order_of_the_package(self, count):
        """Kommuner och insatser står i paketets ordning; en kommun utanför listan är Övriga, sist före Uppgift saknas."""
        rows = [a_participation("a", municipality=""), a_participation("b", municipality="Fjärran")]
        table = count("participants-by-municipality", rows)
        assert codes(table, "municipality") == ("Exempelstad", "Grannby", "other", "unknown", "total")
        assert codes(count("participants-by-initiative"), "initiative") == ("stegen", "bryggan", "ateljen", "total")

    def test_own_words_in_order_of_first_appearance(self, count):
        """Remittenter och målgrupper är förbundets egna ord, i den ordning de först förekommer."""
        rows = [a_participation("a", referrer="vård", groups=("unga", "nya")), a_participation("b", referrer="af")]
        assert codes(count("referrals-by-referrer", rows), "referrer") == ("vård", "af", "total")
        groups = count("participants-by-group", rows)
        assert codes(groups, "group") == ("unga", "nya", "unknown", "total")
        assert groups.cells["nya", "total"] == groups.cells["unknown", "total"] == 1

    def test_unknown_sex_is_a_column_where_it_is_counted(self, count):
        """Kön där uppgift saknas, eller som inte redovisas, är egna kolumner före totalen, bara där något räknats."""
        rows = [
            a_participation("a", sex="unknown"),
            a_participation("b", sex="not_collected"),
            a_participation("c", sex=""),
        ]
        assert codes(count("participants-by-age", rows[:1]), "sex") == ("woman", "man", "unknown", "total")
        assert codes(count("participants-by-age", rows[1:2]), "sex") == ("woman", "man", "not_collected", "total")
        assert count("participants-by-age", rows).cells["total", "unknown"] == 2

    def test_another_edition_counts_under_unknown(self, count):
        """Rader med en annan upplaga än den begärda räknas under Uppgift saknas, så länge ingen övergång är bestämd."""
        rows = [
            a_participation("a", exited=date(2020, 5, 1), exit_reason=ILLNESS),
            a_participation("b", exited=date(2020, 6, 1), exit_reason=Coded("own-2021", "illness")),
        ]
        table = count("exits-by-reason", rows, edition="own-2021")
        assert (table.cells["illness", "total"], table.cells["unknown", "total"]) == (1, 1)
        assert table.head.edition == "own-2021"
        assert "NOTE-004" in table.head.notes

    def test_the_edition_in_force_when_the_period_ends(self, count):
        """Begärs ingen upplaga gäller den som förbundet använde när perioden slutade."""
        editions = {"exit_reason": (EditionFrom("sus-2020"), EditionFrom("own-2023", date(2023, 1, 1)))}
        assert count("exits-by-reason", editions=editions).head.edition == "sus-2020"
        assert count("exits-by-reason", period="2022-06..2023-06", editions=editions).head.edition == "own-2023"

    def test_it_says_how_many_have_data(self, count):
        """Varje tabell säger hur många som räknats och hur många som har uppgiften."""
        head = count("participants-by-education", [a_participation(), a_participation("p2", education=None)]).head
        assert (head.counted, head.with_data) == (2, 1)
        assert "NOTE-008" in head.notes

    def test_totals_are_counted(self, count):
        """Summor räknas; de läggs inte ihop av raderna."""
        rows = [a_participation(income_before=(BENEFIT, STUDENT_AID)), a_participation("p2", income_before=())]
        table = count("entrants-by-income", rows)
        listed = sum(table.cells[code, "total"] for code in codes(table, "income_source") if code != "total")
        assert (listed, table.cells["total", "total"]) == (3, 2)


class TestExits:
    """Avslut."""

    def test_destinations_only_of_reasons_that_have_one(self, count):
        """Utskrivning till räknar bara avslut vars anledning leder till något."""
        rows = [
            a_participation("a", exited=date(2020, 5, 1), exit_reason=DISCHARGED, exit_destination=WORK),
            a_participation("b", exited=date(2020, 5, 1), exit_reason=ILLNESS),
            a_participation("c", exited=date(2020, 5, 1), exit_reason=DISCHARGED),
        ]
        table = count("exits-by-destination", rows)
        assert table.cells["unsubsidised_work", "total"] == table.cells["unknown", "total"] == 1
        assert table.cells["total", "total"] == 2

    def test_before_and_after_are_the_same_exits(self, count):
        """Före och efter gäller samma avslut; vart och ett har sin total, och båda måste vara kända för att räknas ha uppgift."""
        rows = [
            a_participation("a", exited=date(2020, 5, 1), income_before=(BENEFIT,), income_after=(STUDENT_AID,)),
            a_participation("b", exited=date(2020, 5, 1), income_before=(BENEFIT,), income_after=()),
            a_participation("c", income_before=(BENEFIT,)),
        ]
        table = count("income-before-and-after", rows)
        assert codes(table, "moment") == ("before", "after")
        assert table.cells["before", "sickness_benefit", "total"] == 2
        assert table.cells["after", "student_aid", "total"] == table.cells["after", "unknown", "total"] == 1
        assert table.cells["after", "total", "woman"] == table.head.counted == 2
        assert table.head.with_data == 1


class TestReferrals:
    """Remisser."""

    def test_a_referral_counts_when_it_was_made(self, count):
        """En remiss räknas den dag den gjordes; är dagen inte känd, den dag personen skrevs in."""
        rows = [
            a_participation("a", referrer="vård", referred=date(2019, 12, 1), entered=date(2020, 1, 10)),
            a_participation("b", referrer="vård", entered=date(2020, 1, 10)),
        ]
        assert count("referrals-by-referrer", rows, period="2019").cells["vård", "total"] == 1
        assert count("referrals-by-referrer", rows, period="2020").cells["vård", "total"] == 1


class TestTheCatalogue:
    """Tabellerna."""

    def test_every_table_is_by_sex_last(self):
        """Alla tabeller är efter kön, och kön står sist."""
        assert {spec.dimensions[-1].name for spec in CATALOGUE.values()} == {"sex"}
        assert len(USUAL) == 21
        assert len(CATALOGUE) == 30

    def test_an_unknown_edition_or_initiative_is_said_in_words(self):
        """En upplaga eller insats som inte finns är ett fel som sägs, inte en nolla."""
        snapshot = take_snapshot(a_package())
        spec = table_spec("exits-by-reason")
        asked = request_findings(spec, snapshot, initiatives=("stegen", "borta"), edition="sus-1999")
        assert [(one.code, one.value) for one in asked] == [("TAB-001", "sus-1999"), ("TAB-002", "borta")]
        assert request_findings(spec, snapshot, initiatives=("stegen",), edition="own-2023") == ()
        assert request_findings(table_spec("participants-by-municipality"), snapshot, edition="sus-2020") == ()
