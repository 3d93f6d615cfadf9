"""Ratios in rows and in text against the amounts that they are of: "Eget kapital i procent av medlemsbidragen: 22,0 procent"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP
from typing import Any

from stegvis.checking.agreement import quantities
from stegvis.checking.agreement.quantities import Quantities, Quantity
from stegvis.checking.agreement.relations import Relation, Term
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.checks.statements.ratios import Base, base_of, ratio
from stegvis.checking.prose.wordings import Said as Told
from stegvis.checking.prose.wordings import marked, told
from stegvis.checking.understanding import ColumnKind, Printed, ReadTable, Sentence, Understood, Version
from stegvis.core.report_findings import FindingClass

_VERSIONS = (Version.OUTCOME, Version.FORECAST, Version.BUDGET)
_YEAR = re.compile(r"\b20\d\d\b")
_RIGHT_AFTER = re.compile(r"\s*\(?(?:år\s+|i\s+bokslutet\s+)?(20\d\d)\b")
_OF_YEAR = re.compile(r"[^.;]{0,25}?\b(20\d\d)\b")
#: Where a number is no outcome of the year: a limit, or another year's.
_ASIDE = re.compile(
    r"\b(?:jämfört|mot|från|tidigare|förra|föregående|året innan|ska|skall|bör|får|måste|riktvärde\w*|gräns\w*|mål\w*"
    r"|högst|minst|max\w*|lägst|över(?:stig|skrid)\w*|under(?:stig|skrid)\w*|ök\w*|minsk\w*|rekommend\w*|eftersträva\w*|strävar)\b",
    re.IGNORECASE,
)
#: A share further from what it should be than a quarter of it is of something else.
_FAR = 4
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Said:
    """A ratio as it is said: the number in percent, of which year, and what it is called."""

    number: Printed
    year: int
    what: str


def ratios_in_text_are_of_their_amounts(report: Understood) -> Iterator[Relation]:
    """A percentage that text gives as a ratio of the year is that of the statements' amounts."""
    found = quantities.of(report)
    for sentence in report.sentences:
        for name, known in report.words.data["ratios"].items():
            if said := _in_sentence(sentence, known, report):
                right = any(each.holds for one in said for each in _held(name, known, one, found))
                yield from (each for one in said for each in _held(name, known, one, found, sure=right))
                break


def ratios_in_rows_are_of_their_amounts(report: Understood) -> Iterator[Relation]:
    """A row of ratios is that of the amounts, each year; those that hold bear the others out."""
    found = quantities.of(report)
    for table in report.tables:
        for row in table.rows:
            cells = [Said(number, year, row.label) for year, number in _percents(table, row.cells)]
            told = [
                one for known in _known(row.label, report) for said in cells for one in _held("", known, said, found)
            ]
            borne_out = any(one.holds for one in told)
            yield from (replace(one, certainty=90 if borne_out else one.certainty) for one in told)


def _known(label: str, report: Understood) -> Iterator[Mapping[str, Any]]:
    """The ratio that a row's label names; the equity ratio is ratios.py's."""
    for name, known in report.words.data["ratios"].items():
        if name != "equity_ratio" and _names(label.casefold(), known):
            yield known
            return


def _names(text: str, known: Mapping[str, Any]) -> bool:
    subject = re.search(known["subject"], text)
    return subject is not None and ("said" not in known or re.search(known["said"], text[subject.end() :]) is not None)


def _percents(table: ReadTable, cells: Mapping[int, Printed]) -> Iterator[tuple[int, Printed]]:
    for at, number in cells.items():
        column = table.column(at)
        share = number.unit == "%" or (not number.unit and abs(number.value) <= _PERCENT)
        if share and column.year and column.kind in (ColumnKind.FIGURES, ColumnKind.SHARE):
            yield column.year, number


def _in_sentence(sentence: Sentence, known: Mapping[str, Any], report: Understood) -> Sequence[Said]:
    """The first percentage after what leads to it, and what it was the year before where that is told with it."""
    subject = re.search(known["subject"], sentence.text, re.IGNORECASE)
    later = [one for one in sentence.numbers if one.unit == "%" and subject and one.figure.start > subject.start()]
    if not subject or not later or not _is_of(known, sentence, subject, later[0]):
        return ()
    what = sentence.text[subject.start() : subject.end()]
    if two := _two_years(sentence, later[:2], report) or _beside_years(sentence, later):
        return [Said(number, year, what) for number, year in two]
    number = later[0]
    year = _year(sentence, number, report)
    aside = _ASIDE.search(sentence.before(number)) or number.figure.about or number.figure.span
    return [Said(number, year, what)] if year and not aside else ()


def _is_of(known: Mapping[str, Any], sentence: Sentence, subject: re.Match[str], number: Printed) -> bool:
    """Whether the words before the number, or right after it, say that it is of what the ratio is of."""
    lead = sentence.text[subject.end() : number.figure.start]
    return (
        "said" not in known
        or re.search(known["said"], lead, re.IGNORECASE) is not None
        or re.match(r"\s*" + known["said"], sentence.after(number), re.IGNORECASE) is not None
    )


def _two_years(sentence: Sentence, two: Sequence[Printed], report: Understood) -> Sequence[tuple[Printed, int]]:
    """ "64 procent (föregående år 57 procent)", "från 57 till 64 procent": the report's year and the one before it."""
    ids = {one.id for one in two}
    for said in told("two_years", marked([sentence], report.words), report.words):
        now, then = said.numbers["now"], said.numbers["then"]
        if {now.id, then.id} == ids and report.year and _is_last_year(said, report.year, report):
            return (now, report.year), (then, report.year - 1)
    return ()


def _beside_years(sentence: Sentence, numbers: Sequence[Printed]) -> Sequence[tuple[Printed, int]]:
    """ "61 procent 2023 och 58 procent 2022": each with its year right after it."""
    found = [(one, int(year[1])) for one in numbers if (year := _RIGHT_AFTER.match(sentence.after(one)))]
    return found if len(found) == len(numbers) > 1 and not _ASIDE.search(sentence.before(numbers[0])) else ()


def _is_last_year(said: Told, year: int, report: Understood) -> bool:
    """Whether the words at the earlier number say that it is of the year before."""
    at_then = f"{said.words.get('before', '')} {said.words['at_then']}"
    years = {int(one) for one in _YEAR.findall(at_then)}
    form = report.words.data["wordings"]["words"]["last_year"]
    return years == {year - 1} or (not years and re.search(form, at_then) is not None)


def _year(sentence: Sentence, number: Printed, report: Understood) -> int | None:
    years = {int(one) for one in _YEAR.findall(sentence.text)}
    beside = _OF_YEAR.match(sentence.after(number)) if len(years) > 1 else None
    if beside:
        return int(beside[1])
    return report.year if not years else years.pop() if len(years) == 1 else None


def _held(
    name: str, known: Mapping[str, Any], said: Said, found: Quantities, *, sure: bool = False
) -> Iterator[Relation]:
    """The ratio as one of the amounts gives it that it may be of, else as that does which it names, if it is near enough.

    `sure`: it is told with another year's, which is right.
    """
    if name == "equity_ratio":
        told = [_of_assets(said, base) for base in _assets(said.year, found)]
    else:
        told = [_relation(said, *way) for way in _ways(known, known["base"], said.year, found)]
    holding = [one for one in told if one.holds]
    named = (
        told
        if name == "equity_ratio"
        else [_relation(said, *way) for way in _ways(known, known["base"][:1], said.year, found)]
    )
    if holding or not _is_of_another_year(name, known, said, found):
        yield from (holding or [one for one in named if sure or _is_near(one)])[:1]


def _is_near(one: Relation) -> bool:
    return abs(one.difference) * _FAR <= abs(one.expected) or bool(slip_of(one.whole.value, one.expected))


def _is_of_another_year(name: str, known: Mapping[str, Any], said: Said, found: Quantities) -> bool:
    """Whether it is right of the year before or after."""
    others = [replace(said, year=said.year + way) for way in (-1, 1)]
    if name == "equity_ratio":
        return any(_of_assets(one, base).holds for one in others for base in _assets(one.year, found))
    return any(_relation(one, *way).holds for one in others for way in _ways(known, known["base"], one.year, found))


def _assets(year: int, found: Quantities) -> Sequence[Base]:
    base = base_of(year, found)
    return [base] if base else []


def _of_assets(said: Said, base: Base) -> Relation:
    return replace(ratio("REP-241", said.number, said.what, said.year, base), certainty=85)


def _ways(
    known: Mapping[str, Any], bases: Sequence[str], year: int, found: Quantities
) -> Iterator[tuple[Quantity, Quantity]]:
    """The amounts that it may be of, as outcome rather than as forecast or budget."""
    for of, base in ((of, base) for base in bases for of in known["of"]):
        pairs = ((found.value(of, year, version), found.value(base, year, version)) for version in _VERSIONS)
        yield from [(one, other) for one, other in pairs if one and other and other.amount > 0][:1]


def _relation(said: Said, count: Quantity, base: Quantity) -> Relation:
    shares = [
        (_PERCENT * (count.amount + way * count.step / 2) / (base.amount - way * base.step / 2)).quantize(
            said.number.step, ROUND_HALF_UP
        )
        for way in (-1, 0, 1)
    ]
    words = {"what": said.what, "year": str(said.year), "of": count.row.label, "base": base.row.label}
    whole, terms = replace(said.number, unit="%"), (Term(count.printed), Term(base.printed))
    low, high = min(shares), max(shares)
    return Relation("REP-242", whole, terms, shares[1], low, high, 80, tuple(words.items()),
                    additive=False, kind=FindingClass.CONFLICT, echo=True)  # fmt: skip


CHECKS = (ratios_in_text_are_of_their_amounts, ratios_in_rows_are_of_their_amounts)
