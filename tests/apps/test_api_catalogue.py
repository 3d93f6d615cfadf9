"""The catalogue of open data: read back as a graph, everything that DCAT-AP-SE 3.0.1 demands is there, and every address too."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from stegvis.associations.actions import open_statistics
from stegvis.associations.models import Association
from support.people import OPERATOR, make_association
from support.register import put, refuse
from support.released import released

pytestmark = pytest.mark.django_db
REASONS = {"work": (30, 20, 50), "studies": (None, None, 12), "illness": (6, 14, 20), "total": (40, 42, 82)}
DCAT, DCTERMS = Namespace("http://www.w3.org/ns/dcat#"), Namespace("http://purl.org/dc/terms/")
FOAF, VCARD = Namespace("http://xmlns.com/foaf/0.1/"), Namespace("http://www.w3.org/2006/vcard/ns#")

MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

#: What the profile demands of each class: property, and at most how many (0: any number), in the profile's templates.
DEMANDED = {
    DCAT.Catalog: {DCTERMS.title: 0, DCTERMS.description: 0, DCTERMS.publisher: 1, DCTERMS.license: 1},
    DCAT.Dataset: {DCTERMS.title: 0, DCTERMS.description: 0, DCTERMS.publisher: 1},
    DCAT.Distribution: {DCAT.accessURL: 0},
    DCAT.DataService: {DCTERMS.title: 0, DCAT.endpointURL: 0, DCTERMS["format"]: 1},
    FOAF.Agent: {FOAF.name: 0, DCTERMS.type: 1},
    VCARD.Organization: {VCARD.fn: 0, VCARD.hasEmail: 0},
}
#: What it recommends, and we know.
RECOMMENDED = {
    DCAT.Dataset: (
        DCAT.contactPoint, DCAT.keyword, DCAT.theme, DCTERMS.issued, DCTERMS.spatial, DCTERMS.temporal, DCAT.distribution,
        DCTERMS.accessRights, DCTERMS.accrualPeriodicity, DCTERMS.language, DCAT.landingPage, DCAT.version,
    ),
    DCAT.Distribution: (DCTERMS.license, DCTERMS["format"], DCAT.downloadURL),
}  # fmt: skip


@pytest.fixture
def association() -> Association:
    made = make_association("Samordningsförbundet Norra", municipalities=["Norrby"])
    put(made, released("exits-by-reason", "exit_reason", REASONS, population="exits"), 2025)
    put(made, released("exits-by-time", "time_in_initiative", REASONS, population="exits"), 2025, party="fk")
    put(made, released("tallies-by-measure", "measure", REASONS, population="tallies"), 2024)
    refuse(made, "participants-by-age", 2025)
    open_statistics(by=OPERATOR, association=made, contact="kansli@exempel.se", on=timezone.localdate())
    return made


def graph(client: Client, address: str) -> Graph:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/ld+json"
    return Graph().parse(data=answer.content.decode(), format="json-ld")


def catalogue(client: Client, association: Association) -> Graph:
    return graph(client, f"/api/v1/associations/{association.organisation_number}/catalogue.jsonld")


def lacking(read: Graph) -> Iterator[tuple[Any, Any, int]]:
    """What a class demands and one of it has not, or has too much of."""
    for kind, properties in DEMANDED.items():
        for one in read.subjects(RDF.type, kind):
            for name, most in properties.items():
                many = len(set(read.objects(one, name)))
                if many == 0 or (most and many > most):
                    yield one, name, many


def test_everything_that_the_profile_demands_is_there(client: Client, association: Association) -> None:
    read = catalogue(client, association)
    assert all(list(read.subjects(RDF.type, kind)) for kind in DEMANDED)
    assert list(lacking(read)) == []


def test_what_it_recommends_and_we_know_is_there(client: Client, association: Association) -> None:
    read = catalogue(client, association)
    assert [
        (one, name) for kind, names in RECOMMENDED.items() for one in read.subjects(RDF.type, kind) for name in names
        if not set(read.objects(one, name))
    ] == []  # fmt: skip


def test_every_released_table_is_a_data_set_with_a_distribution_a_file(
    client: Client, association: Association
) -> None:
    read = catalogue(client, association)
    sets = set(read.objects(None, DCAT.dataset))
    base = f"http://testserver/oppet/{association.organisation_number}/statistik/"
    assert sets == {
        URIRef(base + one)
        for one in ("2025/exits-by-reason/", "2025/exits-by-time/?part=fk", "2024/tallies-by-measure/")
    }
    many = {str(one).removeprefix(base): len(set(read.objects(one, DCAT.distribution))) for one in sets}
    assert many == {"2025/exits-by-reason/": 7, "2025/exits-by-time/?part=fk": 7, "2024/tallies-by-measure/": 5}


def test_it_is_in_both_languages_and_freely_licensed(client: Client, association: Association) -> None:
    read = catalogue(client, association)
    for one in read.subjects(RDF.type, DCAT.Dataset):
        for name in (DCTERMS.title, DCTERMS.description):
            assert {text.language for text in read.objects(one, name)} == {"sv", "en"}
    assert set(read.objects(None, DCTERMS.license)) == {URIRef("http://creativecommons.org/publicdomain/zero/1.0/")}
    texts = " ".join(str(one) for one in read.objects(None, DCTERMS.description))
    for said in ("Tröskel: 5", "Kodlistans upplaga: sus-2020", "Avslut: alla avslut ur en insats", "Norrby"):
        assert said in texts


def test_the_publisher_is_named_by_its_organisation_number(client: Client, association: Association) -> None:
    read = catalogue(client, association)
    number = association.organisation_number
    agent = URIRef(f"http://dataportal.se/organisation/SE{number.replace('-', '')}")
    assert set(read.objects(None, DCTERMS.publisher)) == {agent}
    assert (agent, DCTERMS.identifier, Literal(number)) in read
    assert (agent, FOAF.name, Literal(association.name)) in read


def test_periods_are_dates(client: Client, association: Association) -> None:
    read = catalogue(client, association)
    starts = {str(one) for one in read.objects(None, DCAT.startDate)}
    assert starts == {"2025-01-01", "2024-01-01"}
    assert all(
        one.datatype == URIRef("http://www.w3.org/2001/XMLSchema#date") for one in read.objects(None, DCAT.endDate)
    )


def test_every_address_in_it_is_there(client: Client, association: Association) -> None:
    read = catalogue(client, association)
    properties = (DCAT.accessURL, DCAT.downloadURL, DCAT.landingPage, DCAT.endpointURL, DCAT.endpointDescription,
                  FOAF.homepage, FOAF.page)  # fmt: skip
    addresses = {str(one) for name in properties for one in read.objects(None, name)}
    assert len(addresses) > 20
    for address in addresses:
        assert address.startswith("http://testserver/")
        parts = urlsplit(address)
        where = f"{parts.path}?{parts.query}" if parts.query else parts.path
        assert client.get(where).status_code == 200, address
    for one in read.subjects(RDF.type, DCAT.Distribution):
        kind = str(read.value(one, DCTERMS["format"]))
        registered = {str(name).removeprefix(MEDIA_TYPES) for name in read.objects(one, DCAT.mediaType)}
        assert registered == (set() if kind == "text/x-pcaxis" else {kind})
        parts = urlsplit(str(read.value(one, DCAT.downloadURL)))
        assert client.get(f"{parts.path}?{parts.query}")["Content-Type"].split(";")[0] == kind


def test_the_national_catalogue_leads_to_each_associations_own(
    client: Client, association: Association, settings: Any
) -> None:
    settings.PUBLISHER = "Nätverket för exempel"
    closed = make_association("Samordningsförbundet Stängda")
    put(closed, released("exits-by-reason", "exit_reason", REASONS), 2025)
    read = graph(client, "/api/v1/catalogue.jsonld")
    assert list(lacking(read)) == []
    assert "Stängda" not in read.serialize()
    (own,) = set(read.objects(None, DCAT.catalog))
    assert str(own) == f"http://testserver/api/v1/associations/{association.organisation_number}/catalogue.jsonld"
    assert (own, RDF.type, DCAT.Catalog) in catalogue(client, association)
    assert Literal("Nätverket för exempel") in set(read.objects(None, FOAF.name))
    settings.PUBLISHER = ""
    assert Literal("testserver") in set(graph(client, "/api/v1/catalogue.jsonld").objects(None, FOAF.name))


def test_only_released_tables_are_described() -> None:
    from stegvis.render.dcat import CatalogueHead, DataSet, Publisher, association_catalogue
    from support.counts import expected

    head = CatalogueHead(
        "https://a/", Publisher("A", "222000-0000", "a@exempel.se"), "https://a/", "https://a/", "https://a/"
    )
    with pytest.raises(TypeError):
        association_catalogue(head, [DataSet(expected("exits-by-reason"), "https://a/", "", (), "")])
