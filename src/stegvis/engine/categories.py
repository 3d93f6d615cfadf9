"""What a raw value is printed as: the categories of a dimension and the reading of a value into their codes."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, DimensionSpec, TableSpec
from stegvis.core.vocabulary import (
    OTHER,
    OTHER_LABEL,
    TOTAL,
    TOTAL_LABEL,
    UNKNOWN,
    UNKNOWN_LABEL,
    CodeList,
    code_list,
)
from stegvis.core.vocabulary.mappings import mapping
from stegvis.engine.snapshot import Snapshot

#: A raw value to the codes that it counts under; never none.
Reading = Callable[[str], tuple[str, ...]]

UNKNOWN_ONLY = (UNKNOWN,)
#: Lists of bands that a number is read into.
_BANDED = ("time_in_initiative", "waiting_time")
_MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december")  # fmt: skip
_MOMENTS = (Category("before", "Före"), Category("after", "Efter"))


@dataclass(frozen=True, slots=True)
class Categories:
    """The rows of a dimension: those it always has, and how a raw value is read into them.

    `other` and `unknown` come after them where something is counted there, then the total.
    """

    fixed: tuple[Category, ...]
    read: Reading
    several: bool = False
    total: bool = True

    def dimension(self, name: str, used: set[str], *, additive: bool = True) -> Dimension:
        """The dimension as it is printed, when these codes have something counted."""
        fixed = {category.code for category in self.fixed}
        rest = ((OTHER, OTHER_LABEL), (UNKNOWN, UNKNOWN_LABEL))
        extra = [Category(code, label) for code, label in rest if code in used and code not in fixed]
        total = [Category(TOTAL, TOTAL_LABEL)] if self.total else []
        return Dimension(name, (*self.fixed, *extra, *total), additive and self.total and not self.several)


def edition_of(spec: TableSpec, snapshot: Snapshot, period: Period, asked: str) -> str:
    """The edition a table is counted with: the one asked for, else the association's own at the period's end.

    Empty for a table whose lists have no editions.
    """
    if not spec.edition_list:
        return ""
    return asked or snapshot.profile.edition_on(spec.edition_list, period.end)


def categories(
    spec: DimensionSpec, snapshot: Snapshot, period: Period, edition: str, initiatives: tuple[str, ...]
) -> Categories:
    """The categories of any dimension of the catalogue but sex."""
    if spec.name == "moment":
        return Categories(_MOMENTS, _itself, total=False)
    if spec.name == "month":
        return _months(period, total=spec.attribute != "month")
    if spec.code_list:
        return _listed(code_list(spec.code_list, edition), period)
    if spec.name == "initiative":
        return _initiatives(snapshot, initiatives)
    if spec.name == "municipality":
        return _municipalities(snapshot)
    words = _words(snapshot.words[spec.attribute], several=spec.attribute == "groups")
    # Answers to different questions are never added.
    return replace(words, total=False) if spec.name == "question" else words


def _months(period: Period, *, total: bool) -> Categories:
    """The months of the period. How many are open is told of each month's end, and no sum of that is a count."""
    fixed = tuple(Category(f"{day:%Y-%m}", f"{_MONTHS[day.month - 1]} {day.year}") for day in period.month_ends())
    return Categories(fixed, _itself, total=total)


def sex_categories(used: set[str]) -> Dimension:
    """Women, men, then not known and not collected where something is counted there, then the total."""
    codes = code_list("sex").codes
    shown = [Category(one.code, one.heading) for one in codes if one.code in ("woman", "man") or one.code in used]
    return Dimension("sex", (*shown, Category(TOTAL, TOTAL_LABEL)))


def read_sex(value: str) -> str:
    """The code of a sex; an empty cell means that it is not known."""
    return value or UNKNOWN


def _listed(codes: CodeList, period: Period) -> Categories:
    fixed = tuple(Category(code.code, code.label, code.persons, code.of) for code in codes.counted)
    if codes.name == "age_band":
        return Categories(fixed, _ages(codes, period))
    if codes.name == "answer":
        return Categories(fixed, _answers(codes))
    if codes.name in _BANDED:
        return Categories(fixed, _bands(codes))
    if not codes.edition:
        return Categories(fixed, _itself, total=False)
    if codes.groups:
        return Categories(fixed, _grouped(codes), several=codes.several)
    return Categories(fixed, _coded(codes), several=codes.several)


def _initiatives(snapshot: Snapshot, asked: tuple[str, ...]) -> Categories:
    """The package's own, in its order; of those asked for where some are."""
    shown = {one.id: one.name for one in snapshot.initiatives if not asked or one.id in asked}
    fixed = tuple(Category(id, name) for id, name in shown.items())
    return Categories(fixed, lambda value: (value,) if value in shown else (OTHER,))


def _municipalities(snapshot: Snapshot) -> Categories:
    own = snapshot.profile.municipalities

    def read(value: str) -> tuple[str, ...]:
        if not value:
            return UNKNOWN_ONLY
        return (value,) if value in own else (OTHER,)

    return Categories(tuple(Category(name, name) for name in own), read)


def _words(words: tuple[str, ...], *, several: bool) -> Categories:
    """The association's own words, in order of first appearance. Words that mean a row of their own are not words."""
    fixed = tuple(Category(word, word) for word in words if word not in (TOTAL, UNKNOWN))
    known = {category.code for category in fixed}

    def read(value: str) -> tuple[str, ...]:
        return tuple(word for word in value.split("\n") if word in known) or UNKNOWN_ONLY

    return Categories(fixed, read, several=several)


def _coded(codes: CodeList) -> Reading:
    """Codes of the edition, and of others as far as a mapping says what they count as; all else is not known to this one."""
    known = {f"{codes.edition}/{code.code}": code.code for code in codes.counted}
    known |= mapping(codes.name, codes.edition)

    def read(value: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(known[key] for key in value.split() if key in known)) or UNKNOWN_ONLY

    return read


def _answers(codes: CodeList) -> Reading:
    """A place on the scale; something else that was answered is `other`."""

    def read(value: str) -> tuple[str, ...]:
        return (value if value in codes else OTHER,) if value else UNKNOWN_ONLY

    return read


def _grouped(codes: CodeList) -> Reading:
    """The groups that registered codes belong to; one with several codes of a group is in it once."""
    group_of = {f"{codes.edition}/{code}": group.code for group in codes.codes for code in group.of}

    def read(value: str) -> tuple[str, ...]:
        found = dict.fromkeys(group_of[key] for key in value.split() if key in group_of)
        return tuple(found) or UNKNOWN_ONLY

    return read


def _ages(codes: CodeList, period: Period) -> Reading:
    """The band of the age: the year of the period's last day minus the year of birth."""
    band = _bands(codes)
    return lambda value: band(str(period.end.year - int(value)) if value else "")


def _bands(codes: CodeList) -> Reading:
    """The band that holds a number; outside the list is `other`."""
    limits = [(code.code, *_limits(code.code)) for code in codes.counted]

    def read(value: str) -> tuple[str, ...]:
        if not value:
            return UNKNOWN_ONLY
        number = int(value)
        return next(((code,) for code, least, most in limits if least <= number <= most), (OTHER,))

    return read


def _limits(band: str) -> tuple[int, int]:
    """`15-29` and `25+` as least and greatest number."""
    least, _, most = band.rstrip("+").partition("-")
    return int(least), int(most) if most else 10_000


def _itself(value: str) -> tuple[str, ...]:
    return (value,)
