"""The official tables in the report: those with something counted, in the catalogue's order; one a party where several."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from stegvis.assemble import cells, wording
from stegvis.assemble.corrections import corrections
from stegvis.assemble.counting import has_data
from stegvis.assemble.material import Material
from stegvis.core.catalogue import CATALOGUE, USUAL, tables_of
from stegvis.core.document import Block, Prose, RefusedTableBlock, TableBlock
from stegvis.core.tables import Key, RefusedTable, ReleasedTable
from stegvis.core.vocabulary import TOTAL
from stegvis.messages import note

#: Printed where initiatives are told of, not among the tables of the target groups.
ELSEWHERE = ("participants-by-initiative", "tallies-by-measure")

ONLY_TALLIES = (
    "Insatserna har registrerat antal utan uppgifter om personerna. "
    "Därför finns ingen statistik efter ålder, utbildning eller andra egenskaper."
)
READING = "Så läser du tabellerna:"
ALL_KNOWN = "Uppgift finns för alla som räknas, där inget annat står under tabellen."
COARSENED = "Där ett litet antal kunde peka ut någon är rader sammanslagna, eller tabellen utan uppdelning på kön."
#: What is said once before the tables, in words that hold for all of them, and not under each that it is true of.
TOLD_ONCE = {
    "NOTE-009": "Inskrivningar och avslut räknas var för sig: samma person kan ha flera under perioden.",
    "NOTE-002": "Där flera alternativ kan gälla samma person räknas vart och ett, men en gång i totalen.",
    "NOTE-005": "Ålder är periodens sista år minus födelseåret.",
    "NOTE-008": "Den som det saknas uppgift om räknas på raden Uppgift saknas.",
    "NOTE-050": COARSENED,
    "NOTE-051": COARSENED,
}
REFUSED = "Tabellen kan inte publiceras utan att någon riskerar att pekas ut, och har därför utelämnats."


def statistics(material: Material) -> Iterator[Block]:
    """The tables of participants, entrants, exits and referrals."""
    without: list[str] = []
    tables_known = tables_of(material.package.profile)
    found = [
        table for name in tables_known if name not in ELSEWHERE for table in material.named(name) if _has_data(table)
    ]
    shared = _shared([table for table in found if isinstance(table, ReleasedTable)])
    yield from _reading(shared)
    for name, spec in tables_known.items():
        tables = [table for table in material.named(name) if _has_data(table)]
        if name in USUAL and name not in ELSEWHERE and not tables and not spec.amount:
            without.append(spec.title[:1].lower() + spec.title[1:])
        if name not in ELSEWHERE:
            yield from (table_block(material, table, several=len(tables) > 1, told=shared) for table in tables)
    if without:
        yield cells.paragraph(f"Inga uppgifter finns för: {wording.listed(without)}." if found else ONLY_TALLIES)


def _shared(tables: Sequence[ReleasedTable]) -> frozenset[str]:
    """The codes of the notes that several of the tables have and that are said once; `counted` where all have data."""
    codes = Counter(code for table in tables for code in dict.fromkeys(table.head.notes) if code in TOLD_ONCE)
    codes["counted"] = sum(_all_known(table) for table in tables)
    return frozenset(code for code, count in codes.items() if count > 1)


def _all_known(table: ReleasedTable) -> bool:
    return table.head.counted is not None and table.head.counted == table.head.with_data


def _reading(shared: frozenset[str]) -> Iterator[Prose]:
    said = [ALL_KNOWN] if "counted" in shared else []
    said += [words for code, words in TOLD_ONCE.items() if code in shared]
    if said:
        yield cells.bullets(READING, dict.fromkeys(said))


def table_block(
    material: Material, table: ReleasedTable | RefusedTable, *, several: bool, told: Collection[str] = ()
) -> Block:
    """A table with its caption and notes, or the line that takes its place. `told`: codes of notes said already."""
    if isinstance(table, RefusedTable):
        return RefusedTableBlock(table.name, table.title, REFUSED)
    of = f", {material.party_name(table.party)}" if several and table.party else ""
    name = "-".join(part for part in (table.head.name, table.party if several else "") if part)
    return TableBlock(name, table, f"{table.head.title}, {table.head.period}{of}", tuple(_notes(table, told)))


def _has_data(table: ReleasedTable | RefusedTable) -> bool:
    """Whether anything is counted in a known category: a hidden cell is something, and so is a refused table.

    A table that is there for its medians says nothing where none of them may be told.
    """
    if isinstance(table, RefusedTable):
        return table.name not in CATALOGUE or not CATALOGUE[table.name].amount
    return bool(table.amounts) if table.head.amount else has_data(table.head, table.cells)


def _medians(table: ReleasedTable) -> str:
    """The median of each group that has one to tell: `Median: kvinnor 210 dagar, totalt 204,5 dagar.`"""
    said = (f"{_group(table, key)} {cells.written(amount)} dagar" for key, amount in table.amounts.items())
    return f"Median: {', '.join(said)}."


def _group(table: ReleasedTable, key: Key) -> str:
    labels = (one.label(code).lower() for one, code in zip(table.head.dimensions, key, strict=True) if code != TOTAL)
    return ", ".join(labels) or "totalt"


def _notes(table: ReleasedTable, told: Collection[str]) -> Iterator[str]:
    head = table.head
    if head.counted is not None and head.with_data is not None and not ("counted" in told and _all_known(table)):
        yield f"{cells.written(head.with_data)} av {cells.written(head.counted)} har uppgift."
    if table.amounts:
        yield _medians(table)
    yield from (note(code) for code in head.notes if code not in told)
    yield from corrections(table)
