"""What changed from an older report to a newer one: of the same year (two versions), or of a later year."""

from dataclasses import dataclass

from stegvis.core.finished import Place
from stegvis.core.report_findings import ReportFinding


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """A number that is printed in both reports, of the same thing and the same year, and is not the same.

    `name`: the row, column and year that it stands for; `before` in the older report, `after` in the newer, at `place`.
    """

    table: str
    name: str
    before: str
    after: str
    place: Place


@dataclass(frozen=True, slots=True)
class ReportComparison:
    """`old`: the older report's file. `mended` are findings of the older report alone, with their places in it.

    `left` are findings of both and `new` of the newer alone, both with their places in the newer. `added` and `removed` are
    tables that only the newer or the older has. `compared`: how many numbers both print of the same thing and year.
    """

    old: str
    years: tuple[int | None, int | None]
    mended: tuple[ReportFinding, ...]
    left: tuple[ReportFinding, ...]
    new: tuple[ReportFinding, ...]
    changed: tuple[ChangedNumber, ...]
    added: tuple[Place, ...]
    removed: tuple[Place, ...]
    compared: int

    @property
    def same_year(self) -> bool:
        """Whether they are two versions of one report; otherwise the newer reprints figures of the older."""
        return self.years[0] == self.years[1]
