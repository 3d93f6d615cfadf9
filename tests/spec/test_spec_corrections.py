"""Regelbok: rättelser i det öppna. När ett publicerat tal får ersättas, och vad som då står bredvid.

En rättelse är en ny version av tabellen. Den görs av en person, med skäl och källa, och prövas som allt annat som publiceras.
"""

from dataclasses import replace
from datetime import date

from stegvis.core.tables import Correction, ReleasedTable
from stegvis.protect.correcting import NOTE_SUMS_DIFFER, correct
from support.released import released

DAY = date(2026, 2, 3)
PLAIN = {"work": (30, 20, 50), "studies": (12, 14, 26), "total": (42, 34, 76)}
#: Work: 3 women of 30 and studies 10 women: hidden two by two.
HIDDEN = {"work": (None, None, 30), "studies": (None, None, 26), "illness": (9, 11, 20), "total": (22, 54, 76)}


def table(rows=PLAIN, **head) -> ReleasedTable:
    return released("exits-by-reason", "exit_reason", rows, population="exits", **head)


def corrections(values) -> list[Correction]:
    return [Correction(key, value, None, "Karin", DAY, "Felräknat", "Lista") for key, value in values.items()]


def codes(found) -> list[str]:
    assert isinstance(found, tuple), found
    return [one.code for one in found]


ALL_FOUR = {("work", "woman"): 36, ("work", "total"): 56, ("total", "woman"): 48, ("total", "total"): 82}


def test_what_is_replaced_is_a_new_version_with_what_was_counted_beside_it():
    """Ett rättat tal blir en ny version av tabellen, och det räknade talet står kvar bredvid: 36 i stället för 30."""
    found = correct(table(), corrections(ALL_FOUR))
    assert isinstance(found, ReleasedTable)
    assert (found.version, found.released_on) == (2, DAY)
    assert found.cells["work", "woman"] == 36
    assert {one.key: (one.value, one.counted) for one in found.corrections} == {
        ("work", "woman"): (36, 30), ("work", "total"): (56, 50), ("total", "woman"): (48, 42), ("total", "total"): (82, 76),
    }  # fmt: skip


def test_how_many_were_counted_is_no_longer_told_where_a_total_was_replaced():
    """Rättas en summa sägs inte längre hur många som räknades och har uppgift, för det gällde den gamla summan."""
    found = correct(table(counted=76, with_data=76), corrections(ALL_FOUR))
    assert isinstance(found, ReleasedTable)
    assert (found.head.counted, found.head.with_data) == (None, None)


def test_a_figure_replaced_twice_keeps_what_was_counted_first():
    """Rättas samma tal två gånger är det fortfarande det först räknade som står bredvid."""
    first = correct(table(), corrections(ALL_FOUR))
    assert isinstance(first, ReleasedTable)
    again = {key: value + 6 for key, value in ALL_FOUR.items()}
    second = correct(first, corrections(again))
    assert isinstance(second, ReleasedTable)
    assert {one.key: (one.value, one.counted) for one in second.corrections}["work", "woman"] == (42, 30)
    assert second.version == 3


def test_a_hidden_cell_is_not_replaced():
    """En skyddad cell ersätts aldrig med ett tal."""
    assert codes(correct(table(HIDDEN), corrections({("work", "woman"): 20}))) == ["COR-001"]


def test_a_figure_below_the_threshold_is_refused_and_nought_is_not():
    """Ett tal från 1 till tröskeln minus 1 nekas också som rättelse; 0 går bra, och ett negativt tal finns inte."""
    assert codes(correct(table(), corrections({("work", "woman"): 4}))) == ["COR-002"]
    assert codes(correct(table(), corrections({("work", "woman"): -1}))) == ["COR-002"]
    rows = {"work": (0, 20, 20), "studies": (12, 14, 26), "total": (12, 34, 46)}
    wanted = {("work", "woman"): 0, ("work", "total"): 20, ("total", "woman"): 12, ("total", "total"): 46}
    found = correct(table(), corrections(wanted))
    assert isinstance(found, ReleasedTable)
    assert found.cells == table(rows).cells


def test_a_difference_of_a_few_is_refused_from_what_is_printed_and_from_what_was_counted():
    """Två versioner bredvid varandra är också ett tal: en ändring med färre personer än
    tröskeln nekas, både från det som står nu och från det som räknades."""
    assert codes(correct(table(), corrections({("work", "woman"): 31}))) == ["COR-007"]
    first = correct(table(), corrections(ALL_FOUR))
    assert isinstance(first, ReleasedTable)
    assert codes(correct(first, corrections({("work", "woman"): 31}))) == ["COR-007"]


def test_meetings_are_not_persons_and_may_differ_by_one():
    """Möten och besök är inte personer och får rättas med ett."""
    from stegvis.core.tables import Category, Dimension

    given = released("tallies-by-measure", "measure", {"meetings": (3,)}, population="tallies")
    measure = Dimension("measure", (Category("meetings", "Möten", persons=False),))
    given = replace(given, head=replace(given.head, dimensions=(measure,)))
    found = correct(given, corrections({("meetings",): 2}))
    assert isinstance(found, ReleasedTable)


def test_the_same_figures_are_no_correction():
    """Samma tal som redan står är ingen rättelse."""
    assert codes(correct(table(), corrections({("work", "woman"): 30}))) == ["COR-003"]


def test_a_total_that_is_not_the_sum_is_refused_until_a_person_says_so_and_then_it_is_printed():
    """Stämmer en summa inte längre med sina delar nekas rättelsen, om inte personen säger att de får skilja sig; då
    står det under tabellen."""
    wanted = corrections({("work", "woman"): 36})
    assert set(codes(correct(table(), wanted))) == {"COR-004"}
    found = correct(table(), wanted, sums_may_differ=True)
    assert isinstance(found, ReleasedTable)
    assert found.head.notes == (NOTE_SUMS_DIFFER,)
    again = correct(found, corrections({("work", "woman"): 44}), sums_may_differ=True)
    assert isinstance(again, ReleasedTable)
    assert again.head.notes == (NOTE_SUMS_DIFFER,)


def test_figures_that_contradict_the_hidden_ones_are_refused():
    """Tal som inte går ihop med de skyddade cellerna nekas, vad någon än säger."""
    wanted = {("total", "woman"): 5, ("total", "man"): 71}
    assert codes(correct(table(HIDDEN), corrections(wanted), sums_may_differ=True)) == ["COR-005"]


def test_figures_that_tell_a_hidden_one_are_refused():
    """Tal som röjer en skyddad cell nekas: 22 kvinnor varav 9 sjuka lämnar 13 i de två dolda cellerna;
    med 11 vore det en i var."""
    wanted = {("total", "woman"): 11, ("total", "man"): 65}
    found = correct(table(HIDDEN), corrections(wanted))
    assert "COR-006" in codes(found)


def test_a_figure_that_leaves_the_hidden_ones_as_wide_is_replaced():
    """Lämnar rättelsen de skyddade cellernas intervall lika vida går den bra."""
    wanted = {("illness", "man"): 21, ("illness", "total"): 30, ("total", "man"): 64, ("total", "total"): 86}
    found = correct(table(HIDDEN), corrections(wanted))
    assert isinstance(found, ReleasedTable)
    assert found.cells["work", "woman"] is None
