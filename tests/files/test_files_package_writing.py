"""The canonical form: what is written reads back to the same values, and the same values always give the same bytes."""

import json
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from math import prod
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stegvis.core.catalogue import table_spec
from stegvis.core.facts import Coded, ParticipationFact
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.tables import Category, Certificate, Correction, Dimension, Key, ReleasedTable, Restriction, TableHead
from stegvis.core.vocabulary import code_list
from stegvis.files.package import package_bytes, read_package, write_package
from stegvis.files.package.writing import write_decimal
from stegvis.render.tables import table_csv
from support.packages import a_package, a_participation, a_profile, a_tally, package_files, write_folder

CASES = Path(__file__).parents[1] / "cases"


def again(package: Package, folder: Path) -> Package:
    write_package(package, folder)
    reading = read_package(folder)
    assert reading.findings == ()
    assert reading.package is not None
    return reading.package


def in_any_order(package: Package) -> dict[str, object]:
    return {
        field.name: Counter(map(repr, value)) if isinstance(value := getattr(package, field.name), tuple) else value
        for field in fields(package)
    }


@pytest.mark.parametrize("case", ["samspelet-2020", "finnveden-2020"])
def test_a_case_written_and_read_is_the_same(case: str, tmp_path: Path) -> None:
    package = read_package(CASES / case).package
    assert package is not None
    second = again(package, tmp_path)
    assert in_any_order(second) == in_any_order(package)
    assert second.initiatives == package.initiatives
    assert second.budget == package.budget
    assert dict(package_bytes(second)) == dict(package_bytes(package))


def test_texts_ledgers_and_pictures_are_the_bytes_that_came(tmp_path: Path) -> None:
    files = {
        **package_files(),
        "images/graf.png": b"\x89PNG\r\n\x1a\n\0",
        "texts/events.md": b"\xef\xbb\xbfH\xc3\xa4nt\r\n",
    }
    package = read_package(write_folder(tmp_path / "in", files)).package
    assert package is not None
    written = dict(package_bytes(package))
    for name in ("images/graf.png", "texts/events.md", "texts/summary.md", "ledger/2020.se"):
        assert written[name] == files[name]


def test_the_form_is_exact() -> None:
    written = dict(package_bytes(a_package(tallies=(a_tally(3), a_tally(12, sex="man", estimated=True)))))
    assert written["tallies.csv"].decode() == (
        "initiative,from,to,measure,sex,count,municipality,party,estimated\n"
        "stegen,2020-01-01,2020-12-31,reached,man,12,,,yes\n"
        "stegen,2020-01-01,2020-12-31,reached,woman,3,,,no\n"
    )
    assert written["participations.csv"].decode().split("\n")[1] == (
        "p1,stegen,,pseudonymous,woman,1987,Exempelstad,,compulsory,up_to_3,sickness_benefit:50,,,,2020-02-01,,,,,,,,"
    )
    assert "goals.csv" not in written


def test_each_file_is_described_for_other_programs() -> None:
    described = json.loads(dict(package_bytes(a_package()))["datapackage.json"])
    by_name = {one["name"]: one["schema"] for one in described["resources"]}
    assert list(by_name) == ["initiatives", "participations", "contributions", "budget"]
    assert by_name["budget"]["primaryKey"] == ["year", "version", "line"]
    assert {"name": "entered", "type": "date", "constraints": {"required": True}} in by_name["participations"]["fields"]


def test_a_folder_with_another_packages_files_is_left_alone(tmp_path: Path) -> None:
    write_package(a_package(), tmp_path)
    write_package(a_package(), tmp_path)
    with pytest.raises(FileExistsError, match=r"participations\.csv"):
        write_package(a_package(participations=None), tmp_path)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("1E+6", "1000000"),
        ("1.50", "1.5"),
        ("100.00", "100"),
        ("-0.0", "0"),
        ("0.000001", "0.000001"),
        ("-12.30", "-12.3"),
    ],
)
def test_a_number_is_as_short_as_it_can_be(amount: str, text: str) -> None:
    assert write_decimal(Decimal(amount)) == text


def sevens(head: TableHead) -> dict[Key, int | None]:
    """Seven in every cell, and totals that are their sums."""
    added = [(len(one.codes) - 1 if one.additive else 1) for one in head.dimensions]
    return {
        key: 7 * prod(parts for code, parts in zip(key, added, strict=True) if code == "total")
        for key in tuple(head.keys())
    }


def a_released_table(**changed: object) -> ReleasedTable:
    reasons = tuple(Category(one.code, one.label) for one in code_list("exit_reason").counted)
    rows = Dimension("exit_reason", (*reasons, Category("total", "Totalt")))
    sexes = Dimension("sex", (Category("woman", "Kvinnor"), Category("man", "Män"), Category("total", "Totalt")))
    head = TableHead(
        "exits-by-reason", "Avslut efter avslutsanledning", Period.year(2020), "sus-2020", (rows, sexes),
        population="exits", initiatives=("stegen",), counted=40, with_data=None, notes=("NOTE-009",),
        association="222000-0000",
    )  # fmt: skip
    cells = sevens(head) | {("moved", "man"): None}
    table = ReleasedTable(
        head, cells, 5, "exempelstad", (Certificate("stegen", "Karin Lind", date(2021, 1, 15)),), date(2021, 2, 1)
    )
    return replace(table, **changed)  # type: ignore[arg-type]


def test_a_released_table_reads_back_to_the_same(tmp_path: Path) -> None:
    table = a_released_table()
    package = a_package(participations=None, released=(table,))
    assert again(package, tmp_path).released == (table,)
    place = tmp_path / "released/2020/exempelstad"
    assert (place / "exits-by-reason.csv").read_text("utf-8").split("\n")[:2] == [
        "exit_reason,sex,value,status", "discharged,woman,7,published",
    ]  # fmt: skip


def test_a_median_reads_back_and_so_does_what_limits_a_table(tmp_path: Path) -> None:
    sexes = Dimension("sex", (Category("woman", "Kvinnor"), Category("man", "Män"), Category("total", "Totalt")))
    spec = table_spec("time-to-exit")
    head = TableHead(
        spec.name, spec.title, Period.year(2020), "", (sexes,), "exits", counted=42, with_data=42,
        association="222000-0000", amount="days",
    )  # fmt: skip
    cells = {("woman",): 28, ("man",): 14, ("total",): 42}
    amounts = {("woman",): Decimal("204.5"), ("total",): Decimal(210)}
    table = ReleasedTable(head, cells, 5, "exempelstad", (), date(2021, 2, 1), amounts=amounts)
    package = a_package(participations=None, released=(table,))
    assert again(package, tmp_path).released == (table,)
    written = (tmp_path / "released/2020/exempelstad/time-to-exit.csv").read_text("utf-8")
    assert written == "sex,value,days,status\nwoman,28,204.5,published\nman,14,,published\ntotal,42,210,published\n"


def test_a_merged_row_keeps_its_words_and_a_total_that_is_no_sum_stays_one(tmp_path: Path) -> None:
    table = a_released_table()
    rows = Dimension(
        "exit_reason", (Category("a_and_b", "Flytt och annat"), Category("total", "Totalt")), additive=False
    )
    head = replace(table.head, dimensions=(rows, table.head.dimensions[1]), grouping="exit_reason:merged")
    table = replace(table, head=head, cells=sevens(head))
    package = a_package(participations=None, released=(table,))
    assert again(package, tmp_path).released == (table,)


def a_corrected_table() -> ReleasedTable:
    """Everything that a table can say: a merged row of certain codes, a second version, a correction, who is counted."""
    table = a_released_table()
    rows = Dimension(
        "exit_reason", (Category("a_and_b", "Flytt och annat", of=("moved", "other")), Category("total", "Totalt"))
    )
    head = replace(
        table.head, dimensions=(rows, table.head.dimensions[1]), grouping="exit_reason:merged", snapshot="a" * 32,
        sensitive=True, base=(Restriction("exit_reason", ("moved", "other")),), notes=("NOTE-052",),
    )  # fmt: skip
    corrections = (
        Correction(("a_and_b", "woman"), 9, 7, "Karin Lind", date(2021, 3, 1), 'Fel "person"', "Rapporten, s. 3"),
        Correction(("total", "total"), 16, None, "Karin Lind", date(2021, 3, 2), "Felräknat", "Rapporten"),
    )
    cells = sevens(head) | {one.key: one.value for one in corrections}
    return replace(table, head=head, cells=cells, version=3, corrections=corrections)


def test_a_corrected_table_is_read_back_whole_and_written_again_the_same(tmp_path: Path) -> None:
    package = a_package(participations=None, released=(a_corrected_table(),))
    read_once = again(package, tmp_path / "a")
    assert read_once.released == package.released
    assert again(read_once, tmp_path / "b").released == package.released
    stem = "released/2020/exempelstad/exits-by-reason"
    for ending in (".csv", ".toml"):
        assert (tmp_path / "a" / f"{stem}{ending}").read_bytes() == (tmp_path / "b" / f"{stem}{ending}").read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("version = 3", "version = 0", "PKG-103"),
        ('key = ["total", "total"]', 'key = ["total", "ingen"]', "PKG-146"),
        ('key = ["total", "total"]', 'key = ["a_and_b", "woman"]', "PKG-146"),
        ('key = ["total", "total"]', "key = []", "PKG-103"),
        ("value = 9", "value = 8", "PKG-146"),
        ("value = 9", "value = -9", "PKG-103"),
        ("counted = 7", 'counted = "sju"', "PKG-103"),
        ("on = 2021-03-01", "on = 2021", "PKG-103"),
        ('by = "Karin Lind"\n', "", "PKG-102"),
        ('source = "Rapporten"', 'sources = "Rapporten"', "PKG-101"),
        ("sensitive = true", "sensitive = 1", "PKG-103"),
        ('base = [{ dimension = "exit_reason", ', "base = [{ ", "PKG-103"),
        ('of = ["moved", "other"]', 'of = ["moved", "moved"]', "PKG-046"),
        ('of = ["moved", "other"]', 'of = ["moved", "flyttat"]', "PKG-147"),
    ],
)
def test_a_fault_in_what_is_said_of_a_table(tmp_path: Path, old: str, new: str, code: str) -> None:
    write_package(a_package(participations=None, released=(a_corrected_table(),)), tmp_path)
    path = tmp_path / "released/2020/exempelstad/exits-by-reason.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    reading = read_package(tmp_path)
    assert reading.package is None
    assert code in {one.code for one in reading.findings}


def test_an_own_word_that_looks_like_a_formula_is_written_safely_and_read_back(tmp_path: Path) -> None:
    words = Dimension("referrer", (Category("=cmd", "=cmd"), Category("total", "Totalt")))
    sexes = a_released_table().head.dimensions[1]
    head = TableHead(
        "referrals-by-referrer",
        "Remisser efter remittent",
        Period.year(2020),
        "",
        (words, sexes),
        "referrals",
        association="222000-0000",
    )
    table = a_released_table(head=head, cells=sevens(head), certified=())
    package = a_package(participations=None, released=(table,))
    assert again(package, tmp_path).released == (table,)
    text = (tmp_path / "released/2020/exempelstad/referrals-by-referrer.csv").read_text("utf-8")
    assert "\n'=cmd,woman," in text
    assert text == table_csv(table)


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("csv", "discharged,woman,7,published\n", "", "PKG-143"),
        ("csv", "moved,man,,suppressed", "moved,man,2,suppressed", "PKG-142"),
        ("csv", "discharged,woman,7,published", "discharged,woman,7,working", "PKG-045"),
        ("csv", "discharged,woman,7,published", "discharged,man,7,published", "PKG-054"),
        ("toml", 'party = "exempelstad"', 'party = "fk"', "PKG-141"),
        ("toml", 'party = "exempelstad"', 'party = "kk"', "PKG-056"),
        ("toml", 'table = "exits-by-reason"', 'table = "exits-by-colour"', "PKG-045"),
        ("toml", 'period = "2020"', 'period = "året"', "PKG-091"),
        ("toml", "certified = [{", "certified = [{ x = 1, ", "PKG-103"),
        ("toml", "threshold = 5\n", "", "PKG-102"),
    ],
)
def test_a_fault_in_a_released_table(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    write_package(a_package(participations=None, released=(a_released_table(),)), tmp_path)
    path = tmp_path / f"released/2020/exempelstad/exits-by-reason.{file}"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    reading = read_package(tmp_path)
    assert reading.package is None
    assert code in {one.code for one in reading.findings}


def test_half_a_released_table_is_a_finding(tmp_path: Path) -> None:
    write_package(a_package(participations=None, released=(a_released_table(),)), tmp_path)
    (tmp_path / "released/2020/exempelstad/exits-by-reason.toml").unlink()
    assert [one.code for one in read_package(tmp_path).findings] == ["PKG-140"]


def codes(name: str) -> st.SearchStrategy[Coded]:
    return st.sampled_from([Coded("sus-2020", one.code) for one in code_list(name).codes if not one.alone])


several = st.lists(codes("income_source"), max_size=3, unique=True).map(tuple)
words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), max_size=8).map(str.strip)
days = st.dates(date(2015, 1, 1), date(2024, 12, 31))


@st.composite
def participations(draw: st.DrawFn) -> ParticipationFact:
    entered, exited = sorted((draw(days), draw(days)))
    gone = draw(st.booleans())
    return a_participation(
        f"p{draw(st.integers(0, 9**9))}",
        sex=draw(st.sampled_from(["woman", "man", "unknown"])),
        entered=entered,
        municipality=draw(words),
        referrer=draw(words),
        stage=draw(words),
        groups=tuple(draw(st.lists(words.filter(bool), max_size=2, unique=True))),
        education=draw(st.none() | codes("education")),
        income_before=draw(several),
        exited=exited if gone else None,
        exit_reason=draw(codes("exit_reason").filter(lambda one: one.code != "discharged")) if gone else None,
        income_after=draw(several) if gone else (),
    )


@settings(max_examples=60)
@given(st.lists(participations(), max_size=6, unique_by=lambda fact: fact.person))
def test_any_participations_written_and_read_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, facts: list[ParticipationFact]
) -> None:
    package = a_package(profile=a_profile(), participations=tuple(facts))
    second = again(package, tmp_path_factory.mktemp("package"))
    assert Counter(second.participations or ()) == Counter(facts)
    assert dict(package_bytes(second)) == dict(package_bytes(package))
