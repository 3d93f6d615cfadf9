"""What an office has accepted in its finished reports: a TOML file that it keeps beside them, in and out."""

import re
from datetime import date
from typing import Any

from stegvis.core.findings import Finding, Where, error
from stegvis.core.report_findings import Acceptance
from stegvis.files.package.collecting import Collected
from stegvis.files.package.profile_parts import load_toml
from stegvis.files.package.toml_writing import arrays

_ARRAY = "accepted"
_KEY = re.compile(r"[0-9a-f]{12}")
_TEXTS = ("key", "code", "said", "reason", "by")

Reading = tuple[tuple[Acceptance, ...], tuple[Finding, ...]]


def read_accepted(name: str, data: bytes) -> Reading:
    """The decisions in a file, and what is wrong with it. A decision without a reason, a name and a day is none."""
    findings = Collected()
    top = load_toml(name, data, findings) if data.strip() else None
    if top is None:
        return (), findings.all()
    entries = top.values.get(_ARRAY, [])
    if not isinstance(entries, list) or set(top.values) - {_ARRAY}:
        return (), (error("EXM-001", Where(name, 1), value=", ".join(top.values)),)
    read = [_acceptance(entry) for entry in entries]
    wrong = [
        error("EXM-002", Where(name, 0, f"{_ARRAY} {place}"), value=_shown(entries[place - 1]))
        for place, one in enumerate(read, start=1)
        if one is None
    ]
    return tuple(one for one in read if one), tuple(wrong)


def accepted_toml(acceptances: tuple[Acceptance, ...]) -> str:
    """The decisions as the file that `read_accepted` reads, the one made last at the end."""
    return "\n".join(arrays(_ARRAY, (_entry(one) for one in acceptances)))


def _entry(one: Acceptance) -> dict[str, Any]:
    texts = {name: getattr(one, name) for name in _TEXTS}
    return {**texts, "on": one.on, "count": one.count if one.count != 1 else None}


def _acceptance(entry: object) -> Acceptance | None:
    """A decision, or None where something in it is missing or is not what it should be."""
    if not isinstance(entry, dict) or set(entry) - {*_TEXTS, "on", "count"}:
        return None
    texts = [str(entry.get(name, "")).strip() for name in _TEXTS]
    key, code, said, reason, by = texts
    on, count = entry.get("on"), entry.get("count", 1)
    if not all(texts) or not _KEY.fullmatch(key):
        return None
    if type(on) is not date or type(count) is not int or count < 1:
        return None
    return Acceptance(key, code, said, reason, by, on, count)


def _shown(entry: object) -> str:
    return str(entry.get("key", "")) if isinstance(entry, dict) else str(entry)[:40]
