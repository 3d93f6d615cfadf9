"""Pages of a PDF drawn as pictures: those asked for, in bounded size, and none of what is no PDF."""

import io

import pypdfium2
import pytest
from PIL import Image

from stegvis.files.finished.pictures import page_pictures


def pdf(*sizes: tuple[float, float]) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for width, height in sizes:
        document.new_page(width, height)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_the_pages_asked_for_are_drawn_and_no_others() -> None:
    [second] = page_pictures(pdf((595, 842), (842, 595)), [2, 3, 0])
    assert (second.page, second.width, second.height) == (2, 842, 595)
    picture = Image.open(io.BytesIO(second.content))
    assert picture.format == "PNG"
    assert picture.width / picture.height == pytest.approx(842 / 595, rel=0.01)


def test_a_wall_sheet_is_drawn_no_larger_than_another_page() -> None:
    [wide] = page_pictures(pdf((14_000, 4_000)), [1])
    assert max(Image.open(io.BytesIO(wide.content)).size) <= 1800


def test_no_page_is_begun_when_the_time_is_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stegvis.files.finished.pictures._MOST_SECONDS", -1.0)
    assert list(page_pictures(pdf((595, 842)), [1])) == []


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="pdf"):
        list(page_pictures(b"%PDF-1.4 cut", [1]))
