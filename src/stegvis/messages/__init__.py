"""The sentence of each finding and each table's note, one file a language: what was read, what is wrong, what to do.

`sv.toml` and `en.toml` hold one table a family of codes (`[PKG]`, `"003" = "..."`); a sentence is a `str.format` template
over the finding's values.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from stegvis.core.findings import Finding

LANGUAGES = ("sv", "en")


@cache
def sentences(language: str) -> Mapping[str, str]:
    """All sentences of a language, by code. Raises KeyError for a language that is not there."""
    if language not in LANGUAGES:
        raise KeyError(language)
    families = tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))
    return {f"{family}-{number}": text for family, codes in families.items() for number, text in codes.items()}


def sentence(finding: Finding, language: str = "sv") -> str:
    """What a finding says, in words."""
    return sentences(language)[finding.code].format_map(finding.values)


def note(code: str, language: str = "sv", **values: str) -> str:
    """What a table's note says, in words."""
    return sentences(language)[code].format_map(values)
