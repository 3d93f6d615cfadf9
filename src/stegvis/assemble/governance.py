"""The association's bodies and who signs: from `board.csv`."""

from collections.abc import Iterator, Sequence
from datetime import date

from stegvis.assemble import cells, wording
from stegvis.assemble.material import Material
from stegvis.core.document import (
    Block,
    Cell,
    CellKind,
    Column,
    EmptySection,
    Row,
    Signature,
    Signatures,
    StatementBlock,
)
from stegvis.core.package import Seat
from stegvis.core.periods import Period

_NO_BOARD = (
    "Styrelsens ordinarie ledamöter den dag då årsredovisningen fastställs undertecknar här. "
    "De hämtas från board.csv, som saknas eller inte har någon ordinarie ledamot den dagen."
)


def bodies(material: Material) -> Iterator[Block]:
    """Who has sat in each body during the year: the board with deputies beside the members, then the others."""
    year = Period.year(material.year)
    seats = [seat for seat in material.package.board or () if year.overlaps(seat.start or date.min, seat.end)]
    for name in dict.fromkeys(seat.body for seat in seats):
        own = [seat for seat in seats if seat.body == name]
        yield _board(material, own) if any(seat.for_seat for seat in own) else _body(material, own)


def _board(material: Material, seats: Sequence[Seat]) -> StatementBlock:
    members = [seat for seat in seats if not _is_deputy(seat)]
    others = [seat for seat in seats if _is_deputy(seat) and seat.for_seat not in {one.seat for one in members}]
    columns = (Column("Ersättare", CellKind.TEXT), Column("Utsedd av", CellKind.TEXT))
    rows = [
        Row(_person(material, seat), (cells.text(_deputies(material, seat, seats)), _by(material, seat)))
        for seat in members
    ]
    rows += [Row("", (cells.text(_person(material, seat)), _by(material, seat))) for seat in others]
    return StatementBlock(f"body-{seats[0].body}", _caption(material, seats), "Ordinarie ledamot", columns, tuple(rows))


def _body(material: Material, seats: Sequence[Seat]) -> StatementBlock:
    columns = (Column("Uppdrag", CellKind.TEXT), Column("Utsedd av", CellKind.TEXT))
    rows = tuple(
        Row(_name(material, seat), (cells.text(wording.sentence_case(wording.role(seat.role))), _by(material, seat)))
        for seat in seats
    )
    return StatementBlock(f"body-{seats[0].body}", _caption(material, seats), "Namn", columns, rows)


def _caption(material: Material, seats: Sequence[Seat]) -> str:
    return f"{wording.body(seats[0].body)} {material.year}"


def _deputies(material: Material, member: Seat, seats: Sequence[Seat]) -> str:
    own = (seat for seat in seats if _is_deputy(seat) and seat.for_seat == member.seat)
    return ", ".join(_name(material, seat) for seat in own)


def _person(material: Material, seat: Seat) -> str:
    plain = seat.role in {"member", "ledamot", "deputy", "ersättare", ""}
    return _name(material, seat) + ("" if plain else f", {wording.role(seat.role)}")


def _name(material: Material, seat: Seat) -> str:
    """The name, with the part of the year where it was not the whole."""
    year = Period.year(material.year)
    first = seat.start if seat.start and year.start < seat.start else None
    last = seat.end if seat.end and seat.end < year.end else None
    told = " ".join((*([f"från {first}"] if first else ()), *([f"till {last}"] if last else ())))
    return f"{seat.name} ({told})" if told else seat.name


def _by(material: Material, seat: Seat) -> Cell:
    return cells.text(material.party_name(seat.appointed_by) if seat.appointed_by else "")


def signatures(material: Material) -> Iterator[Block]:
    """The ordinary members of the board on the day of adoption."""
    people = tuple(_signature(material, seat) for seat in signing(material.package.board or (), material.on))
    if not people:
        yield EmptySection(_NO_BOARD)
        return
    text = f"Med våra underskrifter fastställer vi årsredovisningen för räkenskapsåret {material.year}."
    yield Signatures(material.package.profile.seat, text, people)


def signing(board: Sequence[Seat], on: date) -> tuple[Seat, ...]:
    """The ordinary members of the board on a day, in the board's own order."""
    return tuple(
        seat
        for seat in board
        if seat.body in wording.BOARD
        and not _is_deputy(seat)
        and (seat.start is None or seat.start <= on)
        and (seat.end is None or on <= seat.end)
    )


def _signature(material: Material, seat: Seat) -> Signature:
    role = wording.sentence_case(wording.role(seat.role or "member"))
    return Signature(seat.name, role, material.party_name(seat.appointed_by) if seat.appointed_by else "")


def _is_deputy(seat: Seat) -> bool:
    return bool(seat.for_seat) or seat.role in wording.DEPUTIES
