"""What something cost for each participant, or each month, against the cost and the participants that are told with it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from stegvis.checking.agreement.approximations import told as nearly
from stegvis.checking.agreement.relations import Relation, Term, quotient_of
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.texts.telling import as_told
from stegvis.checking.once import once
from stegvis.checking.prose.amounts import amounts_of, begins_in
from stegvis.checking.prose.mentions import clause_of, counts_of
from stegvis.checking.prose.named_cells import cells_of
from stegvis.checking.prose.naming import Naming, named_in, subjects
from stegvis.checking.prose.wordings import marked, told
from stegvis.checking.understanding import Printed, Sentence, Understood
from stegvis.core.report_findings import ReportFinding

#: So many sentences back the cost and the participants may be told.
_BACK = 3
#: A quotient further from what is told than so many times is of something else.
_FAR = 3
#: Digits swapped or one wrong.
_SLIPS = ("WHY-004", "WHY-005")
_MONTHS = 12


def a_cost_for_each_is_the_cost_by_their_number(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "1 187 420 kr eller i genomsnitt 23 748 kr per deltagare" where 50 took part."""
    for at, sentence in enumerate(report.sentences):
        for each in _eaches(sentence, report):
            aside = begins_in(clause_of(sentence, each), report.words.data["shares"]["aside"])
            if not each.figure.span and not aside:
                yield from _against(each, report, at)


def _eaches(sentence: Sentence, report: Understood) -> Sequence[Printed]:
    """What was paid for each, and what others did: "Jobbspårets kostnad per deltagare var 18 765 kr, Hälsoteamets 16 538 kr"."""
    said = [one.numbers["each"] for one in told("each", marked([sentence], report.words), report.words)]
    found = {one.id: one for one in said}
    names = named_in(sentence, report) if found else ()
    for one, other in zip(sentence.numbers, sentence.numbers[1:], strict=False):
        named = any(one.figure.end <= name.start < other.figure.start for name in names)
        if one.id in found and named and one.unit == other.unit:
            found[other.id] = other
    return list(found.values())


def _subject(each: Printed, sentence: Sentence, report: Understood) -> Sequence[Naming]:
    """The row that is named last before the number, where there are several."""
    names = subjects(sentence, report)
    return [one for one in names if one.end <= each.figure.start][-1:] or names


def _against(each: Printed, report: Understood, at: int) -> Iterator[Relation | ReportFinding]:
    near = report.sentences[max(0, at - _BACK) : at + 1]
    here = [one for one in near if one.section == near[-1].section]
    after = [one for one in report.sentences[at + 1 : at + 2] if one.section == near[-1].section]
    costs, people = list(_costs(here, each)), list(_people(here, each, report))
    told_of = [one for one in report.sentences if one.section == near[-1].section]
    names = _subject(each, near[-1], report)
    cells = [one.number for naming in names for one in cells_of(naming.rows)]
    later = [one.number for sentence in after for one in amounts_of(sentence)]
    all_costs = [*costs, *later, *(one for one in cells if one.unit), *_totals(report)[0]]
    all_people = [*_people(told_of, each, report), *(one for one in cells if not one.unit), *_totals(report)[1]]
    pairs = [_each(each, cost, count) for cost in all_costs for count in all_people if count.value > 1]
    if held := next((one for one in pairs if one.holds), None):
        yield held
    elif costs and people and _is_beside(people[-1], near) and _is_near(sure := _each(each, costs[-1], people[-1])):
        yield as_told(sure)
    else:
        own = [
            one
            for one in pairs
            if len(names) == 1 and {term.number.id for term in one.terms} <= {cell.id for cell in cells}
        ]
        slips = {one.expected: one for one in own if _slip(one) in _SLIPS}
        slips |= {one.expected: one for one in pairs if _slip(one) == _SLIPS[0]}
        yield from (as_told(one) for one in slips.values() if len(slips) == 1)


def _is_beside(people: Printed, near: Sequence[Sentence]) -> bool:
    """Whether the participants are told of in the paragraph of what each cost: those of another one may be others."""
    own = [one for one in near if one.passage == near[-1].passage]
    return any(people.id == number.id for one in own for number in one.numbers)


def _slip(relation: Relation) -> str:
    """The slip that made the number of what it should be, in as even tens, hundreds or thousands as it is told in."""
    printed, right = relation.whole.value, relation.expected
    evens = [even for even in map(Decimal, (10, 100, 1000)) if printed % even == 0]
    even = ((right / one).to_integral_value() * one for one in evens)
    return next((slip for one in (right, *even) if (slip := slip_of(printed, one))), "")


def _costs(sentences: Sequence[Sentence], each: Printed) -> Iterator[Printed]:
    """The amounts before it, but those that another is a part of: "4 190 tkr av 6 310"."""
    amounts = (one for sentence in sentences for one in amounts_of(sentence) if one.number.id < each.id)
    return (one.number for one in amounts if one.said.strip() != "av")


def _people(sentences: Sequence[Sentence], each: Printed, report: Understood) -> Iterator[Printed]:
    """The numbers of people, of both sexes and of all of them."""
    known = {id(sentence): mentions for sentence, mentions in counts_of(report)}
    for sentence in sentences:
        for one in known.get(id(sentence), ()):
            if (
                one.of_people(report.words)
                and one.sex is None
                and not (one.of or one.elsewhen)
                and one.number.id < each.id
                and one.number.value > 1
            ):
                yield one.number


@once
def _totals(report: Understood) -> tuple[Sequence[Printed], Sequence[Printed]]:
    """The money of all totals of tables, and the people of all: told as a total, or in a table by sex."""
    totals = [(row, column) for table in report.tables for row in table.rows if row.total for column in table.columns]
    cells = [row.cells[column.place] for row, column in totals if column.place in row.cells]
    people = [
        one.number for _, mentions in counts_of(report) for one in mentions if one.whole and one.of_people(report.words)
    ]
    return [cell for cell in cells if cell.unit], [
        *people,
        *(cell for cell in cells if not cell.unit and not cell.figure.decimals),
    ]


def _each(each: Printed, cost: Printed, count: Printed) -> Relation:
    return quotient_of("REP-307", each, cost, count, 85, what=f"{cost.figure.text} på {count.figure.text}")


def _is_near(relation: Relation) -> bool:
    return bool(relation.expected) and 1 / Decimal(_FAR) < relation.whole.value / relation.expected < _FAR


def a_month_is_a_twelfth_of_the_year(report: Understood) -> Iterator[Relation | ReportFinding]:
    """ "sålde möbler för 84 000 kronor, alltså omkring 7 000 kronor i månaden"."""
    for at, sentence in enumerate(report.sentences):
        for said in told("months", marked([sentence], report.words), report.words):
            month = said.numbers["month"]
            near = [one for one in report.sentences[max(0, at - 1) : at + 1] if one.section == sentence.section]
            twelfths = [_twelfth(month, year) for year in _costs(near, month)]
            meant = [one for one in twelfths if _slip(one) in _SLIPS] or [one for one in twelfths if _is_near(one)]
            held = next((one for one in twelfths if one.holds), None)
            if held or len({one.expected for one in meant}) == 1:
                yield as_told(held or meant[0])


def _twelfth(month: Printed, year: Printed) -> Relation:
    exact = year.exact / _MONTHS / (month.exact_step / month.step)
    return nearly("REP-307", month, exact, (Term(year),), 85, what=f"{year.figure.text} / {_MONTHS}")


CHECKS = (a_cost_for_each_is_the_cost_by_their_number, a_month_is_a_twelfth_of_the_year)
