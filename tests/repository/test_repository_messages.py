"""Every finding has its sentence in both languages, with the same places to fill in."""

import re
from string import Formatter

from test_repository_house import python_files

from stegvis.messages import LANGUAGES, sentences


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_both_languages_say_the_same() -> None:
    swedish, english = (sentences(language) for language in LANGUAGES)
    assert swedish.keys() == english.keys()
    assert {code for code in swedish if fields(swedish[code]) != fields(english[code])} == set()


def test_every_code_in_the_program_has_a_sentence() -> None:
    code = re.compile(r'"((?:[A-Z]{3,4})-\d{3})"')
    used = {found for path in python_files("src") for found in code.findall(path.read_text("utf-8"))}
    assert sorted(used - sentences("sv").keys()) == []
    assert used


def test_every_sentence_is_used() -> None:
    program = "\n".join(path.read_text("utf-8") for path in python_files("src"))
    assert [code for code in sentences("sv") if re.sub("^(ASK|ALL|ONE)", "REP", code) not in program] == []
