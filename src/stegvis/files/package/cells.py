"""What one cell may say. Each reader takes the text of a cell that is not empty and gives a value, or raises `Wrong`."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from stegvis.core.facts import Coded
from stegvis.core.periods import Period
from stegvis.core.vocabulary import OTHER, TOTAL, UNKNOWN, CodeList

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d\d", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
#: Fifteen digits before the point and twelve after keep every sum exact; no exponent, no thousands separator.
_DECIMAL = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,12})?", re.ASCII)
_ID = re.compile(r"\w[\w.-]{0,63}")
_LEDGER = re.compile(r"a:\d{1,10}|\d{1,4}:\S+", re.ASCII)
_AMENDED = re.compile(r"amended:\S.*")
#: Rows that every table may have beside those of the package.
RESERVED = (TOTAL, UNKNOWN, OTHER)
_EXTENT = re.compile(r"\d{1,3}", re.ASCII)


class Wrong(Exception):  # noqa: N818 - it is what is wrong with a cell, and never leaves this package
    """What is wrong with a cell: the code of the finding and what its sentence needs beside the value."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def read_date(text: str) -> date:
    """An ISO date that exists, in a year that a person may have meant."""
    if not _DATE.fullmatch(text):
        raise Wrong("PKG-041")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Wrong("PKG-042") from None
    if not 1900 <= day.year <= 2199:
        raise Wrong("PKG-042")
    return day


def read_year(text: str) -> int:
    """A year with four digits."""
    if not _YEAR.fullmatch(text):
        raise Wrong("PKG-052")
    return int(text)


def read_count(text: str) -> int:
    """A whole number, 0 or more."""
    if not _COUNT.fullmatch(text):
        raise Wrong("PKG-043")
    return int(text)


def read_decimal(text: str) -> Decimal:
    """A number with a point or a comma for decimals."""
    if not _DECIMAL.fullmatch(text):
        raise Wrong("PKG-044")
    return Decimal(text.replace(",", "."))


def read_yes(text: str) -> bool:
    """`yes` or `no`."""
    if text not in ("yes", "no"):
        raise Wrong("PKG-049")
    return text == "yes"


def read_id(text: str) -> str:
    """A name for other rows and for files to refer to: letters, digits, point, dash; no spaces."""
    if not _ID.fullmatch(text):
        raise Wrong("PKG-050")
    return text


def read_row_id(text: str) -> str:
    """An id that has a row of its own in tables, so it may not be called as one that every table has."""
    return not_reserved(read_id(text))


def not_reserved(text: str) -> str:
    """A name of a row that no table has already."""
    if text in RESERVED:
        raise Wrong("PKG-032", reserved=", ".join(RESERVED))
    return text


def read_ids(text: str) -> tuple[str, ...]:
    """Several ids with spaces between."""
    return tuple(read_id(word) for word in read_words(text))


def read_words(text: str) -> tuple[str, ...]:
    """Several of the association's own words with spaces between, each once."""
    words = tuple(text.split())
    if len(set(words)) != len(words):
        raise Wrong("PKG-046")
    return words


def read_version(text: str) -> str:
    """A version of the budget: `adopted`, `amended:<decision>` or `forecast:<date>`."""
    kind, _, rest = text.partition(":")
    if kind == "forecast" and rest:
        read_date(rest)
        return text
    if text != "adopted" and not _AMENDED.fullmatch(text):
        raise Wrong("PKG-084")
    return text


def read_ledger_references(text: str) -> tuple[str, ...]:
    """Objects `6:10` and account prefixes `a:462`."""
    words = read_words(text)
    if not all(_LEDGER.fullmatch(word) for word in words):
        raise Wrong("PKG-086")
    return words


def read_period(text: str) -> str:
    """A period as commands name it."""
    try:
        Period.parse(text)
    except ValueError:
        raise Wrong("PKG-091") from None
    return text


def one_of(*codes: str) -> Callable[[str], str]:
    """A reader of one of a few codes."""

    def read(text: str) -> str:
        if text not in codes:
            raise Wrong("PKG-045", list="", codes=", ".join(codes))
        return text

    return read


def code_of(codes: CodeList) -> Callable[[str], str]:
    """A reader of one code of a list without editions."""
    return one_of(*(one.code for one in codes.codes))


def coded_of(codes: CodeList) -> Callable[[str], Coded | None]:
    """A reader of one code of an edition; `unknown` is understood in every list and says the same as an empty cell."""

    def read(text: str) -> Coded | None:
        if not text or text == UNKNOWN:
            return None
        return Coded(codes.edition, _known(codes, text))

    return read


def several_coded_of(codes: CodeList) -> Callable[[str], tuple[Coded, ...]]:
    """A reader of several codes of an edition, each of them perhaps with an extent in percent."""

    def read(text: str) -> tuple[Coded, ...]:
        words = text.split()
        if words in ([], [UNKNOWN]):
            return ()
        found = tuple(_with_extent(codes, word) for word in words)
        _each_once_and_alone(codes, [one.code for one in found])
        return found

    return read


def _with_extent(codes: CodeList, word: str) -> Coded:
    code, colon, extent = word.partition(":")
    _known(codes, code)
    if not colon:
        return Coded(codes.edition, code)
    if not _EXTENT.fullmatch(extent) or not 1 <= int(extent) <= 100:
        raise Wrong("PKG-048")
    return Coded(codes.edition, code, int(extent))


def _known(codes: CodeList, code: str) -> str:
    if code not in codes:
        if len(code.split()) > 1 and all(one in codes for one in code.split()):
            raise Wrong("PKG-051")
        raise Wrong("PKG-045", list=f" ({codes.name}, {codes.edition})", codes=_listed(codes))
    return code


def _listed(codes: CodeList) -> str:
    return ", ".join(one.code for one in codes.codes)


def _each_once_and_alone(codes: CodeList, found: list[str]) -> None:
    if len(set(found)) != len(found):
        raise Wrong("PKG-046")
    if len(found) > 1 and (alone := next((code for code in found if codes[code].alone), "")):
        raise Wrong("PKG-047", alone=alone)


class Remembered[T](dict[str, T]):
    """Cells that were read before: a column has few different texts, and equal values are then one object."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> T:
        value = self._read(text.strip())
        self[text] = value
        return value


def first_twice(names: Iterable[str]) -> str:
    """The first name that comes a second time; empty where all are different."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""
