"""The catalogues of open data, from rows to the values that `render.dcat` describes."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from stegvis.associations.models import Association
from stegvis.render.dcat import CatalogueHead, DataSet, Publisher, association_catalogue, catalogue_of_catalogues
from stegvis.render.table_files import BESIDE_CSV
from stegvis.reports.facts import party_names, published_by_period
from stegvis.reports.views.open_places import OpenTable, file_address, files_of, opened


def jsonld(described: dict[str, Any]) -> HttpResponse:
    """A graph as an answer."""
    return HttpResponse(json.dumps(described, ensure_ascii=False, indent=1) + "\n", content_type="application/ld+json")


def of_association(request: HttpRequest, association: Association) -> dict[str, Any]:
    """An association's catalogue with all its data sets."""
    return association_catalogue(_head(request, association), list(_sets(request, association)))


def of_all(request: HttpRequest) -> dict[str, Any]:
    """The catalogue of the open associations' catalogues, published by whoever runs this installation."""
    open_now = Association.objects.open_on(timezone.localdate())
    name = settings.PUBLISHER or request.get_host()
    return catalogue_of_catalogues(
        request.build_absolute_uri(reverse("api:catalogue")), Publisher(name), [_head(request, one) for one in open_now]
    )


def _head(request: HttpRequest, association: Association) -> CatalogueHead:
    number = {"number": association.organisation_number}
    return CatalogueHead(
        address=request.build_absolute_uri(reverse("api:association_catalogue", kwargs=number)),
        publisher=Publisher(association.name, association.organisation_number, association.contact),
        page=request.build_absolute_uri(reverse("open", kwargs=number)),
        interface=request.build_absolute_uri(reverse("api:tables", kwargs=number)),
        interface_description=request.build_absolute_uri(reverse("api:openapi-json")),
        opened_on=association.open_from,
        municipalities=tuple(association.municipalities),
    )


def _sets(request: HttpRequest, association: Association) -> Iterator[DataSet]:
    parties = party_names(association)
    for period, found in published_by_period(association).items():
        for one in opened(request, association, period, found, parties):
            if one.released is not None:
                yield _set(request, association, one)


def _set(request: HttpRequest, association: Association, one: OpenTable) -> DataSet:
    if one.released is None:
        raise TypeError("a refused table is no data set")
    number = association.organisation_number
    files = tuple((kind, request.build_absolute_uri(file_address(number, one, kind))) for kind in files_of(one))
    beside = request.build_absolute_uri(file_address(number, one, BESIDE_CSV))
    return DataSet(one.released, one.address, one.party_name, files, beside)
