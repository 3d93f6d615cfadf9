"""The annual report as a document: the template's order, what is printed where nothing is written, and what is found in it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from stegvis.assemble import annual_report, count_and_release
from stegvis.core.document import (
    Chart,
    EmptySection,
    InlineKind,
    Prose,
    RefusedTableBlock,
    Signatures,
    StatementBlock,
    TableBlock,
)
from stegvis.core.document.stored import from_json, to_json
from stegvis.core.findings import Severity, Where
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.files.package import read_package
from support.packages import package_files, write_folder

CASES = Path(__file__).parents[1] / "cases"
DEMO = Path(__file__).parents[2] / "demo"
ON = date(2026, 2, 5)
CHAPTERS = [
    "Förvaltningsberättelse",
    "Driftredovisning",
    "Resultaträkning",
    "Balansräkning",
    "Kassaflödesanalys",
    "Redovisningsprinciper",
    "Noter",
    "Styrelsens underskrift",
    "Bilagor",
]
MANAGEMENT = [
    "summary",
    "association",
    "overview",
    "important-conditions",
    "events",
    "governance",
    "goals",
    "balance-requirement",
    "staff",
    "expected-development",
]
GOALS = ["target-groups", "individual", "structural", "equality", "indicators", "socioeconomic"]


def assembled(folder, year=2020, on=ON):
    package = read_package(folder).package
    return annual_report(package, year, count_and_release(package, Period.year(year), on=on).tables, on=on)


@pytest.fixture(scope="module")
def samspelet():
    return assembled(CASES / "samspelet-2020")


@pytest.fixture(scope="module")
def finnveden():
    return assembled(CASES / "finnveden-2020")


@pytest.fixture(scope="module")
def demo():
    return assembled(DEMO / "2025", 2025, date(2026, 2, 13))


@pytest.fixture
def small(tmp_path):
    """A small package as files, some changed, put together."""
    return lambda *without, **changed: assembled(write_folder(tmp_path, package_files(without, **changed)))


def section(document, id):
    return next(one for _, one in document.walk() if one.id == id)


def block(document, id):
    return next(one for one in document.blocks() if getattr(one, "id", "") == id)


def cells(document, id):
    """A table of the report as row code to what its cells hold."""
    return {row.code: [".." if cell.hidden else cell.value for cell in row.cells] for row in block(document, id).rows}


@pytest.mark.parametrize("case", ["samspelet", "finnveden", "demo"])
def test_the_report_is_in_the_templates_order(case, request):
    document = request.getfixturevalue(case).document
    assert [one.heading for one in document.sections] == CHAPTERS
    assert [one.id for one in document.sections[0].sections] == MANAGEMENT
    assert [one.id for one in section(document, "goals").sections] == GOALS


def test_the_cover_names_association_number_and_year(samspelet):
    document = samspelet.document
    assert (document.association, document.organisation_number) == ("Samordningsförbundet Samspelet", "222000-2477")
    assert (document.title, document.language, document.kind) == ("Årsredovisning 2020", "sv", "annual")


@pytest.mark.parametrize("case", ["samspelet", "finnveden", "demo"])
def test_the_report_is_stored_and_read_back_the_same(case, request):
    document = request.getfixturevalue(case).document
    assert from_json(to_json(document)) == document


def test_a_section_without_text_is_marked_and_is_a_remark(samspelet):
    assert any(isinstance(one, EmptySection) for one in section(samspelet.document, "summary").blocks)
    found = [one for one in samspelet.findings if one.code == "DOC-005"]
    assert Where("texts/summary.md") in [one.where for one in found]
    assert {one.severity for one in found} == {Severity.REMARK}


def test_a_text_stands_in_its_section_with_its_figures_filled_in(small):
    assembly = small(summary="I år avslutade {{ exits }} personer. Resultatet blev {{ income.result }}.")
    prose = section(assembly.document, "summary").blocks[0]
    assert isinstance(prose, Prose)
    figures = [run for run in prose.nodes[0].items[0] if run.kind is InlineKind.FIGURE]
    assert [(run.target, run.text) for run in figures] == [("exits", ".."), ("income.result", "100\u202f001\u00a0kr")]


def test_a_report_with_an_unknown_figure_is_refused(small):
    assembly = small(summary="Rad ett\n\nVi hade {{ gäster }} gäster.")
    assert assembly.document is None
    assert [one.where for one in assembly.findings if one.severity is Severity.ERROR] == [
        Where("texts/summary.md", 3, "9")
    ]


@pytest.mark.parametrize(("case", "at_least"), [("samspelet", 4), ("finnveden", 4), ("demo", 4)])
def test_a_report_has_charts_with_words_for_those_who_do_not_see_them(case, at_least, request):
    charts = [one for one in request.getfixturevalue(case).document.blocks() if isinstance(one, Chart)]
    assert len(charts) >= at_least
    for chart in charts:
        assert all(category in chart.alt for category in chart.categories)
        assert all(len(series.values) == len(chart.categories) for series in chart.series)


def test_a_chart_knows_no_more_than_its_table(finnveden):
    chart = block(finnveden.document, "chart-participants-by-initiative")
    by_name = {series.name: dict(zip(chart.categories, series.values, strict=True)) for series in chart.series}
    assert by_name["Kvinnor"] == {
        "Stöd till arbete - SE/IPS": 51,
        "IT-spåret": 0,
        "Nya Vägar": None,
        "Mitt Val": None,
    }
    assert "Nya Vägar: kvinnor .., män .." in chart.alt
    assert chart.title == "Deltagare efter insats och kön 2020", "who has most is not said where a total is hidden"


def test_the_statistics_tables_stand_in_the_catalogues_order(samspelet):
    names = [
        one.table.head.name
        for one in section(samspelet.document, "target-groups").blocks
        if isinstance(one, TableBlock)
    ]
    assert names[:3] == ["participants-by-age", "participants-by-education", "participants-by-time-on-support"]
    assert "participants-by-initiative" not in names
    assert "participants-by-group" not in names, "nothing is counted there"


def test_an_association_that_only_has_tallies_says_why_there_are_no_tables(finnveden):
    blocks = section(finnveden.document, "target-groups").blocks
    assert not [one for one in blocks if isinstance(one, TableBlock)]
    assert "utan uppgifter om personerna" in blocks[-1].nodes[0].items[0][0].text


def test_an_initiatives_cost_is_divided_only_by_a_published_count(finnveden, samspelet):
    rows = cells(finnveden.document, "individual-initiatives")
    assert rows["se-ips"] == [51, 56, 107, 57, 1459434, 13640]
    assert rows["mitt-val"][:3] == ["..", 0, ".."]
    assert rows["mitt-val"][-2:] == [525356, None]
    assert cells(samspelet.document, "individual-initiatives")["stegen-karlstad"][-1] == Decimal("25.6")


def test_participants_are_told_from_participations(finnveden, samspelet):
    assert cells(samspelet.document, "key-figures")["participants"] == [198, None]
    assert cells(samspelet.document, "key-figures")["participations"] == [208, None]
    assert "participants" not in cells(finnveden.document, "key-figures")
    assert cells(finnveden.document, "key-figures")["participations"] == [148, None]


def test_the_five_year_overview_has_the_years_of_which_something_is_known(samspelet):
    overview = block(samspelet.document, "five-years")
    assert [column.label for column in overview.columns] == ["2020", "2019", "2018"]
    rows = cells(samspelet.document, "five-years")
    assert rows["result"] == [145, 1204, -162]
    assert rows["equity_ratio"] == [Decimal("0.869"), Decimal("0.563"), Decimal("0.359")]


def test_finnvedens_costs_are_the_exact_sum_and_not_that_of_the_printed_rows(finnveden):
    income = {row.code: row.cells[1].value for row in block(finnveden.document, "income").rows}
    costs = ["initiatives", "training", "office", "information", "accounting", "board", "audit"]
    assert income["costs_total"] == -4_997_138
    assert sum(income[line] for line in costs) == -4_997_139
    remarks = [one for one in finnveden.findings if one.code == "CHK-007"]
    assert {one.severity for one in remarks} == {Severity.REMARK}


def test_notes_have_the_associations_numbers_and_add_up_to_their_lines(finnveden):
    notes = [one for one in section(finnveden.document, "notes").blocks if isinstance(one, StatementBlock)]
    assert [(one.number, one.caption) for one in notes] == [
        (1, "Driftbidrag"),
        (2, "Verksamhet/insatser"),
        (3, "Revision"),
    ]
    for note in notes:
        line = next(row for row in block(finnveden.document, "income").rows if row.note == note.number)
        assert note.rows[-1].cells == line.cells[1:]
        assert abs(sum(row.cells[0].value for row in note.rows[:-1]) - note.rows[-1].cells[0].value) <= len(note.rows)


def test_notes_are_numbered_where_the_association_has_not(samspelet):
    notes = [one for one in section(samspelet.document, "notes").blocks if isinstance(one, StatementBlock)]
    assert [one.number for one in notes] == [1, 2]
    given = {row.label: row.cells[0].value for row in notes[0].rows}
    assert given["Bidrag från Försäkringskassan"] == 4928
    assert (given["Övrigt"], given["Summa"]) == (25, 9881)
    numbered = {row.code: row.note for row in block(samspelet.document, "income").rows if row.note}
    assert numbered == {"operating_revenue": 1, "operating_costs": 2}


def test_the_ordinary_members_of_the_day_sign(demo):
    (page,) = (one for one in demo.document.blocks() if isinstance(one, Signatures))
    assert [(one.name, one.role) for one in page.people][:2] == [
        ("Karin Almstrand", "Ordförande"),
        ("Johan Ekvall", "Vice ordförande"),
    ]
    assert len(page.people) == 6, "six parties, no deputies"


def test_a_report_that_nobody_can_sign_says_so(samspelet):
    assert isinstance(section(samspelet.document, "signatures").blocks[0], EmptySection)
    assert "DOC-006" in [one.code for one in samspelet.findings]


def test_the_board_is_printed_with_its_deputies(demo):
    rows = block(demo.document, "body-board").rows
    assert rows[0].label == "Karin Almstrand, ordförande"
    assert [cell.value for cell in rows[0].cells] == ["Eva-Lena Strömvik", "Björkdalens kommun"]


def test_goals_have_target_outcome_and_the_boards_word(demo):
    rows = {row.code: [cell.value for cell in row.cells] for row in block(demo.document, "goals-association").rows}
    assert rows["M1"][:3] == ["minst 150", "298", "Uppfyllt"]
    assert rows["M4"][:3] == ["högst 20,0\u00a0%", "17,8\u00a0%", "Uppfyllt"]


def test_each_initiative_has_its_appendix(samspelet):
    headings = [one.heading for one in samspelet.document.sections[-1].sections]
    assert headings[:3] == [
        "Bilaga 1. Mål och måluppfyllelse",
        "Bilaga 2. Stegen Karlstad",
        "Bilaga 3. Stegen Kristinehamn",
    ]
    assert len(headings) == 13
    facts = {row.label: row.cells[0].value for row in block(samspelet.document, "sheet-stegen-karlstad").rows}
    assert (facts["Ägare"], facts["Deltagare"], facts["Planerade deltagare"]) == ("Karlstads kommun", 133, 120)


def test_a_refused_table_is_replaced_by_a_line(small, tmp_path):
    package = read_package(write_folder(tmp_path / "p", package_files())).package
    tables = dict(count_and_release(package, Period.year(2020), on=ON).tables)
    refused = RefusedTable("exits-by-reason", "Avslut efter avslutsanledning", Period.year(2020))
    document = annual_report(package, 2020, {**tables, "exits-by-reason": refused}, on=ON).document
    lines = [one for one in document.blocks() if isinstance(one, RefusedTableBlock)]
    assert "exits-by-reason" in [one.id for one in lines]


def test_a_broken_rule_is_a_warning_and_an_error_of_a_statement_stays_one(samspelet, small):
    assert [(one.code, one.severity) for one in samspelet.findings if one.severity is not Severity.REMARK] == [
        ("FIN-020", Severity.WARNING)
    ]
    ledger = package_files()["ledger/2020.se"].replace(b"#UB 0 1930 300000.50", b"#UB 0 1930 300100.50")
    findings = small(ledger=ledger).findings
    assert "FIN-004" in [one.code for one in findings if one.severity is Severity.ERROR]


def test_what_does_not_add_up_is_printed_with_the_statement(small):
    ledger = package_files()["ledger/2020.se"].replace(b"#UB 0 1930 300000.50", b"#UB 0 1930 300100.50")
    assembly = small(ledger=ledger)
    assert assembly.document is not None
    assert "går inte ihop" in block(assembly.document, "balance").notes[0]


def test_a_package_with_nothing_but_its_association_gives_a_report(small):
    without = ("participations", "tallies", "contributions", "budget", "ledger", "summary", "initiatives")
    document = small(*without).document
    assert [one.heading for one in document.sections] == CHAPTERS


def test_what_holds_for_all_tables_of_statistics_is_said_once_before_them(samspelet):
    blocks = section(samspelet.document, "target-groups").blocks
    said = [
        run.text
        for one in blocks
        if isinstance(one, Prose)
        for node in one.nodes
        for item in node.items
        for run in item
    ]
    notes = [note for one in blocks if isinstance(one, TableBlock) for note in one.notes]
    assert said.index("Så läser du tabellerna:") < said.index("Ålder är periodens sista år minus födelseåret.")
    assert "Inskrivningar och avslut räknas var för sig: samma person kan ha flera under perioden." in said
    assert [note for note in notes if "har uppgift" in note or "födelseåret" in note or "sammanslagna" in note] == []


def test_estimated_counts_are_named_as_such(small):
    tallies = (
        "initiative,from,to,measure,sex,count,estimated\n"
        "natverk,2020-01-01,2020-12-31,meetings,not_collected,40,yes\n"
        "natverk,2020-01-01,2020-12-31,consultations,not_collected,30,no\n"
    )
    found = small(tallies=tallies)
    assert block(found.document, "tallies").notes == ("Cirka, uppskattade antal: möten (Nätverket).",)


def test_what_is_not_counted_by_sex_has_a_dash_for_women_and_men(samspelet):
    rows = {row.code: row for row in block(samspelet.document, "tallies").rows}
    meetings = rows["arbetsgivarkoordinator/meetings"]
    assert [cell.value for cell in meetings.cells] == [None, None, None, 63, 63]


def test_an_association_without_persons_has_no_row_of_persons(finnveden, samspelet):
    assert "participants" not in {row.code for row in block(finnveden.document, "key-figures").rows}
    assert {"participants", "participations"} <= {row.code for row in block(samspelet.document, "key-figures").rows}


def test_a_sheet_leaves_out_the_sexes_that_nothing_is_counted_by(samspelet):
    assert [one.label for one in block(samspelet.document, "tallies-arbetsgivarkoordinator").columns] == [
        "Redovisas inte per kön",
        "Totalt",
    ]


def test_last_years_counts_are_those_that_were_released():
    package = read_package(DEMO / "2025").package
    before = count_and_release(package, Period.year(2024), on=ON).tables
    known = replace(package, released=tuple(one for one in before.values() if isinstance(one, ReleasedTable)))
    tables = count_and_release(package, Period.year(2025), on=ON).tables
    found = cells(annual_report(known, 2025, tables, on=ON).document, "key-figures")
    assert found["participants"][1] == before["participants-by-age"].cells["total", "total"]
    assert found["exits"][1] == before["exits-by-reason"].cells["total", "total"]
