"""Keeps standard output clean: HiGHS prints a line of its own about hard programmes, and no option turns it off.

`stegvis table --format csv` prints its result there, so the solver's line would be a row of the table.
"""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_STANDARD_OUTPUT = 1
_one_at_a_time = Lock()


@contextmanager
def solver_is_silent() -> Iterator[None]:
    """What native code of this process prints to standard output meanwhile is thrown away."""
    with _one_at_a_time:
        try:
            kept = os.dup(_STANDARD_OUTPUT)
        except OSError:  # a service without standard output has nothing to keep clean
            yield
            return
        sys.stdout.flush()
        nothing = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, _STANDARD_OUTPUT)
            yield
        finally:
            # Native code has a buffer of its own: empty it while it still leads nowhere.
            ctypes.CDLL(None).fflush(None)
            os.dup2(kept, _STANDARD_OUTPUT)
            os.close(kept)
            os.close(nothing)
