"""Any finished report to its lines and blocks: what the file is by its first bytes and its name."""

from collections.abc import Callable
from pathlib import Path

from stegvis.core.finished import FinishedReport
from stegvis.files.finished.text import read_text

#: Called with how many pages are read and how many there are.
Progress = Callable[[int, int], None]


def read_finished(path: Path, progress: Progress | None = None) -> FinishedReport:
    """The report in the file. Raises OSError, and ValueError for what is no report that can be read."""
    if progress:
        progress(1, 1)
    return read_text(path.read_text("utf-8-sig", "replace"), path.name)
