"""Shares of women and men in running text against the table by sex that they can only be of."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.prose.mentions import clause_of, years_in
from stegvis.checking.prose.naming import NamedRow, is_beside, subjects, words_of
from stegvis.checking.prose.wordings import marked, told
from stegvis.checking.tables.turned import upright
from stegvis.checking.understanding import ColumnKind, Part, Printed, Sentence, Understood
from stegvis.core.report_findings import FindingClass

#: Women and men of a row or a column.
Sexes = Mapping[Part, Printed]


def shares_of_sexes_are_those_of_the_table(report: Understood) -> Iterator[Relation]:
    """ "I Nystart är 59 procent män": of the row or column that is named, else of the total of the table beside."""
    for sentence in report.sentences:
        done: set[int] = set()
        for said in told("sexes_of_tables", marked([sentence], report.words), report.words):
            share = said.numbers["share"]
            years = years_in(clause_of(sentence, share))
            if share.id not in done and not share.figure.about and years <= {report.year}:
                done.add(share.id)
                sex = Part.WOMEN if said.words["sex"].startswith("kv") else Part.MEN
                yield from _against(share, sex, sentence, report)


def _against(share: Printed, sex: Part, sentence: Sentence, report: Understood) -> Iterator[Relation]:
    pairs = list(_named(sentence, share, report))
    if not pairs and not any(word.name for word in words_of(sentence.text)):
        beside = [table for table in upright(report) if is_beside(sentence, table, report)]
        totals = [NamedRow(table, row) for table in beside for row in table.rows if row.total]
        pairs = [one for row in totals for one in _of_row(row)]
    relations = [_share(share, sex, pair) for pair in pairs if sum(one.value for one in pair.values())]
    held = next((one for one in relations if one.holds), None)
    if held:
        yield held
    elif len({one.expected for one in relations}) == 1:
        yield relations[0]


def _share(share: Printed, sex: Part, pair: Sexes) -> Relation:
    whole = sum((one.value for one in pair.values()), Decimal(0))
    exact = pair[sex].value * 100 / whole
    what = f"{pair[sex].figure.text} / {whole}"
    terms = tuple(Term(one) for one in pair.values())
    expected = exact.quantize(share.step, ROUND_HALF_UP)
    low, high = exact - share.step, exact + share.step / 2
    return Relation(
        "REP-307", share, terms, expected, low, high, 82, (("what", what),), False, FindingClass.CONFLICT, echo=True
    )


def _named(sentence: Sentence, share: Printed, report: Understood) -> Iterator[Sexes]:
    """Women and men of the rows that the sentence or its heading names."""
    names = subjects(sentence, report)
    before = [one for one in names if one.end <= share.figure.start][-1:]
    for naming in before or names:
        for row in naming.rows if naming.sure else ():
            yield from _of_row(row)


def _of_row(row: NamedRow) -> Iterator[Sexes]:
    """Women and men of a row, where it has one number of each and no third."""
    columns = [one for one in row.table.columns if one.place in row.row.cells]
    both = {one.part: row.row.cells[one.place] for one in columns if one.part and _is_count(one.part, one.kind)}
    totals = [
        row.row.cells[one.place].value for one in columns if one.part is Part.TOTAL and one.kind is ColumnKind.FIGURES
    ]
    several = sum(_is_count(one.part, one.kind) for one in columns) > 2
    if len(both) == 2 and not several and (not totals or sum(one.value for one in both.values()) in totals):
        yield both


def _is_count(part: Part | None, kind: ColumnKind) -> bool:
    return kind is ColumnKind.FIGURES and part in (Part.WOMEN, Part.MEN)


CHECKS = (shares_of_sexes_are_those_of_the_table,)
