"""Swedish words without their endings, so that "Stegarna" is "Stegen" and "kommunens" is "kommun"."""

import re
from functools import lru_cache

from stegvis.checking.words import Words

#: So many words are remembered: a report repeats few.
_REMEMBERED = 50_000
_ENDINGS = (
    "arnas", "ernas", "ornas", "arna", "erna", "orna", "ades", "aren", "ade", "are", "ens", "ets", "ats",
    "ad", "ar", "at", "as", "en", "er", "es", "et", "or", "a", "e", "s",
)  # fmt: skip
_SHORTEST = 3
#: Endings of verbs, which nouns have by chance ("insats"): they need a longer word before them.
_OF_VERBS = {"ad", "at", "ats", "ade", "ades"}
_VOWEL = re.compile(r"[aeiouyåäöé]")
_CHANGED = {"män": "man", "ledamöt": "ledamot", "länd": "land", "städ": "stad", "böck": "bok",
            "året": "år", "års": "år", "åren": "år"}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
#: What an "s" after is no genitive: "process", "lös".
_HISSING = ("s", "u", "i", "ö", "a")


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """The word in lower case without number, definiteness, genitive and tense, to be compared with another's stem only."""
    bare = word.casefold()
    while (shorter := _shorter(bare)) != bare:
        bare = shorter
    bare = bare[:-1] if bare.endswith(("mm", "nn")) else bare
    return _CHANGED.get(bare, bare)


def _shorter(word: str) -> str:
    for ending in _ENDINGS:
        left = word.removesuffix(ending)
        if left != word and _may_lose(ending, left):
            return left
    return word


def _may_lose(ending: str, left: str) -> bool:
    shortest = _SHORTEST + (ending in _OF_VERBS)
    hissing = ending == "s" and left.endswith(_HISSING)
    return len(left) >= shortest and bool(_VOWEL.search(left)) and not hissing


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words from left to right; compounds with a hyphen are two words."""
    return tuple(stem(word) for word in _WORD.findall(text))


def distinctive(text: str, words: Words) -> frozenset[str]:
    """The stems of a name that tell it from others."""
    known = tuple(words.data["names"]["stems"])
    return frozenset(one for one in stems(text) if len(one) >= _SHORTEST and not one.startswith(known))
