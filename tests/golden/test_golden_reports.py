"""The annual reports of the two cases, from the folder to closed files, through the command line."""

import html
import io
import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from stegvis.cli import main
from support.printed import bare

CASES = Path(__file__).parents[1] / "cases"
NAMES = ("samspelet-2020", "finnveden-2020")
FORMS = ("pdf", "docx", "html")
MINUS = "\u2212"


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Each case's files by form, and the status that the command ended with."""
    made = {}
    for name in NAMES:
        folder = tmp_path_factory.mktemp(name)
        outs = [part for form in FORMS for part in ("--out", str(folder / f"rapport.{form}"))]
        status = main(["report", "annual", "--package", str(CASES / name), "--year", "2020", *outs])
        made[name] = status, {form: (folder / f"rapport.{form}").read_bytes() for form in FORMS}
    return made


def words(form: str, data: bytes) -> str:
    """The text of a file without any space: programs set them differently."""
    if form == "pdf":
        pages = pypdfium2.PdfDocument(data)
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
    elif form == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = html.unescape(re.sub("<[^>]+>", " ", archive.read("word/document.xml").decode()))
    else:
        text = html.unescape(re.sub("<[^>]+>", " ", re.sub("<(style|script).*?</\\1>", "", data.decode(), flags=re.S)))
    return bare(text)


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_rule_is_left_so_the_status_is_1(reports, name):
    status, _ = reports[name]
    assert status == 1, "the equity is more than 20 % of the contributions"


@pytest.mark.parametrize("form", FORMS)
def test_finnvedens_costs_print_the_exact_sum(reports, form):
    text = words(form, reports["finnveden-2020"][1][form])
    assert bare(f"{MINUS}4 997 138") in text
    assert bare(f"{MINUS}4 997 139") not in text


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("samspelet-2020", ["Samordningsförbundet Samspelet", "222000-2477", "Årsredovisning", "2020"]),
        (
            "samspelet-2020",
            ["Förvaltningsberättelse", "Driftredovisning", "Balanskravsresultat", "Styrelsens underskrift"],
        ),
        ("samspelet-2020", ["Bilaga 13. Kompetensutveckling", "Text saknas", "9 739", "86,9 %", f"{MINUS}1 885"]),
        ("finnveden-2020", ["Finnvedens samordningsförbund", "222000-2717", "1 844 629", "63,5 %", "13 640"]),
    ],
)
def test_every_form_says_what_a_report_has_to(reports, name, said, form):
    text = words(form, reports[name][1][form])
    assert [one for one in said if bare(one) not in text] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_form_gives_away_who_is_few(reports, name):
    """Finnveden's four women of Mitt Val and one man of IT-spåret are nowhere, nor what divides down to them."""
    for form in FORMS:
        text = words(form, reports[name][1][form])
        assert bare("131 339") not in text
