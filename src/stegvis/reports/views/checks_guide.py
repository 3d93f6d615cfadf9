"""The guide's page of a check, as a page of ours, and the list of them all."""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from stegvis.core.document import Document, Prose, ProseKind, ProseNode, Section
from stegvis.core.periods import Period
from stegvis.reports.views.checks_shown import guide_name, guide_path

_GROUP = re.compile(r"^## (?P<heading>.+)\n\n(?P<checks>(?:- .+\n?)+)", re.MULTILINE)
_CHECK = re.compile(r"\[(?P<code>REP-\d+)\]\((?P<name>[\w-]+)\.md\): (?P<title>.+)")


def overview() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """All checks as the guide groups them: each group's heading and its checks (code, name, title)."""
    for group in _GROUP.finditer(guide_path("README").read_text("utf-8")):
        yield group["heading"], [one.groupdict() for one in _CHECK.finditer(group["checks"])]


def page(code: str) -> SafeString | None:
    """A check's page as HTML that is safe; None where the guide has none."""
    return _drawn(code.lower()) if guide_name(code) else None


@lru_cache(maxsize=128)
def _drawn(name: str) -> SafeString:
    from stegvis.assemble import read_prose
    from stegvis.render import section_html

    prose = read_prose(guide_path(name).read_bytes(), f"{name}.md", lambda _name: None).prose
    first, *rest = prose.nodes if prose else (ProseNode(ProseKind.HEADING, ()),)
    heading = "".join(one.text for item in first.items for one in item)
    section = Section(name, heading.removeprefix(f"{name.upper()}: "), (Prose(tuple(rest)),) if rest else ())
    document = Document("annual", "sv", name, "", "", Period.year(2000), "", (section,))
    return mark_safe(section_html(document, name))  # noqa: S308  (made by `render`, which escapes all that people wrote)
