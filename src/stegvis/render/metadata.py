"""What is said of a released table beside its cells, once: every file and page that shows the table says these lines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from stegvis.core.tables import Category, Correction, Dimension, Key, ReleasedTable
from stegvis.core.vocabulary import code_list
from stegvis.messages import note
from stegvis.render import table_words as said
from stegvis.render.numbers import count, day
from stegvis.render.words import WORDS

LICENCE = "CC0 1.0"
LICENCE_ADDRESS = "http://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a released table comes from, as the door that hands it out knows it. What is empty is not said.

    `party`: the printed name of the one that released it. `address`: the table's permanent address. `initiatives`: names by code.
    """

    association: str = ""
    organisation_number: str = ""
    party: str = ""
    contact: str = ""
    address: str = ""
    initiatives: Mapping[str, str] = field(default_factory=dict)


#: Nothing is known of where the table comes from but what it says itself.
UNSAID = Source()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is said: the machines' name for it, its name in words, and the words. Notes and corrections repeat."""

    key: str
    label: str
    text: str


def require_released(table: object) -> None:
    """Raises TypeError for anything but a released table, by its exact type: nothing else is printed."""
    if type(table) is not ReleasedTable:
        raise TypeError(f"only a released table may be written, not {type(table).__name__}")


def metadata(table: ReleasedTable, source: Source, language: str = "sv") -> tuple[Line, ...]:
    """All that is said of the table, in the order it is read."""
    require_released(table)
    labels = said.FIELDS[language]
    return tuple(Line(key, labels[key], text) for key, text in _said(table, source, language) if text)


def _said(table: ReleasedTable, source: Source, language: str) -> Iterator[tuple[str, str]]:
    head = table.head
    yield "title", said.title_of(head, language)
    yield "association", source.association
    yield "organisation_number", source.organisation_number or head.association
    yield "period", str(head.period)
    yield "population", said.POPULATIONS[language].get(head.population, (head.population, ""))[0]
    yield "unit", said.unit_of(head, language)
    yield "edition", head.edition
    yield from _protection(table, language)
    yield "counted", _counted(table, language)
    yield "amount", _amounts(table, language)
    yield "initiatives", ", ".join(source.initiatives.get(code, code) for code in head.initiatives)
    yield "party", source.party or table.party
    yield "released_on", day(table.released_on, language) if table.released_on else ""
    yield "version", str(table.version)
    yield from (("note", note(code, language)) for code in head.notes)
    yield from (("correction", _correction(one, table, language)) for one in table.corrections)
    yield "address", source.address
    yield "licence", f"{LICENCE} ({LICENCE_ADDRESS})"
    yield "contact", source.contact


def _protection(table: ReleasedTable, language: str) -> Iterator[tuple[str, str]]:
    sentences = said.SENTENCES[language]
    threshold = sentences["threshold"].format(threshold=table.threshold, most=table.threshold - 1)
    yield "threshold", f"{threshold} {sentences['sensitive']}" if table.head.sensitive else threshold
    yield "hidden", WORDS[language].hidden
    yield "grouping", " ".join(_coarsened(table, language))


def _coarsened(table: ReleasedTable, language: str) -> Iterator[str]:
    """What was made coarser: each merged row with what it holds, and whether sex was left out."""
    sentences = said.SENTENCES[language]
    for dimension in table.head.dimensions:
        for category in dimension.categories:
            if len(category.of) > 1:
                parts = ", ".join(_labels(dimension, category, table.head.edition))
                yield sentences["merged"].format(label=category.label, parts=parts)
    if "drop:sex" in table.head.grouping:
        yield sentences["without_sex"]


def _labels(dimension: Dimension, category: Category, edition: str) -> Iterator[str]:
    try:
        codes = code_list(dimension.name, edition)
    except KeyError:
        return iter(category.of)
    return (codes[code].label if code in codes else code for code in category.of)


def _counted(table: ReleasedTable, language: str) -> str:
    counted, with_data = table.head.counted, table.head.with_data
    if counted is None or with_data is None:
        return ""
    return WORDS[language].with_data.format(count(with_data, language), count(counted, language))


def _amounts(table: ReleasedTable, language: str) -> str:
    """What the columns beside the counts tell."""
    return said.amount_of(table.head, language) if table.head.amount else ""


def _correction(one: Correction, table: ReleasedTable, language: str) -> str:
    """A figure replaced in the open; where what was counted is hidden, two dots say so."""
    return said.SENTENCES[language]["correction"].format(
        place=_place(one.key, table, language), value=count(one.value, language), counted=count(one.counted, language),
        on=day(one.on, language), by=one.by, reason=one.reason.rstrip("."), source=one.source.rstrip("."),
    )  # fmt: skip


def _place(key: Key, table: ReleasedTable, language: str) -> str:
    pairs = zip(table.head.dimensions, key, strict=True)
    return ", ".join(
        said.label_of(dimension, category, language)
        for dimension, code in pairs
        for category in dimension.categories
        if category.code == code
    )
