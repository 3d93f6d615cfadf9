"""A released table in every format: the same cells and the same words in all, read back by others' readers."""

import csv
import io
import json
import re
import struct
from collections import OrderedDict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import fromstring

import openpyxl
import pytest
from pandas import isna

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.tables import Category, Correction, CountTable, Dimension, PrintedTable, ReleasedTable, WorkingTable
from stegvis.render import layout
from stegvis.render.metadata import Source, metadata
from stegvis.render.table_files import BESIDE_CSV, KINDS
from stegvis.render.table_words import AMOUNTS, DIMENSIONS, FIELDS, POPULATIONS, SENTENCES, head_in, label_of, unit_of
from support.documents import SEX, dimension, exits_by_reason, exits_without_sex, income_before_and_after, released

EVERY = {**KINDS, "csvw": BESIDE_CSV}
SOURCE = Source(
    "Samordningsförbundet Exempel", "222000-0000", "Försäkringskassan", "kansli@exempel.se",
    "https://exempel.se/oppet/222000-0000/statistik/2020/tabell/", {"stegen": "Stegen"},
)  # fmt: skip
WHEN = date(2021, 3, 3)


def corrected() -> ReleasedTable:
    """A table with everything that can be said of one: merged rows, notes, initiatives, a correction, a second version."""
    bands = Dimension("age_band", (
        Category("15-29", "15 - 29"), Category("45+", "45 och äldre", of=("45-59", "60-74")), Category("total", "Totalt"),
    ))  # fmt: skip
    table = released("participants-by-age", "Deltagare efter ålder", (bands, SEX), [9, 8, 17, None, None, 5, 14, 8, 22])
    head = replace(table.head, notes=("NOTE-005", "NOTE-050"), initiatives=("stegen",), grouping="grouping:1")
    told = Correction(("15-29", "man"), 8, None, "Karin Ek", WHEN, "Felräknat", "Lägesrapporten, s. 3")
    return replace(table, head=head, version=2, corrections=(told,))


def hostile() -> ReleasedTable:
    """Labels that would be markup, formulas or the end of a text."""
    labels = ('<script>alert("x")</script>', "=HYPERLINK(1)", "a;b=c,DATA", "Łódź & [ö]", "-1", "x")
    return released("referrals-by-referrer", "Remisser <b>", (dimension("referrer", *labels), SEX), range(21))


def with_medians() -> ReleasedTable:
    """Exits by reason with the median of their days, told of two groups."""
    table = exits_by_reason()
    told = {("arbete", "total"): Decimal("182.5"), ("total", "total"): Decimal(1204)}
    return replace(table, head=replace(table.head, amount="days"), amounts=told)


TABLES = (with_medians, exits_by_reason, income_before_and_after, exits_without_sex, corrected, hostile)


@pytest.fixture(params=TABLES, ids=lambda make: make.__name__)
def table(request: pytest.FixtureRequest) -> ReleasedTable:
    return request.param()


@pytest.fixture(params=["sv", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


def written(kind: str, table: ReleasedTable, language: str = "sv") -> bytes:
    content = EVERY[kind].bytes_of(table, SOURCE, language)
    assert content is not None
    return content


def cells(table: ReleasedTable) -> list[int | None]:
    return [table.cells[key] for key in table.head.keys()]  # noqa: SIM118


def told(table: ReleasedTable) -> list[Decimal | int | None]:
    """Each count with what is told of the same group after it, as PX and JSON-stat have them."""
    keys = list(table.head.keys())
    if not table.head.amount:
        return cells(table)
    return [value for key in keys for value in (table.cells[key], table.amounts.get(key))]


def by_row(table: ReleasedTable) -> list[Decimal | int | None]:
    """A row's counts, then what is told of the same groups, as tables for people have them."""
    rows = list(layout.rows(table.head))
    return [value for row in rows for value in layout.cells(table.head, row, table.cells.get, table.amounts.get)]


def lines(table: ReleasedTable, language: str) -> list[tuple[str, str]]:
    return [(one.key, one.text) for one in metadata(table, SOURCE, language)]


# What is said


def test_everything_that_must_be_known_is_said() -> None:
    said = dict(lines(corrected(), "sv"))
    assert set(said) | {"amount"} == set(FIELDS["sv"])
    assert said["period"] == "2020"
    assert said["threshold"].startswith("5: antal personer från 1 till 4 visas inte")
    assert said["grouping"] == "45 och äldre: 45 - 59, 60 - 74."
    assert said["counted"] == "181 av 188 har uppgift"
    assert said["version"] == "2"
    assert said["initiatives"] == "Stegen"
    assert said["correction"] == (
        "15 - 29, Män: 8, räknat ... Rättat 3\xa0mars 2021 av Karin Ek. Skäl: Felräknat. Källa: Lägesrapporten, s. 3."
    )


def test_what_is_not_known_is_not_said() -> None:
    bare = replace(exits_by_reason(), party="", released_on=None)
    keys = {one.key for one in metadata(bare, Source(), "sv")}
    assert not keys & {"association", "party", "released_on", "address", "contact", "correction", "grouping"}


def test_a_sensitive_table_and_one_without_sex_say_so() -> None:
    table = exits_without_sex()
    said = replace(table, head=replace(table.head, sensitive=True, grouping="drop:sex"))
    text = dict(lines(said, "sv"))
    assert "också noll och alla skyddas" in text["threshold"]
    assert text["grouping"] == "Redovisas inte per kön."


def test_medians_are_told_of_the_groups_that_may_have_one() -> None:
    table = with_medians()
    text = dict(lines(table, "sv"))["amount"]
    assert text == "Median, dagar"
    rows = list(csv.DictReader(io.StringIO(written("csv", table).decode())))
    assert [row["days"] for row in rows if row["days"]] == ["182.5", "1204"]
    raw = json.loads(written("json-stat", table))
    assert (raw["role"], raw["id"][-1], raw["value"][5], raw["value"][-1]) == (
        {"metric": ["contents"]}, "contents", 182.5, 1204,
    )  # fmt: skip
    assert [one["name"] for one in json.loads(written("csvw", table))["tableSchema"]["columns"]] == list(rows[0])


def test_every_dimension_and_population_of_the_catalogue_has_words_in_both_languages() -> None:
    """A new official table needs its words here: what a dimension is called, and who is counted."""
    names = {one.name for spec in CATALOGUE.values() for one in spec.dimensions}
    populations = {str(spec.population) for spec in CATALOGUE.values()} | {"participations"}
    amounts = {getattr(spec, "amount", "") for spec in CATALOGUE.values()} - {""}
    for language in ("sv", "en"):
        assert names - set(DIMENSIONS[language]) == set()
        assert populations - set(POPULATIONS[language]) == set()
        assert amounts - set(AMOUNTS[language]) == set()
    assert set(FIELDS["sv"]) == set(FIELDS["en"])
    assert set(SENTENCES["sv"]) == set(SENTENCES["en"])


# The same words in every format


class _Definitions(HTMLParser):
    """The list of definitions of a page, by the key of each."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.key = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "dd":
            self.key = dict(attrs)["data-key"] or ""
            self.found.append((self.key, ""))

    def handle_data(self, data: str) -> None:
        if self.key:
            self.found[-1] = (self.key, self.found[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "dd":
            self.key = ""


def said_in(kind: str, content: bytes, language: str) -> list[tuple[str, str]]:
    """The words that a file says of its table, by their keys."""
    keys = {label: key for key, label in FIELDS[language].items()}
    if kind in ("csvw", "json-stat"):
        whole = json.loads(content)
        if kind == "csvw":
            return [(one["dc:identifier"], one["dc:description"]) for one in whole["notes"]]
        return [(one["key"], one["text"]) for one in whole["extension"]["metadata"]]
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[-1]
        return [(keys[label], text) for label, text in sheet.iter_rows(values_only=True)]
    if kind == "html":
        parser = _Definitions()
        parser.feed(content.decode())
        return parser.found
    text = {"px": _px_note, "svg": _svg_description, "png": _png_description}[kind](content)
    pairs = (line.split(": ", 1) for line in text)
    return [(keys[label], words) for label, words in pairs]


def _px_note(content: bytes) -> list[str]:
    text = content.decode(_codepage(content))
    note = re.search(r'^NOTE=((?:"[^"]*"\s*)+);', text, re.MULTILINE)
    assert note is not None
    return "".join(re.findall(r'"([^"]*)"', note[1])).split("#")


def _codepage(content: bytes) -> str:
    found = re.search(rb'CODEPAGE="([^"]+)"', content)
    assert found is not None
    return found[1].decode()


def _svg_description(content: bytes) -> list[str]:
    desc = fromstring(content).find(  # noqa: S314 - our own
        "{http://www.w3.org/2000/svg}desc"
    )
    assert desc is not None
    return (desc.text or "").split("\n")[1:]


def _png_texts(content: bytes) -> dict[str, str]:
    place, found = 8, {}
    while place < len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        if kind == b"iTXt":
            name, _, rest = content[place + 8 : place + 8 + length].partition(b"\0")
            found[name.decode()] = rest[4:].decode()
        place += 12 + length
    return found


def _png_description(content: bytes) -> list[str]:
    return _png_texts(content)["Description"].split("\n")[1:]


@pytest.mark.parametrize("kind", [kind for kind in EVERY if kind != "csv"])
def test_every_format_says_all_of_it_in_the_same_words(kind: str, table: ReleasedTable, language: str) -> None:
    found = said_in(kind, written(kind, table, language), language)
    wanted = lines(table, language)
    if kind == "px":  # what cannot be written in the format: quotes, and narrow spaces in its character set
        wanted = [(key, text.replace('"', "”").replace("\u202f", "\xa0")) for key, text in wanted]
    assert found == wanted


def test_the_csv_has_its_words_beside_it_where_programs_look_for_them() -> None:
    described = json.loads(written("csvw", exits_by_reason()))
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert described["url"] == "exits-by-reason.csv"
    columns = [one["name"] for one in described["tableSchema"]["columns"]]
    assert columns == written("csv", exits_by_reason()).decode().split("\n")[0].split(",")
    assert described["dc:issued"] == "2021-01-25"
    assert described["tableSchema"]["primaryKey"] == ["exit_reason", "sex"]
    labels = [one["skos:prefLabel"]["@value"] for one in described["tableSchema"]["columns"][1]["skos:hasTopConcept"]]
    assert labels == ["Kvinnor", "Män", "Totalt"]


def test_the_description_of_a_csv_has_only_what_the_standard_allows() -> None:
    """CSV on the Web: known properties, and common properties with a prefix of its context; within values too."""
    known = {"@context", "url", "notes", "dialect", "tableSchema", "columns", "primaryKey", "name", "titles", "datatype",
             "required", "delimiter", "encoding", "header", "lineTerminators"}  # fmt: skip

    def names(value: object) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {name for one in value.values() for name in names(one)}
        return {name for one in value for name in names(one)} if isinstance(value, list) else set()

    for table in (make() for make in TABLES):
        odd = {name for name in names(json.loads(written("csvw", table))) if name not in known}
        assert all(name.startswith(("dc:", "skos:", "@")) for name in odd), odd


# The same cells in every format


def test_csv_cell_by_cell(table: ReleasedTable) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", table).decode())))
    assert [int(row["value"]) if row["value"] else None for row in rows] == cells(table)


def test_px_is_read_back_by_pyaxis_cell_by_cell(table: ReleasedTable, language: str, tmp_path: Path) -> None:
    from pyaxis import pyaxis

    content = written("px", table, language)
    file = tmp_path / "table.px"
    file.write_bytes(content)
    read = pyaxis.parse(str(file), encoding=_codepage(content))
    values = [None if isna(value) else Decimal(value) for value in read["DATA"]["DATA"]]
    assert values == told(table)
    head = head_in(table.head, language)
    names = [DIMENSIONS[language][one.name] for one in head.dimensions]
    if head.amount:
        contents = read["METADATA"]["HEADING"].pop()
        assert read["METADATA"]["CONTVARIABLE"] == [contents]
        assert list(dict.fromkeys(read["DATA"][contents])) == [unit_of(head, language), AMOUNTS[language]["days"]]
    assert [*read["METADATA"].get("STUB", []), *read["METADATA"]["HEADING"]] == names
    for name, one in zip(names, head.dimensions, strict=True):
        labels = [category.label.replace('"', "”") for category in one.categories]
        assert list(dict.fromkeys(read["DATA"][name])) == labels
        assert read["METADATA"][f"CODES({name})"] == [code.replace('"', "”") for code in one.codes]
        assert read["METADATA"][f"VARIABLE-CODE({name})"] == [one.name]
    assert read["METADATA"]["TITLE"] == [f"{head.title}, 2020"]
    assert read["METADATA"]["MATRIX"] == [table.head.name[:20]]


def test_px_is_in_windows_signs_where_they_do_and_says_which() -> None:
    assert _codepage(written("px", exits_by_reason())) == "windows-1252"
    assert _codepage(written("px", hostile())) == "utf-8"
    for table in (exits_by_reason(), hostile()):
        content = written("px", table)
        assert content.startswith(b'CHARSET="ANSI";\r\n')
        assert max(map(len, content.decode(_codepage(content)).split("\r\n"))) <= 256


def test_px_writes_a_protected_cell_as_two_dots_and_a_zero_as_zero() -> None:
    table = exits_by_reason()
    changed = replace(table, cells={**table.cells, ("flytt", "total"): 0})
    data = written("px", changed).decode("windows-1252").split("DATA=\r\n")[1]
    assert '".." ".." 0' in data
    assert "-" not in data


def test_json_stat_is_read_back_by_pyjstat_cell_by_cell(table: ReleasedTable, language: str) -> None:
    from pyjstat import pyjstat

    content = written("json-stat", table, language).decode()
    dataset = pyjstat.Dataset.read(content)
    frame = dataset.write("dataframe", naming="id")
    frame = frame[frame["contents"] == "count"] if table.head.amount else frame
    keys = [tuple(row) for row in frame[[one.name for one in table.head.dimensions]].itertuples(index=False)]
    values = [None if isna(value) else int(value) for value in frame["value"]]
    assert dict(zip(keys, values, strict=True)) == dict(table.cells)
    raw = json.loads(content)
    assert raw["value"] == told(table)
    assert {int(place) for place in raw["status"]} == {n for n, value in enumerate(told(table)) if value is None}
    assert set(raw["status"].values()) <= {".."}


def test_json_stat_has_what_the_standard_asks_for() -> None:
    raw = json.loads(written("json-stat", corrected()), object_pairs_hook=OrderedDict)
    assert (raw["version"], raw["class"]) == ("2.0", "dataset")
    assert raw["size"] == [len(raw["dimension"][name]["category"]["index"]) for name in raw["id"]]
    assert raw["updated"] == "2021-01-25"
    assert raw["extension"]["threshold"] == 5
    assert any("Karin Ek" in one for one in raw["note"])
    assert "role" not in json.loads(written("json-stat", exits_without_sex()))
    where = dimension("municipality", "Norra", "Södra")
    table = released("participants-by-municipality", "Deltagare efter kommun", (where,), [9, 8, 17])
    assert json.loads(written("json-stat", table))["role"] == {"geo": ["municipality"]}


def test_workbook_cell_by_cell(table: ReleasedTable) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written("xlsx", table))).worksheets[0]
    found = [
        value for row in sheet.iter_rows(min_row=4, min_col=2, values_only=True) for value in row if value is not None
    ]
    assert [None if value == ".." else value for value in found] == by_row(table)


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "td":
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.tags[-1][0] == "td":
            self.cells[-1] += data


def test_html_is_a_real_table_cell_by_cell(table: ReleasedTable, language: str) -> None:
    parser = _Cells()
    parser.feed(written("html", table, language).decode())
    thousands, decimal = ("\u202f", ",") if language == "sv" else (",", ".")
    found = [one.replace(thousands, "").replace(decimal, ".") for one in parser.cells]
    assert [None if one == ".." else Decimal(one) for one in found] == by_row(table)
    tags = [tag for tag, _ in parser.tags]
    assert tags.count("caption") == tags.count("table") == 1
    assert all(attrs.get("scope") in ("col", "row", "rowgroup") for tag, attrs in parser.tags if tag == "th")
    assert not {"script", "style", "b"} & set(tags)
    assert not any(
        {"class", "style", "id"} & set(attrs) or any(k.startswith("on") for k in attrs) for _, attrs in parser.tags
    )


# Charts


def test_a_hidden_value_is_drawn_nowhere() -> None:
    table = exits_by_reason()
    svg = written("svg", table).decode()
    texts = [re.sub("<[^>]*>", "", one) for one in re.findall(r"<text[^>]*>.*?</text>", svg)]
    assert texts.count("..") == 4
    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", table)))
    figures = {row[0]: row[1:3] for row in book["Diagram"].iter_rows(min_row=2, max_row=7, max_col=3, values_only=True)}
    assert figures["Sjukdom"] == (None, None)
    assert figures["Arbete"] == (14, 12)
    assert len(book["Diagram"]._charts) == 1


def test_the_workbooks_chart_is_drawn_from_the_cells_beside_it() -> None:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(written("xlsx", exits_by_reason()))) as book:
        chart = book.read("xl/charts/chart1.xml").decode()
        drawing = book.read("xl/drawings/drawing1.xml").decode()
    assert "Diagram!$B$2:$B$7" in chart
    assert 'dispBlanksAs val="gap"' in chart or "dispBlanksAs" not in chart  # gap is the format's own default
    assert "Arbete: kvinnor 14, män 12" in drawing


def test_text_stays_text_on_every_sheet_and_in_the_chart() -> None:
    import zipfile

    labels = dimension("referrer", '=HYPERLINK("http://ont.example")', "+1", "@x", "<b>", "Totalt", total=False)
    table = released("x", "=1+1", (labels, SEX), [None, *range(14)])
    content = written("xlsx", table)
    cells_of = (
        cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet.iter_rows() for cell in row
    )
    assert not any(cell.data_type == "f" for cell in cells_of)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        chart = book.read("xl/charts/chart1.xml").decode()
    assert set(re.findall(r"<c:f>(.*?)\$", chart)) == {"Diagram!"}
    assert "<a:t>'=1+1, 2020</a:t>" in chart


def test_pictures_have_words_for_those_who_do_not_see_them(language: str) -> None:
    svg = fromstring(written("svg", exits_by_reason(), language))  # noqa: S314 - our own
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "title desc"
    desc = svg.find("{http://www.w3.org/2000/svg}desc")
    assert desc is not None
    assert ".." in (desc.text or "").split("\n")[0]
    assert _png_texts(written("png", exits_by_reason(), language))["Title"].endswith(", 2020")


def test_the_report_has_the_same_bars() -> None:
    from stegvis.assemble import charts
    from stegvis.render.table_chart import bars_of, chart_of

    assert charts.bars_of is bars_of
    chart = chart_of(exits_by_reason())
    assert chart is not None
    assert (chart.categories, chart.series) == bars_of(exits_by_reason())


def test_tallies_and_tables_of_many_dimensions_have_no_chart() -> None:
    tallies = replace(exits_by_reason(), head=replace(exits_by_reason().head, population="tallies"))
    for kind in ("svg", "png"):
        assert EVERY[kind].bytes_of(tallies, SOURCE, "sv") is None
    empty = replace(exits_without_sex(), cells=dict.fromkeys(exits_without_sex().cells, 0))
    assert EVERY["svg"].bytes_of(empty, SOURCE, "sv") is None
    assert openpyxl.load_workbook(io.BytesIO(written("xlsx", tallies))).sheetnames == ["Tabell", "Om tabellen"]


# Nothing else than a released table


@pytest.mark.parametrize("kind", EVERY)
def test_every_format_refuses_what_is_not_released(kind: str) -> None:
    table = exits_without_sex()
    counts = dict.fromkeys(table.cells, 7)
    for other in (
        CountTable(table.head, counts),
        WorkingTable(table.head, counts, "Maria", "prov"),
        PrintedTable(table.head, counts, 5),
        type("Near", (ReleasedTable,), {})(table.head, counts, 5),
    ):
        with pytest.raises(TypeError):
            EVERY[kind].bytes_of(other, SOURCE, "sv")


@pytest.mark.parametrize("kind", EVERY)
def test_the_same_table_gives_the_same_bytes(kind: str) -> None:
    assert written(kind, corrected()) == written(kind, corrected())


def test_months_are_named_in_the_reader_s_language() -> None:
    month = Dimension("month", (Category("2020-03", "mars 2020"), Category("total", "Totalt")))
    assert [label_of(month, one, "en") for one in month.categories] == ["March 2020", "Total"]
    assert [label_of(month, one, "sv") for one in month.categories] == ["mars 2020", "Totalt"]
