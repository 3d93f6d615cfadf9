"""What the command line says beside findings: its help, what it is doing, what it did. One file a language."""

import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

LANGUAGES = ("sv", "en")

Words = Callable[..., str]


@cache
def words(language: str = "sv") -> Words:
    """The sentences of a language: called with a name and its values."""
    sentences = tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))

    def say(name: str, **values: object) -> str:
        return str(sentences[name]).format_map(values)

    return say
