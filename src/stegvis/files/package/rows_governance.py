"""Rows of `goals.csv` and `board.csv`: what was decided to reach, and who sits where."""

from collections.abc import Iterator

from stegvis.core.package import Goal, Seat
from stegvis.core.vocabulary import code_list
from stegvis.files.package.cells import code_of, one_of, read_id, read_year
from stegvis.files.package.csv_files import Row, Sheet
from stegvis.files.package.known import Known
from stegvis.files.package.rows_initiatives import read_span

#: How an outcome is held against a target.
OPERATORS = (">=", "<=", ">", "<", "=")


def read_goals(sheet: Sheet, known: Known) -> Iterator[Goal]:
    """Goals in their own order."""
    operator_of, assessed_of = one_of(*OPERATORS), code_of(code_list("fulfilment"))
    for row in sheet.rows():
        yield Goal(
            year=row.need("year", read_year, 0),
            id=row.need("id", read_id, ""),
            level=row.text("level"),
            area=row.text("area"),
            initiative=known.check_initiative(row),
            text=row.text("text"),
            measure=row.text("measure"),
            operator=row.value("operator", operator_of, ""),
            target=row.text("target"),
            outcome=row.text("outcome"),
            assessed=row.value("assessed", assessed_of, ""),
            comment=row.text("comment"),
        )


def read_board(sheet: Sheet, _known: Known) -> Iterator[Seat]:
    """Seats of the board and of other bodies; a deputy's ordinary seat is one of the same body."""
    rows = list(sheet.rows())
    seats = {(row.text("body"), row.text("seat")) for row in rows}
    for row in rows:
        _check_for_seat(row, seats)
        start, end = read_span(row, "from", "to")
        yield Seat(
            body=row.need("body", str, ""),
            seat=row.need("seat", str, ""),
            role=row.text("role"),
            name=row.text("name"),
            for_seat=row.text("for_seat"),
            appointed_by=row.text("appointed_by"),
            start=start,
            end=end,
        )


def _check_for_seat(row: Row, seats: set[tuple[str, str]]) -> None:
    if (ordinary := row.text("for_seat")) and (row.text("body"), ordinary) not in seats:
        row.wrong("PKG-059", "for_seat", body=row.text("body"))
