"""Regelbok: en hel publicering. Vad tabellerna tillsammans, och tillsammans med det som redan är utlämnat, kan avslöja.

Granskaren angriper allt som är tryckt, som en utomstående med alla tabeller framför sig. "Skyddad" betyder att cellen trycks
som `..`. Den delar ingen kod med det som väljer vad som skyddas.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import ClassVar

import pytest

from stegvis.core.periods import Period
from stegvis.core.tables import Category, CountTable, Dimension, Key, PrintedTable, Restriction
from stegvis.protect.auditor import Range, Rule, audit, exposures, ranges
from stegvis.protect.auditor.inversion import inverted_share, newcomer_mean
from support.counts import counted, dimension, printed, with_margins


def keys(text: str) -> frozenset[Key]:
    return frozenset(tuple(key.split("/")) for key in text.split())


def ranges_of(tables: Sequence[PrintedTable], place: int = 0) -> dict[Key, Range]:
    return {key: found for (at, key), found in ranges(tables).items() if at == place}


def rules(
    new: Sequence[tuple[CountTable, str]], earlier: Sequence[tuple[CountTable, str]] = (), threshold: int = 5
) -> set[Rule]:
    """The rules broken by new tables, each with its hidden cells, beside earlier ones."""
    out, before = ([printed(table, keys(hidden), threshold) for table, hidden in some] for some in (new, earlier))
    return {one.rule for one in audit(out, [table.cells for table, _ in new], before)}


def of(table: CountTable, **head: object) -> CountTable:
    """The table with another head."""
    return replace(table, head=replace(table.head, **head))


def one_row(counts: Mapping[str, int], name: str = "row") -> CountTable:
    """A table of one dimension."""
    return with_margins([dimension(name, counts)], {(code,): count for code, count in counts.items()})


class TestLinkedTables:
    """Samma grupp i flera tabeller"""

    BY_SEX: ClassVar = counted({"A": (2, 15), "B": (11, 9), "C": (8, 6)}, name="initiative")
    BY_AGE: ClassVar = counted({"A": (7, 10), "B": (12, 8), "C": (5, 9)}, name="initiative", columns="15-29 30-64")
    BY_AGE = of(BY_AGE, dimensions=(BY_AGE.head.dimensions[0], replace(BY_AGE.head.dimensions[1], name="age_band")))

    def test_7_a_row_that_another_table_prints(self):
        """Exempel 7. Insats efter kön och efter ålder: skyddas A kvinnor, A totalt och C i den ena medan den andra trycker
        sina rader, är A kvinnor 2."""
        hidden = "A/woman A/total C/woman C/total"
        assert ranges_of([printed(self.BY_SEX, keys(hidden)), printed(self.BY_AGE)])["A", "woman"] == Range(2, 2)
        assert Rule.INTERVAL in rules([(self.BY_SEX, hidden), (self.BY_AGE, "")])

    def test_7_without_the_margins(self):
        """Exempel 7. Skyddas A och C kvinnor och män och marginalerna visas: A kvinnor 1–9, A män 8–16, C 1–9 och 5–13."""
        hidden = "A/woman A/man C/woman C/man"
        assert ranges_of([printed(self.BY_SEX, keys(hidden)), printed(self.BY_AGE)]) == {
            ("A", "woman"): Range(1, 9),
            ("A", "man"): Range(8, 16),
            ("C", "woman"): Range(1, 9),
            ("C", "man"): Range(5, 13),
        }
        assert rules([(self.BY_SEX, hidden), (self.BY_AGE, "")]) == set()

    def test_the_order_of_the_tables_does_not_matter(self):
        """Granskaren säger samma sak i vilken ordning tabellerna än kommer, och varje gång."""
        hidden = "A/woman A/total C/woman C/total"
        assert rules([(self.BY_AGE, ""), (self.BY_SEX, hidden)]) == rules([(self.BY_SEX, hidden), (self.BY_AGE, "")])

    def test_an_initiatives_own_table_and_its_row_among_all(self):
        """En insats egen tabell räknar samma personer som insatsens rad i tabellen över alla insatser."""
        own = of(counted({"compulsory": (3, 9), "upper_secondary": (9, 20)}, name="education"), initiatives=("A",))
        every = counted({"A": (12, 29), "B": (40, 30)}, name="initiative")
        hidden = "compulsory/woman compulsory/total total/woman total/total"
        assert ranges_of([printed(own, keys(hidden)), printed(every)])["compulsory", "woman"] == Range(3, 3)

    def test_exits_with_a_destination_are_those_of_the_reasons_that_have_one(self):
        """ "Utskrivning till" räknar avslut med anledningen utskrivning: dess total är den raden i avslut efter anledning."""
        reasons = counted({"discharged": (14, 20), "illness": (9, 8), "moved": (6, 7)}, name="exit_reason")
        reasons = of(reasons, population="exits")
        base = (Restriction("exit_reason", ("discharged",)),)
        destinations = counted({"studies": (3, 10), "unsubsidised_work": (11, 10)}, name="exit_destination")
        for told in (of(destinations, population="exits", base=base), of(destinations, population="exits")):
            hidden = "studies/woman studies/total total/woman total/total"
            found = ranges_of([printed(told, keys(hidden)), printed(reasons)])
            assert found["studies", "woman"] == Range(3, 3)

    def test_editions_of_a_code_list_share_totals_only(self):
        """Koder ur olika upplagor är olika grupper, också med samma namn; totalerna är desamma."""
        old = of(counted({"compulsory": (20, 30), "upper_secondary": (3, 6)}, name="education"), edition="sus-2020")
        new = of(counted({"compulsory": (18, 29), "university": (5, 7)}, name="education"), edition="own-2021")
        hidden = "upper_secondary/woman upper_secondary/man upper_secondary/total total/woman total/total total/man"
        found = ranges_of([printed(old, keys(hidden)), printed(new)])
        assert found["total", "woman"] == Range(23, 23)
        assert found["upper_secondary", "woman"] == Range(3, 3)

    def test_a_merged_row_is_the_sum_of_its_codes(self):
        """En sammanslagen rad är summan av raderna i en finare tabell över samma personer."""
        fine = counted({"15-29": (20, 10), "30-44": (8, 20), "45-59": (3, 9), "60-74": (9, 12)}, name="age_band")
        merged = (Category("15-29", ""), Category("30-44", ""), Category("45+", "", of=("45-59", "60-74")))
        coarse = counted({"15-29": (20, 10), "30-44": (8, 20), "45+": (12, 21)}, name="age_band")
        rows = Dimension("age_band", (*merged, Category("total", "")))
        coarse = of(coarse, dimensions=(rows, coarse.head.dimensions[1]))
        hidden = "45-59/woman 45-59/total 30-44/woman 30-44/total"
        # The rows 30-44 stand in the coarse table, so nothing but 45-59 is left of the column.
        assert ranges_of([printed(fine, keys(hidden)), printed(coarse)])["45-59", "woman"] == Range(3, 3)

    def test_nothing_of_another_year(self):
        """Två år har inga personer gemensamma som kan räknas ifrån varandra: tabellerna angrips var för sig."""
        hidden = "A/woman A/man C/woman C/man"
        other = of(self.BY_SEX, period=Period.year(2019))
        assert rules([(self.BY_SEX, hidden)], [(other, "A/woman A/man B/woman B/man")]) == set()


class TestHierarchies:
    """Insats, kommun, förbund, län och riket"""

    def nation(self) -> CountTable:
        codes = (
            Category("F1", "", parent="one"),
            Category("F2", "", parent="one"),
            Category("F3", "", parent="one"),
            Category("one", "Region ett"),
            Category("two", "Region två"),
            Category("total", "Riket"),
        )
        counts = {"F1": 21, "F2": 19, "F3": 3, "one": 43, "two": 60, "total": 103}
        table = with_margins([Dimension("association", codes)], {(code,): count for code, count in counts.items()})
        return CountTable(table.head, {(code,): count for code, count in counts.items()})

    def test_8_the_region_follows_from_the_nation(self):
        """Exempel 8. F1 21, F2 19, F3 3, region 43, region två 60, riket 103: skyddas F3 och regionen är F3 ändå 3."""
        table = self.nation()
        assert ranges_of([printed(table, keys("F3 one"))])["F3",] == Range(3, 3)
        assert Rule.INTERVAL in rules([(table, "F3 one")])
        assert rules([(table, "F2 F3")]) == set()

    def test_an_associations_own_report_and_the_national_table(self):
        """Förbundets egen rapport och riksstatistiken är ett system: raden i den ena är totalen i den andra."""
        own = of(counted({"A": (3, 9), "B": (9, 20)}, name="row"), association="F1")
        nation = with_margins([dimension("association", ("F1", "F2", "total")), dimension("sex", ("woman", "man", "total"))],
                              {("F1", "woman"): 12, ("F1", "man"): 29, ("F2", "woman"): 30, ("F2", "man"): 31})  # fmt: skip
        hidden = "A/woman A/total total/woman total/total"
        assert ranges_of([printed(own, keys(hidden)), printed(nation)])["A", "woman"] == Range(3, 3)


class TestDifferences:
    """Grupper som ingen har tryckt"""

    def test_10_bands_that_overlap(self):
        """Exempel 10. "<20" 6 och "20-39" 9, "<25" 7 och "25-39" 8: en person är 20–24 år. Nekas."""
        one, other = (one_row(counts, "age_band") for counts in ({"<20": 6, "20-39": 9}, {"<25": 7, "25-39": 8}))
        assert rules([(one, ""), (other, "")]) == {Rule.DIFFERENCE}
        (found,) = exposures([printed(one), printed(other)])
        assert (found.key, found.minus, found.range) == (("20-39",), (1, ("25-39",)), Range(1, 1))

    def test_bands_that_overlap_by_five(self):
        """Är de fem eller fler, eller inga, får båda indelningarna tryckas."""
        one = one_row({"<20": 6, "20-39": 19}, "age_band")
        assert rules([(one, ""), (one_row({"<25": 11, "25-39": 14}, "age_band"), "")]) == set()
        assert rules([(one, ""), (one_row({"<25": 6, "25-39": 19}, "age_band"), "")]) == set()

    QUARTERS: ClassVar = [
        of(counted({"A": (women, 30)}), population=population, period=Period.parse(f"2020-01..2020-{month}"))
        for population in ("participants", "exits")
        for women, month in ((17, "03"), (18, "06"), (29, "09"), (41, "12"))
    ]

    @pytest.mark.parametrize("first", [0, 4])
    def test_12_a_cumulative_figure(self, first):
        """Exempel 12. Kvinnor hittills 17, 18, 29, 41: andra kvartalet är en person och släpps inte för sig."""
        so_far = self.QUARTERS[first : first + 4]
        assert rules([(so_far[1], "")], [(so_far[0], "")]) == {Rule.DIFFERENCE}
        assert rules([(so_far[2], "")], [(so_far[0], "")]) == set()
        assert rules([(so_far[3], "")], [(so_far[0], ""), (so_far[2], "")]) == set()

    def test_12_what_is_out_is_out(self):
        """Det som redan är utlämnat hindrar inget nytt: 18 − 17 stod redan att läsa."""
        so_far = self.QUARTERS[:4]
        assert rules([(so_far[2], "")], [(so_far[0], ""), (so_far[1], "")]) == set()

    def test_12_hidden_in_one_of_them(self):
        """Skyddas det ena talet måste skillnaden ändå kunna vara fem: 18 mellan 17 och det som raderna medger."""
        later = counted({"A": (18, 30), "B": (40, 41)})
        later = of(later, population="exits", period=Period.parse("2020-01..2020-06"))
        first = of(counted({"A": (17, 30), "B": (40, 41)}), population="exits", period=Period.parse("2020-01..2020-03"))
        hidden = "A/woman A/man B/woman B/man total/woman total/man A/total B/total"
        assert Rule.DIFFERENCE in rules([(later, hidden)], [(first, "")])

    def test_an_initiative_among_all(self):
        """Tabellen för några insatser och den för alla: de övriga är också en grupp, här 2 kvinnor."""
        every = counted({"15-29": (20, 30), "30-44": (30, 31)}, name="age_band")
        own = of(counted({"15-29": (18, 20), "30-44": (20, 21)}, name="age_band"), initiatives=("A",))
        found = audit([printed(every), printed(own)], [every.cells, own.cells])
        assert {(one.rule, one.key, one.minus) for one in found} == {
            (Rule.DIFFERENCE, ("15-29", "woman"), (1, ("15-29", "woman")))
        }

    def test_a_party_within_the_association(self):
        """En parts tabell och förbundets: de övriga parternas är skillnaden, här 3 män."""
        every, own = counted({"A": (20, 30)}), replace(counted({"A": (10, 27)}), party="fk")
        assert rules([(every, ""), (own, "")]) == {Rule.DIFFERENCE}

    def test_participants_within_participations(self):
        """Deltaganden är deltagare och pinnstatistik: står båda i tryck är pinnstatistiken skillnaden."""
        every = of(counted({"A": (30, 30)}, name="initiative"), population="participations")
        persons = counted({"15-29": (10, 20), "30-44": (18, 5)}, name="age_band")
        assert rules([(every, ""), (persons, "")]) == {Rule.DIFFERENCE}
        told = counted({"A": (30, 30)}, name="initiative", columns="woman man")
        tallies = of(told, population="tallies", dimensions=(told.head.dimensions[0],
                     dimension("measure", ("participants",)), told.head.dimensions[1]))  # fmt: skip
        tallies = CountTable(tallies.head, {(row, "participants", sex): 2 for row, sex in told.cells})
        # Each of the tallied groups is a row of its own there, and too small.
        assert rules([(every, ""), (tallies, "")]) == {Rule.THRESHOLD, Rule.TOO_FEW}

    def test_meetings_are_no_persons(self):
        """Ett enda möte mer än förra kvartalet är ingen person."""
        meetings = with_margins(
            [dimension("initiative", ("A", "total")), dimension("measure", ("meetings",), persons=False)],
            {("A", "meetings"): 7},
        )
        meetings = of(meetings, population="tallies")
        first = replace(of(meetings, period=Period.parse("2020-01..2020-03")), cells=dict.fromkeys(meetings.cells, 6))
        assert rules([(meetings, "")], [(first, "")]) == set()

    def test_two_tables_of_the_same_persons(self):
        """Är det samma personer i båda tabellerna gissar den som ser det att också de skyddade raderna är lika."""
        rows = {"A": (3, 9), "B": (8, 9), "C": (9, 8)}
        quarter, year = (of(counted(rows), population="exits", period=Period.parse(f"2020-01..2020-{month}"))
                         for month in ("03", "12"))  # fmt: skip
        safe = "A/woman A/man B/woman B/man"
        other = "A/woman A/man C/woman C/man"
        assert rules([(year, safe)], [(quarter, safe)]) == set()
        assert rules([(year, other)]) == set()
        assert rules([(year, other)], [(quarter, safe)]) >= {Rule.INTERVAL}


class TestVersions:
    """Det som är utlämnat förut"""

    FIRST: ClassVar = counted({"A": (12, 9), "B": (30, 14)})

    def test_an_unchanged_table_may_be_released_again(self):
        """Samma tabell med samma tal får lämnas ut igen."""
        assert rules([(self.FIRST, "")], [(self.FIRST, "")]) == set()

    @pytest.mark.parametrize(
        ("women", "broken"), [(13, {Rule.VERSION}), (16, {Rule.VERSION}), (17, set()), (8, {Rule.VERSION})]
    )
    def test_a_changed_figure_changes_by_five_or_not_at_all(self, women, broken):
        """En ny version får ha ett annat tal bara om det skiljer minst fem: annars syns vem som kom till."""
        assert rules([(counted({"A": (women, 9), "B": (30, 14)}), "")], [(self.FIRST, "")]) == broken

    def test_once_hidden_always_hidden(self):
        """En cell som skyddades förut skyddas nu, och det som har tryckts tas inte bort."""
        table = counted({"A": (12, 9), "B": (3, 14), "C": (21, 18), "D": (7, 6)})
        safe, other = "B/woman B/man D/woman D/man", "B/woman B/man A/woman A/man"
        assert rules([(table, safe)], [(table, safe)]) == set()
        assert rules([(table, other)], [(table, safe)]) == {Rule.LINKED}

    def test_what_was_hidden_before_is_not_told_by_what_is_new(self):
        """Det som en tidigare tabell skyddar får en ny inte avslöja, fast talet inte är känt för den som lämnar ut."""
        first = counted({"A": (2, 10), "B": (3, 20), "C": (9, 41)}, name="municipality")
        merged = (Category("AB", "", of=("A", "B")), Category("C", ""), Category("total", ""))
        new = counted({"AB": (5, 30), "C": (9, 41)}, name="municipality")
        new = of(new, dimensions=(Dimension("municipality", merged), new.head.dimensions[1]))
        hidden = "A/woman A/man B/woman B/man C/woman C/man"
        assert rules([(new, "C/woman C/man AB/woman AB/man")], [(first, hidden)]) == set()
        told = of(new, dimensions=(Dimension("municipality", merged[:1]), new.head.dimensions[1]))
        told = CountTable(told.head, {key: count for key, count in new.cells.items() if key[0] == "AB"})
        assert rules([(told, "")]) == set()
        assert rules([(told, "")], [(first, hidden)]) == {Rule.EARLIER}


class TestSensitive:
    """Känsliga frågor: våld, hälsa, deltagares enkätsvar"""

    def answers(self, yes: int, no: int) -> CountTable:
        return of(one_row({"yes": yes, "no": no, "total": yes + no}, "answer"), sensitive=True)

    def test_11_everybody_answers_alike(self):
        """Exempel 11. Ja 7, nej 0 av 7: ingen cell är liten men alla är avslöjade. Både nollan och alla skyddas."""
        assert rules([(self.answers(17, 0), "")]) == {Rule.ZERO}
        assert rules([(self.answers(7, 0), "")]) >= {Rule.ZERO, Rule.TOO_FEW}

    def test_11_a_hidden_zero_may_be_none(self):
        """I en känslig tabell kan en skyddad cell vara noll: med 17 svar är ja och nej 0–17."""
        found = ranges_of([printed(self.answers(17, 0), keys("yes no"))])
        assert set(found.values()) == {Range(0, 17)}
        assert rules([(self.answers(17, 0), "yes no")]) == set()

    def test_ten_is_the_least(self):
        """Tröskeln är tio, vad tabellen än säger."""
        assert Rule.THRESHOLD in rules([(self.answers(12, 9), "")])
        assert rules([(self.answers(12, 10), "")]) == set()

    def test_an_ordinary_table_shows_its_zeros(self):
        """För vanliga uppgifter visas nollor, och att alla är i samma rad."""
        assert rules([(one_row({"yes": 7, "no": 0, "total": 7}, "answer"), "")]) == set()


class TestSharesAndMeans:
    """Andelar, medelvärden och belopp"""

    def test_13_a_rounded_share(self):
        """Exempel 13. "66,7 %" av högst 20 är 2/3, 4/6, 6/9, 8/12, 10/15 eller 12/18."""
        found = inverted_share(Decimal("66.7"), 1, 20)
        assert found == ((2, 3), (4, 6), (6, 9), (8, 12), (10, 15), (12, 18))

    def test_13_a_whole_percent_of_a_known_base(self):
        """En andel i hela procent av en känd bas under tjugo säger antalet: av 7 är 43 % bara 3, 57 % bara 4 och 71 % bara 5."""
        told = {percent: inverted_share(Decimal(percent), 0, 7) for percent in (43, 57, 71, 86)}
        assert {pairs[-1] for pairs in told.values()} == {(3, 7), (4, 7), (5, 7), (6, 7)}

    def test_14_the_mean_of_a_newcomer(self):
        """Exempel 14. Medelålder 41,25 för 8 och sedan 41,00 för 9: den som kom är 39."""
        assert newcomer_mean(Decimal("41.25"), 8, Decimal("41.00"), 9) == 39
        with pytest.raises(ValueError, match="larger"):
            newcomer_mean(Decimal(41), 8, Decimal(41), 8)

    def amounts(self, first: int, second: int, told: str) -> CountTable:
        rows = one_row({"A": first, "B": second, "total": first + second})
        return replace(of(rows, amount="days"), amounts={key: Decimal(100) for key in keys(told)} if told else {})

    def test_14_two_groups_that_differ_by_too_few(self):
        """Skiljer två grupper med tryckt medelvärde färre än fem går de fåas medelvärde att räkna ut."""
        assert rules([(self.amounts(20, 3, "A total"), "B A")]) == {Rule.AMOUNT}
        assert rules([(self.amounts(20, 12, "A total"), "")]) == set()

    def test_an_amount_of_few_or_of_a_hidden_number(self):
        """Ett medelvärde eller ett belopp trycks bara för tio eller fler, och bara där antalet är tryckt."""
        assert rules([(self.amounts(20, 9, "B"), "")]) == {Rule.AMOUNT}
        assert rules([(self.amounts(20, 12, "B"), "A B")]) == {Rule.AMOUNT}
