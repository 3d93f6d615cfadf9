"""A year's report as it would be made now: its figures, a text's faults at once, and a section as it will be printed."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe

from stegvis.associations.models import Association
from stegvis.core.findings import Finding
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.reports import actions, facts
from stegvis.reports.models import ReleasedTableRow
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
        return _counted_once(_Asked(self.association.pk, self.year, self.on, _digest(self), self))

    def faults(self, section: str, text: str) -> tuple[Finding, ...]:
        """What there is to say of a text's figures. A text without any needs no figures to be computed."""
        from stegvis.assemble import read_prose

        if "{{" not in text:
            return ()
        return read_prose(text.encode(), f"texts/{section}.md", self.material.live).findings

    def printed(self, place: Place, text: str) -> SafeString:
        """The section itself as it is printed with that text, as HTML that is safe; nothing where it would not be printed."""
        from stegvis.assemble import annual_report
        from stegvis.render import section_html

        texts = {**self.package.texts, place.section: text.encode()}
        package = replace(self.package, texts=texts)
        draft = annual_report(package, self.year, self._tables, on=self.on).draft
        try:
            drawn = section_html(draft, place.id, below=False) if draft else ""
        except KeyError:
            drawn = ""
        return mark_safe(drawn)  # noqa: S308  (made by `render`, which escapes all that people wrote)

    def follows(self, place: Place) -> tuple[str, ...]:
        """What is made from figures and stands below the text by itself: the captions of its tables and charts."""
        from stegvis.assemble.blocks import BLOCKS

        blocks = (block for name in place.blocks for block in BLOCKS[name](self.material))
        return tuple(getattr(block, "caption", "") or getattr(block, "title", "") for block in blocks)


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which tables are asked for, told apart by all that they are made from."""

    association: UUID
    year: int
    on: date
    digest: str
    live: LiveReport = field(compare=False, repr=False)


def _digest(live: LiveReport) -> str:
    """What the tables of a report are made from: what the association counts itself, and what parties released."""
    package, period = live.package, str(Period.year(live.year))
    released = ReleasedTableRow.objects.in_association(live.association).filter(period=period)
    made_of = (package.profile, package.initiatives, package.sites, package.tallies)
    return sha256(repr((made_of, list(released.values_list("name", "party", "sha256")))).encode()).hexdigest()


@lru_cache(maxsize=8)
def _counted_once(asked: _Asked) -> "Tables":
    """Counting what the association counts itself takes most of a second; the same is counted once."""
    live = asked.live
    return actions.report_tables(live.association, live.package, Period.year(live.year), live.on)
