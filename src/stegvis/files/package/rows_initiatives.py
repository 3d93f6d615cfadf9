"""Rows of `initiatives.csv` and `sites.csv`: what the pooled money pays for and where it is run."""

from collections.abc import Iterator
from datetime import date

from stegvis.core.package import Initiative, Site
from stegvis.core.vocabulary import code_list
from stegvis.files.package.cells import code_of, read_count, read_date, read_ids, read_row_id, read_yes
from stegvis.files.package.csv_files import Row, Sheet
from stegvis.files.package.known import Known

_NOBODY: tuple[str, ...] = ()


def read_initiatives(sheet: Sheet, known: Known) -> Iterator[Initiative]:
    """The initiatives in their own order."""
    kind, registration = code_of(code_list("initiative_kind")), code_of(code_list("registration"))
    for row in sheet.rows():
        owners: tuple[str, ...] = row.need("owner", read_ids, _NOBODY)
        known.check_owner(row, owners)
        starts, ends = read_span(row, "starts", "ends")
        yield Initiative(
            id=row.need("id", read_row_id, row.text("id")),
            name=row.need("name", str, ""),
            kind=row.need("kind", kind, ""),
            registration=row.need("registration", registration, ""),
            owner=owners,
            starts=starts,
            ends=ends,
            esf=row.value("esf", read_yes, False),
            orientation=row.text("orientation"),
            follow_up_method=row.text("follow_up_method"),
            planned_participants=row.maybe("planned_participants", read_count),
            target_group=row.text("target_group"),
        )


def read_sites(sheet: Sheet, known: Known) -> Iterator[Site]:
    """Where initiatives are run."""
    for row in sheet.rows():
        row.need("initiative", str, "")
        starts, ends = read_span(row, "starts", "ends")
        row.need("controller", str, "")
        yield Site(
            initiative=known.check_initiative(row),
            site=row.need("site", str, ""),
            controller=known.check_party(row, "controller"),
            municipality=row.text("municipality"),
            starts=starts,
            ends=ends,
        )


def read_span(row: Row, first: str, last: str) -> tuple[date | None, date | None]:
    """A first and a last day, of which either may be unknown; the last is not before the first."""
    start, end = row.maybe(first, read_date), row.maybe(last, read_date)
    if start and end and end < start:
        row.wrong("PKG-053", last, first=start)
    return start, end
