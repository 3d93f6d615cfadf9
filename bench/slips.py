"""How a hand or an eye slips: each maker gives a printed text as it would be after the slip, or None where it cannot be made."""

import re
from collections.abc import Callable
from decimal import Decimal
from random import Random

Slip = Callable[[Random, str], str | None]

_NUMBER = re.compile(r"(?P<sign>[-–−] ?)?(?P<whole>\d+(?:[ \u00a0\u202f\u2009.]\d{3})*)(?:(?P<point>,)(?P<part>\d+))?")
_WORDS = ("två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def number_in(text: str) -> Decimal | None:
    """The first number of a text."""
    found = _NUMBER.search(text)
    if found is None:
        return Decimal(_WORDS.index(text.casefold()) + 2) if text.casefold() in _WORDS else None
    value = Decimal(_digits(found)).scaleb(-len(found["part"] or ""))
    return -value if found["sign"] else value


def decimals_in(text: str) -> int:
    """How many decimals the first number of a text has."""
    found = _NUMBER.search(text)
    return len(found["part"] or "") if found else 0


def with_number(text: str, value: Decimal) -> str | None:
    """The text with another number in the place of its first, printed in the same way."""
    found = _NUMBER.search(text)
    if found is None:
        word = int(value) - 2
        return _WORDS[word] if text.casefold() in _WORDS and 0 <= word < len(_WORDS) else None
    digits = f"{abs(value):.{len(found['part'] or '')}f}".replace(".", "")
    sign = (found["sign"] or "−") if value < 0 else ""
    return text[: found.start()] + sign + _grouped(found, digits) + text[found.end() :]


def digit(random: Random, text: str) -> str | None:
    """One digit wrong."""

    def other(digits: str) -> str:
        at = random.randrange(len(digits))
        choice = [one for one in "0123456789" if one != digits[at] and (at or one != "0")]
        return digits[:at] + random.choice(choice) + digits[at + 1 :]

    return _of_digits(text, other)


def swapped(random: Random, text: str) -> str | None:
    """Two digits beside each other in each other's place."""

    def other(digits: str) -> str | None:
        may = [at for at in range(len(digits) - 1) if digits[at] != digits[at + 1] and (at or digits[1] != "0")]
        if not may:
            return None
        at = random.choice(may)
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]

    return _of_digits(text, other)


def dropped(random: Random, text: str) -> str | None:
    """A digit left out."""

    def other(digits: str) -> str | None:
        may = [at for at in range(len(digits)) if at or digits[1:2] != "0"]
        at = random.choice(may)
        return digits[:at] + digits[at + 1 :] if len(digits) > 1 else None

    return _of_digits(text, other)


def another(random: Random, text: str) -> str | None:
    """A wholly other number of the same size."""
    value = number_in(text)
    if not value:
        return None
    return with_number(text, round(value * Decimal(random.uniform(0.3, 2.5)), decimals_in(text)))


def sign(_: Random, text: str) -> str | None:
    """A minus sign lost."""
    value = number_in(text)
    return with_number(text, -value) if value is not None and value < 0 else None


def rounded(random: Random, text: str) -> str | None:
    """Two steps of its precision off."""
    value = number_in(text)
    step = Decimal(2).scaleb(-decimals_in(text))
    return None if value is None or value <= step else with_number(text, value + random.choice((step, -step)))


def small(random: Random, text: str) -> str | None:
    """A count so small that it gives persons away."""
    return str(random.randrange(1, 5)) if text.strip() else None


def minus(value: Decimal) -> Slip:
    """A row forgotten in a total."""

    def forgotten(_: Random, text: str) -> str | None:
        total = number_in(text)
        return with_number(text, total - value) if total and 0 < value / total < 1 else None

    return forgotten


def instead(others: tuple[str, ...]) -> Slip:
    """One of other words in its place, with a capital where it has one."""

    def other(random: Random, text: str) -> str | None:
        word = random.choice(others)
        return word.capitalize() if text[:1].isupper() else word

    return other


def misspelt(random: Random, text: str) -> str:
    """Two letters of a word in each other's place, or one left out; never the first."""
    at = random.randrange(1, len(text) - 1)
    if random.random() < 0.5 or text[at] == text[at + 1]:
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def page(random: Random, text: str) -> str | None:
    """Another page, of few or many pages off."""
    return str(int(text) + random.randrange(2, 12))


def _of_digits(text: str, made: Callable[[str], str | None]) -> str | None:
    """The text with its number's digits made others, the decimals as many as they were."""
    found = _NUMBER.search(text)
    if found is None:
        return another_word(text, made)
    digits = made(_digits(found))
    if not digits or len(digits) <= len(found["part"] or ""):
        return None
    return text[: found.start()] + (found["sign"] or "") + _grouped(found, digits) + text[found.end() :]


def another_word(text: str, made: Callable[[str], str | None]) -> str | None:
    """A number word as the word of other digits."""
    value = number_in(text)
    digits = made(str(value)) if value is not None else None
    return with_number(text, Decimal(digits)) if digits else None


def _digits(found: re.Match[str]) -> str:
    return re.sub(r"\D", "", found["whole"]) + (found["part"] or "")


def _grouped(found: re.Match[str], digits: str) -> str:
    """Digits with the gaps and the decimal sign of the number that they take the place of."""
    parts = len(found["part"] or "")
    whole, part = (digits[:-parts], digits[-parts:]) if parts else (digits, "")
    gaps = re.findall(r"\D", found["whole"])
    gap = gaps[0] if gaps else "" if len(re.sub(r"\D", "", found["whole"])) > 3 else "\u00a0"
    whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", gap, str(int(whole or "0")))
    return whole + ("," + part if parts else "")
