"""One sheet for each initiative: who runs it, for whom, how many took part, what it cost and how its goals were met."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from stegvis.assemble import cells, goals
from stegvis.assemble.initiatives import (
    TALLIES,
    cost_decimals,
    cost_per_participant,
    costs,
    counted_sexes,
    estimates,
    owners,
    participants,
    tally_rows,
)
from stegvis.assemble.material import Material
from stegvis.core.document import Block, Cell, CellKind, Column, Row, StatementBlock
from stegvis.core.package import Initiative
from stegvis.core.vocabulary import TOTAL, code_list
from stegvis.render.numbers import HARD_SPACE, day, money, number


def facts(material: Material, one: Initiative) -> Iterator[Block]:
    """The initiative at a glance."""
    columns = (Column("", CellKind.TEXT),)
    rows = tuple(Row(label, (cell,)) for label, cell in _facts(material, one) if cell.value is not None or cell.hidden)
    yield StatementBlock(f"sheet-{one.id}", f"{one.name} {material.year} i korthet", "", columns, rows)


def _facts(material: Material, one: Initiative) -> Iterator[tuple[str, Cell]]:
    budget, outcome = costs(material, one.id)
    yield "Ägare", cells.text(owners(material, one))
    yield "Slag", cells.text(code_list("initiative_kind")[one.kind].label)
    yield "Inriktning", cells.text(one.orientation)
    yield "Målgrupp", cells.text(one.target_group)
    yield "Tid", cells.text(_time(one))
    yield "Uppföljning", cells.text(one.follow_up_method)
    yield "EU-finansiering", cells.text("Ja, Europeiska socialfonden" if one.esf else "")
    yield from _participants(material, one)
    yield "Budget", cells.text(_money(material, budget))
    yield "Utfall", cells.text(_money(material, outcome))
    yield "Kostnad per deltagare", cells.text(_cost(material, cost_per_participant(material, one.id)))


def _time(one: Initiative) -> str:
    start = f"från {day(one.starts)}" if one.starts else ""
    end = f"till {day(one.ends)}" if one.ends else ""
    return " ".join(part for part in (start, end) if part)


def _money(material: Material, amount: Decimal | None) -> str:
    return "" if amount is None else money(amount, material.unit)


def _cost(material: Material, amount: Decimal | None) -> str:
    return "" if amount is None else f"{number(amount, cost_decimals(material))}{HARD_SPACE}{material.unit}"


def _participants(material: Material, one: Initiative) -> Iterator[tuple[str, Cell]]:
    """The participants of an initiative that has any, planned ones first; a structural one has none."""
    total = participants(material, one.id)
    if one.planned_participants is not None:
        yield "Planerade deltagare", cells.count(one.planned_participants)
    if not total.value and not total.hidden:
        return
    yield "Deltagare", total.cell
    for sex, label in counted_sexes(material).items():
        counted = participants(material, one.id, sex)
        if sex != TOTAL and (counted.hidden or counted.value):
            yield f"varav {label.lower()}", counted.cell


def results(material: Material, one: Initiative) -> Iterator[Block]:
    """What was counted in the initiative without rows."""
    for table in material.released(TALLIES):
        names, _, sexes = table.head.dimensions
        rows = tuple(tally_rows(table, [one.id], headed=False)) if one.id in names.codes else ()
        if rows:
            kept = [
                place
                for place in range(len(sexes.codes))
                if any(row.cells[place].hidden or row.cells[place].value for row in rows)
            ]
            columns = tuple(Column(sexes.categories[place].label, CellKind.COUNT) for place in kept)
            shown = tuple(replace(row, cells=tuple(row.cells[place] for place in kept)) for row in rows)
            caption, told = f"{one.name}: antal {table.head.period}", tuple(estimates(material, table, one.id))
            yield StatementBlock(f"tallies-{one.id}", caption, "Mått", columns, shown, notes=told)


def fulfilment(material: Material, one: Initiative) -> Iterator[Block]:
    """The initiative's goals."""
    yield from goals.of_initiative(material, one.id)


#: What is made from data in the sections of a sheet, below their texts.
SECTIONS: Mapping[str, Callable[[Material, Initiative], Iterator[Block]]] = {
    "results": results,
    "fulfilment": fulfilment,
}
