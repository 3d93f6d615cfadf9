"""What part of a total a named row is, in percent: "Kansliets kostnader är 19 procent av de totala kostnaderna"."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP

from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.figures import SCALES
from stegvis.checking.prose.mentions import clause_of, years_in
from stegvis.checking.prose.named_cells import NamedCell, cells_of
from stegvis.checking.prose.naming import Naming, subjects
from stegvis.checking.prose.wordings import Said, marked, told
from stegvis.checking.understanding import Part, Printed, Sentence, Understood, Version
from stegvis.core.report_findings import FindingClass

_ASKED = 75
#: What shares are of.
_WHOLES = frozenset({"costs", "income"})


def shares_of_a_total_are_those_of_the_row(report: Understood) -> Iterator[Relation]:
    """The row against the total of its column, where text says of what: of the costs, the budget, the participants."""
    for sentence in report.sentences:
        if any(one.unit == "%" for one in sentence.numbers):
            for said in told("shares_of_rows", marked([sentence], report.words), report.words):
                share = said.numbers["share"]
                naming = _named_before(sentence, share, report)
                if naming and not share.figure.about:
                    yield from _against(share, said, naming, sentence, report)


def _named_before(sentence: Sentence, share: Printed, report: Understood) -> Naming | None:
    """The row that a share is of: the first before it that is not itself the whole, and no other row may be counted with it."""
    before = [one for one in subjects(sentence, report) if one.end <= share.figure.start]
    first = next((one for one in before if not any(row.row.roles & _WHOLES for row in one.rows)), None)
    wide = tuple(report.words.data["shares"]["wide"])
    return first if first and not first.rows[0].row.label.casefold().startswith(wide) else None


def _against(share: Printed, said: Said, naming: Naming, sentence: Sentence, report: Understood) -> Iterator[Relation]:
    """What holds, else what the share is a slip of: any other may be of more than the row."""
    years = years_in(clause_of(sentence, share)) or {report.year or 0}
    cells = _meant(said, [one for one in cells_of(naming.rows) if one.is_of(years, report.year)])
    relations = [one for cell in cells if (total := _total(cell)) and (one := _share(share, cell.number, total))]
    held = next((one for one in relations if one.holds), None)
    if held:
        yield held
    elif len({one.expected for one in relations}) == 1 and slip_of(share.value, relations[0].expected):
        yield relations[0]


def _meant(said: Said, cells: Sequence[NamedCell]) -> Sequence[NamedCell]:
    """The cells of what text says that the share is of; of a plan's costs those that are budgeted."""
    if said.words["whole"] == "deltag":
        return [one for one in cells if one.number.unit == "" and one.column.part in (Part.TOTAL, None)]
    money = [one for one in cells if one.number.unit in SCALES]
    outcome = [one for one in money if one.version is Version.OUTCOME and said.words["whole"] != "budget"]
    return outcome or [one for one in money if one.version is Version.BUDGET]


def _total(cell: NamedCell) -> Printed | None:
    """What the row's column adds up to: the costs below the row, else the last total there."""
    below = cell.table.rows[cell.table.rows.index(cell.row) + 1 :]
    rows = [row for row in below if cell.column.place in row.cells]
    wholes = [row for row in rows if row.roles & _WHOLES] or [row for row in rows if row.total][-1:]
    return wholes[0].cells[cell.column.place] if wholes else None


def _share(share: Printed, part: Printed, total: Printed) -> Relation | None:
    """The share that the cell is of its total, rounded or cut."""
    if not total.value or part.unit != total.unit:
        return None
    exact = abs(part.value * 100 / total.value)
    what = f"{part.figure.text} av {total.figure.text}"
    return Relation(
        "REP-307", share, (Term(part), Term(total)), exact.quantize(share.step, ROUND_HALF_UP), exact - share.step,
        exact + share.step / 2, _ASKED, (("what", what),), False, FindingClass.CONFLICT, echo=True,
    )  # fmt: skip


CHECKS = (shares_of_a_total_are_those_of_the_row,)
