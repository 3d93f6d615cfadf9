"""Waiting for what another process or thread does: until it is so, however slow the machine."""

import time
from collections.abc import Callable

_PATIENCE = 120  # seconds: what has come is not waited for


def wait_for(holds: Callable[[], bool], what: str) -> None:
    """Return as soon as it holds."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, f"{what} did not come within {_PATIENCE} s"
        time.sleep(0.05)
