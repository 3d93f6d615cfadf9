"""Released tables as a catalogue of open data: DCAT-AP-SE 3.0.1 (docs.dataportal.se/dcat/3.0.1/sv/) as JSON-LD.

A released table is a data set, and each of its files a distribution of it. What the profile demands is always there; what it
recommends is there where it is known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from stegvis.core.periods import Period
from stegvis.core.tables import ReleasedTable
from stegvis.render import table_words as words
from stegvis.render.metadata import LICENCE_ADDRESS, require_released
from stegvis.render.table_files import FileKind

_EU = "http://publications.europa.eu/resource/authority"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGES = [{"@id": f"{_EU}/language/SWE"}, {"@id": f"{_EU}/language/ENG"}]
_KEYWORDS = {
    "sv": ("samordningsförbund", "finansiell samordning", "arbetslivsinriktad rehabilitering"),
    "en": ("coordination association", "financial coordination", "vocational rehabilitation"),
}
#: Whose organisation numbers name what they publish, in the national portal's own addresses.
_ORGANISATION = "http://dataportal.se/organisation/SE"
_LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who makes data sets available. `contact`: an e-mail address, where there is one to ask."""

    name: str
    organisation_number: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class CatalogueHead:
    """An association's catalogue, without its data sets. All addresses are whole ones."""

    address: str
    publisher: Publisher
    page: str
    interface: str
    interface_description: str
    opened_on: date | None = None
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DataSet:
    """A released table at its permanent address, with the addresses of its files; `described_at`: of what is said of its CSV."""

    table: ReleasedTable
    address: str
    party: str
    files: tuple[tuple[FileKind, str], ...]
    described_at: str


def association_catalogue(head: CatalogueHead, sets: Sequence[DataSet]) -> dict[str, Any]:
    """The catalogue of one association's tables. Raises TypeError for anything but released ones."""
    for one in sets:
        require_released(one.table)
    latest = max((one.table.released_on for one in sets if one.table.released_on), default=None)
    whole = _catalogue(head) | {
        "dcat:dataset": [_data_set(one, head) for one in sets],
        "dcat:service": _service(head),
    }
    return {"@context": _CONTEXT, **whole, **({"dcterms:modified": _day(latest)} if latest else {})}


def catalogue_of_catalogues(address: str, publisher: Publisher, heads: Sequence[CatalogueHead]) -> dict[str, Any]:
    """The catalogue that leads to every association's own; each is described here, and its data sets at its own address."""
    return {
        "@context": _CONTEXT,
        "@id": address,
        "@type": "dcat:Catalog",
        "dcterms:title": _both("Samordningsförbundens öppna statistik", "Open statistics of coordination associations"),
        "dcterms:description": _both(
            "Varje samordningsförbunds katalog över publicerade tabeller.",
            "Each coordination association's catalogue of published tables.",
        ),
        "dcterms:publisher": _agent(publisher, address),
        "dcterms:license": {"@id": LICENCE_ADDRESS},
        "dcterms:language": _LANGUAGES,
        "dcat:themeTaxonomy": {"@id": f"{_EU}/data-theme"},
        "dcat:catalog": [_catalogue(one) for one in heads],
    }


def _catalogue(head: CatalogueHead) -> dict[str, Any]:
    name = head.publisher.name
    described = {
        "@id": head.address,
        "@type": "dcat:Catalog",
        "dcterms:title": _both(f"Öppen statistik från {name}", f"Open statistics from {name}"),
        "dcterms:description": _both(
            f"Tabeller över deltagare, inskrivningar och avslut i de insatser som {name} finansierar. "
            "Alla tal är kontrollerade, så att ingen kan kännas igen.",
            f"Tables of participants, entries and exits in the initiatives that {name} finances. "
            "All figures are checked, so that nobody can be recognised.",
        ),
        "dcterms:publisher": _agent(head.publisher, head.address),
        "dcterms:license": {"@id": LICENCE_ADDRESS},
        "dcterms:language": _LANGUAGES,
        "foaf:homepage": {"@id": head.page, "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {"@id": f"{_EU}/data-theme"},
    }
    return described | ({"dcterms:issued": _day(head.opened_on)} if head.opened_on else {})


def _agent(one: Publisher, address: str) -> dict[str, Any]:
    digits = one.organisation_number.replace("-", "")
    agent = {
        "@id": f"{_ORGANISATION}{digits}" if digits else f"{address}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": one.name,
        "dcterms:type": {"@id": _LOCAL_AUTHORITY},
    }
    return agent | ({"dcterms:identifier": one.organisation_number} if digits else {})


def _service(head: CatalogueHead) -> dict[str, Any]:
    return {
        "@id": f"{head.interface}#service",
        "@type": "dcat:DataService",
        "dcterms:title": _both("Öppet API för publicerade tabeller", "Open API for published tables"),
        "dcat:endpointURL": {"@id": head.interface},
        "dcat:endpointDescription": {"@id": head.interface_description},
        "dcterms:publisher": {"@id": _agent(head.publisher, head.address)["@id"]},
        "dcterms:format": "application/json",
        "dcterms:license": {"@id": LICENCE_ADDRESS},
        "dcterms:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
    }


def _data_set(one: DataSet, head: CatalogueHead) -> dict[str, Any]:
    table, of = one.table, one.table.head
    titles = {language: f"{words.title_of(of, language)}, {of.period}" for language in ("sv", "en")}
    described: dict[str, Any] = {
        "@id": one.address,
        "@type": "dcat:Dataset",
        "dcterms:title": _both(titles["sv"], titles["en"]),
        "dcterms:description": _both(_described(one, head, "sv"), _described(one, head, "en")),
        "dcterms:publisher": {"@id": _agent(head.publisher, head.address)["@id"]},
        "dcat:contactPoint": _contact(head),
        "dcat:theme": {"@id": f"{_EU}/data-theme/SOCI"},
        "dcat:keyword": [{"@value": word, "@language": code} for code, some in _KEYWORDS.items() for word in some],
        "dcterms:temporal": _temporal(of.period),
        "dcterms:language": _LANGUAGES,
        "dcterms:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"},
        "dcterms:identifier": one.address,
        "dcterms:spatial": {"@id": f"{_EU}/country/SWE"},
        "dcat:landingPage": {"@id": one.address},
        "dcat:version": str(table.version),
        "dcat:distribution": [_distribution(kind, address, one) for kind, address in one.files],
    }
    if of.period == Period.year(of.period.end.year):
        described["dcterms:accrualPeriodicity"] = {"@id": f"{_EU}/frequency/ANNUAL"}
    if table.released_on:
        described |= {"dcterms:issued": _day(table.released_on), "dcterms:modified": _day(table.released_on)}
    return described


def _described(one: DataSet, head: CatalogueHead, language: str) -> str:
    """Who is counted, by what, where and how it is protected: what one must know to choose the data set."""
    of = one.table.head
    by = ", ".join(words.dimension_of(dimension.name, language).lower() for dimension in of.dimensions)
    who = words.POPULATIONS[language].get(of.population, ("", ""))[0]
    least = words.SENTENCES[language]["threshold"].format(threshold=one.table.threshold, most=one.table.threshold - 1)
    labels = words.FIELDS[language]
    parts = [
        who, f"{'Efter' if language == 'sv' else 'By'} {by}.", f"{labels['association']}: {head.publisher.name}"
        f"{' (' + ', '.join(head.municipalities) + ')' if head.municipalities else ''}.",
        f"{labels['edition']}: {of.edition}." if of.edition else "", f"{labels['threshold']}: {least}",
        f"{labels['party']}: {one.party}." if one.party else "",
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _contact(head: CatalogueHead) -> dict[str, Any]:
    return {
        "@id": f"{head.address}#contact",
        "@type": "vcard:Organization",
        "vcard:fn": head.publisher.name,
        "vcard:hasEmail": {"@id": f"mailto:{head.publisher.contact}"},
    }


def _distribution(kind: FileKind, address: str, one: DataSet) -> dict[str, Any]:
    described: dict[str, Any] = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dcterms:title": _both(kind.label, kind.label),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcterms:license": {"@id": LICENCE_ADDRESS},
        "dcterms:format": kind.media_type,
        "dcterms:language": _LANGUAGES[0],
    }
    if "/x-" not in kind.media_type:  # registered ones only have an address
        described["dcat:mediaType"] = {"@id": f"https://www.iana.org/assignments/media-types/{kind.media_type}"}
    if kind.extension == "csv":
        described["foaf:page"] = {"@id": one.described_at, "@type": "foaf:Document"}
    return described | ({"dcterms:issued": _day(one.table.released_on)} if one.table.released_on else {})


def _temporal(period: Period) -> dict[str, Any]:
    return {"@type": "dcterms:PeriodOfTime", "dcat:startDate": _day(period.start), "dcat:endDate": _day(period.end)}


def _day(on: date) -> Mapping[str, str]:
    return {"@value": on.isoformat(), "@type": "xsd:date"}


def _both(swedish: str, english: str) -> list[Mapping[str, str]]:
    return [{"@value": swedish, "@language": "sv"}, {"@value": english, "@language": "en"}]
