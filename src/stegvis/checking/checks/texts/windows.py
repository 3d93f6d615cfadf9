"""What a sentence is read with: itself, and the one before where it goes on from that ("Det är 12 fler", "Av dem gick 9")."""

import re
from collections.abc import Iterator, Sequence

from stegvis.checking.understanding import Sentence, Understood


def windows(report: Understood, at: int) -> Iterator[Sequence[Sentence]]:
    """The sentence at this place, and with the one before it in the same section."""
    sentence = report.sentences[at]
    if len(sentence.numbers) > 1:
        yield [sentence]
    if at and sentence.numbers and goes_on(sentence, report):
        before = report.sentences[at - 1]
        if before.section == sentence.section and before.numbers:
            yield [before, sentence]
            first = report.sentences[at - 2] if at > 1 else before
            if first is not before and first.section == sentence.section and first.numbers and goes_on(before, report):
                yield [first, before, sentence]


def goes_on(sentence: Sentence, report: Understood) -> bool:
    """Whether it says something of what the sentence before tells of."""
    known = report.words.data["changes"]
    begun = sentence.text.lstrip("*_ ").casefold()
    said = begun.startswith(tuple(known["goes_on"])) or any(one in begun for one in known["goes_on_with"])
    return said or _tells_ways_out(sentence, report)


def _tells_ways_out(sentence: Sentence, report: Understood) -> bool:
    """Whether it begins with how many took a way out: "18 gick till arbete och 9 till studier"."""
    first = sentence.numbers[0] if sentence.numbers else None
    begins = first is not None and not sentence.before(first).strip("*_ ")
    return (
        first is not None
        and begins
        and re.match(report.words.data["lists"]["outcomes"], sentence.after(first)) is not None
    )
