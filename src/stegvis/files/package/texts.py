"""Prose and pictures of a package: under names that are known, in the encoding and of the kind they say; kept as bytes."""

import re
from pathlib import PurePosixPath

from stegvis.core.findings import Where, error
from stegvis.files.package.collecting import Collected
from stegvis.files.package.csv_files import first_undecodable, kind_of
from stegvis.files.package.known import Known
from stegvis.files.package.layout import INITIATIVE_SECTIONS, SECTIONS

_LONGEST_TEXT = 2_000_000
_KINDS = {".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",)}
#: A picture is no program: neither scripts nor what makes an XML reader fetch or unfold something.
_ACTIVE = re.compile(
    rb"<\s*(?:\w+:)?script|<!DOCTYPE|<!ENTITY|javascript:|<\s*(?:\w+:)?foreignObject|\son\w+\s*=", re.I
)


def section_of(name: str) -> str:
    """The section that a file under `texts/` is for: `summary`, `initiatives/stegen/purpose`; empty for another name."""
    parts = PurePosixPath(name).parts[1:]
    section = parts[-1].removesuffix(".md") if parts and parts[-1].endswith(".md") else ""
    if len(parts) == 1 and section in SECTIONS:
        return section
    if len(parts) == 3 and parts[0] == "initiatives" and section in INITIATIVE_SECTIONS:
        return f"initiatives/{parts[1]}/{section}"
    return ""


def check_text(name: str, data: bytes, known: Known, findings: Collected) -> str:
    """The section of a text; what is wrong with its name or its encoding becomes findings."""
    section = section_of(name)
    if not section:
        values = {"sections": ", ".join(SECTIONS), "initiative_sections": ", ".join(INITIATIVE_SECTIONS)}
        findings.add(error("PKG-120", Where(name), value=name, **values))
    elif section.startswith("initiatives/") and not known.has_initiative(section.split("/")[1]):
        values = {"known": ", ".join(known.initiatives or ())}
        findings.add(error("PKG-055", Where(name), value=section.split("/")[1], **values))
    if kind := kind_of(data):
        findings.add(error("PKG-033", Where(name, 1), value=kind))
    elif line := first_undecodable(data):
        bad = data.split(b"\n", line)[line - 1][:200].decode("cp1252", "replace").strip()
        findings.add(error("PKG-022", Where(name, line), value=bad))
    elif b"\0" in data:
        findings.add(error("PKG-023", Where(name, data[: data.index(b"\0")].count(b"\n") + 1), value=""))
    elif len(data) > _LONGEST_TEXT:
        findings.add(error("PKG-030", Where(name), value=""))
    return section


def check_image(name: str, data: bytes, findings: Collected) -> None:
    """Whether a picture is of the kind its name says, and nothing but a picture."""
    kind = PurePosixPath(name).suffix.lower()
    if kind == ".svg":
        good = b"<svg" in data[:4000] and not _ACTIVE.search(data) and not first_undecodable(data)
    else:
        good = kind in _KINDS and data.startswith(_KINDS[kind])
    if not good:
        findings.add(error("PKG-121", Where(name), value=name))
