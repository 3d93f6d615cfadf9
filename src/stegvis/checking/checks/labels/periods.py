"""Periods that text tells: they end after they begin, last as long as is said, and a date falls on the weekday that is named."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from stegvis.checking.figures import numeral
from stegvis.checking.prose.sayings import Kind, Saying, sayings
from stegvis.checking.understanding import Understood
from stegvis.core.findings import Severity
from stegvis.core.report_findings import FindingClass, ReportFinding, finding

_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_DATE = re.compile(
    rf"(?P<iso>20\d\d-[01]\d-[0-3]\d)|(?:\b(?P<day>\d{{1,2}}) )?\b(?P<month>{'|'.join(_MONTHS)})\b(?: (?P<year>20\d\d)\b)?"
    r"|\b(?P<only>20\d\d)\b(?![-/]?\d)",
    re.IGNORECASE,
)
_UNTIL = r"(?:till och med|t\.?o\.?m\.?|fram till|till)"
_JOINS = r"(?:\s|,|\b(?:och|den|det|har|ska|planeras|beräknas|i|vid|med|under|sedan|då)\b)*"
#: What stands before the first date of a period, unless the two stand right beside each other; then between them:
#: nothing else that could have ended, or the end of what has lasted so long.
_BEGUN = re.compile(
    r"\b(?:start|börja|påbörja|inled|bilda|öppna|grunda|driv|bedriv|pågå|pågick)\w*[^.;\d]{0,30}$", re.IGNORECASE
)
_BESIDE = re.compile(rf"\s?[–—-]\s?(?:den )?|\s{_UNTIL}\s(?:den )?", re.IGNORECASE)
_ENDED = re.compile(
    rf"{_JOINS}(?:{_UNTIL}|(?:avsluta|sluta|upphör|stäng|pågick till|pågår till)\w*){_JOINS}", re.IGNORECASE
)
_LASTED = re.compile(
    r"[^;]{0,90}?\b(?:till och med|t\.?o\.?m\.?|(?:vid|i) (?:utgången|slutet) av|vid årsskiftet)\s(?:den )?",
    re.IGNORECASE,
)
_LASTS = re.compile(
    r"(?<!de )(?<!senaste )(?<!första )\b(?P<count>\d{1,2}|[a-zåäö]+) (?:hela |kalender)?(?:av årets )?"
    r"(?P<unit>år|månader|månad)\b(?! (?:sedan|tidigare|senare|i rad|gammal))",
    re.IGNORECASE,
)
#: All that stands between a period and its length, after it or before it, and what leads to a length before it.
_HENCE = re.compile(
    r"\W*(?:(?:sammanlagt|totalt|alltså|det vill säga|dvs|därmed|således|vilket|är|blir|motsvarar|det|i|under|på|en|ett|period"
    r"|projekttid|och|har|funnits|pågått|pågick|pågår|drivits|verkat|som|tid|om)\b\W*)*",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\W*(?:(?:från|och|med|under|i|åren|perioden|mellan|tiden|till|vid|utgången|av)\b\W*)*", re.IGNORECASE
)
_LED = re.compile(
    r"(?:\b(?:på|löp|gäll|sträck|omfatt|driv|drev|bedr|finansier|bevilj|projekttid)\w*|\bår)\W+(?:(?:alltså|under|i|över|på|är|sig|till|om)\W+)*$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})(?:en)?\s(?:den )?$", re.IGNORECASE)
_YEAR = 12
#: For months without a year any does.
_ANY = 2000


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is told: perhaps without its day, its month, or its year."""

    year: int | None
    month: int | None
    day: int | None

    def first(self, year: int) -> date:
        """Its first day, in that year if it names none."""
        month = self.month or 1
        return date(self.year or year, month, min(self.day or 1, monthrange(self.year or year, month)[1]))

    def after(self, year: int) -> date:
        """The day after its last."""
        month = self.month or _YEAR
        last = monthrange(self.year or year, month)[1]
        return date(self.year or year, month, min(self.day or last, last)) + timedelta(days=1)

    @property
    def order(self) -> tuple[int, int, int]:
        """What it is sorted by; a day that is not told is the month's last."""
        return self.year or 0, self.month or 0, self.day or 31

    @property
    def date(self) -> date | None:
        """The day, where it is told wholly and any calendar has it."""
        try:
            return date(self.year or 0, self.month or 0, self.day or 0)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment to another, as printed, where each of them stands. `closed`: they end one thing, and not only follow."""

    start: Moment
    end: Moment
    said: str
    closed: bool
    first: tuple[int, int]
    last: tuple[int, int]

    @property
    def months(self) -> tuple[int, bool] | None:
        """How many whole months it has, and whether there is more than that; None where it does not go forwards."""
        year = self.end.year or self.start.year or _ANY
        over = self.start.year is None and (self.start.month or 1) > (self.end.month or _YEAR)
        first, after = self.start.first(year - over), self.end.after(year)
        whole = (after.year - first.year) * _YEAR + after.month - first.month - (after.day < first.day)
        return (whole, after.day != first.day) if after > first else None

    def has(self, count: int, unit: str) -> bool:
        """Whether it is so many months or years: a begun one may count, and so may one that is not told to its day."""
        whole, more = self.months or (0, False)
        if unit == "år":
            each, told = _YEAR, self.start.month and self.end.month
        else:
            each, told = 1, self.start.day and (self.end.day or "med" in self.said)
        return whole // each - (not told) <= count <= -(-(whole + more) // each)


def periods_end_after_they_begin(report: Understood) -> Iterator[ReportFinding]:
    """ "Startade i mars 2021 och avslutades i november 2020"."""
    for saying in _told(report):
        for one in _periods(saying.text):
            whole = one.start.year and one.end.year and one.start.month and one.end.month
            if one.closed and whole and one.end.order < one.start.order:
                yield finding("REP-620", Severity.ERROR, FindingClass.CONFLICT, (saying.place,), certainty=90,
                              printed=one.said)  # fmt: skip


def periods_last_as_long_as_is_said(report: Understood) -> Iterator[ReportFinding]:
    """ "1 februari 2024 till 31 januari 2027, sammanlagt två år": the length that is told of the period."""
    for saying in _told(report):
        for period in _periods(saying.text):
            lengths = [
                one
                for one in _LASTS.finditer(saying.text)
                if _count(one["count"]) and _is_its(one, period, saying.text)
            ]
            if (
                len(lengths) == 1
                and period.months
                and not period.has(_count(lengths[0]["count"]), lengths[0]["unit"].casefold())
            ):
                yield finding("REP-621", Severity.ERROR, FindingClass.CONFLICT, (saying.place,), certainty=85,
                              printed=lengths[0][0], expected=_written(*period.months), what=period.said)  # fmt: skip


def _told(report: Understood) -> Iterator[Saying]:
    return (one for one in sayings(report) if one.kind is Kind.SENTENCE)


def _periods(text: str) -> Iterator[Period]:
    for one, other in pairwise(_DATE.finditer(text)):
        between, begun = text[one.end() : other.start()], _BEGUN.search(text, 0, one.start())
        closed = _BESIDE.fullmatch(between) or (begun and _ENDED.fullmatch(between))
        if closed or (begun and _LASTED.fullmatch(between)):
            said = text[one.start() : other.end()]
            yield Period(_moment(one), _moment(other), said, bool(closed), one.span(), other.span())


def _is_its(length: re.Match[str], period: Period, text: str) -> bool:
    """Whether the sentence says that the period lasts so long: only joining words stand between the two."""
    after = next((end for _, end in (period.last, period.first) if end <= length.start()), None)
    if after is not None:
        return _HENCE.fullmatch(text, after, length.start()) is not None
    before = _LED.search(text[: length.start()])
    return before is not None and _HERE.fullmatch(text, length.end(), period.first[0]) is not None


def _written(whole: int, more: bool) -> str:
    years, left = divmod(whole, _YEAR)
    return f"{years} år" if not (left or more) else f"{whole} månader"


def _count(word: str) -> int:
    told = numeral(word) or word
    return int(told) if told.isdigit() else 0


def dates_fall_on_their_weekday(report: Understood) -> Iterator[ReportFinding]:
    """ "Fredagen den 13 mars 2024" was a Wednesday."""
    for saying in sayings(report):
        for found in _DATE.finditer(saying.text):
            weekday, day = _WEEKDAY.search(saying.text[: found.start()]), _moment(found).date
            if weekday and day and _WEEKDAYS[day.weekday()] != weekday[1].casefold():
                yield finding("REP-622", Severity.ERROR, FindingClass.LABEL, (saying.place,), certainty=90,
                              printed=weekday[0] + found[0], expected=_WEEKDAYS[day.weekday()])  # fmt: skip


def _moment(found: re.Match[str]) -> Moment:
    if iso := found["iso"]:
        year, month, day = map(int, iso.split("-"))
        return Moment(year, month, day)
    month_said, year_said = found["month"], found["year"] or found["only"]
    return Moment(
        int(year_said) if year_said else None,
        _MONTHS.index(month_said.casefold()) + 1 if month_said else None,
        int(found["day"]) if found["day"] else None,
    )


CHECKS = (periods_end_after_they_begin, periods_last_as_long_as_is_said, dates_fall_on_their_weekday)
