"""Rows of `participations.csv`: read quickly, since there may be very many, and checked against each other and the initiative.

A row is read cell by cell through what was read before. Only a row that fails is read once more, slowly, so that all its
faults are named at once.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any

from stegvis.core.facts import ParticipationFact
from stegvis.core.findings import Where, error, warning
from stegvis.core.profile import Profile
from stegvis.core.vocabulary import UNKNOWN, CodeList, code_list
from stegvis.files.package.cells import (
    Remembered,
    Wrong,
    code_of,
    coded_of,
    read_date,
    read_words,
    read_year,
    several_coded_of,
)
from stegvis.files.package.csv_files import Sheet
from stegvis.files.package.known import Known
from stegvis.files.package.layout import PARTICIPATIONS
from stegvis.files.package.row_checks import Fault, faults_of

ENTRY_CODES = {
    "education": "education", "time_on_public_support": "time_on_public_support",
    "income_before": "income_source", "occupation_before": "occupation",
}  # fmt: skip
EXIT_CODES = {
    "exit_reason": "exit_reason", "exit_destination": "exit_destination", "income_after": "income_source",
    "occupation_after": "occupation", "occupation_at_follow_up": "occupation",
}  # fmt: skip
_SOMEDAY = date(2020, 1, 1)
Coding = Remembered[Any]


def read_participations(sheet: Sheet, known: Known) -> Iterator[ParticipationFact]:
    """One fact a row, in the order of the file. A row with a fault is a finding and gives no fact."""
    reader = _Reader(sheet, known)
    for line, cells in sheet.raw():
        fact = reader.read(line, cells)
        if fact is not None:
            yield fact


class _OnDay(dict[date | None, Coding]):
    """How a column's codes are read on a day: the edition that was in force then."""

    def __init__(self, profile: Profile, name: str) -> None:
        super().__init__()
        self._profile, self._name = profile, name
        self._readers: dict[str, Coding] = {}

    def __missing__(self, day: date | None) -> Coding:
        edition = self._profile.edition_on(self._name, day or _SOMEDAY)
        if edition not in self._readers:
            self._readers[edition] = Remembered(coding_of(code_list(self._name, edition)))
        self[day] = self._readers[edition]
        return self[day]


def coding_of(codes: CodeList) -> Callable[[str], Any]:
    """The reader of a list's cells: one code, or several."""
    return several_coded_of(codes) if codes.several else coded_of(codes)


class _Reader:
    def __init__(self, sheet: Sheet, known: Known) -> None:
        self._sheet, self._known = sheet, known
        self._pick: Callable[[list[str]], tuple[str, ...]] = itemgetter(
            *(sheet.header.get(column, sheet.width) for column in PARTICIPATIONS.columns)
        )
        self._keys: dict[tuple[str, str, date], int] = {}
        lists = {name: _OnDay(known.profile, name) for name in {*ENTRY_CODES.values(), *EXIT_CODES.values()}}
        self._entry = tuple(lists[name] for name in ENTRY_CODES.values())
        self._exit = tuple(lists[name] for name in EXIT_CODES.values())
        self._days: Remembered[date | None] = Remembered(lambda text: read_date(text) if text else None)
        self._years: Remembered[int | None] = Remembered(lambda text: read_year(text) if text else None)
        self._words: Remembered[tuple[str, ...]] = Remembered(read_words)
        self._same: Remembered[str] = Remembered(str)
        self._sexes: Remembered[str] = Remembered(_read_sex)
        self._registrations: Remembered[str] = Remembered(_read_registration)

    def read(self, line: int, cells: list[str]) -> ParticipationFact | None:
        """The row's fact, or None where anything is wrong with it."""
        cells.append("")  # what a column that was left out reads as
        texts = self._pick(cells)
        try:
            fact = self._fact(texts)
        except Wrong:
            self._explain(line, texts)
            return None
        good = True
        for fault in faults_of(fact, self._known):
            good &= self._report(line, fault)
        self._check_key(line, fact)
        return fact if good else None

    def _fact(self, texts: tuple[str, ...]) -> ParticipationFact:
        (person, initiative, site, registration, sex, birth_year, municipality, groups, education, support,
         income_before, occupation_before, referrer, referred, entered, stage, exited, reason, destination,
         income_after, occupation_after, followed_up, occupation_later) = texts  # fmt: skip
        on, left = self._days[entered], self._days[exited]
        if (
            on is None
            or not initiative
            or (left is None and (reason or destination or income_after or occupation_after))
        ):
            raise Wrong("PKG-040")
        if left is None and (followed_up or occupation_later):
            raise Wrong("PKG-071")
        of_education, of_support, of_income, of_occupation = self._entry
        of_reason, of_destination, of_income_after, of_occupation_after, of_occupation_later = self._exit
        same = self._same
        return ParticipationFact(
            person.strip(),
            same[initiative],
            self._registrations[registration],
            self._sexes[sex],
            on,
            self._years[birth_year],
            same[municipality],
            same[site],
            self._words[groups],
            of_education[on][education],
            of_support[on][support],
            of_income[on][income_before],
            of_occupation[on][occupation_before],
            same[referrer],
            self._days[referred],
            same[stage],
            left,
            of_reason[left][reason],
            of_destination[left][destination],
            of_income_after[left][income_after],
            of_occupation_after[left][occupation_after],
            self._days[followed_up],
            of_occupation_later[left][occupation_later],
        )

    def _check_key(self, line: int, fact: ParticipationFact) -> None:
        """Anonymous rows have no key: identical rows are several persons."""
        if fact.person:
            first = self._keys.setdefault((fact.person, fact.initiative, fact.entered), line)
            if first != line:
                self._sheet.same_key(line, first, (fact.person, fact.initiative, fact.entered.isoformat()))

    def _report(self, line: int, fault: Fault) -> bool:
        """Add a fault as a finding; whether the fact may be kept all the same."""
        make = warning if fault.only_warns else error
        where = Where(self._sheet.name, line, fault.column)
        self._sheet.findings.add(make(fault.code, where, value=fault.value, **fault.values))
        return fault.only_warns

    def _explain(self, line: int, texts: tuple[str, ...]) -> None:
        """Read a row that failed once more, column by column, and name everything that is wrong with it."""
        row = dict(zip(PARTICIPATIONS.columns, (text.strip() for text in texts), strict=True))
        failed: dict[str, Fault] = {}
        values = {column: self._slowly(column, row, failed) for column in PARTICIPATIONS.columns}
        for column in (*EXIT_CODES, "followed_up"):
            if row[column] and not row["exited"]:
                failed[column] = Fault("PKG-071", column, row[column])
                values[column] = () if isinstance(values[column], tuple) else None
        for column in ("initiative", "registration", "entered"):
            if not row[column] and column in self._sheet.header:
                failed[column] = Fault("PKG-040", column, "")
        fact = ParticipationFact(**{**values, "entered": values["entered"] or _SOMEDAY})
        spoilt = {*failed, *(column for column in PARTICIPATIONS.columns if column not in self._sheet.header)}
        for fault in (*failed.values(), *faults_of(fact, self._known)):
            if fault is failed.get(fault.column) or not spoilt & {fault.column, *fault.beside}:
                self._report(line, fault)

    def _slowly(self, column: str, row: Mapping[str, str], failed: dict[str, Fault]) -> Any:
        read = self._reader_of(column, row)
        try:
            return read[row[column]]
        except Wrong as wrong:
            failed[column] = Fault(wrong.code, column, row[column], wrong.values)
        try:
            return read[""]
        except Wrong:
            return ""

    def _reader_of(self, column: str, row: Mapping[str, str]) -> Remembered[Any]:
        if column in ENTRY_CODES:
            return self._entry[list(ENTRY_CODES).index(column)][self._day_or_none(row["entered"])]
        if column in EXIT_CODES:
            return self._exit[list(EXIT_CODES).index(column)][self._day_or_none(row["exited"])]
        of_column: Mapping[str, Remembered[Any]] = {
            "registration": self._registrations, "sex": self._sexes, "birth_year": self._years, "groups": self._words,
            **dict.fromkeys(("referred", "entered", "exited", "followed_up"), self._days),
        }  # fmt: skip
        return of_column.get(column, self._same)

    def _day_or_none(self, text: str) -> date | None:
        try:
            return self._days[text]
        except Wrong:
            return None


def _read_sex(text: str) -> str:
    return code_of(code_list("sex"))(text) if text else UNKNOWN


def _read_registration(text: str) -> str:
    return code_of(code_list("registration"))(text)
