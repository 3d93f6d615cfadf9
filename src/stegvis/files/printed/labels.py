"""From printed words to codes: totals, sexes, the rows of the official tables."""

from collections.abc import Iterator, Mapping, Sequence

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.tables import Population, TableSpec
from stegvis.core.vocabulary import (
    OTHER,
    OTHER_LABEL,
    TOTAL,
    TOTAL_LABEL,
    UNKNOWN,
    UNKNOWN_LABEL,
    CodeList,
    code_list,
    editions,
)
from stegvis.files.printed.told import plain, same

_TOTALS = frozenset({
    "totalt", "total", "totala", "summa", "alla", "samtliga", "sum", "all", "bådakönen", "båda", "bothsexes",
})  # fmt: skip
_SEXES = {
    "kvinna": "woman", "kvinnor": "woman", "woman": "woman", "women": "woman", "female": "woman", "females": "woman",
    "man": "man", "män": "man", "men": "man", "male": "man", "males": "man", "flickor": "woman", "pojkar": "man",
}  # fmt: skip
_MOMENTS = {"före": "before", "before": "before", "efter": "after", "after": "after"}
_POPULATIONS = (
    ("deltaganden", "participations"), ("deltagare", "participants"), ("participant", "participants"),
    ("inskriv", "entrants"), ("entrant", "entrants"), ("avslut", "exits"), ("utskriv", "exits"), ("exit", "exits"),
    ("discharged", "exits"), ("remiss", "referrals"), ("referral", "referrals"),
)  # fmt: skip


def is_total(label: str) -> bool:
    """Whether a row or column is called as a total is."""
    return same(label) in _TOTALS


def sex_of(label: str) -> str:
    """The code of a sex by its printed word; empty for another word."""
    return _SEXES.get(same(label), "")


def population_of(title: str) -> str:
    """Who is counted, by how a title begins; the title itself where that is not known, so that nothing else is of it."""
    bare = same(title)
    if bare in {one.value for one in Population}:
        return bare
    return next((code for begins, code in _POPULATIONS if bare.startswith(begins)), bare)


def spec_of(name: str, title: str) -> TableSpec | None:
    """The official table of that name, or else of that title: the longest that the printed title begins with."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    bare = same(title)
    fits = [
        (len(same(one)), spec)
        for spec in CATALOGUE.values()
        for one in (spec.title, spec.title_en)
        if one and bare.startswith(same(one)) and not bare.startswith(f"{same(one)}efter")
    ]
    return max(fits, key=lambda pair: pair[0])[1] if fits else None


def codes_of(dimension: str, list_name: str, edition: str, labels: Sequence[str]) -> Mapping[str, str]:
    """Code by the printed word of an official dimension's rows: those of a ready grouping where all of them are of it."""
    listed = list_of(list_name, edition)
    found = {same(OTHER_LABEL): OTHER, same(UNKNOWN_LABEL): UNKNOWN, same(TOTAL_LABEL): TOTAL}
    rows = {same(label) for label in labels} - {
        label for label in map(same, labels) if label in _TOTALS or label in found
    }
    if dimension == "moment":
        found |= _MOMENTS
    if listed is not None:
        found |= {same(word): code for code, word in _words(listed)}
        groupings = ({same(group.label): group.code for group in grouping} for grouping in listed.coarser)
        found |= next((codes for codes in groupings if rows and rows <= codes.keys()), {})
    return found


def list_of(name: str, edition: str) -> CodeList | None:
    """A code list in the edition that it has of those named; None for a dimension without a list."""
    try:
        return code_list(name, edition if edition in editions(name) else "")
    except KeyError:
        return None


def _words(listed: CodeList) -> Iterator[tuple[str, str]]:
    for code in listed.codes:
        yield from ((code.code, word) for word in (code.label, code.plural) if word)


def coded(label: str, known: Mapping[str, str]) -> str:
    """The code of a printed word: of the official rows, a total, or the word itself."""
    if same(label) in known:
        return known[same(label)]
    return TOTAL if is_total(label) else plain(label)
