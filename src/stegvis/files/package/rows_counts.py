"""Rows of `tallies.csv`, `answers.csv` and `series.csv`: numbers without persons, answers untied, figures from print."""

from collections.abc import Callable, Iterator
from datetime import date

from stegvis.core.facts import AnswerFact, SeriesFact, TallyFact
from stegvis.core.vocabulary import TOTAL, UNKNOWN, code_list, editions
from stegvis.files.package.cells import (
    Remembered,
    Wrong,
    code_of,
    one_of,
    read_count,
    read_decimal,
    read_period,
    read_yes,
)
from stegvis.files.package.csv_files import Row, Sheet
from stegvis.files.package.known import Known
from stegvis.files.package.profile_parts import LISTS_WITH_EDITIONS
from stegvis.files.package.rows_initiatives import read_span

NOT_COLLECTED = "not_collected"
_EPOCH = date(1900, 1, 1)


def read_tallies(sheet: Sheet, known: Known) -> Iterator[TallyFact]:
    """Numbers counted without rows."""
    measures = code_list("tally_measure")
    measure_of, sex_of = code_of(measures), code_of(code_list("sex"))
    for row in sheet.rows():
        row.need("initiative", str, "")
        measure, sex = row.need("measure", measure_of, ""), row.value("sex", sex_of, UNKNOWN)
        if measure and not measures[measure].persons and sex != NOT_COLLECTED:
            row.wrong("PKG-083", "sex", measure=measure)
        row.need("from", str, "")
        row.need("to", str, "")
        start, end = read_span(row, "from", "to")
        yield TallyFact(
            initiative=known.check_initiative(row),
            start=start or _EPOCH,
            end=end or _EPOCH,
            measure=measure,
            sex=sex,
            count=row.need("count", read_count, 0),
            municipality=row.text("municipality"),
            party=known.check_party(row, "party"),
            estimated=row.value("estimated", read_yes, False),
        )


def read_answers(sheet: Sheet, known: Known) -> Iterator[AnswerFact]:
    """Answers in the order they came; few different words make up very many rows."""
    group_of, sex_of = code_of(code_list("respondent_group")), code_of(code_list("sex"))
    same: Remembered[str] = Remembered(str)
    for row in sheet.rows():
        yield AnswerFact(
            round=same[row.need("round", str, "")],
            survey=same[row.need("survey", str, "")],
            respondent_group=same[row.need("respondent_group", group_of, "")],
            initiative=same[known.check_initiative(row)],
            sex=same[row.value("sex", sex_of, UNKNOWN)],
            question=same[row.need("question", str, "")],
            value=same[row.text("value")],
        )


def read_series(sheet: Sheet, known: Known) -> Iterator[SeriesFact]:
    """Figures typed in from print."""
    scope_of, sex_of = one_of("own", "county", "nation", "population"), _sex_or_total()
    for row in sheet.rows():
        yield SeriesFact(
            scope=row.need("scope", scope_of, ""),
            initiative=known.check_initiative(row),
            measure=row.need("measure", str, ""),
            period=row.need("period", read_period, ""),
            edition=row.value("edition", _read_edition, ""),
            category=row.text("category"),
            sex=row.value("sex", sex_of, ""),
            value=row.maybe("value", read_decimal),
            **_said_of(row),
        )


def _said_of(row: Row) -> dict[str, str]:
    return {column: row.text(column) for column in ("unit", "base", "definition", "source", "page")}


def _sex_or_total() -> Callable[[str], str]:
    return one_of(*(code.code for code in code_list("sex").codes), TOTAL)


def _read_edition(text: str) -> str:
    known = sorted({edition for name in LISTS_WITH_EDITIONS for edition in editions(name)})
    if text not in known:
        raise Wrong("PKG-092", list="", known=", ".join(known))
    return text
