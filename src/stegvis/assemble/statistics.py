"""The official tables in the report: those with something counted, in the catalogue's order; one a party where several."""

from collections.abc import Iterator

from stegvis.assemble import cells, wording
from stegvis.assemble.counting import has_data
from stegvis.assemble.material import Material
from stegvis.core.catalogue import CATALOGUE
from stegvis.core.document import Block, RefusedTableBlock, TableBlock
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.messages import note

#: Printed where initiatives are told of, not among the tables of the target groups.
ELSEWHERE = ("participants-by-initiative", "tallies-by-measure")

ONLY_TALLIES = (
    "Insatserna har registrerat antal utan uppgifter om personerna. "
    "Därför finns ingen statistik efter ålder, utbildning eller andra egenskaper."
)
REFUSED = "Tabellen kan inte publiceras utan att någon riskerar att pekas ut, och har därför utelämnats."


def statistics(material: Material) -> Iterator[Block]:
    """The tables of participants, entrants, exits and referrals."""
    without: list[str] = []
    printed = 0
    for name, spec in CATALOGUE.items():
        tables = [table for table in material.named(name) if _has_data(table)]
        if name not in ELSEWHERE and not tables:
            without.append(spec.title[:1].lower() + spec.title[1:])
        if name not in ELSEWHERE:
            yield from (table_block(material, table, several=len(tables) > 1) for table in tables)
            printed += len(tables)
    if without:
        yield cells.paragraph(f"Inga uppgifter finns för: {wording.listed(without)}." if printed else ONLY_TALLIES)


def table_block(material: Material, table: ReleasedTable | RefusedTable, *, several: bool) -> Block:
    """A table with its caption and notes, or the line that takes its place."""
    if isinstance(table, RefusedTable):
        return RefusedTableBlock(table.name, table.title, REFUSED)
    of = f", {material.party_name(table.party)}" if several and table.party else ""
    name = "-".join(part for part in (table.head.name, table.party if several else "") if part)
    return TableBlock(name, table, f"{table.head.title}, {table.head.period}{of}", tuple(_notes(table)))


def _has_data(table: ReleasedTable | RefusedTable) -> bool:
    """Whether anything is counted in a known category: a hidden cell is something, and so is a refused table."""
    return isinstance(table, RefusedTable) or has_data(table.head, table.cells)


def _notes(table: ReleasedTable) -> Iterator[str]:
    head = table.head
    if head.counted is not None and head.with_data is not None:
        yield f"{cells.written(head.with_data)} av {cells.written(head.counted)} har uppgift."
    yield from (note(code) for code in head.notes)
