"""Pages of a PDF as pictures, to show findings where they stand. Limited in size and time, since it may be anybody's file."""

import io
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from stegvis.files.finished.pdf import opened

#: Dots a point, and the most dots of a page's longer side.
_SCALE, _MOST_DOTS = 1.7, 1800
_MOST_SECONDS = 30.0
_COLOURS = 64


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a PNG. `width`, `height`: the page's own, in the points that boxes are in."""

    page: int
    width: float
    height: float
    content: bytes


def page_pictures(data: bytes, pages: Iterable[int]) -> Iterator[PagePicture]:
    """Those pages as pictures; a page that is not there or cannot be drawn is left out, and so are all after half a minute.

    Raises ValueError for what is no PDF.
    """
    ends = time.monotonic() + _MOST_SECONDS
    document = opened(data)
    try:
        for number in pages:
            if time.monotonic() > ends:
                return
            if 0 < number <= len(document) and (drawn := _drawn(document, number)) is not None:
                yield drawn
    finally:
        document.close()


def _drawn(document: Any, number: int) -> PagePicture | None:
    import pypdfium2

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        scale = min(_SCALE, _MOST_DOTS / max(width, height))
        return PagePicture(number, width, height, _png(page.render(scale=scale)))
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()


def _png(bitmap: Any) -> bytes:
    from PIL import Image

    kept = io.BytesIO()
    bitmap.to_pil().convert("RGB").quantize(_COLOURS, Image.Quantize.FASTOCTREE).save(kept, "PNG")
    return kept.getvalue()
