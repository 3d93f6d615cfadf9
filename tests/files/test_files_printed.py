"""Published tables read back: ours in every form, and others' as they write them."""

import io
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pikepdf
import pytest

from stegvis.core.periods import Period
from stegvis.core.tables import PrintedTable, ReleasedTable, TableHead
from stegvis.files.printed import read_printed
from stegvis.files.printed.figures import read_figure
from stegvis.files.printed.labels import population_of
from stegvis.render import render_docx, render_html, render_pdf
from stegvis.render.metadata import Source
from stegvis.render.table_files import KINDS
from stegvis.render.tables import table_csv, table_xlsx
from support.documents import exits_by_reason, income_before_and_after, sample_document
from support.released import released

BY_AGE = released(
    "participants-by-age",
    "age_band",
    {"15-29": (12, 9, 21), "30-44": (None, None, 17), "45-59": (21, 18, 39), "60-74": (None, None, 13), "total": (43, 47, 90)},
    counted=90,
)  # fmt: skip


def written(folder: Path, name: str, data: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return path


def read(folder: Path, name: str, data: str | bytes, **more: int) -> tuple[PrintedTable, ...]:
    found = read_printed(written(folder, name, data), **more)
    assert found.findings == ()
    return found.tables


def refused(folder: Path, name: str, data: str | bytes) -> str:
    found = read_printed(written(folder, name, data))
    assert found.tables == ()
    return found.findings[0].code


class TestOurs:
    def test_tidy_csv(self, tmp_path):
        (table,) = read(tmp_path, "participants-by-age.csv", table_csv(BY_AGE))
        assert table.cells == BY_AGE.cells
        assert (table.head.name, table.head.population, table.threshold) == ("participants-by-age", "participants", 5)
        assert [one.additive for one in table.head.dimensions] == [True, True]

    def test_what_stands_beside_the_csv(self, tmp_path):
        said = 'table = "participants-by-age"\nperiod = "2020-01..2020-03"\nparty = "fk"\nthreshold = 10\ninitiatives = ["a"]\n'
        said += "counted = 90\nwith_data = 88\n"
        said += 'population = "participations"\nadditive = ["sex"]\nedition = "sus-2020"\n'
        said += '[[labels]]\ndimension = "age_band"\ncode = "15-29"\nlabel = "Unga"\nof = ["15-19", "20-29"]\n'
        written(tmp_path, "any.toml", said)
        (table,) = read(tmp_path, "any.csv", table_csv(BY_AGE))
        assert table.head.period == Period.parse("2020-01..2020-03")
        assert (table.party, table.threshold, table.head.initiatives) == ("fk", 10, ("a",))
        assert table.head.population == "participations"
        assert (table.head.counted, table.head.with_data) == (90, 88)
        assert [one.additive for one in table.head.dimensions] == [False, True]
        assert table.head.dimensions[0].categories[0].of == ("15-19", "20-29")

    def test_csv_on_the_web(self, tmp_path):
        notes = [{"key": "period", "label": "Period", "text": "2020"}, {"key": "note", "text": "Annat 1999"}]
        written(
            tmp_path, "x.csv-metadata.json", json.dumps({"dc:title": "Deltagare efter ålder, 2020", "notes": notes})
        )
        (table,) = read(tmp_path, "x.csv", table_csv(BY_AGE))
        assert (table.head.name, table.head.period) == ("participants-by-age", Period.year(2020))

    def test_an_amount_beside_the_count(self, tmp_path):
        text = 'sex,value,days,status\nwoman,12,"100,5",published\nman,..,,suppressed\ntotal,20,,published\n'
        (table,) = read(tmp_path, "time-to-exit.csv", text)
        assert {key: str(value) for key, value in table.amounts.items()} == {("woman",): "100.5"}
        assert table.cells == {("woman",): 12, ("man",): None, ("total",): 20}

    def test_a_workbook(self, tmp_path):
        table = released_by_labels()
        (read_back,) = read(tmp_path, "x.xlsx", table_xlsx(table))
        assert read_back.cells == table.cells
        assert (read_back.head.period, read_back.head.edition) == (Period.year(2020), "sus-2020")
        assert (read_back.head.counted, read_back.head.with_data) == (90, 85)

    @pytest.mark.parametrize("kind", ["csv", "xlsx", "px", "json-stat", "html"])
    @pytest.mark.parametrize("language", ["sv", "en"])
    @pytest.mark.parametrize("crossed", [False, True])
    def test_what_is_told_of_each_group_beside_how_many_it_is(self, tmp_path, kind, language, crossed):
        table = with_medians(crossed=crossed)
        data = KINDS[kind].bytes_of(table, Source(), language)
        (read_back,) = read(tmp_path, f"{table.head.name}.{KINDS[kind].extension}", data)
        assert read_back.cells == table.cells
        assert read_back.amounts == table.amounts

    def test_medians_of_others_are_no_counts(self, tmp_path):
        (table,) = read(tmp_path, "a.csv", "Rad;Antal;Median, dagar\nA;12;204\nB;9;okänt\n")
        assert list(table.cells.values()) == [12, 9]
        assert [str(one) for one in table.amounts.values()] == ["204"]

    @pytest.mark.parametrize("form", ["html", "docx", "pdf"])
    def test_a_report(self, tmp_path, form):
        """The statistics tables of a report, of those a page, Word and PDF have; statements of money are no counts."""
        document = sample_document()
        data = {"html": render_html, "docx": render_docx, "pdf": render_pdf}[form](document)
        tables = read(tmp_path, f"report.{form}", data)
        reasons, before_and_after, *_ = tables
        assert (reasons.head.title, reasons.head.population) == ("Avslut efter anledning och kön", "exits")
        assert list(reasons.cells.values()) == list(exits_by_reason().cells.values())
        assert list(before_and_after.cells.values()) == list(income_before_and_after().cells.values())
        assert [one.name for one in before_and_after.head.dimensions][::2] == ["moment", "sex"]


def released_by_labels() -> ReleasedTable:
    from stegvis.core.catalogue import CATALOGUE
    from stegvis.core.tables import Category, Dimension
    from stegvis.core.vocabulary import code_list

    ages = code_list("age_band", "sus-2020")
    rows = Dimension("age_band", (*(Category(one.code, one.label) for one in ages.codes), Category("total", "Totalt")))
    sexes = Dimension("sex", (Category("woman", "Kvinnor"), Category("man", "Män"), Category("total", "Totalt")))
    head = replace(BY_AGE.head, dimensions=(rows, sexes), title=CATALOGUE[BY_AGE.head.name].title)
    return replace(BY_AGE, head=replace(head, with_data=85))


def with_medians(*, crossed: bool) -> ReleasedTable:
    """Days between entry and exit, of one group not told."""
    if not crossed:
        head = TableHead("time-to-exit", "Tid mellan inskrivning och avslut", Period.year(2020), "",
                         (released_by_labels().head.dimensions[1],), "exits", amount="days")  # fmt: skip
        cells = {("woman",): 12, ("man",): 14, ("total",): 26}
        return ReleasedTable(head, cells, 5, amounts={("woman",): Decimal("182.5"), ("total",): Decimal(1204)})
    table = released_by_labels()
    told = {("15-29", "woman"): Decimal("30.5"), ("total", "total"): Decimal(1204)}
    return replace(table, head=replace(table.head, amount="days"), amounts=told)


class TestOthers:
    WIDE = (
        "Deltagare efter insats 2023;;;\nInsats;Kvinnor;Män;Totalt\nStegen;12;9;21\nBron;..;x;17\n"
        "Språnget;21;18;39\nVägen;7;6;13\nSumma;43;47;1 090\n"
    )

    def test_a_wide_csv(self, tmp_path):
        (table,) = read(tmp_path, "x.csv", self.WIDE.encode("cp1252"))
        assert (table.head.title, table.head.period) == ("Deltagare efter insats 2023", Period.year(2023))
        assert [one.name for one in table.head.dimensions] == ["initiative", "sex"]
        assert table.cells["Bron", "woman"] is None
        assert table.cells["Bron", "man"] is None
        assert table.cells["total", "total"] == 1090
        # The printed total is not the sum of its row.
        assert [one.additive for one in table.head.dimensions] == [False, False]

    def test_what_is_not_counts_is_left_out(self, tmp_path):
        text = 'Kommun,Kvinnor,Andel (%),Kostnad,Medel\nA,12,40,120,"1,5"\nB,9,60,90,2\nTotalt,21,100,210,3\n'
        (table,) = read(tmp_path, "antal.csv", text)
        assert [one.codes for one in table.head.dimensions] == [("A", "B", "total")]

    def test_years_are_tables_of_their_own(self, tmp_path):
        first, second = read(tmp_path, "deltagare.csv", "Insats,2021,2022\nA,12,..\nB,9,8\nTotalt,21,20\n")
        assert (first.head.period, second.head.period) == (Period.year(2021), Period.year(2022))
        assert second.cells == {("A",): None, ("B",): 8, ("total",): 20}

    def test_a_dash_is_none_where_the_table_adds_up_so(self, tmp_path):
        none = "Rad,Kvinnor,Män,Totalt\nA,-,9,9\nB,8,7,15\nTotalt,8,16,24\n"
        (table,) = read(tmp_path, "a.csv", none)
        assert table.cells["A", "woman"] == 0
        (table,) = read(tmp_path, "b.csv", none.replace("-,9,9", "-,9,12").replace("8,16,24", "11,16,27"))
        assert table.cells["A", "woman"] is None
        (table,) = read(tmp_path, "c.csv", none.replace("B,8", "B,.."))
        assert table.cells["A", "woman"] == 0

    def test_groups_of_rows(self, tmp_path):
        page = "<table><caption>Antal 2020</caption><tr><th>Mått</th><th>Kvinnor</th><th>Män</th></tr>"
        page += "<tr><th colspan=3>A</th></tr><tr><th>Samtal</th><td>9</td><td>8</td></tr>"
        page += "<tr><th colspan=3>B</th></tr><tr><th>{}</th><td>9</td><td>8</td></tr></table><details><table><tr><td>1</td>"
        (whole,) = read(tmp_path, "a.html", page.format("Samtal"))
        assert [one.name for one in whole.head.dimensions] == ["group", "Mått", "sex"]
        first, second = read(tmp_path, "b.html", page.format("Möten"))
        assert (first.head.title, second.head.title) == ("Antal 2020: A", "Antal 2020: B")
        assert not second.head.counts_persons(("Möten", "woman"))

    def test_a_pdf_of_another_program(self, tmp_path):
        """The words before a table are its caption where it has none; a PDF without a structure has no tables."""
        import typst

        rows = "[Kommun],[Antal],[A],[12],[B],[..],[Totalt],[20]"
        source = f"#set document(title: [x])\nDeltagare efter kommun 2023\n\n#table(columns: 2, {rows})"
        (table,) = read(tmp_path, "a.pdf", typst.compile(source.encode()))
        assert (table.head.title, table.head.name) == ("Deltagare efter kommun 2023", "participants-by-municipality")
        assert table.cells == {("A",): 12, ("B",): None, ("total",): 20}
        (lone,) = read(tmp_path, "b.pdf", typst.compile(f"#table(columns: 2, {rows})".encode()))
        assert lone.head.title == ""

    def test_a_page_as_others_write_it(self, tmp_path):
        page = "<dl><dt>Okänt<dd>1<dt>Period<dd data-key=period>2022</dl><table><caption>Antal<br>kvinnor</caption>"
        page += "<td>utanför<tr><th>Rad<th>Antal<tr><th>A<br>1<td>12</table></table></details>"
        (table,) = read(tmp_path, "a.html", page)
        assert (table.head.title, table.head.period) == ("Antal kvinnor", Period.year(2022))
        assert table.cells == {("A 1",): 12}

    def test_before_and_after(self, tmp_path):
        page = "<table><caption>Försörjning före och efter insats, 2020</caption><tr><td></td><th>Kvinnor</th></tr>"
        page += "".join(
            f"<tr><th>{moment}</th></tr><tr><th>Studiestöd</th><td>9</td></tr><tr><th>Totalt</th><td>9</td></tr>"
            for moment in ("Före", "Efter")
        )
        (table,) = read(tmp_path, "a.html", page)
        assert (table.head.name, table.head.dimensions[0].codes) == ("income-before-and-after", ("before", "after"))

    def test_who_is_counted_by_its_code(self):
        assert population_of("referrals") == "referrals"

    def test_a_note_below_is_no_group(self, tmp_path):
        (table,) = read(tmp_path, "a.csv", "Besök 2023\nRad,Kvinnor\nA,9\nKälla: vi själva\nB,8\n")
        assert [one.codes for one in table.head.dimensions] == [("A",)]

    def test_what_is_no_table_of_counts(self, tmp_path):
        """Columns of the same name, rows of the same name, and more cells than any table for people has."""
        assert refused(tmp_path, "a.csv", "Rad,Kvinnor,Kvinnor\nA,9,8\n") == "AUD-003"
        assert refused(tmp_path, "b.csv", "Rad,Kvinnor\nA,9\nA,8\n") == "AUD-003"
        assert refused(tmp_path, "c.csv", "Rad,Kvinnor\n" + "A,9\n" * 110_000) == "AUD-003"
        assert refused(tmp_path, "d.csv", "Kommun,Andel\nA,9\n") == "AUD-003"

    def test_a_number_as_sheets_keep_it(self, tmp_path):
        import io

        import openpyxl

        book, out = openpyxl.Workbook(), io.BytesIO()
        for row in (("Rad", "Kvinnor"), ("A", 12.0), ("B", None)):
            book.active.append(row)
        book.save(out)
        (table,) = read(tmp_path, "a.xlsx", out.getvalue())
        assert table.cells == {("A",): 12, ("B",): None}

    def test_two_totals_are_not_one(self, tmp_path):
        (table,) = read(tmp_path, "a.csv", "Rad,Kvinnor,Män\nA,9,8\nTotalt,9,8\nSumma,9,8\n")
        assert table.head.dimensions[0].codes == ("A", "total", "total (2)")

    @pytest.mark.parametrize("sign", ["..", ".", "-", "–", "x", "*", "", "<5", "1–4", "färre än 5"])
    def test_how_others_write_hidden(self, sign):
        assert read_figure(sign) == (True, None)

    @pytest.mark.parametrize(
        ("text", "value"), [("12", 12), ("1 234", 1234), ("1\u202f234\u00a0567", 1234567), ("0", 0)]
    )
    def test_counts(self, text, value):
        assert read_figure(text) == (True, value)

    @pytest.mark.parametrize("text", ["1,5", "12 %", "−3", "1234 567", "ja", "1e3"])
    def test_no_counts(self, text):
        assert read_figure(text) == (False, None)

    @pytest.mark.parametrize(("title", "population"), [("Deltagare 2020", "participants"), ("Exits by reason", "exits"),
                             ("Deltaganden", "participations"), ("Besök", "besök")])  # fmt: skip
    def test_who_is_counted(self, title, population):
        assert population_of(title) == population


class TestRefused:
    @pytest.mark.parametrize(
        ("name", "data", "code"),
        [
            ("a.csv", b"\0\1", "AUD-001"),
            ("a.csv", "text\n", "AUD-003"),
            ("a.csv", "Rad,Kvinnor\nA,ja\n", "AUD-003"),
            ("a.csv", "age,value\n<20,1\n<20,2,3\n", "AUD-001"),
            ("a.csv", "age,value\n<20,ja\n", "AUD-001"),
            ("a.csv", "age,sex,value\nx,woman,1\ny,man,2\n", "AUD-001"),
            ("a.csv", "sex,value,days\nwoman,12,ja\n", "AUD-001"),
            ("a.docx", b"PK\x03\x04 no package", "AUD-001"),
            ("a.pdf", b"%PDF-1.7 nothing", "AUD-001"),
            ("a.csv", "sex,value\n" + "x" * 200_000 + ",1\n", "AUD-001"),
            ("a.json", "{", "AUD-001"),
            ("a.html", "<p>Inget", "AUD-003"),
            ("a.html", "<table><tr><th>Rad</th><th>2020 (kr)</th></tr><tr><th>A</th><td>5</td></tr></table>", "AUD-003"),
            ("a.px", "", "AUD-001"),
        ],
    )  # fmt: skip
    def test_each_with_what_to_do(self, tmp_path, name, data, code):
        assert refused(tmp_path, name, data) == code

    def test_metadata_that_is_damaged(self, tmp_path):
        written(tmp_path, "a.toml", "table = ")
        assert refused(tmp_path, "a.csv", "sex,value\nwoman,12\n") == "AUD-001"

    def test_a_file_that_is_not_there(self, tmp_path):
        assert read_printed(tmp_path / "no.csv").findings[0].code == "AUD-002"

    def test_a_file_that_is_too_large(self, tmp_path, monkeypatch):
        monkeypatch.setattr("stegvis.files.printed.reading.MOST_BYTES", 3)
        assert refused(tmp_path, "a.csv", "text") == "AUD-004"

    def test_a_package_that_unpacks_to_more(self, tmp_path, monkeypatch):
        monkeypatch.setattr("stegvis.files.printed.reading._MOST_UNPACKED", 30)
        assert refused(tmp_path, "a.xlsx", table_xlsx(BY_AGE)) == "AUD-004"

    def test_a_workbook_or_a_document_that_is_none(self, tmp_path):
        import io
        import zipfile

        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("any", "<no/>")
        assert refused(tmp_path, "a.xlsx", out.getvalue()) == "AUD-001"
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("word/document.xml", "<no/>")
        assert refused(tmp_path, "a.docx", out.getvalue()) == "AUD-001"


@pytest.mark.parametrize("cyclic", [True, False])
def test_a_structure_without_an_end_is_refused(tmp_path, cyclic):
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        first = table = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Table, K=pikepdf.Array()))
        for _ in range(40):
            table = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Table, K=pikepdf.Array([table, table])))
        if cyclic:
            first.K = pikepdf.Array([table, table])
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=table))
        pdf.save(out)
    assert refused(tmp_path, "a.pdf", out.getvalue())
