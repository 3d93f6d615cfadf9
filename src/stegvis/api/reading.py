"""The open interface's questions: each reads what anyone may read, and nothing else."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.throttling import AnonRateThrottle

from stegvis import __version__
from stegvis.api import answers
from stegvis.api.catalogues import jsonld, of_all, of_association
from stegvis.associations.models import Association
from stegvis.core.periods import Period
from stegvis.render.metadata import metadata
from stegvis.render.table_csvw import table_csv_metadata as write_csv_metadata
from stegvis.render.table_files import BESIDE_CSV, KINDS, FileKind
from stegvis.render.table_words import title_of
from stegvis.reports.facts import party_names, published_by_period
from stegvis.reports.views.open_places import (
    OpenTable,
    file_address,
    files_of,
    open_association,
    open_tables,
    opened,
    source,
)

PER_MINUTE = 300
api = NinjaAPI(
    title="Stegvis: öppna data",
    version="1",
    description=f"Released tables of coordination associations. Read only, CC0 1.0. Stegvis {__version__}.",
    urls_namespace="api",
    docs_url=None,
    throttle=[AnonRateThrottle(f"{PER_MINUTE}/m")],
)
_NOT_THERE = {404: answers.Problem, 422: answers.Faults, 429: answers.Problem}
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_OBJECT = {"schema": {"type": "object"}}


@api.exception_handler(Http404)
def not_there(request: HttpRequest, problem: Exception) -> HttpResponse:
    """404, in the interface's own form."""
    detail = str(problem) or "There is nothing open at this address."
    return api.create_response(request, {"detail": detail}, status=404)


def _files(*kinds: FileKind) -> dict[str, Any]:
    """The description of an answer that is a file."""
    content = {kind.media_type: _OBJECT if kind.media_type.endswith("json") else _BINARY for kind in kinds}
    return {"responses": {200: {"description": "The file", "content": content}}}


@api.get("/", response={200: answers.RootAnswer, 429: answers.Problem}, url_name="root")
def root(request: HttpRequest) -> answers.RootAnswer:
    """What is here, and where one begins."""
    there = {"description": "openapi-json", "associations": "associations", "catalogue": "catalogue"}
    addresses = {part: request.build_absolute_uri(reverse(f"api:{name}")) for part, name in there.items()}
    return answers.RootAnswer(name=api.title, version=api.version, about=api.description, **addresses)


@api.get(
    "/associations", response={200: list[answers.AssociationAnswer], 429: answers.Problem}, url_name="associations"
)
def associations(request: HttpRequest) -> list[answers.AssociationAnswer]:
    """The associations whose tables are open."""
    return [_association(request, one) for one in Association.objects.open_on(timezone.localdate())]


def _association(request: HttpRequest, one: Association) -> answers.AssociationAnswer:
    number = {"number": one.organisation_number}
    return answers.AssociationAnswer(
        organisation_number=one.organisation_number,
        name=one.name,
        contact=one.contact,
        page=request.build_absolute_uri(reverse("open", kwargs=number)),
        tables=request.build_absolute_uri(reverse("api:tables", kwargs=number)),
        catalogue=request.build_absolute_uri(reverse("api:association_catalogue", kwargs=number)),
    )


@api.get("/catalogue.jsonld", url_name="catalogue", openapi_extra={
    "responses": {200: {"description": "DCAT-AP-SE as JSON-LD", "content": {"application/ld+json": _OBJECT}}},
}, response={429: answers.Problem})  # fmt: skip
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue of all catalogues here, as DCAT-AP-SE."""
    return jsonld(of_all(request))


@api.get("/associations/{number}/catalogue.jsonld", url_name="association_catalogue", openapi_extra={
    "responses": {200: {"description": "DCAT-AP-SE as JSON-LD", "content": {"application/ld+json": _OBJECT}}},
}, response=_NOT_THERE)  # fmt: skip
def association_catalogue(request: HttpRequest, number: answers.Number) -> HttpResponse:
    """An association's data sets, as DCAT-AP-SE."""
    return jsonld(of_association(request, open_association(number)))


@api.get("/associations/{number}/tables", response={200: list[answers.TableAnswer], **_NOT_THERE}, url_name="tables")
def tables(
    request: HttpRequest, number: answers.Number, language: answers.Language = "sv"
) -> list[answers.TableAnswer]:
    """All tables of an association, the latest period first."""
    association = open_association(number)
    parties = party_names(association)
    return [
        answers.TableAnswer(**_listed(request, association, one, language))
        for period, found in published_by_period(association).items()
        for one in opened(request, association, period, found, parties)
    ]


def _listed(request: HttpRequest, association: Association, one: OpenTable, language: str) -> dict[str, Any]:
    table = one.released
    values = {"number": association.organisation_number, "period": str(one.period), "name": one.name}
    own = f"?party={one.party}" if one.party else ""
    return {
        "name": one.name,
        "title": title_of(table.head, language) if table else one.table.title,  # type: ignore[union-attr]
        "period": str(one.period),
        "party": one.party,
        "released": table is not None,
        "released_on": table.released_on.isoformat() if table and table.released_on else None,
        "version": table.version if table else None,
        "page": one.address,
        "address": request.build_absolute_uri(reverse("api:table", kwargs=values) + own),
    }


@api.get(
    "/associations/{number}/tables/{period}/{name}.csv-metadata.json", url_name="table_csv_metadata",
    openapi_extra=_files(BESIDE_CSV), response=_NOT_THERE,
)  # fmt: skip
def table_csv_metadata(
    request: HttpRequest,
    number: answers.Number,
    period: answers.PeriodText,
    name: answers.Name,
    party: answers.PartyKey = "",
    language: answers.Language = "sv",
) -> HttpResponse:
    """What is said of the table's CSV (CSV on the Web)."""
    return _file(request, (number, period, name, party), BESIDE_CSV, language)


@api.get(
    "/associations/{number}/tables/{period}/{name}.{extension}", url_name="table_file",
    openapi_extra=_files(*KINDS.values()), response=_NOT_THERE,
)  # fmt: skip
def table_file(
    request: HttpRequest,
    number: answers.Number,
    period: answers.PeriodText,
    name: answers.Name,
    extension: answers.Extension,
    party: answers.PartyKey = "",
    language: answers.Language = "sv",
) -> HttpResponse:
    """The table as a file. `json` is JSON-stat 2.0; a picture is not there where the table has no chart."""
    kind = next(one for one in KINDS.values() if one.extension == extension)
    return _file(request, (number, period, name, party), kind, language)


@api.get(
    "/associations/{number}/tables/{period}/{name}",
    response={200: answers.WholeTableAnswer, **_NOT_THERE},
    url_name="table",
)
def table(
    request: HttpRequest,
    number: answers.Number,
    period: answers.PeriodText,
    name: answers.Name,
    party: answers.PartyKey = "",
    language: answers.Language = "sv",
) -> answers.WholeTableAnswer:
    """What is said of a table, and where its files are."""
    association, one = _one(request, (number, period, name, party))
    if one.released is None:
        raise Http404(_REFUSED)
    said = metadata(one.released, source(association, one), language)
    return answers.WholeTableAnswer(
        **_listed(request, association, one, language),
        threshold=one.released.threshold,
        edition=one.released.head.edition,
        metadata=[answers.SaidAnswer(key=line.key, label=line.label, text=line.text) for line in said],
        files=[_file_answer(request, number, one, kind, language) for kind in (*files_of(one), BESIDE_CSV)],
    )


def _file_answer(
    request: HttpRequest, number: str, one: OpenTable, kind: FileKind, language: str
) -> answers.FileAnswer:
    address = request.build_absolute_uri(file_address(number, one, kind, language))
    return answers.FileAnswer(kind=kind.extension, media_type=kind.media_type, address=address)


Asked = tuple[str, str, str, str]
_REFUSED = "The table could not be published without somebody risking to be recognised."
_SEVERAL = "Several parties have released a table of that name: say which, with `party`."


def _one(request: HttpRequest, asked: Asked) -> tuple[Association, OpenTable]:
    """The one table that is asked for; 404 where there is none, or several."""
    number, text, name, party = asked
    association = open_association(number)
    try:
        period = Period.parse(text)
    except ValueError:
        raise Http404(f"There is no period {text}.") from None
    found = [one for one in open_tables(request, association, period, name) if not party or one.party == party]
    if not found:
        raise Http404("There is no open table of that name.")
    if len(found) > 1:
        raise Http404(_SEVERAL)
    return association, found[0]


def _content(association: Association, one: OpenTable, kind: FileKind, language: str) -> bytes | None:
    """The file's bytes; what is said of a CSV names the CSV's own address."""
    if one.released is None:
        raise Http404(_REFUSED)
    if kind is BESIDE_CSV:
        csv = file_address(association.organisation_number, one, KINDS["csv"])
        return write_csv_metadata(one.released, source(association, one), language, url=csv).encode()
    return kind.bytes_of(one.released, source(association, one), language)


def _file(request: HttpRequest, asked: Asked, kind: FileKind, language: str) -> HttpResponse:
    association, one = _one(request, asked)
    content = _content(association, one, kind, language)
    if content is None:
        raise Http404("The table has no chart.")
    response = HttpResponse(content, content_type=kind.content_type)
    how = "inline" if kind.is_picture or kind.extension in ("html", "json") else "attachment"
    name = "-".join(part for part in (one.name, one.party, str(one.period)) if part)
    response.headers["Content-Disposition"] = f'{how}; filename="{name}.{kind.extension}"'
    response.headers["Content-Language"] = language
    if kind.extension == "csv":
        beside = file_address(association.organisation_number, one, BESIDE_CSV, language)
        response.headers["Link"] = f'<{beside}>; rel="describedby"; type="{BESIDE_CSV.media_type}"'
    return response
