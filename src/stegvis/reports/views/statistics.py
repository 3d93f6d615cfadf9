"""The statistics pages: a year's official tables, and each with the year before, its charts and how it was counted."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_safe

from stegvis.associations.permissions import allowed, found, may
from stegvis.core.catalogue import tables_of
from stegvis.core.document import Chart
from stegvis.core.tables import ReleasedTable
from stegvis.finance.views.written import language
from stegvis.render.table_chart import chart_of
from stegvis.render.table_files import KINDS
from stegvis.reports.actions.downloading import download_table
from stegvis.reports.facts import profile, published_periods
from stegvis.reports.views import places
from stegvis.reports.views import statistics_words as words
from stegvis.reports.views.correcting import links_of
from stegvis.reports.views.open_places import table_address
from stegvis.reports.views.pictures import HALF, component, picture
from stegvis.reports.views.statistics_charts import charts_of
from stegvis.reports.views.statistics_layout import earlier_table, may_show_shares, table_of
from stegvis.reports.views.statistics_list import groups_of
from stegvis.reports.views.statistics_method import initiative_names, method_of, notes_of
from stegvis.reports.views.statistics_tables import Release, releases
from stegvis.reports.views.statistics_years import years_of

METHOD = "sa-raknade-vi"


@allowed("see_statistics")
@require_safe
def statistics(request: Any, year: int) -> HttpResponse:
    """All official tables of the year, grouped, with what each says. `sok` narrows them to titles with those words."""
    asked = " ".join(request.GET.get("sok", "")[:100].split())
    every = releases(request.association, year)
    is_empty = all(one.state == "missing" for some in every.values() for one in some)
    groups = groups_of(every, asked)
    values = {
        "asked": asked, "groups": groups, "many": sum(len(group.lines) for group in groups), "is_empty": is_empty,
        "import": places.address("import"), "latest": _latest_year(request) if is_empty else None, "before": year - 1,
    }  # fmt: skip
    return render(request, "reports/statistics.html", values)


def _latest_year(request: Any) -> int | None:
    periods = published_periods(request.association)
    return periods[0].end.year if periods else None


@allowed("see_statistics")
@require_safe
def table(request: Any, year: int, name: str) -> HttpResponse:
    """One table: its figures with the year before beside, its charts, and how it was counted. `visa=procent` shows shares."""
    some = _of(request, year, name)
    may_share = any(one.released and may_show_shares(one.released) and one.state == "released" for one in some)
    shares = may_share and request.GET.get("visa") == "procent"
    names = initiative_names(request.association)
    values = {
        "title": words.title_of(some[0].spec), "name": name, "before": year - 1, "shares": shares, "may_share": may_share,
        "years": years_of(request.association, some[0].spec, year) if len(some) == 1 else [],
        "parts": [_part(request, one, names, shares=shares, several=len(some) > 1) for one in some],
    }  # fmt: skip
    return render(request, "reports/statistics_table.html", values)


def _of(request: Any, year: int, name: str) -> tuple[Release, ...]:
    if name not in tables_of(profile(request.association)):
        raise Http404
    return releases(request.association, year, name)[name]


def _part(request: Any, release: Release, names: dict[str, str], *, shares: bool, several: bool) -> dict[str, Any]:
    """What the page shows of one party's table."""
    anchor = "-".join(part for part in (METHOD, release.party) if part)
    part: dict[str, Any] = {"release": release, "several": several, "anchor": anchor}
    table = release.released
    if table is None:
        return part
    before = f"{places.of_table(release.spec.name, release.year - 1)}#{anchor}"
    figures = table_of(release, table, (f"#{anchor}", before), shares=shares)
    figures |= {"method": {"href": f"#{anchor}"}, "notes": notes_of(release, table, shares=shares)}
    if may(request.user, "download", request.association):
        figures["downloads"] = list(_downloads(release, table))
    charts = [_shown(chart, release) for chart in charts_of(release)]
    earlier = earlier_table(release, before, shares=shares)
    method = method_of(release, names, shares=shares)
    said = words.counted(table.head.population, release.total) if release.total is not None else ""
    may_correct = may(request.user, "correct_figure", request.association)
    part["links"] = tuple(links_of(table, release.year, may_correct=may_correct))
    return part | {"said": said, "figures": figures, "earlier": earlier, "charts": charts, "method": method}


def _downloads(release: Release, table: ReleasedTable) -> Iterator[dict[str, str]]:
    """Every kind of file; pictures where the table has a chart."""
    has_chart = chart_of(table) is not None
    for kind, one in KINDS.items():
        if has_chart or not one.is_picture:
            yield {"label": one.label, "href": _file(release, kind)}


def _file(release: Release, kind: str) -> str:
    return _of_part(release, reverse("statistics-file", args=[release.year, release.spec.name, kind]))


def _of_part(release: Release, address: str) -> str:
    return f"{address}?{urlencode({'part': release.party})}" if release.party else address


def _shown(chart: Chart, release: Release) -> dict[str, Any]:
    """A chart as the component takes it: half as wide as the page, so that two stand beside each other."""
    return component(chart, partial(_picture, release, _kind_of(chart, release)), wide=HALF)


def _picture(release: Release, kind: str, width: int) -> str:
    return _of_part(release, reverse("statistics-chart", args=[release.year, release.spec.name, kind, width]))


def _kind_of(chart: Chart, release: Release) -> str:
    return chart.id.removeprefix("diagram-").removesuffix(f"-{release.party}" if release.party else "")


@allowed("see_statistics")
@require_safe
def chart(request: Any, year: int, name: str, kind: str, width: int) -> HttpResponse:
    """A chart's picture."""
    release = _chosen(request, year, name)
    drawn = found(next((one for one in charts_of(release) if _kind_of(one, release) == kind), None))
    return picture(request, drawn, width, wide=HALF)


def _chosen(request: Any, year: int, name: str) -> Release:
    some = _of(request, year, name)
    wanted = request.GET.get("part", "")
    return found(next((one for one in some if one.party == wanted), None))


@allowed("download")
@require_GET
def download(request: Any, year: int, name: str, kind: str) -> HttpResponse:
    """The released table as a file: `exits-by-reason-2025.csv`."""
    release = _chosen(request, year, name)
    if kind not in KINDS:
        raise Http404
    table, association = found(release.released), request.association
    open_at = table_address(association.organisation_number, table.head.period, name, table.party)
    address = request.build_absolute_uri(open_at) if association.open_from else ""
    content = found(download_table(
        by=request.user, association=association, table=table, kind=kind, language=language(), address=address
    ))  # fmt: skip
    file_name = "-".join(part for part in (name, release.party, str(year)) if part) + f".{KINDS[kind].extension}"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return HttpResponse(content, content_type=KINDS[kind].content_type, headers=headers)
