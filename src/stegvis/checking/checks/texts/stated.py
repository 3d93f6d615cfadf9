"""What text says of the statements ("Totala kostnaderna uppgår till 9 739 tkr") and of a table by sex, against the tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from stegvis.checking.agreement.approximations import told
from stegvis.checking.agreement.quantities import Quantities, Quantity, of
from stegvis.checking.agreement.relations import Relation, Term, same
from stegvis.checking.checks.texts.parts import sex_groups
from stegvis.checking.prose.amounts import Amount, amounts_of, begins_in
from stegvis.checking.prose.mentions import Mention, counts_of, years_in
from stegvis.checking.understanding import Part, Printed, ReadTable, Understood

#: Something of women and something of men.
type Sexes[One] = Mapping[Part | None, One]

_ROLES = ("costs", "result", "contributions", "equity_closing", "income")
#: An amount further from the statement's than one in so many is of something else.
_NEAR = 10
#: Fewer people than this are as many as others by chance.
_MANY = 10


def amounts_of_the_statements_are_theirs(report: Understood) -> Iterator[Relation]:
    """An amount that text calls costs, result, contributions or equity is one that the statements print."""
    quantities = of(report)
    for sentence in report.sentences:
        for amount in amounts_of(sentence):
            role = _role_of(amount, report)
            if role and not amount.number.figure.about:
                yield from _against(amount, role, quantities, report)


def _role_of(amount: Amount, report: Understood) -> str:
    known = report.words.data["stated"]
    if begins_in(amount.said, known["not_stated"]) or begins_in(amount.clause, known["not_stated"]):
        return ""
    roles = [role for role in _ROLES if any(_leads(amount, way) for way in known[role])]
    return roles[0] if len(roles) == 1 else ""


def _leads(amount: Amount, way: Sequence[str]) -> bool:
    return all(begins_in(amount.said, [word]) for word in way)


def _is_plain(amount: Amount, role: str, report: Understood) -> bool:
    """Whether nothing but a verb stands between what the amount is and the amount: "Årets resultat uppgår till 548 039 kr".

    And whether it is nobody else's ("kommunens eget kapital").
    """
    known = report.words.data["stated"]
    ways = "|".join(r"\w*\s+".join(way) for way in known[role])
    plain = rf"(?:(?<!s )|(?<=förbundets ))\b(?:{ways})\w*\s+(?:{known['verbs']})\s+$"
    return not amount.is_change and re.search(plain, amount.said) is not None


def _against(amount: Amount, role: str, quantities: Quantities, report: Understood) -> Iterator[Relation]:
    """One that agrees, of any year or version; else the year's own, if the amount is near enough to be meant as it."""
    year = _year_told(amount, quantities.years(role), report)
    found = [one for one in quantities.all if one.role == role]
    if agreeing := next((one for one in found if _told(amount, one).holds), None):
        yield _told(amount, agreeing)
    elif (
        found
        and years_in(amount.sentence.text) <= {year}
        and (own := quantities.value(role, year or 0))
        and (_near(_told(amount, own)) or (_is_plain(amount, role, report) and _is_alone(own, found)))
    ):
        yield _told(amount, own)


def _is_alone(own: Quantity, found: Sequence[Quantity]) -> bool:
    """Whether all that is printed of its year agrees with a quantity."""
    return all(one.agrees_with(own) for one in found if one.year == own.year)


def _year_told(amount: Amount, years: Sequence[int], report: Understood) -> int | None:
    """The one year that the sentence names, the report's where the statements have it, else the first that they have."""
    said = years_in(amount.sentence.text)
    if len(said) == 1:
        return min(said)
    return report.year if report.year in years else next(iter(years), report.year)


def _told(amount: Amount, quantity: Quantity) -> Relation:
    scale = amount.number.exact_step / amount.number.step
    what = " ".join(amount.said.split()[-5:])
    sign = -1 if amount.number.value < 0 else 1
    term = Term(replace(quantity.number, unit=quantity.unit), sign * (-1 if quantity.number.value < 0 else 1))
    return told("REP-305", amount.number, sign * abs(quantity.amount) / scale, (term,), 80, what=what)


def _near(relation: Relation) -> bool:
    return abs(relation.difference) * _NEAR <= abs(relation.expected)


def women_and_men_are_those_of_the_table(report: Understood) -> Iterator[Relation]:
    """ "56 män och 51 kvinnor" are the totals of the section's table by sex, where one of the two is."""
    for sentence, mentions in counts_of(report):
        tables = [table for table in report.tables if table.section == sentence.section]
        for group in sex_groups(mentions, report.words) if tables else ():
            if not any(one.planned or one.elsewhen or one.number.value < _MANY for one in group):
                yield from _of_tables(group, tables)


def _of_tables(group: Sequence[Mention], tables: Sequence[ReadTable]) -> Iterator[Relation]:
    said: Sexes[Mention] = {one.sex: one for one in group if one.sex in (Part.WOMEN, Part.MEN)}
    fits = [(_equal(said, sexes), sexes) for table in tables for sexes in _totals(table)]
    most, sexes = max(fits, key=lambda one: one[0], default=(0, {}))
    for sex, one in said.items() if most else ():
        if sex in sexes:
            yield same("REP-305", one.number, sexes[sex], 75, what=" ".join(one.noun))


def _equal(said: Sexes[Mention], sexes: Sexes[Printed]) -> int:
    """For how many of women and men text and table say the same."""
    return sum(sex in sexes and sexes[sex].value == one.number.value for sex, one in said.items())


def _totals(table: ReadTable) -> Iterator[Sexes[Printed]]:
    """Women and men in all: in the row of totals, or in the column of totals of a table that lies on its side."""
    by_part = {column.part: column.place for column in table.columns if column.part in (Part.WOMEN, Part.MEN)}
    for row in table.rows:
        sexes: Sexes[Printed] = {part: row.cells[at] for part, at in by_part.items() if at in row.cells}
        if row.total and len(sexes) > 1:
            yield sexes
    for column in table.columns:
        if column.part is Part.TOTAL:
            lying: Sexes[Printed] = {
                row.part: row.cells[column.place] for row in table.rows if row.part and column.place in row.cells
            }
            if len(lying) > 1:
                yield lying


CHECKS = (amounts_of_the_statements_are_theirs, women_and_men_are_those_of_the_table)
