"""Running text as sentences, each with its numbers and the headings above it."""

import re
from collections.abc import Iterator

from stegvis.checking.figures import figures_in
from stegvis.checking.numbering import Numbers
from stegvis.checking.understanding import Sentence
from stegvis.core.finished import FinishedReport, Passage

_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ0-9\"”•–-])")


def sentences_of(
    passage: Passage, place: int, section: tuple[str, ...], report: FinishedReport, numbers: Numbers
) -> Iterator[Sentence]:
    """The sentences of a passage. `place`: its place among the report's blocks."""
    start = 0
    for part in _END.split(passage.text):
        start = passage.text.index(part, start)
        found = tuple(numbers.add(one, passage.line_at(start + one.start)) for one in figures_in(part))
        yield Sentence(part, passage.kind, section, report.place(passage.line_at(start)), found, place)
        start += len(part)
