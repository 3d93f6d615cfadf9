"""An edition as pages: its stored document, section by section, drawn once and kept by its hash."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.safestring import SafeString, mark_safe

from stegvis.core.document import Document, Section
from stegvis.reports import facts
from stegvis.reports.models import Edition

_DAY = 86_400
_LINK = re.compile(r'href="#([^"]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """A section that is a page of its own, and the chapter that it stands in (empty where it is a chapter itself)."""

    id: str
    heading: str
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """An edition to read: its title, its pages in order, and the page that each anchor is on."""

    title: str
    pages: tuple[Page, ...]
    page_of: dict[str, str]

    def find(self, id: str) -> Page | None:
        """The page of that section."""
        return next((page for page in self.pages if page.id == id), None)

    def neighbours(self, page: Page) -> tuple[Page | None, Page | None]:
        """The pages before and after."""
        at = self.pages.index(page)
        return (self.pages[at - 1] if at else None), (self.pages[at + 1] if at + 1 < len(self.pages) else None)


def reading(edition: Edition) -> Reading:
    """An edition's pages. Raises ValueError where its document is not as it was stored."""
    key = f"report:{edition.sha256}"
    found = cache.get(key)
    if found is None:
        document = facts.document_of(edition)
        pages = tuple(_pages(document))
        found = Reading(document.title, pages, _places(document, pages))
        cache.set(key, found, _DAY)
    return found  # type: ignore[no-any-return]


def page_html(edition: Edition, whole: Reading, page: Page) -> SafeString:
    """A page as it is printed. Its links lead to the pages that their places are on."""
    key = f"report:{edition.sha256}:{page.id}"
    found = cache.get(key)
    if found is None:
        from stegvis.render import section_html

        drawn = section_html(facts.document_of(edition), page.id, top=3 if page.chapter else 2)
        found = _LINK.sub(lambda link: _link(link, whole, page), drawn)
        cache.set(key, found, _DAY)
    return mark_safe(found)  # noqa: S308  (made by `render`, which escapes all that people wrote)


def _pages(document: Document) -> Iterator[Page]:
    """Chapters, and the sections of a chapter that has nothing of its own."""
    for chapter in document.sections:
        if chapter.blocks or not chapter.sections:
            yield Page(chapter.id, chapter.heading)
        else:
            yield from (Page(one.id, one.heading, chapter.heading) for one in chapter.sections)


def _places(document: Document, pages: tuple[Page, ...]) -> dict[str, str]:
    """Which page each anchor of the print is on."""
    from stegvis.render.presentation import present

    page_of = {section: page.id for page in pages for section in _within(document, page.id)}
    found: dict[str, str] = {}
    ids = [section.id for _, section in document.walk()]
    for id, printed in zip(ids, present(document).sections, strict=True):
        for anchor in (printed.anchor, *_anchors(printed.blocks)):
            found[anchor] = page_of.get(id, "")
    return found


def _within(document: Document, id: str) -> Iterator[str]:
    found: Section = next(section for _, section in document.walk() if section.id == id)
    return (section.id for _, section in found.walk())


def _anchors(blocks: tuple[object, ...]) -> Iterator[str]:
    for block in blocks:
        yield from (getattr(one, "anchor", "") for one in (block, *getattr(block, "rows", ())))


def _link(link: re.Match[str], whole: Reading, page: Page) -> str:
    there = whole.page_of.get(link[1], page.id)
    return link[0] if there in (page.id, "") else f'href="../{there}/#{link[1]}"'
