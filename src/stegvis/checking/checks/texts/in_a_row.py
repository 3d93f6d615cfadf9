"""Claims over years: "för tredje året i rad", "det högsta på fem år", and a result that is called a surplus or a loss."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from stegvis.checking.agreement import quantities
from stegvis.checking.understanding import ColumnKind, Printed, Sentence, Understood
from stegvis.checking.words.stems import stems
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

#: Fewer years show no row of them.
_YEARS = 3

#: A quantity's numbers by year.
Years = Mapping[int, Printed]


def years_in_a_row_are_so(report: Understood) -> Iterator[ReportFinding]:
    """ "Antalet deltagare ökar för tredje året i rad": each of those years that the tables show is more than the one before."""
    words = report.words.data["claims"]
    for sentence in report.sentences:
        found = re.search(words["in_a_row"], sentence.text, re.IGNORECASE)
        for numbers in _subjects(sentence, report) if found else ():
            count = words["ordinals"][(found["nth"] or found["nth2"]).casefold()] if found else 0
            years = [year for year in sorted(numbers) if (report.year or 0) - count <= year <= (report.year or 0)]
            word = ((found["word"] or found["word2"]) if found else "").casefold()
            grows = word.startswith(tuple(words["growing"]))
            pairs = [(numbers[one], numbers[other]) for one, other in pairwise(years) if other == one + 1]
            wrong = [
                (then, now) for then, now in pairs if (now.value <= then.value if grows else now.value >= then.value)
            ]
            if found and len(pairs) > 1 and wrong:
                then, now = wrong[-1]
                yield _finding(sentence, found[0], now, then)
                break


def the_highest_of_some_years_is_so(report: Understood) -> Iterator[ReportFinding]:
    """ "Det högsta resultatet på fem år": no other of those years that the tables show is higher."""
    words = report.words.data["claims"]
    for sentence in report.sentences:
        found = re.search(words["of_years"], sentence.text, re.IGNORECASE)
        for numbers in _subjects(sentence, report) if found else ():
            now = numbers.get(report.year or 0)
            others = [
                one
                for year, one in numbers.items()
                if found and now and _since(found, report) <= year < (report.year or 0)
            ]
            most = found is not None and re.search(words["of_most"], found["extreme"], re.IGNORECASE) is not None
            wrong = [one for one in others if now and (one.value > now.value if most else one.value < now.value)]
            if found and now and wrong:
                yield _finding(sentence, found[0], now, wrong[0])
                break


def _since(found: re.Match[str], report: Understood) -> int:
    """The first of the years that a claim is of."""
    year = report.year or 0
    if found["since"]:
        return int(found["since"])
    said = (found["count"] or "fem").casefold()
    return year - (int(said) if said.isdigit() else report.words.data["number_words"].get(said, 5)) + 1


def _finding(sentence: Sentence, said: str, now: Printed, then: Printed) -> ReportFinding:
    return finding("REP-417", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, now.place, then.place), certainty=82,
                   printed=said, now=now.figure.text, then=then.figure.text)  # fmt: skip


def _subjects(sentence: Sentence, report: Understood) -> Iterator[Years]:
    """What a sentence is of, by year: a quantity of the statements, else the one row of years that it names."""
    roles = report.words.data["claims"]["quantities"]
    found = quantities.of(report)
    text = sentence.text.casefold()
    named = [role for name, role in roles.items() if re.search(rf"\b{name}\b", text)]
    if named:
        yield {year: one.number for year in found.years(named[0]) if (one := found.value(named[0], year))}
        return
    rows = [numbers for label, numbers in _rows(report) if _is_named(label, text)]
    if len(rows) == 1:
        yield rows[0]


def _rows(report: Understood) -> Iterator[tuple[str, Years]]:
    """Rows with a number for each of three years or more."""
    for table in report.tables:
        columns = [one for one in table.columns if one.year and one.kind is not ColumnKind.LABEL]
        years = [one.year for one in columns]
        if len(years) >= _YEARS and len(set(years)) == len(years):
            for row in table.rows:
                numbers = {one.year: row.cells[one.place] for one in columns if one.year and one.place in row.cells}
                if len(numbers) >= _YEARS:
                    yield row.label, numbers


def _is_named(label: str, text: str) -> bool:
    """Whether a sentence has all words of a label but "antal"."""
    own = set(stems(label)) - set(stems("antal antalet andel andelen procent totalt"))
    return bool(own) and own <= set(stems(text))


def a_surplus_is_a_surplus(report: Understood) -> Iterator[ReportFinding]:
    """ "Förbundet redovisar ett underskott" where the year's result is positive, and the other way about."""
    words = report.words.data["claims"]
    result = quantities.of(report).value("result", report.year or 0)
    for sentence in report.sentences if result and result.amount else ():
        found = re.search(words["surplus"], sentence.text, re.IGNORECASE)
        other = re.search(words["not_the_result"], sentence.text, re.IGNORECASE)
        if result and found and not other and not _of_another_year(sentence, report):
            plus = (found["sign"] or found["sign2"]).casefold() in words["surplus_words"]
            if plus is not (result.amount > 0):
                yield finding("REP-418", Severity.WARNING, FindingClass.CONFLICT, (sentence.place, result.number.place),
                              certainty=85, printed=found[0], expected=result.number.figure.text)  # fmt: skip


def _of_another_year(sentence: Sentence, report: Understood) -> bool:
    years = {int(one) for one in re.findall(r"\b20\d\d\b", sentence.text)}
    return bool(years) and report.year not in years


CHECKS = (years_in_a_row_are_so, the_highest_of_some_years_is_so, a_surplus_is_a_surplus)
