"""Running text as sentences, each with its numbers and the headings above it."""

import re
from collections.abc import Iterator

from stegvis.checking.figures import figures_in
from stegvis.checking.numbering import Numbers
from stegvis.checking.understanding import Sentence
from stegvis.core.finished import FinishedReport, Passage

_END = re.compile(r"(?<=[.!?])[*_”\"]*\s+(?=[*_]*[A-ZÅÄÖ0-9\"”•–-])")
#: What ends with a full stop and no sentence: abbreviations, and the number before a heading's or an item's words.
_SHORT = re.compile(
    r"(?:^\W*\d{1,2}|(?:^|[\s(])(?:t\.? ?ex|bl\.? ?a|s\.? ?k|d\.? ?v\.? ?s|p\.? ?g\.? ?a|fr\.? ?o\.? ?m|t\.? ?o\.? ?m|f\.? ?n|"
    r"s|ca|c:a|cirka|inkl|exkl|resp|jfr|ev|kl|nr|st|sid|tel|dnr|kap|max|min|not \d+|bilaga \d+))\.[*_”\"]*$",
    re.IGNORECASE,
)
_LONGEST_SHORT = 40
#: No sentence is so long; what is has lost its full stops, and is read in pieces.
_PIECE = re.compile(r"(?s).{1,1000}(?!\S)|.{1000}|.+")


def sentences_of(
    passage: Passage, place: int, section: tuple[str, ...], report: FinishedReport, numbers: Numbers
) -> Iterator[Sentence]:
    """The sentences of a passage. `place`: its place among the report's blocks."""
    start = 0
    for part in (piece for sentence in _parts(passage.text) for piece in _PIECE.findall(sentence)):
        start = passage.text.index(part, start)
        found = tuple(numbers.add(one, passage.line_at(start + one.start)) for one in figures_in(part))
        yield Sentence(part, passage.kind, section, report.place(passage.line_at(start)), found, place)
        start += len(part)


def _parts(text: str) -> Iterator[str]:
    """The text cut where a sentence ends, not after an abbreviation."""
    begun = 0
    for end in _END.finditer(text):
        if not _SHORT.search(text[max(begun, end.start() - _LONGEST_SHORT) : end.start()]):
            yield text[begun : end.start()]
            begun = end.end()
    yield text[begun:]
