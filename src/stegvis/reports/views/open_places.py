"""The open pages and files: their permanent addresses, and who may be read at them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from stegvis.associations.models import Association
from stegvis.associations.permissions import found
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.render.metadata import Source
from stegvis.render.table_chart import chart_of
from stegvis.render.table_files import BESIDE_CSV, KINDS, FileKind
from stegvis.reports.facts import party_names, published, source_of

Published = ReleasedTable | RefusedTable


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table that anyone may read, or the line in its place; with where it comes from and its permanent address."""

    table: Published
    period: Period
    name: str
    party: str
    party_name: str
    address: str

    @property
    def released(self) -> ReleasedTable | None:
        """The table; None where it could not be published."""
        return self.table if isinstance(self.table, ReleasedTable) else None


def open_association(number: str) -> Association:
    """The association of that number, if it is open to everyone today; else 404."""
    association: Association = found(Association.objects.open_on(timezone.localdate()).numbered(number))
    return association


def open_tables(request: HttpRequest, association: Association, period: Period, name: str = "") -> list[OpenTable]:
    """The published tables of a period (or those of one name, one a party), in printing order."""
    tables = published(association, period, (name,) if name else ())
    return list(opened(request, association, period, tables, party_names(association)))


def opened(
    request: HttpRequest,
    association: Association,
    period: Period,
    tables: Mapping[str, Published],
    parties: Mapping[str, str],
) -> Iterator[OpenTable]:
    """Published tables with their addresses."""
    for key, table in tables.items():
        name, party = key.partition("/")[0], getattr(table, "party", "")
        address = request.build_absolute_uri(table_address(association.organisation_number, period, name, party))
        yield OpenTable(table, period, name, party, parties.get(party, ""), address)


def source(association: Association, one: OpenTable, parties: Mapping[str, str] | None = None) -> Source:
    """Where an open table comes from, as its files and its page say it."""
    if one.released is None:
        raise TypeError("a refused table has no source")
    return source_of(association, one.released, one.address, parties=parties)


def table_address(number: str, period: Period, name: str, party: str = "") -> str:
    """A table's permanent address. One of several parties' is named also where no other has released it yet."""
    return _of_party(reverse("open-table", args=[number, period, name]), "part", party)


def file_address(number: str, one: OpenTable, kind: FileKind, language: str = "sv") -> str:
    """A file's permanent address, at the open interface."""
    end = "table_csv_metadata" if kind is BESIDE_CSV else "table_file"
    values = {"number": number, "period": str(one.period), "name": one.name}
    values |= {} if kind is BESIDE_CSV else {"extension": kind.extension}
    address = _of_party(reverse(f"api:{end}", kwargs=values), "party", one.party)
    return address if language == "sv" else f"{address}{'&' if '?' in address else '?'}language={language}"


def files_of(one: OpenTable) -> Iterator[FileKind]:
    """The kinds of files that a table has: pictures where it has a chart."""
    if one.released is None:
        return
    has_chart = chart_of(one.released) is not None
    yield from (kind for kind in KINDS.values() if has_chart or not kind.is_picture)


def _of_party(address: str, word: str, party: str) -> str:
    return f"{address}?{urlencode({word: party})}" if party else address
