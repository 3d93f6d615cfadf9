"""A finished report read in a process of its own, so that a hostile file can cost neither time, memory nor the one who asked."""

from pathlib import Path

from stegvis.core.findings import Finding
from stegvis.core.finished import FinishedReport
from stegvis.core.plain import from_plain, to_plain
from stegvis.files.apart import Most, Said, Tell, serve, work_apart
from stegvis.files.finished.contents import is_package, is_pdf
from stegvis.files.finished.reading import Progress, UnreadableReportError, bytes_of, read_bytes, unreadable

#: What the reading of one report may take.
_MOST = Most()
#: A text of at most so many bytes is read at once: there is nothing in it to unpack, and little to do.
_SMALL = 500_000


def is_light(data: bytes) -> bool:
    """Whether a file is a small text, which no process of its own is needed for."""
    return len(data) <= _SMALL and not is_pdf(data) and not is_package(data)


def read_apart(path: Path, progress: Progress | None = None) -> FinishedReport:
    """The report in the file: a small text read here, anything else by a process that may be stopped.

    Raises UnreadableReportError, also where it takes more than a report may.
    """
    data = bytes_of(path)
    return read_bytes(data, path.name, progress) if is_light(data) else _by_another(data, path.name, progress)


def _by_another(data: bytes, name: str, progress: Progress | None) -> FinishedReport:
    found: Said = {}

    def hear(said: Said) -> None:
        if "total" not in said:
            found.update(said)
        elif progress:
            progress(said["done"], said["total"])

    ended = work_apart("stegvis.files.finished.apart", {"name": name}, data, hear, _MOST)
    if "refused" in found:
        raise UnreadableReportError(from_plain(Finding, found["refused"]))
    if not ended:
        raise unreadable("FIL-006", name)
    report: FinishedReport = from_plain(FinishedReport, found["report"])
    return report


def _read(asked: Said, data: bytes, tell: Tell) -> None:
    try:
        report = read_bytes(data, asked["name"], lambda done, total: tell({"done": done, "total": total}))
    except UnreadableReportError as refused:
        tell({"refused": to_plain(refused.finding)})
    else:
        tell({"report": to_plain(report)})


if __name__ == "__main__":
    serve(_read)
