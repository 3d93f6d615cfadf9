"""The guide's page of a check, as a page of ours."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from stegvis.core.document import Document, Prose, ProseKind, ProseNode, Section
from stegvis.core.periods import Period
from stegvis.reports.views.checks_shown import guide_name, guide_path


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
