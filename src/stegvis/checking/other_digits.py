"""Digits that are no numbers: dates, years, laws, diary numbers, references, telephones, names with a number in them."""

import re

#: Months as they are written out or cut.
MONTHS = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b\.?"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_DASH = r"\s?[-–—/]\s?"
_UNIT = r"(?!\s?(?:%|procent|tkr|kkr|mnkr|mkr|kr\b|kronor|miljoner|tusen))"
#: What is counted and has a number of its own: "bilaga 2", "sid 10", "fråga 6", "steg två".
_NUMBERED = (
    r"sid(?:an?|or|orna)?|bilag(?:a|an|or|orna)|not(?:en|er|erna)?|avsnitt(?:et|en)?|kap(?:itel|itlet)?|§§?|paragraf(?:en)?"
    r"|tabell(?:en|erna)?|figur(?:en|erna)?|diagram(?:met|men)?|bild(?:en|erna)?|punkt(?:en|erna)?|fråg(?:a|an|or|orna)|steg(?:et)?|fas(?:en)?"
    r"|nivå(?:n|er)?|etapp(?:en)?|version(?:en)?|artikel|del|modul(?:en)?|indikator(?:n|er)?|nr|nummer"
)
_COUNTED = r"personer|deltagare|kvinnor|män|individer|barn|st\b|stycken|%|procent|av\b"
_TWELVE = r"ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
_MORE = rf"(?:{_DASH}\d+(?:\.\d+)*|\s(?:och|samt|&)\s\d+\b(?![,.]?\d| \d{{3}})(?!\s(?:{_COUNTED})))*"

_DATES = (
    rf"\b{_YEAR}[-–/]{_MONTH}[-–/]{_DAY}\b",
    rf"\b\d\d[-–]{_MONTH}[-–]{_DAY}\b",
    rf"\b{_YEAR}[-–]{_MONTH}\b(?![-–]?\d)",
    rf"\b{_YEAR}{_MONTH}{_DAY}\b",
    rf"(?<![\d,.])\b\d\d{_MONTH}{_DAY}\b(?![,.]?\d){_UNIT}",
    rf"\b{_DAY}(?::e|:a)?(?:{_DASH}{_DAY})?\s(?:{MONTHS})(?:\s?[-–]?{_YEAR}\b|\s?[-–]\d\d\b)?",
    rf"\b{MONTHS}\s?[-–’'´]\s?\d\d\b(?!\d)",
    rf"(?<=[a-zåäö]\s)[-–’'´][0-3]\d\b(?![,.]?\d)(?! \d){_UNIT}",
    r"\b[1-3]?\d/(?:1[0-2]|[1-9])\b(?![\d/])",
    r"\b(?:kl|klockan)\b\.?\s?\d{1,2}(?:[.:]\d\d)?(?:\s?[-–]\s?\d{1,2}(?:[.:]\d\d)?)?",
    r"\b[0-2]?\d[.:][0-5]\d\s?[-–]\s?[0-2]?\d[.:][0-5]\d\b",
    r"\b(?:vecka|veckorna|v|kvartal|tertial|kv|q)\b\.?\s?\d{1,2}\b(?:\s?[-–]\s?\d{1,2}\b)?",
)
_YEARS = (
    rf"\b{_YEAR}{_DASH}(?:{_YEAR}|\d\d)\b(?![,.]?\d| \d{{3}})",
    rf"(?<!\d[,.])(?<!\w)[-–]?{_YEAR}\b(?![,.]\d){_UNIT}",
)
_CODES = (
    r"\b\d{4}:\s?\d+(?:\s\d{3}(?!\d))?(?:\s?/\s?\d+)?\b",
    r"\b\d+:(?:\d+|[a-zåäö]+)\b",
    r"\b(?:dnr|diarienr|diarienummer)\b[.:]*\s*[\w:./–-]*\d[\w:./–-]*(?:\s?/\s?\d+)?",
    r"\b\d{6,8}\s?[-–]\s?\d{4}\b",
    r"\b(?:org\w*\.?\s?(?:nr|nummer)?|(?:bank|plus|post)giro(?:t|nummer)?|bg|pg|tel|telefon|mobil|tfn|växel|fax|konto(?!r)\w*)\b[.:]*"
    r"\s*\d[\d\s()–-]*\d",
    r"\+\d\d[\s(-][\d\s()–-]{5,}\d",
    r"(?<!\d)(?<!\d[,. \u00a0\u202f\u2009\u2007])0\d+(?:[\s/–-]\d+)*",
    r"(?:https?://|www\.)\S+",
    r"\S+@\S+",
    r"(?<=[a-wyzåäö])[-–]?\d+(?:[.-]\d+)*\b",
    r"(?<=[a-zåäö]x)\d+\b",
    r"(?<=x)-\d+\b",
    r"\b\d+[-–](?=[a-zåäö])(?!x)\w+",
    r"(?:§§?\s?\d+\w?|\b\d+\s?§§?)",
    r"\b\d+\s?(?:kap|st)\.(?=\s?\d+\s?§)",
    rf"\b(?:{_NUMBERED})\b\.?(?:\s(?:nr|nummer)\.?)?\s"
    rf"(?:\d{{1,3}}(?:\.\d+)*\b(?![,.]?\d| \d{{3}}){_MORE}|(?:{_TWELVE})\b){_UNIT}",
    r"\b[1-9]/[1-9]\d?\b",
    rf"\b(?:en|{_TWELVE})\s(?:hel|halv|tredjedel|fjärdedel|femtedel|sjättedel|sjundedel|åttondel|niondel|tiondel)\w*",
    r"\b(?:ett|en) eller (?:två|flera)\b",
)
_NAMED = (
    r"\b[1-9]\d\d \d\d(?=\s+[A-ZÅÄÖ][a-zåäö])",
    r"(?<=[A-ZÅÄÖ])\w+\s\d\.0(?!\d)",
    r"\bs\.\s?\d+(?:\s?[-–]\s?\d+)?",
)
_LISTED = r"\A\s*(?:\(?\d{1,2}[.)]\s*(?=\D|\Z)|\d{1,2}(?:\.\d{1,2})+\.?(?=\s+[^\W\d]|\s*\Z)|[-–•]\s(?=\s*\d))"

_ALL = re.compile("|".join((*_CODES, *_DATES, *_YEARS)), re.IGNORECASE)
_NAMES = re.compile("|".join((_LISTED, *_NAMED)))
_RAISED = re.compile(r"[¹²³⁰⁴-⁹]")


def without(text: str) -> str:
    """The text with spaces where digits are no numbers, as long as it was, so that the places of the others are the same."""
    for pattern in (_RAISED, _NAMES, _ALL):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


_PERIOD = re.compile(
    rf"\b({_YEAR})(?:[-–/]{_MONTH}[-–/]{_DAY}\b|[-–]{_MONTH}\b(?!\d)|{_MONTH}{_DAY}\b)"
    rf"|\b(?:19|20)\d\d{_DASH}(?:({_YEAR})|(\d\d))\b(?![-–]\d)|\b({_YEAR})\b"
)


def years_in(text: str) -> tuple[int, ...]:
    """The years that a text names, also in dates; of a period over two years (`2022/23`) the later."""
    found = (one.groups() for one in _PERIOD.finditer(_ORGANISATION.sub(" ", text)))
    return tuple(int(day or later or (f"20{short}" if short else plain)) for day, later, short, plain in found)


_ORGANISATION = re.compile(r"\b\d{4,8}[-–:]\s?\d{3,4}\b(?![-–]\d)(?<!\d{4}[-–]20\d\d)(?<!\d{4}[-–]19\d\d)")
