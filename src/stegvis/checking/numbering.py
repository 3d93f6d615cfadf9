"""Gives each number that is read its place among all of the report's, so that those that were checked can be counted."""

from stegvis.checking.figures import Figure
from stegvis.checking.understanding import Printed
from stegvis.core.finished import Box, FinishedReport, GridCell, Place


class Numbers:
    """Gives each number that is read its place among all of the report's."""

    def __init__(self, report: FinishedReport) -> None:
        self._report = report
        self.all: list[Printed] = []

    def add(
        self,
        figure: Figure,
        line: int,
        *,
        unit: str = "",
        year: int | None = None,
        box: Box | None = None,
        cell: tuple[int, int, int] | None = None,
    ) -> Printed:
        """The number at this line, registered. `cell`: where it stands, if in a table (see Place)."""
        place = self._report.place(line, box, cell)
        self.all.append(Printed(len(self.all), figure, place, line, figure.unit or unit, year))
        return self.all[-1]

    def place(self, cell: GridCell, where: tuple[int, int, int] | None = None) -> Place:
        """Where a cell stands, by its own words."""
        found = self._report.place(cell.line, cell.box, where)
        return Place(found.page, found.line, cell.text.strip() or found.text, found.box, where)
