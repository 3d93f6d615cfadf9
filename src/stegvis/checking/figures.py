"""Numbers as Swedish reports print them: `1 599 700`, `– 4`, `8,7 %`, `2.796.281`, `(38 774)`, `15 x16.200kr`, `sju`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from stegvis.checking.other_digits import without

#: What a unit is worth in kronor; a count and a share have no such worth.
SCALES = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}


class Span(StrEnum):
    """Which end of a printed range a number is: `16–64 år`, `10-15%`."""

    FROM = "from"
    TO = "to"


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number. `value` is in the printed unit (8.7 for `8,7 %`).

    `unit`: "kr", "tkr", "mnkr", "%", "pp" (percentage points) or "" where none stands at the number itself.
    `decimals`: below 0 where the number is of thousands or millions without a currency (`2,9 miljoner`).
    `about`: the word before it that makes it less or more than exact ("cirka", "drygt", "minst"), in lower case.
    `span`: it is an end of a range. `cut`: its decimals are lost (`35, %`).
    `start`, `end`: its characters in the text that it was read from.
    """

    value: Decimal
    decimals: int
    unit: str
    text: str
    start: int = 0
    end: int = 0
    about: str = ""
    span: Span | None = None
    cut: bool = False


_ONES = {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9}
_TEENS = {"tio": 10, "elva": 11, "tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17,
          "arton": 18, "nitton": 19}  # fmt: skip
_TENS = {"tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90}
_WORDS = {
    "noll": 0, **_ONES, **_TEENS, **_TENS, "hundra": 100,
    **{f"{ten}{one}": tens + ones for ten, tens in _TENS.items() for one, ones in _ONES.items()},
}  # fmt: skip
_UNITS = {"%": "%", "procent": "%", "kkr": "tkr", "ksek": "tkr", "tsek": "tkr", "tkr": "tkr", "mnkr": "mnkr",
          "mkr": "mnkr", "msek": "mnkr", "milj kr": "mnkr", "": ""}  # fmt: skip
_POWERS = {"t": 3, "m": 6}

_SPACE = r"[ \u00a0\u202f\u2009\u2007]"
_GROUPED = (
    rf"[1-9]\d{{0,2}}(?P<gap>{_SPACE})\d{{3}}(?:(?P=gap)\d{{3}})*(?!\d)",
    r"[1-9]\d{0,2}(?:\.\d{3})+(?!\d)",
    r"[1-9]\d{0,2}(?:,\d{3}){2,}(?!\d)",
)
_DECIMALS = rf"(?:,(?P<part>\d+)|\.(?P<point>\d{{1,2}})(?!\d)|(?P<cut>,)(?={_SPACE}?%))"
_DIGITS = rf"(?:(?>{'|'.join(_GROUPED)}|\d+))(?>{_DECIMALS}?)"
_NUMERALS = "|".join(word for word in _WORDS if word not in ("en", "ett"))
_WORD = rf"\b(?:{_NUMERALS})\b(?!-(?!(?:{_NUMERALS})\b))"
_ONE = (
    r"(?:(?<=\bendast )|(?<=\bbara )|(?<=\benbart )|(?<=\bvarav )|(?<=\btotalt )|(?<=\bexakt ))(?:en|ett)\b"
    r"(?!\s(?:gång|del|få|liten|mindre|större|viss|begränsad)\b|\sfåtal)"
)
_SCALE = rf"(?P<scale>tusen\b|miljon(?:er)?\b|milj\b\.?|mn\b){_SPACE}?"
_UNIT = (
    r"(?P<unit>procentenhet(?:er|ers)?\b|procent\b|%(?:[ -]?enhet(?:er)?\b)?|kronor\b|kr\b|sek\b|:-"
    r"|[kt]kr\b|[kt]sek\b|m(?:n?kr|sek)\b)"
)
_ATTACHED = r"(?:mån|st|år|tim|h|pers|x|ggr)\b|x(?=\d)"
_NUMBER = re.compile(
    rf"(?:(?P<sign>[-–−+±](?={_SPACE}?\d))|(?<![\d,.\w] )\b(?P<minus>minus )(?=\d))?{_SPACE}?"
    rf"(?<!\d)(?<!\d[,.])(?P<whole>{_DIGITS}|{_WORD}|{_ONE})"
    rf"(?:{_SPACE}?(?:{_SCALE})?{_UNIT}|{_SPACE}?{_SCALE.replace('scale', 'alone')})?"
    rf"(?:(?<=[%-])|(?![^\W\d_])|(?={_ATTACHED}))",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\b(cirka|circa|ca\.?|c:a|drygt|knappt|över|minst|högst|max(?:imalt)?|minimum|(?:fler|mer|färre|mindre|högre|lägre) än"
    r"|omkring|nästan|ungefär|runt|uppemot|upp till|närmare|åtminstone|mellan|som (?:mest|lägst|minst|högst))|(~|[<>≥≤]=?))\s*\Z",
    re.IGNORECASE,
)
#: No number has more signs, with the gaps between its thousands and its decimals.
_LONGEST = 18
#: No word before a number that makes it less or more than exact is longer, with its spaces.
_LONGEST_ABOUT = 24
#: After these a dash with a space, or at the end of a line, is a minus: "ett resultat på - 188 tkr".
_LED = re.compile(r"\b(?:på|till|om|med|är|blev|blir|var)\s$")
_RANGE = re.compile(r"\s?[-–—]\s?|\still\s")
_CELL_NOISE = re.compile(
    r"[*¹²³⁰⁴-⁹]+|\A\s*\+/[-–]|(?<=\d)\s?(?:st|pers)\.?\s*\Z|(?<=\d)\s?(?:personer|kvinnor|män|stycken)\s*\Z"
)
_CELL_BESIDE = re.compile(r"(?<=[\d%])\s*\([^()]*\)\s*\Z")
_LOST_GAPS = re.compile(rf"(?:[-–−+]{_SPACE}?)?(?!(?:19|20)\d\d{_SPACE})[1-9]\d{{0,5}}(?:{_SPACE}(?:\d{{3}}|\d{{6}}))+")
_CELL_ABOUT = re.compile(r"(ca\.?|cirka|drygt|knappt|minst|högst|över|~|[<>≥≤]=?)\s*(?=\d)", re.IGNORECASE)
_CELL_DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\d\d-\d\d-\d\d|0\d.*|\d+-\d+.*")


def figures_in(text: str) -> Iterator[Figure]:
    """The numbers of a sentence from left to right; dates, years, references and names with digits left out."""
    flat = without(text)
    found = [_figure(one, text, _is_signed(one, text)) for one in _NUMBER.finditer(flat) if _is_amount(one)]
    yield from _with_ranges(found, text)


def _is_amount(found: re.Match[str]) -> bool:
    """Whether it has no more digits than anything that is counted or paid: longer ones are names of things."""
    return len(found["whole"]) <= _LONGEST


def _is_signed(found: re.Match[str], text: str) -> bool:
    """Whether a sign in running text is one, and no dash between words, mark of a list or range."""
    if found["minus"]:
        return True
    start = found.start("sign")
    led = _LED.search(text[max(0, start - _LONGEST_ABOUT) : start]) is not None
    attached = found["sign"] in ("-", "–", "−") and (text[start + 1 : start + 2].isdigit() or led)
    return attached and text[:start].strip() != "" and text[start - 1] in " (\u00a0\t"


def _with_ranges(figures: Sequence[Figure], text: str) -> Iterator[Figure]:
    """Neighbours with a dash between them are ends of a range, and the unit of the second is the first's too."""
    ends = {
        at
        for at, (first, second) in enumerate(pairwise(figures))
        if _RANGE.fullmatch(text[first.end : second.start]) and first.value < second.value
    }
    for at, one in enumerate(figures):
        if at in ends:
            yield replace(one, span=Span.FROM, unit=one.unit or figures[at + 1].unit)
        elif at - 1 in ends:
            yield replace(one, span=Span.TO)
        else:
            yield one


def cell_figure(text: str) -> Figure | None:
    """The number that a cell holds and nothing else; None for words, a dash, a date, a hidden figure or an empty cell.

    Of two, `56 (45)`, it is the first: the one in brackets is last year's or a share.
    """
    printed = _CELL_BESIDE.sub("", _CELL_NOISE.sub("", text)).strip()
    in_brackets = printed.startswith("(") and printed.endswith(")")
    bare = printed[1:-1].strip() if in_brackets else printed
    about = _CELL_ABOUT.match(bare)
    number = _with_lost_gaps(bare[about.end() :] if about else bare)
    found = _NUMBER.fullmatch(re.sub(r"(?<=\d),\Z", "", number))
    if found is None or not _is_amount(found) or not re.search(r"\d", number) or _CELL_DATE.fullmatch(number):
        return None
    negative = in_brackets or (found["sign"] or "+") in "-–−"
    start = max(text.find(printed), 0)
    figure = replace(_figure(found, number, negative), text=printed, start=start, end=start + len(printed))
    said = about[1].lower() if about else ""
    return replace(figure, about=said, cut=figure.cut or number.endswith(","))


def _with_lost_gaps(number: str) -> str:
    """A number where a reader lost the gaps between some of the thousands (`7 434470`), without any; others as they are."""
    return re.sub(_SPACE, "", number) if _LOST_GAPS.fullmatch(number) else number


def _figure(found: re.Match[str], text: str, negative: bool) -> Figure:
    whole, part = _parts(found)
    unit, power = _unit_of(found)
    value = Decimal(whole + part).scaleb(power - len(part)) * (-1 if negative else 1) + 0
    start = (
        found.start("minus")
        if found["minus"]
        else found.start("sign")
        if negative and found["sign"]
        else found.start("whole")
    )
    begins = found.start("whole")
    about = _ABOUT.search(text, max(0, begins - _LONGEST_ABOUT), begins)
    said = " ".join((about[1] or about[2]).lower().split()) if about else ""
    return Figure(
        value,
        len(part) - power,
        unit,
        text[start : found.end()].strip(),
        start,
        found.end(),
        said,
        None,
        bool(found["cut"]),
    )


def _parts(found: re.Match[str]) -> tuple[str, str]:
    """The digits before and after the decimal sign."""
    word = _WORDS.get(found["whole"].lower())
    if word is not None:
        return str(word), ""
    part = found["part"] or found["point"] or ""
    digits = re.sub(r"\D", "", found["whole"])
    return digits[: len(digits) - len(part)], part


def _unit_of(found: re.Match[str]) -> tuple[str, int]:
    """The unit, and by how many powers of ten the value is to be raised where no currency stands."""
    unit = (found["unit"] or "").lower()
    scale = (found["scale"] or found["alone"] or "").lower()[:1]
    if "enhet" in unit:
        return "pp", 0
    if unit in ("kr", "kronor", "sek", ":-"):
        return {"t": "tkr", "m": "mnkr"}.get(scale, "kr"), 0
    return _UNITS[unit], _POWERS.get(scale, 0)


def numeral(word: str) -> str:
    """The digits of a number word, "" for another word."""
    value = _WORDS.get(word.casefold())
    return "" if value is None or value == 1 else str(value)


def written(value: Decimal, like: Figure) -> str:
    """A value as the report would print it: with the decimals and the unit of a figure that it prints, and a thin space."""
    rounded = value.quantize(Decimal(1).scaleb(-like.decimals), ROUND_HALF_UP)
    text = f"{abs(rounded):,f}".replace(",", "\u202f").replace(".", ",")
    unit = f" {like.unit}" if like.unit else ""
    return f"{'−' if rounded < 0 else ''}{text}{unit}"
