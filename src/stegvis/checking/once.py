"""What several checks work out of the same report, worked out once and forgotten with it."""

from collections.abc import Callable
from functools import wraps
from weakref import WeakKeyDictionary

from stegvis.checking.understanding import Understood


def once[T](work: Callable[[Understood], T]) -> Callable[[Understood], T]:
    """The same, but the second time a report is asked of, what was answered the first time."""
    known: WeakKeyDictionary[Understood, T] = WeakKeyDictionary()

    @wraps(work)
    def answer(report: Understood) -> T:
        if report not in known:
            known[report] = work(report)
        return known[report]

    return answer
