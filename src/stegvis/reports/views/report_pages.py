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
#: More blocks than this are not one page.
_LONG = 12
_LINK = re.compile(r'href="#([^"]+)"')


@dataclass(frozen=True, slots=True)
class Page:
    """A section that is a page of its own, and the chapter that it stands in (empty where it is a chapter itself).

    `divided`: the sections below it are pages of their own. `level`: as in the document, a chapter's is 1.
    """

    id: str
    heading: str
    level: int
    chapter: str = ""
    divided: bool = False


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
    return found


def page_html(edition: Edition, whole: Reading, page: Page) -> SafeString:
    """A page as it is printed. Its links lead to the pages that their places are on."""
    key = f"report:{edition.sha256}:{page.id}"
    found = cache.get(key)
    if found is None:
        from stegvis.render import section_html

        drawn = section_html(facts.document_of(edition), page.id, top=3 if page.chapter else 2, below=not page.divided)
        found = _LINK.sub(lambda link: _link(link, whole, page), drawn)
        cache.set(key, found, _DAY)
    return mark_safe(found)  # noqa: S308  (made by `render`, which escapes all that people wrote)


def _pages(document: Document) -> Iterator[Page]:
    """Chapters and sections, divided as long as they are long; a heading with nothing of its own is no page."""
    for chapter in document.sections:
        yield from _divided(chapter, 1, "")


def _divided(section: Section, level: int, chapter: str) -> Iterator[Page]:
    blocks = sum(len(one.blocks) for _, one in section.walk())
    divided = bool(section.sections) and (not section.blocks or blocks > _LONG)
    if section.blocks or not divided:
        yield Page(section.id, section.heading, level, chapter, divided)
    if divided:
        for one in section.sections:
            yield from _divided(one, level + 1, chapter or section.heading)


def _places(document: Document, pages: tuple[Page, ...]) -> dict[str, str]:
    """Which page each anchor of the print is on."""
    from stegvis.render.presentation import present

    page_of = {section: page.id for page in pages for section in _within(document, page)}
    found: dict[str, str] = {}
    ids = [section.id for _, section in document.walk()]
    for id, printed in zip(ids, present(document).sections, strict=True):
        for anchor in (printed.anchor, *_anchors(printed.blocks)):
            found[anchor] = page_of.get(id, "")
    return found


def _within(document: Document, page: Page) -> Iterator[str]:
    """The sections that stand on a page."""
    found = next(section for _, section in document.walk() if section.id == page.id)
    return (section.id for _, section in (((page.level, found),) if page.divided else found.walk()))


def _anchors(blocks: tuple[object, ...]) -> Iterator[str]:
    for block in blocks:
        yield from (getattr(one, "anchor", "") for one in (block, *getattr(block, "rows", ())))


def _link(link: re.Match[str], whole: Reading, page: Page) -> str:
    there = whole.page_of.get(link[1], page.id)
    return link[0] if there in (page.id, "") else f'href="../{there}/#{link[1]}"'
