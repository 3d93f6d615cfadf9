"""The sentence of each finding and each table's note, one file a language: what was read, what is wrong, what to do.

`sv.toml` and `en.toml` hold one table a family of codes (`[PKG]`, `"003" = "..."`); a sentence is a `str.format` template
over the finding's values.
"""

import errno
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from stegvis.core.findings import Finding
from stegvis.core.report_findings import SURE, ReportFinding

LANGUAGES = ("sv", "en")

#: The operating system says in English why a file or a server could not be reached; a finding keeps its words as they are.
_SYSTEM = {
    os.strerror(number): code
    for number, code in (
        (errno.ENOENT, "SYS-001"), (errno.EACCES, "SYS-002"), (errno.EPERM, "SYS-002"), (errno.ENOTDIR, "SYS-003"),
        (errno.EISDIR, "SYS-004"), (errno.ENOSPC, "SYS-005"), (errno.EDQUOT, "SYS-005"), (errno.EROFS, "SYS-006"),
        (errno.EIO, "SYS-007"), (errno.ENAMETOOLONG, "SYS-008"), (errno.ECONNREFUSED, "SYS-009"),
        (errno.ETIMEDOUT, "SYS-009"), (errno.EHOSTUNREACH, "SYS-010"), (errno.ENETUNREACH, "SYS-010"),
    )
}  # fmt: skip


@cache
def sentences(language: str) -> Mapping[str, str]:
    """All sentences of a language, by code. Raises KeyError for a language that is not there."""
    if language not in LANGUAGES:
        raise KeyError(language)
    families = tomllib.loads((files(__name__) / f"{language}.toml").read_text("utf-8"))
    return {f"{family}-{number}": text for family, codes in families.items() for number, text in codes.items()}


def sentence(finding: Finding, language: str = "sv") -> str:
    """What a finding says, in words."""
    known = sentences(language)
    values = {name: known[_SYSTEM[value]] if value in _SYSTEM else value for name, value in finding.values.items()}
    return known[finding.code].format_map(values)


def note(code: str, language: str = "sv", **values: str) -> str:
    """What a table's note says, in words."""
    return sentences(language)[code].format_map(values)


def reason(finding: ReportFinding, language: str = "sv") -> str:
    """What a finding in a finished report says, in one sentence: a question to the author where its cause is not certain."""
    known = sentences(language)
    asked = finding.code.replace("REP", "ASK")
    template = known[asked if finding.certainty < SURE and asked in known else finding.code]
    values = {"what": "", **finding.values, "printed": finding.printed, "expected": finding.expected}
    values["cause"] = known[finding.cause].format_map(values) if finding.cause else ""
    values["about"] = known["WHY-020"].format_map(values) if values["what"] else ""
    values["phrase"] = f"{finding.printed} {values['what']}".strip()
    return template.format_map(values)
