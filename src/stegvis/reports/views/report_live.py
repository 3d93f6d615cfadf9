"""A year's report as it would be made now: its figures, a text's faults at once, and a section as it will be printed."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.functional import cached_property

from stegvis.associations.models import Association
from stegvis.core.findings import Finding
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.reports import actions, facts
from stegvis.reports.views.report_outline import Place

if TYPE_CHECKING:
    from stegvis.assemble.counting import Tables
    from stegvis.assemble.material import Material


class LiveReport:
    """What the editor asks of the year's figures, each computed when it is first asked for. `on`: the day, who signs."""

    def __init__(self, association: Association, year: int, on: date) -> None:
        self.association, self.year, self.on = association, year, on

    @cached_property
    def package(self) -> Package:
        """All that the association zone holds."""
        return facts.association_package(self.association, year=self.year)

    @cached_property
    def material(self) -> "Material":
        """Tables, statements and figures of the year."""
        from stegvis.assemble.material import gather

        return gather(self.package, self.year, self._tables, self.on)

    @cached_property
    def _tables(self) -> "Tables":
        return actions.report_tables(self.association, self.package, Period.year(self.year), self.on)

    def faults(self, section: str, text: str) -> tuple[Finding, ...]:
        """What there is to say of a text's figures. A text without any needs no figures to be computed."""
        from stegvis.assemble import read_prose

        if "{{" not in text:
            return ()
        return read_prose(text.encode(), f"texts/{section}.md", self.material.live).findings

    def printed(self, place: Place, text: str) -> str:
        """The section itself as it is printed with that text, as HTML that is safe; nothing where it would not be printed at all."""
        from stegvis.assemble import annual_report
        from stegvis.render import section_html

        texts = {**self.package.texts, place.section: text.encode()}
        package = replace(self.package, texts=texts)
        draft = annual_report(package, self.year, self._tables, on=self.on).draft
        try:
            return section_html(draft, place.id, below=False) if draft else ""
        except KeyError:
            return ""

    def follows(self, place: Place) -> tuple[str, ...]:
        """What is made from figures and stands below the text by itself: the captions of its tables and charts."""
        from stegvis.assemble.blocks import BLOCKS

        blocks = (block for name in place.blocks for block in BLOCKS[name](self.material))
        return tuple(getattr(block, "caption", "") or getattr(block, "title", "") for block in blocks)
