"""What a sentence is read with: itself, and the one before where it goes on from that ("Det är 12 fler", "Av dem gick 9")."""

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
    return begun.startswith(tuple(known["goes_on"])) or any(one in begun for one in known["goes_on_with"])
