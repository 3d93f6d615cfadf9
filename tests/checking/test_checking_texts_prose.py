"""Consistent prose over random numbers has no finding; the same prose with one number changed has one."""

import re
from random import Random

import pytest

from support.finished import examined

PARTS = [
    "Totalt {t} personer deltog, varav {w} kvinnor, {m} män och {u} där uppgift om kön saknas.",
    "Under året hölls {s} möten, {w} kvinnor och {m} män.",
    "I gruppen fanns {s} deltagare ({w} kvinnor och {m} män).",
    "I insatsen deltog {w} kvinnor och {m} män, totalt {s} personer.",
    "Totalt har {s} samtal hållits. Här ingår även samtal på plats. Totalt {w} kvinnor och {m} män.",
    "Sedan starten har {w} kvinnor och {m} män avslutats. Av de {s} har några avbrutit studierna.",
    "Av de {t} har {u} avbrutit studierna. Av de {s} som fullföljt studierna har flera gått vidare.",
]


def told(sentence: str, random: Random) -> str:
    women, men, unknown = random.randint(11, 90), random.randint(11, 90), random.randint(11, 40)
    return sentence.format(w=women, m=men, u=unknown, s=women + men, t=women + men + unknown)


def in_sections(sentences: list[str]) -> str:
    return "Årsredovisning 2025\n\n" + "\n\n".join(
        f"Insats {'ABCDEFG'[at]}\n\n{one}" for at, one in enumerate(sentences)
    )


def found(text: str) -> list[str]:
    return [one.code for one in examined(text).findings if one.code.startswith("REP-3")]


@pytest.mark.parametrize("seed", range(12))
def test_consistent_prose_has_no_finding(seed: int) -> None:
    random = Random(seed)
    assert found(in_sections([told(one, random) for one in random.sample(PARTS, len(PARTS))])) == []


@pytest.mark.parametrize("seed", range(28))
def test_one_number_changed_is_one_finding(seed: int) -> None:
    random = Random(seed)
    sentences = [told(one, random) for one in PARTS]
    at = seed % len(sentences)
    numbers = list(re.finditer(r"\d+", sentences[at]))
    number = random.choice(numbers)
    changed = str(int(number[0]) + random.choice((1, 2, 9, 10)))
    sentences[at] = sentences[at][: number.start()] + changed + sentences[at][number.end() :]
    assert len(found(in_sections(sentences))) == 1
