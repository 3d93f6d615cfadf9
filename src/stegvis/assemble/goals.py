"""Goals in the report: what the figures say and the board's word, this year and the year before side by side."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from stegvis.assemble import cells, wording
from stegvis.assemble.material import Material
from stegvis.core.document import Block, Cell, CellKind, Column, Prose, Row, RowKind, StatementBlock
from stegvis.core.goals import NOT_ASSESSED, Assessment, assess
from stegvis.core.package import Goal
from stegvis.core.vocabulary import code_list

_SIGNS = {">=": "minst", "<=": "högst", ">": "mer än", "<": "mindre än", "=": "lika med"}
_NO_GOALS = "Inga mål är registrerade för året."
_COMPUTED = "Utfall enligt siffrorna: bedömningen är styrelsens och skiljer sig från utfallet, se kommentaren."


def assessments(material: Material, goals: Iterable[Goal] | None = None) -> tuple[Assessment, ...]:
    """The year's goals, assessed on the report's own figures."""
    chosen = goals if goals is not None else _of_year(material, material.year)
    return tuple(assess(goal, material.figures) for goal in chosen)


def _of_year(material: Material, year: int) -> list[Goal]:
    return [goal for goal in material.package.goals or () if goal.year == year]


def summary(material: Material) -> Iterator[Block]:
    """How many goals were met, by the board's word."""
    goals = _of_year(material, material.year)
    if not goals:
        return
    before = _of_year(material, material.year - 1)
    counts = [Counter(goal.assessed or NOT_ASSESSED for goal in one) for one in (goals, before)]
    columns = (
        Column(str(material.year), CellKind.COUNT, "amount"),
        *((Column(str(material.year - 1), CellKind.COUNT, "previous"),) if before else ()),
    )
    shown = counts[: len(columns)]
    rows = [
        Row(code.label, tuple(cells.count(one[code.code]) for one in shown), code=code.code)
        for code in code_list("fulfilment").codes
    ]
    total = Row("Antal mål", tuple(cells.count(one.total()) for one in shown), RowKind.TOTAL, code="total")
    yield StatementBlock("goals-summary", "Styrelsens bedömning av målen", "Bedömning", columns, (*rows, total))


def goals(material: Material) -> Iterator[Block]:
    """All goals of the association and of its initiatives, with target, outcome and the board's word."""
    found = assessments(material)
    if not found:
        yield _nothing()
        return
    levels = dict.fromkeys(one.goal.level for one in found)
    for level in levels:
        own = [one for one in found if one.goal.level == level]
        yield _table(material, f"goals-{level}", wording.goal_level(level), own)


def of_initiative(material: Material, initiative: str) -> Iterator[Block]:
    """The goals of one initiative."""
    own = [one for one in assessments(material) if one.goal.initiative == initiative]
    if own:
        name = material.package.initiative(initiative)
        yield _table(material, f"goals-{initiative}", f"Mål för {name.name if name else initiative}", own)


def _table(material: Material, id: str, caption: str, found: Sequence[Assessment]) -> StatementBlock:
    before = {goal.id: goal for goal in _of_year(material, material.year - 1)}
    last = any(one.goal.id in before for one in found)
    comment = any(one.goal.comment for one in found)
    measured = any(_target(one) or _outcome(material, one) != cells.EMPTY for one in found)
    columns = (
        *(
            (Column("Målvärde", CellKind.TEXT, "target"), Column("Utfall", CellKind.TEXT, "outcome"))
            if measured
            else ()
        ),
        Column(f"Bedömning {material.year}", CellKind.TEXT, "assessed"),
        *((Column(f"Bedömning {material.year - 1}", CellKind.TEXT, "assessed_previous"),) if last else ()),
        *((Column("Kommentar", CellKind.TEXT, "comment"),) if comment else ()),
    )
    rows = tuple(_rows(material, found, before, columns))
    notes = (_COMPUTED,) if any(one.differs for one in found) else ()
    return StatementBlock(id, caption, "Mål", columns, rows, "", notes)


def _rows(
    material: Material, found: Sequence[Assessment], before: dict[str, Goal], columns: Sequence[Column]
) -> Iterator[Row]:
    area = ""
    for one in found:
        if one.goal.area and one.goal.area != area:
            yield Row(one.goal.area, tuple(cells.EMPTY for _ in columns), RowKind.GROUP)
        area = one.goal.area or area
        written = {
            "target": cells.text(_target(one)),
            "outcome": _outcome(material, one),
            "assessed": cells.text(_word(one)),
            "assessed_previous": cells.text(
                wording.fulfilment(before[one.goal.id].assessed) if one.goal.id in before else ""
            ),
            "comment": cells.text(one.goal.comment),
        }
        yield Row(one.goal.text, tuple(written[column.code] for column in columns), code=one.goal.id)


def _target(one: Assessment) -> str:
    sign = _SIGNS.get(one.goal.operator, one.goal.operator)
    if one.target is None:
        return one.goal.target
    kind = one.outcome.kind if one.outcome else CellKind.COUNT
    cell = cells.of_kind(kind, one.target)
    return f"{sign} {cells.in_words(cell)}".strip()


def _outcome(material: Material, one: Assessment) -> Cell:
    figure = one.outcome
    if figure is None:
        return cells.text(one.goal.outcome)
    if figure.value is None:
        return Cell(figure.kind, None, hidden=figure.hidden)
    unit = f" {material.unit}" if figure.kind is CellKind.AMOUNT else ""
    return cells.text(cells.in_words(cells.of_kind(figure.kind, figure.value)) + unit)


def _word(one: Assessment) -> str:
    """The board's word, and what the figures say where that is another."""
    said = wording.fulfilment(one.assessed or NOT_ASSESSED)
    return f"{said} (enligt siffrorna: {wording.fulfilment(one.computed).lower()})" if one.differs else said


def _nothing() -> Prose:
    return cells.paragraph(_NO_GOALS)
