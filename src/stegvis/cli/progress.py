"""What is being done, shown on a terminal when it takes time. Nothing is shown in the first 300 ms, or to a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_PATIENCE = 0.3  # seconds (pages, "States and speed")


class Steps:
    """The steps of a long work. Called with what is done now, how much of it is done and how much there is (0: not known)."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._now = ("", 0, 0)
        self._shown: tuple[Progress, TaskID] | None = None
        self._timer = Timer(_PATIENCE, self._show)
        self._timer.daemon = True

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """Tell what is being done."""
        with self._lock:
            self._now = (what, done, total)
            if self._shown:
                progress, task = self._shown
                progress.update(task, description=what, completed=done, total=total or None)

    def start(self) -> None:
        """Begin to wait with showing."""
        self._timer.start()

    def stop(self) -> None:
        """Take away what is shown."""
        self._timer.cancel()
        with self._lock:
            if self._shown:
                self._shown[0].stop()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        text = TextColumn("{task.description}", markup=False)
        console = Console(stderr=True)
        progress = Progress(
            SpinnerColumn(), text, BarColumn(), console=console, transient=True,
            redirect_stdout=False, redirect_stderr=False,  # what is printed meanwhile goes where it should
        )  # fmt: skip
        with self._lock:
            what, done, total = self._now
            progress.start()
            self._shown = (progress, progress.add_task(what, completed=done, total=total or None))


@contextmanager
def steps() -> Iterator[Steps]:
    """Steps that are shown on a terminal and taken away when the work is done."""
    shown = Steps()
    if sys.stderr.isatty():
        shown.start()
    try:
        yield shown
    finally:
        shown.stop()
