"""Regelbok: röjandekontrollen. Vad som får visas av ett antal personer, och vad en utomstående ändå kan räkna ut.

Exemplen är kontrollerade med linjär programmering. "Skyddad" betyder att cellen trycks som `..`.
"""

from datetime import date
from typing import ClassVar

import pytest

from stegvis.core.profile import Coarser, Policy
from stegvis.core.tables import CountTable, Key
from stegvis.core.vocabulary import TOTAL, Group
from stegvis.protect import Refusal, Register, ReleasedTables, release, working
from stegvis.protect.auditor import Range, Rule, audit, ranges
from stegvis.protect.auditor.equations import sums_by_chance
from stegvis.protect.protector import safe_pattern
from support.counts import counted, dimension, expected, printed, with_margins

POLICY = Policy(date(2020, 1, 1))
DAY = date(2021, 2, 1)


def released(table: CountTable, policy: Policy = POLICY):
    result = release([table], policy, Register(), on=DAY)
    assert isinstance(result, ReleasedTables)
    return result.tables[0]


def pattern(table: CountTable, at_most: int = 100) -> frozenset[Key] | None:
    return safe_pattern(table, 5, at_most, lambda hidden: not objections(table, hidden))


def objections(table: CountTable, hidden) -> set[Rule]:
    return {one.rule for one in audit([printed(table, hidden)], [table.cells])}


def ranges_of(table: CountTable, hidden, **more) -> dict[Key, Range]:
    return {key: found for (_, key), found in ranges([printed(table, hidden)], **more).items()}


def keys(text: str) -> frozenset[Key]:
    return frozenset(tuple(key.split("/")) for key in text.split())


class TestThreshold:
    def test_small_counts_are_hidden_and_zeros_are_shown(self):
        """Ett antal personer från 1 till 4 visas inte. Noll visas: den säger inget om någon."""
        table = released(counted({"A": (20, 3), "B": (15, 0), "C": (30, 40), "D": (22, 18)}))
        assert table.cells["A", "man"] is None
        assert table.cells["B", "man"] == 0

    def test_five_is_shown(self):
        """Fem personer visas."""
        assert released(counted({"A": (5, 5)})).hidden == 0

    def test_an_association_may_only_be_stricter(self):
        """Ett förbund får höja tröskeln men aldrig sänka den under fem."""
        table = counted({"A": (20, 3), "B": (15, 30), "C": (30, 40), "D": (22, 18)})
        assert released(table, Policy(date(2020, 1, 1), threshold=2)).cells["A", "man"] is None
        assert released(table, Policy(date(2020, 1, 1), threshold=10)).threshold == 10

    def test_meetings_and_visits_are_not_persons(self):
        """Möten och besök är inte personer: ett enda möte visas."""
        measures = dimension("measure", ("meetings", "employer_visits"), persons=False)
        rows = {("A", "meetings"): 1, ("A", "employer_visits"): 2}
        table = with_margins([dimension("initiative", ("A", "total")), measures], rows)
        assert released(table).cells == table.cells


class TestWorkedExamples:
    FIRST: ClassVar = counted({"A": (12, 9), "B": (3, 14), "C": (21, 18), "D": (7, 6)})

    def test_1_the_least_that_must_go(self):
        """Exempel 1. Insats efter kön: två skyddade celler i en rad ger B kvinnor = 3. Tre till behövs, de minsta."""
        assert ranges_of(self.FIRST, keys("B/woman B/man"))["B", "woman"] == Range(3, 3)
        assert pattern(self.FIRST) == keys("B/woman B/man D/woman D/man")

    def test_1_what_is_left_to_guess(self):
        """Exempel 1. Med minsta värdet 1: B kvinnor 1–9, B män 8–16, D kvinnor 1–9, D män 4–12."""
        found = ranges_of(self.FIRST, pattern(self.FIRST))
        assert found == {
            ("B", "woman"): Range(1, 9),
            ("B", "man"): Range(8, 16),
            ("D", "woman"): Range(1, 9),
            ("D", "man"): Range(4, 12),
        }

    def test_2_two_a_line_are_not_enough(self):
        """Exempel 2. Två skyddade i varje rad och kolumn är inget skydd: wb går att räkna ut till exakt 47."""
        numbers = {"w": (30, 47, 64, 89), "x": (90, 124, 5, 31), "y": (92, 100, 59, 85), "z": (800, 991, 651, 685)}
        table = counted(numbers, columns="a b c d")
        hidden = keys("w/a w/b w/c x/a x/c y/b y/d z/b z/d")
        assert ranges_of(table, hidden, least=0)["w", "b"] == Range(47, 47)
        assert ranges_of(table, hidden | keys("x/d"), least=0)["w", "b"] == Range(0, 78)
        assert ranges_of(table, hidden | keys("x/d"))["w", "b"] == Range(1, 77)

    def test_3_two_by_two(self):
        """Exempel 3. Två gånger två skyddade med radsummor 7 och 3, kolumnsummor 6 och 4, minsta värde 0."""
        table = counted({"a": (4, 3), "b": (2, 1)})
        found = ranges_of(table, keys("a/woman a/man b/woman b/man"), least=0)
        assert list(found.values()) == [Range(3, 6), Range(1, 4), Range(0, 3), Range(0, 3)]

    def test_4_zeros_are_published(self):
        """Exempel 4. Den som tror att en skyddad cell kan vara 0 ser 0–3; eftersom nollor visas är var och en exakt 1."""
        table = counted({"a": (1, 8, 1, 1, 6), "b": (9, 11, 7, 8, 6), "c": (12, 10, 9, 7, 11)}, columns="v w x y z")
        hidden = keys("a/v a/x a/y b/v b/x b/y")
        singles = keys("a/v a/x a/y")
        assert {ranges_of(table, hidden, least=0)[key] for key in singles} == {Range(0, 3)}
        assert {ranges_of(table, hidden)[key] for key in singles} == {Range(1, 1)}

    def test_5_the_hidden_sum(self):
        """Exempel 5. 1, 1 och 38 av 40 där 38 visas: de skyddade är tillsammans 2, alltså färre än fem."""
        table = with_margins([dimension("row", ("a", "b", "c", "total"))], {("a",): 1, ("b",): 1, ("c",): 38})
        assert Rule.HIDDEN_SUM in objections(table, keys("a b"))

    def test_6_who_knows_their_own_cell(self):
        """Exempel 6. 1, 2 och 6 av 9: skyddas de två första vet ettan vem tvåan är. Skyddas alla tre är de 1–7."""
        table = with_margins([dimension("row", ("a", "b", "c", "total"))], {("a",): 1, ("b",): 2, ("c",): 6})
        assert Rule.INSIDER in objections(table, keys("a b"))
        assert pattern(table) == keys("a b c")
        assert set(ranges_of(table, keys("a b c")).values()) == {Range(1, 7)}

    def test_9_unknown_sex(self):
        """Exempel 9. Kvinnor 40, män 38, annat 1 av 79: skyddas bara ettan går den att räkna ut. En till måste bort."""
        table = counted({"A": (40, 38, 1)}, columns="woman man unknown")
        assert Rule.INTERVAL in objections(table, keys("A/unknown total/unknown"))
        assert len(pattern(table)) == 4

    def test_15_two_persons_in_all_are_refused_however_much_is_hidden(self):
        """Exempel 15. Färre än fem personer i hela tabellen: nollorna runt dem skulle säga allt, så inget lämnas ut."""
        alone = dict.fromkeys("bcdefghij", (0, 0))
        for few in ((2, 0), (1, 1), (2, 2), (4, 0)):
            table = counted({"a": few, **alone})
            small = [key for key, count in table.cells.items() if count]
            assert objections(table, small) >= {Rule.TOO_FEW}
            assert isinstance(release([table], POLICY, Register(), on=DAY), Refusal)
        assert objections(counted({"a": (5, 0), **alone}), ()) == set()

    def test_15_a_measure_with_few_stands_beside_one_with_many(self):
        """Räknas flera mått i samma tabell skyddas det lilla måttet i sina egna celler; möten är inga personer."""
        measures = dimension("measure", ("reached", "guidance"))
        rows = {("A", "reached"): 2, ("A", "guidance"): 30, ("B", "reached"): 0, ("B", "guidance"): 20}
        many = with_margins([dimension("initiative", ("A", "B", "total")), measures], rows)
        assert released(many).cells["A", "guidance"] == 30
        few = with_margins(
            [dimension("initiative", ("A", "B", "total")), measures],
            {**rows, ("A", "guidance"): 1, ("B", "guidance"): 0},
        )
        assert isinstance(release([few], POLICY, Register(), on=DAY), Refusal)

    def test_15_nothing_can_be_shown(self):
        """Exempel 15. Allt smått och totalen under fem: nekas, och nekandet säger inget om antalen."""
        table = counted({"A": (1, 1), "B": (1, 0)})
        result = release([table], POLICY, Register(), on=DAY)
        assert isinstance(result, Refusal)
        assert [one.name for one in result.refused] == ["participants-by-age"]


class TestCoarsening:
    def test_the_order(self):
        """Först som den är, sedan färdiga grupperingar, sedan utan kön: den första som är säker gäller."""
        assert released(expected("participants-by-education")).head.grouping == ""
        assert released(expected("participants-by-age")).head.grouping == "grouping:1"
        assert released(expected("exits-by-reason")).head.grouping == "grouping:2"
        assert released(expected("exits-by-destination")).head.grouping == "drop:sex grouping:1"

    def test_the_association_chooses_before(self):
        """Förbundets egna sammanslagningar prövas före de färdiga."""
        other = Group("other_reasons", "Övriga skäl", ("moved", "parental_leave", "other", "continued_rehabilitation"))
        chosen = Policy(date(2020, 1, 1), coarser=(Coarser("exits-by-reason", merge=(other,)),))
        table = released(expected("exits-by-reason"), chosen)
        assert table.head.grouping == "merge:other_reasons"
        assert table.head.dimensions[0].codes == ("discharged", "illness", "other_reasons", "total")
        assert table.cells["other_reasons", "total"] == 37

    def test_a_reader_is_told(self):
        """Under en sammanslagen tabell står att rader är sammanslagna eller att kön inte redovisas."""
        assert released(expected("exits-by-destination")).head.notes == ("NOTE-051", "NOTE-050")

    def test_totals_stay_true(self):
        """En tryckt total är den räknade totalen, aldrig summan av det som visas."""
        table = expected("participants-by-education")
        assert released(table).cells["total", "total"] == table.cells["total", "total"] == 198

    @pytest.mark.parametrize(
        ("name", "hidden"),
        [
            ("exits-by-destination", 0),
            ("exits-by-reason", 0),
            ("exits-by-time", 0),
            ("participants-by-age", 0),
            ("participants-by-education", 6),
            ("participants-by-time-on-support", 6),
        ],
    )
    def test_the_tables_of_a_real_size(self, name, hidden):
        """Alla sex tabeller i exemplet samspelet-2020 kan visas med högst en tredjedel skyddat."""
        table = released(expected(name))
        assert table.hidden == hidden
        assert table.hidden <= len(table.cells) / 3

    def test_the_initiatives_of_finnveden(self):
        """Deltagare efter insats i finnveden-2020: 7 av 21 celler skyddas."""
        rows = {
            "gemensamt": (0, 0),
            "se-ips": (51, 56),
            "it-sparet": (0, 1),
            "samverkan-ggvv": (0, 0),
            "nya-vagar": (28, 8),
            "mitt-val": (4, 0),
        }
        table = released(counted(rows, name="initiative", edition=""))
        small = "it-sparet/man it-sparet/total mitt-val/woman mitt-val/total"
        assert {key for key, value in table.cells.items() if value is None} == keys(
            f"{small} nya-vagar/woman nya-vagar/man nya-vagar/total"
        )
        assert (table.hidden, len(table.cells)) == (7, 21)


class TestRowsThatHappenToAddUp:
    ROWS: ClassVar = {"sick": (20, 2), "aid": (30, 31), "none": (25, 8), TOTAL: (75, 41)}

    def test_who_guesses_that_nobody_is_in_two_rows_learns_nothing(self):
        """Där flera koder kan gälla men ingen har flera blir raderna ändå summan. Den som gissar det ska inte kunna räkna ut
        en liten ruta: 41 − 31 − 8 är 2."""
        table = counted(self.ROWS, name="income_source")
        assert Rule.INTERVAL in objections(table, keys("sick/man sick/total"))
        hidden = pattern(table)
        assert hidden is not None
        guessed = sums_by_chance(table.head, table.cells)
        found = ranges_of(table, hidden, guessed=[guessed])["sick", "man"]
        assert found.least == 1
        assert found.greatest is None or found.greatest >= 5

    def test_a_line_that_does_not_add_up_is_no_sum(self):
        """Har någon flera koder är raderna tillsammans fler än totalen, och skillnaden säger inget om en enskild ruta."""
        table = counted({**self.ROWS, "aid": (32, 33)}, name="income_source")
        assert sums_by_chance(table.head, table.cells) == ()


class TestFiguresBesideTheTable:
    def test_the_number_counted_stands_where_the_total_is_shown(self):
        """Antal räknade står bara där totalen visas, antal med uppgift bara där "Uppgift saknas" visas."""
        rows = {"A": (20, 30), "B": (9, 8), "unknown": (7, 6)}
        known = released(counted(rows, counted=80, with_data=67))
        assert (known.head.counted, known.head.with_data) == (80, 67)
        hidden = released(counted(rows | {"unknown": (12, 1), "C": (9, 9)}, counted=98, with_data=85))
        assert hidden.cells["unknown", "total"] == 13
        assert (hidden.head.counted, hidden.head.with_data) == (98, 85)

    def test_it_never_tells_a_hidden_cell(self):
        """Är "Uppgift saknas" skyddad står inte heller antal med uppgift, som skulle säga det."""
        rows = {"A": (20, 30), "B": (40, 30), "C": (50, 60), "unknown": (2, 0)}
        table = released(counted(rows, counted=232, with_data=230))
        assert table.cells["unknown", "total"] is None
        assert (table.head.counted, table.head.with_data) == (232, None)


class TestWorking:
    def test_the_owner_sees_the_count_and_it_is_logged(self, caplog):
        """Den som äger raderna ser antalen som arbetstabell, märkt med vem och varför, och det loggas utan antal."""
        table = counted({"A": (1, 2)})
        with caplog.at_level("INFO", "stegvis.protect"):
            shown = working(table, by="anna", purpose="avstämning\nav mars")
        assert (shown.cells, shown.by, shown.purpose) == (table.cells, "anna", "avstämning av mars")
        assert caplog.messages == ["working table participants-by-age 2020 by anna: avstämning av mars"]

    @pytest.mark.parametrize(("by", "purpose"), [("", "avstämning"), ("anna", " ")])
    def test_nobody_looks_without_name_and_purpose(self, by, purpose):
        """Utan namn eller ändamål visas inget."""
        with pytest.raises(ValueError, match="by and purpose"):
            working(counted({"A": (1, 2)}), by=by, purpose=purpose)
