"""How alike two words are: letters that differ, and whether they are only two forms of one word."""

from collections import Counter
from collections.abc import Collection
from functools import lru_cache


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


def forms_of_one(one: str, other: str, endings: Collection[str]) -> bool:
    """Whether two words are the same but for case, hyphens and an inflected ending."""
    left, right = _bare(one), _bare(other)
    shared = next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    return any(
        left[cut:] in endings and right[cut:] in endings for cut in range(max(3, shared - 2), shared + 1) if cut >= 3
    )


def _bare(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def slipped(right: str, wrong: str, tail: int) -> bool:
    """Whether two letters beside each other changed places, or one was lost or doubled; never the first letter.

    None of the last `tail` is lost or doubled: words are inflected there.
    """
    if right == wrong or right[:1] != wrong[:1]:
        return False
    inside = range(1, len(right) - tail)
    swaps = {right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(1, len(right) - 1)}
    lost = {right[:at] + right[at + 1 :] for at in inside}
    doubled = {right[:at] + right[at] + right[at:] for at in inside}
    return wrong in swaps | lost | doubled
