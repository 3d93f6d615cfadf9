"""Two reports against each other: findings, numbers and tables that changed, and last year's figures reprinted."""

import pytest

from stegvis.checking.comparing import compare
from stegvis.checking.reading import understand
from stegvis.core.report_comparison import ReportComparison
from stegvis.core.report_findings import ExaminedReport
from support.finished import report_of

YEAR = """
Årsredovisning {year}

Resultaträkning

Belopp i kr | {year} | {before}
Verksamhetens intäkter | {income} | 9 897 000
Verksamhetens kostnader | {costs} | 8 693 000

Deltagare

Kön | Kvinnor | Män | Totalt
Stegen | 12 | 9 | {total}
Bron | 7 | 6 | 13
"""


def version(**values: object) -> str:
    return YEAR.format(
        **{"year": 2020, "before": 2019, "income": "9 881 000", "costs": "9 736 000", "total": 21, **values}
    )


def compared(old: str, new: str) -> tuple[ExaminedReport, ReportComparison]:
    return compare(understand(report_of(old, "förra.txt")), understand(report_of(new, "nya.txt")))


def reprinted(old: str, new: str) -> list[tuple[str, str, str]]:
    examined, _ = compared(old, new)
    return [(one.code, one.printed, one.expected) for one in examined.findings if one.code.startswith("REP-81")]


def test_the_same_report_has_not_changed() -> None:
    _, found = compared(version(), version())
    assert (found.mended, found.left, found.new, found.changed, found.added, found.removed) == ((),) * 6
    assert found.same_year
    assert found.compared == 10


def test_a_mended_number_is_told_with_its_finding() -> None:
    examined, found = compared(version(total=12), version())
    assert [one.printed for one in found.mended] == ["12"]
    assert [(one.name, one.before, one.after) for one in found.changed] == [("Stegen, Totalt, 2020", "12", "21")]
    assert examined.findings == ()  # an author may change a version: that is no finding


def test_a_finding_with_another_figure_is_left_and_not_both_mended_and_new() -> None:
    _, found = compared(version(total=12), version(total=11))
    assert (found.mended, [one.printed for one in found.left], found.new) == ((), ["11"], ())


def test_what_is_wrong_only_in_the_newer_is_new() -> None:
    _, found = compared(version(), version(total=12))
    assert ([one.printed for one in found.new], found.left, found.mended) == (["12"], (), ())


def test_tables_of_one_of_them_only_are_named() -> None:
    more = version() + "\nRemisser\n\nKälla | Antal\nVården | 12\nSkolan | 9\n"
    _, found = compared(version(), more)
    assert ([one.text for one in found.added], found.removed) == (["Remisser"], ())
    _, found = compared(more, version())
    assert (found.added, [one.text for one in found.removed]) == ((), ["Remisser"])


OLD = version(year=2019, before=2018, income="9 897 000", costs="8 693 000")


def test_last_years_figures_are_reprinted_the_same() -> None:
    examined, found = compared(OLD, version())
    assert not found.same_year
    assert (found.compared, found.changed) == (2, ())
    assert examined.findings == ()


def test_a_figure_of_last_year_that_is_another_now_is_a_finding_in_the_newer() -> None:
    examined, found = compared(OLD.replace("8 693 000", "8 683 000"), version())
    [one] = [one for one in examined.findings if one.code == "REP-811"]
    assert (one.printed, one.expected, one.certainty) == ("8 693 000", "8 683 000", 90)
    assert one.values["old"] == "förra.txt"
    assert "8 693 000" in one.places[0].text
    assert [number.after for number in found.changed] == ["8 693 000"]


def test_costs_may_be_printed_with_a_sign_one_year_and_without_the_next() -> None:
    assert reprinted(OLD.replace("8 693 000", "-8 693 000"), version()) == []
    assert reprinted(OLD.replace("9 897 000", "-9 897 000"), version()) == [("REP-811", "9 897 000", "-9 897 000")]


def test_the_newer_may_be_rounded_or_cut_to_thousands() -> None:
    new = version(income="9 881", costs="9 736").replace(" 000", "").replace("Belopp i kr", "Belopp i tkr")
    assert reprinted(OLD.replace("8 693 000", "8 693 870"), new) == []
    assert reprinted(OLD.replace("8 693 000", "8 695 870"), new) == [("REP-811", "8 693", "8 695 870")]


TABLE = "Årsredovisning {}\n\nÖversikt över verksamhetens utveckling\n\nTal i tkr | {}\n"


def overview(year: int, *rows: str) -> str:
    years = " | ".join(str(year - back) for back in range(rows[0].count("|")))
    return TABLE.format(year, years) + "\n".join(rows) + "\n"


def test_every_year_of_an_overview_that_both_print_is_compared() -> None:
    old = overview(2019, "Intäkter | 9 897 | 10 041 | 9 075", "Kostnader | 8 693 | 10 202 | 8 885")
    new = overview(2020, "Intäkter | 9 881 | 9 897 | 10 014", "Kostnader | 9 736 | 8 693 | 10 202")
    assert reprinted(old, new) == [("REP-811", "10 014", "10 041")]


def test_a_table_that_differs_mostly_is_asked_about_once() -> None:
    old = overview(
        2019, "Intäkter | 9 897 | 10 041", "Kostnader | 8 693 | 10 202", "Soliditet | 50 | 60", "Ränta | 1 | 2"
    )
    new = overview(2020, "Intäkter | 1 | 98", "Kostnader | 2 | 86", "Soliditet | 3 | 51", "Ränta | 4 | 1")
    examined, _ = compared(old, new)
    [one] = [one for one in examined.findings if one.code.startswith("REP-81")]
    assert (one.code, one.values["count"], one.values["of"], one.certainty) == ("REP-812", "3", "4", 60)


def test_a_row_with_another_label_is_the_same_by_its_name_in_the_field() -> None:
    old = overview(2019, "Intäkter | 9 897 | 10 041", "Kostnader | 8 693 | 10 202")
    new = overview(2020, "Verksamhetens intäkter | 9 881 | 9 879", "Kostnader | 9 736 | 8 693")
    assert reprinted(old, new) == [("REP-811", "9 879", "9 897")]


@pytest.mark.parametrize("swap", [False, True])
def test_an_older_report_as_the_newer_has_no_findings_of_reprinting(swap: bool) -> None:
    reports = [OLD.replace("8 693 000", "8 683 000"), version()]
    assert bool(reprinted(*reports[:: -1 if swap else 1])) is not swap


def test_what_the_newer_report_says_by_itself_is_one_finding() -> None:
    old = overview(2019, "Intäkter | 9 897 | 10 041", "Kostnader | 9 852 | 10 202", "Årets resultat | 45 | -161")
    new = overview(2020, "Intäkter | 9 881 | 9 897", "Kostnader | 9 736 | 9 852", "Årets resultat | 145 | 54")
    examined, found = compared(old, new)
    assert [(one.code, one.printed, one.expected) for one in examined.findings] == [("REP-102", "54", "45")]
    assert [one.before for one in found.changed] == ["45"]


def test_a_column_of_a_span_of_years_is_of_the_reports_own() -> None:
    table = "\n\nStegen i korthet\n\nTid | 2020 till 2026\nDeltagare | {}\nAvslut | {}\n"
    assert reprinted(OLD + table.format(85, 12), version() + table.format(80, 11)) == []


def test_tables_are_the_same_though_they_have_other_numbers_and_years() -> None:
    table = "\n\nTabell {}. Remisser, {}\n\nKälla | Antal\nVården | 12\nSkolan | 9\n"
    _, found = compared(OLD + table.format(3, 2019), version() + table.format(4, 2020))
    assert (found.added, found.removed) == ((), ())
