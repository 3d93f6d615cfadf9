"""Nothing that a user writes becomes program, query, formula or markup: on pages, in files for sheets, in the three documents."""

import csv
import io
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from stegvis.associations.permissions import Role
from stegvis.reports.forms import mark_of
from stegvis.reports.models import Edition, EditionFile, Narrative
from support.checks import hostile_report, send_report, sent
from support.payloads import ALL, FORMULAS, MARKUP, PAYLOADS, SUM_WORKED_OUT, hostile_files
from support.trust import YEAR, House, crawl, house
from support.uploads import send

pytestmark = pytest.mark.django_db(databases=["default", "person"])


class Markup(HTMLParser):
    """Collects what a browser would run, and what it would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.runs: list[str] = []
        self.shown: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.runs += [f"{tag} {name}" for name in values if name.startswith("on") or name == "srcdoc"]
        self.runs += [
            f"{tag} {value}"
            for name, value in values.items()
            if value.strip().lower().startswith(("javascript:", "vbscript:"))
        ]
        if tag == "script" and not values.get("src", "").startswith("/static/"):
            self.runs.append("script")
        if tag == "img" and not values.get("src", "").startswith(("/", "data:image/")):
            self.runs.append(f"img {values.get('src')}")
        self.shown += [value for value in values.values() if value]

    def handle_data(self, data: str) -> None:
        self.shown.append(data)


def parsed(content: bytes) -> Markup:
    found = Markup()
    found.feed(content.decode())
    return found


@pytest.fixture(scope="module")
def hostile(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Any:
    """An association whose every text is hostile, its report made."""
    from stegvis.reports import actions

    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="person"):
        found = house(tmp_path_factory.mktemp("hostile"), **hostile_files())
        office = found.people[Role.OFFICE]
        type(office).objects.filter(pk=office.pk).update(name=PAYLOADS[0] + PAYLOADS[1])
        found.client().post("/2020/mal/M1/", {"assessed": "not_met", "comment": ALL, "version": "1"})
        _edition, findings = actions.build_report(by=office, association=found.association, year=YEAR, on=_day())
        assert _edition is not None, findings
        yield found
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="person")


def _day() -> Any:
    from support.trust import on

    return on()


@pytest.fixture(scope="module")
def answers(hostile: House, django_db_blocker: Any) -> dict[str, Any]:
    with django_db_blocker.unblock():
        return crawl(hostile.client())


def test_no_page_runs_what_somebody_wrote(answers: dict[str, Any]) -> None:
    pages = {address: one for address, one in answers.items() if one["Content-Type"].startswith("text/html")}
    assert len(pages) > 30
    assert {address: found for address, one in pages.items() if (found := parsed(one.content).runs)} == {}
    shown = "\n".join(text for one in pages.values() for text in parsed(one.content).shown)
    for payload in PAYLOADS:
        assert payload in shown, payload
    assert SUM_WORKED_OUT not in shown


def test_no_picture_runs_what_somebody_wrote(answers: dict[str, Any]) -> None:
    pictures = {
        address: one.content.decode() for address, one in answers.items() if one["Content-Type"].startswith("image/svg")
    }
    assert pictures
    for address, picture in pictures.items():
        found = parsed(picture.encode())
        assert found.runs == [], address
        assert "<script" not in picture, address
        assert "<foreignObject" not in picture, address


def test_what_is_written_in_the_page_is_shown_as_its_characters(hostile: House) -> None:
    client = hostile.client()
    row = Narrative.objects.in_association(hostile.association).get(section="events")
    for number, text in enumerate((ALL, MARKUP, FORMULAS[0])):
        row.refresh_from_db()
        form = {"text": text, "state": "draft", "seen": mark_of(row.version, row.text)}
        assert client.post("/2020/rapporter/text/events/", form).status_code == 302, number
        page = parsed(client.get("/2020/rapporter/text/events/").content)
        assert page.runs == []
        assert text in "".join(page.shown)
        for answer in (
            client.post("/2020/rapporter/forhandsgranska/events/", {"text": text}),
            client.post("/2020/rapporter/text/events/", {**form, "do": "preview"}),
            client.post("/2020/rapporter/spara/events/", {**form, "seen": "1-" + "0" * 16}),
            client.get("/2020/rapporter/versioner/events/"),
        ):
            assert parsed(answer.content).runs == []


def test_a_nul_is_refused_in_words_and_kept_out(hostile: House) -> None:
    client, row = hostile.client(), Narrative.objects.in_association(hostile.association).get(section="events")
    form = {"text": "a\0b", "state": "draft", "seen": mark_of(row.version, row.text)}
    answer = client.post("/2020/rapporter/text/events/", form)
    assert answer.status_code == 422
    assert "tecken som inte kan skrivas ut" in answer.content.decode()
    assert client.post("/2020/mal/M1/", {"assessed": "met", "comment": "a\0b", "version": "2"}).status_code == 422


@pytest.mark.parametrize(
    "name", ["<script>alert(1)<\\script>.zip", '"><img src=x onerror=alert(2)>.zip', "=1+1.zip", "\u202epiz.exe.zip"]
)
def test_the_name_of_an_upload_is_only_a_name(hostile: House, settings: Any, tmp_path: Path, name: str) -> None:
    settings.MEDIA_ROOT = tmp_path
    client = hostile.client()
    send(client, b"PK no zip", name)
    found = crawl(client, "/las-in/", without=r"\?|^/2020/|^/inst.*zip")
    found |= {"log": client.get("/installningar/logg/")}
    assert all(parsed(one.content).runs == [] for one in found.values() if one["Content-Type"].startswith("text/html"))
    findings = [one for address, one in found.items() if address.endswith("fynd.csv")]
    assert findings
    assert all(one["Content-Disposition"].isascii() for one in findings)
    for one in findings:
        cells = [
            cell for row in csv.reader(io.StringIO(one.content.decode("utf-8-sig")), delimiter=";") for cell in row
        ]
        assert not [cell for cell in cells if cell[:1] in "=+@\t\r" and cell]


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_a_checked_report_is_only_words(hostile: House, settings: Any, tmp_path: Path, kind: str) -> None:
    """Its name, its headings, its tables with a wrong sum, and why a finding was accepted."""
    settings.MEDIA_ROOT = tmp_path
    client, name = hostile.client(), f"=1+1{PAYLOADS[1]}.{kind}"
    send_report(client, hostile_report(kind), name)
    page = f"/granska/{sent().pk}/"
    client.post(f"{page}1/godta/", {"reason": ALL})
    found = crawl(client, "/granska/", without=r"^/(?:2020|installningar|las-in|api|oppet)/")
    pages = {address: one for address, one in found.items() if one["Content-Type"].startswith("text/html")}
    assert f"{page}1/?visa=godtagna" in pages
    assert {address: runs for address, one in pages.items() if (runs := parsed(one.content).runs)} == {}
    shown = "".join(text for one in pages.values() for text in parsed(one.content).shown)
    for payload in SHOWN:
        assert payload in shown, payload
    files = [one for one in found.values() if "attachment" in one.get("Content-Disposition", "")]
    assert files
    assert all(one["Content-Disposition"].isascii() and '"><' not in one["Content-Disposition"] for one in files)


def test_a_search_is_only_words(hostile: House) -> None:
    for words in (*PAYLOADS, *FORMULAS, "' OR 1=1 --", "%", "_"):
        page = parsed(hostile.client().get("/sok/", {"q": words}).content)
        assert page.runs == []
        assert words.split()[0] in "".join(page.shown)


# Files for sheets


def test_text_in_files_for_sheets_stays_text(answers: dict[str, Any]) -> None:
    files = {address: one for address, one in answers.items() if address.endswith((".csv", ".xlsx"))}
    assert len(files) >= 12
    seen = ""
    for address, one in files.items():
        cells = _cells(one.content, address)
        seen += "\n".join(cells)
        assert [cell for cell in cells if _would_run(cell)] == [], address
    assert FORMULAS[0] in seen
    assert FORMULAS[1] in seen


def _cells(content: bytes, address: str) -> list[str]:
    if address.endswith(".csv"):
        return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    every = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in every if cell.data_type == "f" or cell.hyperlink] == [], address
    return [f" {cell.value}" for cell in every]  # a cell of a workbook has a type: its text is never read as a formula


def _would_run(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return False


# The three documents


def printed(hostile: House, kind: str) -> bytes:
    edition = Edition.objects.in_association(hostile.association).order_by("-number").first()
    assert edition is not None
    return bytes(EditionFile.objects.in_association(hostile.association).get(edition=edition, kind=kind).content)


def _plain(text: str) -> str:
    """Without what a print breaks lines and turns words with."""
    return "".join(
        char for char in text if char.isprintable() and not char.isspace() and char not in "\u00ad\u202e\u202c-"
    )


#: As they stand in print.
SHOWN = [one for one in PAYLOADS if "{" not in one and "\u202e" not in one and "javascript" not in one]


def test_the_pdf_prints_it_literally(hostile: House) -> None:
    import pikepdf
    import pypdfium2

    content = printed(hostile, "pdf")
    text = _plain("".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)))
    for payload in SHOWN:
        assert _plain(payload)[:40] in text, payload
    with pikepdf.open(io.BytesIO(content)) as document:
        assert "/OpenAction" not in document.Root
        assert "/Names" not in document.Root or "/JavaScript" not in document.Root.Names
        links = [one for page in document.pages for one in page.get("/Annots", []) if "/A" in one]
        targets = [str(one.A.get("/URI", "")) for one in links]
    assert not [one for one in targets if "javascript" in one.lower()]


def test_the_word_document_prints_it_literally(hostile: House) -> None:
    from docx import Document

    document = Document(io.BytesIO(printed(hostile, "docx")))
    text = _plain("".join(one.text or "" for one in document.element.body.iter() if one.tag.endswith("}t")))
    for payload in SHOWN:
        assert _plain(payload) in text, payload
    targets = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert not [one for one in targets if "javascript" in one.lower()]
    instructions = [one.text for one in document.element.body.iter() if one.tag.endswith("}instrText")]
    assert not [one for one in instructions if "HYPERLINK" in (one or "") or "DDE" in (one or "")]


def test_the_page_for_the_web_prints_it_literally(hostile: House) -> None:
    found = parsed(printed(hostile, "html"))
    assert found.runs == []
    text = _plain("".join(found.shown))
    for payload in SHOWN:
        assert _plain(payload) in text, payload
