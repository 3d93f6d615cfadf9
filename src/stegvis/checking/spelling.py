"""How alike two words are: letters that differ, and whether they are only two forms of one word."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

#: Endings that one word may have, and nothing else may differ: lists of them, one a way of inflecting.
Endings = Sequence[Collection[str]]
_LONG = 5


def letters_apart(one: str, other: str, most: int = 2) -> int:
    """How many letters must be changed, added or taken away (two that change places are one); `most` + 1 if more."""
    if abs(len(one) - len(other)) > most or (_letters(one) - _letters(other)).total() > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, against in enumerate(other, start=1):
            best = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                best = min(best, before[column - 2] + 1)
            now.append(best)
        before, last = last, now
    return min(last[-1], most + 1)


@lru_cache(maxsize=20_000)
def _letters(word: str) -> Counter[str]:
    return Counter(word)


def forms_of_one(one: str, other: str, endings: Endings) -> bool:
    """Whether two words are the same but for case, hyphens and the ending that an inflected word has."""
    left, right = _bare(one), _bare(other)
    shared = next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    if _doubles_its_last(left, right) or _doubles_its_last(right, left):
        return False
    return left == right or any(
        left[cut:].removesuffix("s") in forms and right[cut:].removesuffix("s") in forms
        for cut in range(max(3, shared - 4), shared + 1)
        for forms in endings
    )


def _bare(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def _doubles_its_last(word: str, other: str) -> bool:
    """Whether the other is the word with its last letter twice, and no genitive; short words are inflected so, "vit", "vitt"."""
    return len(word) >= _LONG and word[-1] != "s" and other == word + word[-1]


def slipped(right: str, wrong: str) -> bool:
    """Whether two letters beside each other changed places, or one was lost or doubled; never the first letter."""
    if right == wrong or right[:1] != wrong[:1]:
        return False
    inside = range(1, len(right))
    swaps = {right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in inside[:-1]}
    lost = {right[:at] + right[at + 1 :] for at in inside}
    doubled = {right[:at] + right[at] + right[at:] for at in inside}
    return wrong in swaps | lost | doubled


class Neighbours:
    """Words that are one letter apart, found without comparing all with all: both without some letter are the same."""

    def __init__(self, words: Iterable[str]) -> None:
        self._left: dict[str, list[str]] = defaultdict(list)
        for word in words:
            for left in _without_a_letter(word):
                self._left[left].append(word)

    def of(self, word: str) -> Iterator[str]:
        """The words that are one letter from it, in the order of the alphabet."""
        near = {other for left in _without_a_letter(word) for other in self._left.get(left, ())}
        return (other for other in sorted(near - {word}) if letters_apart(word, other, 1) == 1)


def _without_a_letter(word: str) -> set[str]:
    """The word, and what is left of it when one letter is taken away."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
