"""A document: its cover and its tree of sections."""

from collections.abc import Iterator
from dataclasses import dataclass

from stegvis.core.document.blocks import Block
from stegvis.core.periods import Period

#: The number of the JSON form that an edition stores.
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. `id` is stable (`summary`, `initiative-stegen`); level 1 is a chapter."""

    id: str
    heading: str
    blocks: tuple[Block, ...] = ()
    sections: tuple["Section", ...] = ()
    new_page: bool = False

    def walk(self, level: int = 1) -> Iterator[tuple[int, "Section"]]:
        """This section and all below it, in reading order, with their levels."""
        yield level, self
        for section in self.sections:
            yield from section.walk(level + 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A finished report. `kind`: annual, interim, plan. `language` is that of the text (`sv`)."""

    kind: str
    language: str
    title: str
    association: str
    organisation_number: str
    period: Period
    subtitle: str
    sections: tuple[Section, ...]
    schema: int = SCHEMA

    def walk(self) -> Iterator[tuple[int, Section]]:
        """All sections in reading order, with their levels."""
        for section in self.sections:
            yield from section.walk()

    def blocks(self) -> Iterator[Block]:
        """All blocks in reading order."""
        for _, section in self.walk():
            yield from section.blocks
