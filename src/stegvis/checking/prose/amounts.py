"""Money in running text: each amount with the words that say what it is, and with its sentence's unit where it has none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stegvis.checking.figures import SCALES
from stegvis.checking.prose.mentions import clause_of, is_year
from stegvis.checking.understanding import Printed, Sentence, Version
from stegvis.checking.words import Words

_WORD = re.compile(r"[^\W\d_]+")
#: What stands beside a change, which is no amount of the statements.
_CHANGE = re.compile(r"\s*(?:\w+ )?(?:bättre|sämre|högre|lägre|mer|mindre|under|över)\b", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:öka|ökn|minska|minskn|förbättra|försämra|höj|sänk)\w*\b.*\b(?:med|på)\s*$|\bavvik", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in a sentence. `said`: the words from the amount before to this one; `clause`: from mark to mark.

    `part`: "varav" leads to it.
    """

    number: Printed
    sentence: Sentence
    said: str
    clause: str
    part: bool

    def has(self, begins: Sequence[str]) -> bool:
        """Whether one of the words that lead to it begins so."""
        return begins_in(self.said, begins)

    @property
    def is_change(self) -> bool:
        """Whether it says by how much something changed, or is off."""
        return bool(_CHANGE.match(self.sentence.after(self.number)) or _CHANGED.search(self.said))

    def version(self, words: Words) -> Version | None:
        """Budget, outcome or forecast, by the words before it, else by its clause but for forecasts.

        None for what was granted, or where nothing tells.
        """
        kinds = (Version.BUDGET, Version.OUTCOME)
        return _version(self.said, (*kinds, Version.FORECAST), words) or _version(self.clause, kinds, words)


def _version(text: str, kinds: Sequence[Version], words: Words) -> Version | None:
    known = words.data["amounts"]
    if begins_in(text, known["granted"]):
        return None
    told = [one for one in kinds if begins_in(text, known[one.value])]
    return told[0] if len(told) == 1 else None


def begins_in(text: str, begins: Sequence[str]) -> bool:
    """Whether a word of the text begins with one of these."""
    return any(word.casefold().startswith(tuple(begins)) for word in _WORD.findall(text))


def amounts_of(sentence: Sentence) -> Iterator[Amount]:
    """The amounts of a sentence. A number of four digits or more has its sentence's unit if it has none of its own."""
    units = {number.unit for number in sentence.numbers if number.unit in SCALES}
    start = 0
    for number in sentence.numbers:
        money = _as_money(number, units)
        said = sentence.text[start : number.figure.start].casefold()
        if money:
            yield Amount(money, sentence, said, clause_of(sentence, number).casefold(), "varav" in said)
            start = number.figure.end


def _as_money(number: Printed, units: set[str]) -> Printed | None:
    if number.unit in SCALES:
        return number
    grouped = re.fullmatch(r"\d{1,3}(?:[ .\u00a0\u202f\u2009]\d{3})+", number.figure.text.rstrip(","))
    return replace(number, unit=next(iter(units))) if grouped and len(units) == 1 and not is_year(number) else None
