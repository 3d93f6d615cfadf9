"""A table over years: breaks, common ground, and what was typed in, which never fills what is hidden."""

from dataclasses import replace
from decimal import Decimal

from stegvis.core.catalogue import table_spec
from stegvis.core.comparison import ComparedStatus, ComparedTable, compared, on_common_ground
from stegvis.core.facts import SeriesFact
from stegvis.core.periods import Period
from stegvis.core.profile import EditionFrom
from stegvis.core.tables import Dimension, ReleasedTable, TableHead
from stegvis.core.vocabulary import code_list, editions
from stegvis.core.vocabulary.mappings import common_ground, mapping
from support.packages import a_profile
from support.released import SEX, released

REASONS = table_spec("exits-by-reason")
PROFILE = a_profile(editions={"exit_reason": (EditionFrom("own-2021"),)})
Y2021 = {
    "active_job_seeker": (5, 7, 12), "unsubsidised_work": (9, 8, 17), "subsidised_work": (6, 6, 12), "studies": (5, 5, 10),
    "illness": (8, 9, 17), "continued_rehabilitation": (0, 0, 0), "moved_or_parental": (5, 0, 5), "total": (38, 35, 73),
}  # fmt: skip
Y2023 = {
    "work": (20, 10, 30), "studies": (6, None, None), "continued_rehabilitation": (7, 8, 15), "illness": (5, 5, 10),
    "moved": (0, 0, 0), "parental_leave": (0, 0, 0), "other": (9, 9, 18), "total": (47, 40, 87),
}  # fmt: skip


def of(year: int, edition: str, rows: dict, name: str = "exits-by-reason", by: str = "exit_reason") -> ReleasedTable:
    table = released(name, by, rows, population="exits", edition=edition)
    return replace(table, head=replace(table.head, period=Period.year(year)))


def typed(period: str, category: str, value: int | None, sex: str = "", **changed: str) -> SeriesFact:
    fields = {"scope": "own", "initiative": "", "measure": "exits-by-reason", "edition": "own-2021", "unit": "",
              "base": "", "definition": "", "source": "Årsredovisning 2020", "page": "12"} | changed  # fmt: skip
    number = None if value is None else Decimal(value)
    return SeriesFact(period=period, category=category, sex=sex, value=number, **fields)


def column(table: ComparedTable, period: str, scope: str = "own") -> dict[tuple[str, str], object]:
    (found,) = (one for one in table.columns if (str(one.period), one.scope) == (period, scope))
    return {(".".join(row.codes), sex): cell for (row, sex), cell in found.cells.items()}


BOTH = compared(REASONS, [of(2023, "own-2023", Y2023), of(2021, "own-2021", Y2021)], [], PROFILE)


def test_years_stand_oldest_first_with_the_break_between() -> None:
    assert [(str(one.period), one.edition, one.breaks) for one in BOTH.columns] == [
        ("2021", "own-2021", False), ("2023", "own-2023", True),
    ]  # fmt: skip
    assert BOTH.breaks


def test_codes_spelt_alike_in_two_editions_are_two_rows_and_the_total_is_one() -> None:
    studies = [row for row in BOTH.rows if row.codes == ("studies",)]
    assert [row.edition for row in studies] == ["own-2021", "own-2023"]
    assert [row.codes for row in BOTH.rows][-1] == ("total",)
    assert len([row for row in BOTH.rows if row.codes == ("total",)]) == 1


def test_on_common_ground_groups_are_sums_of_what_is_printed() -> None:
    ground = on_common_ground(REASONS, BOTH)
    assert ground is not None
    assert [row.codes[0] for row in ground.rows] == [
        "work", "studies", "illness", "continued_rehabilitation", "other_reasons", "total",
    ]  # fmt: skip
    assert column(ground, "2021")["work", "woman"].value == 15
    assert column(ground, "2021")["other_reasons", "total"].value == 17
    assert column(ground, "2023")["other_reasons", "total"].value == 18
    assert column(ground, "2023")["total", "total"].value == 87


def test_a_hidden_part_hides_its_group() -> None:
    ground = on_common_ground(REASONS, BOTH)
    assert ground is not None
    hidden = column(ground, "2023")["studies", "man"]
    assert (hidden.value, hidden.status) == (None, ComparedStatus.SUPPRESSED)


def test_merged_rows_are_told_where_they_are_within_a_group() -> None:
    merged = {
        "work": (20, 10, 30),
        "studies": (6, 6, 12),
        "illness": (5, 5, 10),
        "more": (16, 17, 33),
        "total": (47, 38, 85),
    }
    table = of(2023, "own-2023", merged)
    rows, sexes = table.head.dimensions
    parts = ("continued_rehabilitation", "moved", "parental_leave", "other")
    categories = tuple(replace(one, of=parts) if one.code == "more" else one for one in rows.categories)
    head = replace(table.head, dimensions=(Dimension(rows.name, categories), sexes), grouping="merge:more")
    both = compared(REASONS, [of(2021, "own-2021", Y2021), ReleasedTable(head, table.cells, 5)], [], PROFILE)
    ground = on_common_ground(REASONS, both)
    assert ground is not None
    assert column(ground, "2023")["work", "total"].value == 30
    assert column(ground, "2023")["other_reasons", "total"].status is ComparedStatus.SUPPRESSED


def test_without_a_break_or_without_common_ground_there_is_none() -> None:
    same = compared(REASONS, [of(2021, "own-2021", Y2021), of(2022, "own-2021", Y2021)], [], PROFILE)
    assert not same.breaks
    assert on_common_ground(REASONS, same) is None
    support = table_spec("participants-by-time-on-support")
    bands = [
        of(year, edition, {"over_9": (9, 9, 18), "total": (9, 9, 18)}, support.name, "time_on_public_support")
        for year, edition in ((2021, "sus-2020"), (2023, "own-2023"))
    ]
    assert on_common_ground(support, compared(support, bands, [], PROFILE)) is None


def test_what_was_typed_in_is_marked_with_its_source() -> None:
    table = compared(
        REASONS, [of(2021, "own-2021", Y2021)], [typed("2020", "studies", 9), typed("2020", "", 60)], PROFILE
    )
    cell = column(table, "2020")["studies", "total"]
    assert (cell.value, cell.status, cell.source) == (9, ComparedStatus.TYPED_IN, "Årsredovisning 2020, 12")
    assert column(table, "2020")["total", "total"].value == 60
    (row,) = (row for row in table.rows if row.codes == ("studies",))
    assert row.label == "Studier"
    assert not table.breaks


def test_what_was_typed_in_never_fills_a_year_that_is_released() -> None:
    table = compared(REASONS, [of(2023, "own-2023", Y2023)], [typed("2023", "studies", 9, edition="own-2023")], PROFILE)
    assert column(table, "2023")["studies", "total"].value is None


def test_a_typed_edition_that_is_not_said_is_the_associations_own() -> None:
    table = compared(REASONS, [], [typed("2020", "illness", 9, "woman", edition="")], PROFILE)
    assert [one.edition for one in table.columns] == ["own-2021"]
    assert [row.label for row in table.rows] == ["Sjukvård/sjukdom"]


def test_the_county_and_the_nation_stand_after_our_own() -> None:
    series = [typed("2021", "studies", 900, scope="nation"), typed("2021", "studies", 90, scope="county")]
    table = compared(REASONS, [of(2021, "own-2021", Y2021)], series, PROFILE)
    assert [one.scope for one in table.columns] == ["own", "county", "nation"]


def test_own_words_are_not_held_against_the_nation_and_another_measure_is_not_ours() -> None:
    spec = table_spec("referrals-by-referrer")
    series = [
        typed("2020", "vård", 900, scope="nation", measure=spec.name, edition=""),
        typed("2020", "vård", 9, measure="participants-by-group"),
        typed("2020", "vård", 9, measure=spec.name, initiative="stegen"),
        typed("2020", "vård", None, measure=spec.name),
        typed("2019", "vård", 11, measure=spec.name, edition=""),
    ]
    table = compared(spec, [], series, PROFILE)
    assert [(one.scope, str(one.period)) for one in table.columns] == [("own", "2019")]
    assert [(row.label, row.edition) for row in table.rows] == [("vård", "")]


def test_a_category_of_two_dimensions_has_a_point_between() -> None:
    spec = table_spec("income-before-and-after")
    series = [
        typed("2020", "before.student_aid", 9, measure=spec.name, edition="sus-2020"),
        typed("2020", "before.vet ej", 9, measure=spec.name, edition="own-2021"),
    ]
    table = compared(spec, [], series, PROFILE)
    assert [(row.codes, row.label) for row in table.rows] == [
        (("before", "student_aid"), "Före, Studiestöd"), (("before", "vet ej"), "Före, vet ej"),
    ]  # fmt: skip
    assert on_common_ground(spec, table) is None


def test_a_table_of_sexes_alone_keeps_its_medians() -> None:
    spec = table_spec("time-to-exit")
    head = TableHead(spec.name, spec.title, Period.year(2021), "", (SEX,), "exits", amount="days")
    table = ReleasedTable(head, {("woman",): 12, ("man",): 3, ("total",): 15}, 5, amounts={("woman",): Decimal(90)})
    found = compared(spec, [table], [typed("2020", "", 20, measure=spec.name, edition="")], PROFILE)
    assert column(found, "2021")["", "woman"].amount == 90
    assert found.sexes == ("woman", "man", "total")
    assert column(found, "2020")["", "total"].value == 20


def test_a_table_without_sex_has_totals() -> None:
    table = of(2021, "own-2021", {"studies": (12,), "unknown": (8,), "total": (20,)})
    found = compared(REASONS, [table], [], PROFILE)
    assert found.sexes == ("total",)
    assert [(row.codes, row.edition) for row in found.rows] == [
        (("studies",), "own-2021"), (("unknown",), ""), (("total",), ""),
    ]  # fmt: skip


def test_common_ground_holds_every_counted_code_once() -> None:
    grounds = [(name, one) for name in ("exit_reason", "education") for one in editions(name)]
    seen = 0
    for name, edition in grounds:
        for other in editions(name):
            groups = common_ground(name, {edition, other})
            for one in {edition, other} if groups else ():
                codes = [code for group in groups for code in group.of[one]]
                assert sorted(codes) == sorted(code.code for code in code_list(name, one).counted), (name, one)
                seen += 1
    assert seen > 10


def test_a_mapping_is_from_codes_to_codes() -> None:
    for into in editions("exit_reason"):
        for source, counts_as in mapping("exit_reason", into).items():
            edition, code = source.split("/")
            assert code in code_list("exit_reason", edition)
            assert counts_as in code_list("exit_reason", into)
    assert mapping("exit_reason", "own-2023")["stegvis-2026/subsidised_work"] == "work"
