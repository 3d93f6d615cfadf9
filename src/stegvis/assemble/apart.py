"""A finished report read, examined and drawn in a process of its own, so that a hostile file can cost neither time, memory
nor the one who asked.

`examined_apart` is called by whoever takes files in; `python -m stegvis.assemble.apart` is the other side. Between them go lines
of JSON: `{"name", "language"}` and the file's bytes one way; progress, then the result or a finding, the other.
"""

import json
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from stegvis.core.findings import Finding, Where, error
from stegvis.core.plain import from_plain, to_plain
from stegvis.core.report_findings import ExaminedReport

#: What one report may take: seconds in all, seconds of the processor, bytes of memory.
MOST_SECONDS = 300
_MOST_CPU, _MOST_MEMORY = 240, 3 * 1024**3
#: More pages than this are not drawn.
_MOST_PICTURES = 80
#: A text of at most so many bytes is read at once: there is nothing in it to unpack, and little to do.
_SMALL = 500_000
_PACKED = (b"%PDF", b"PK")
_STAGE = ("stage", "done", "total")

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as a PNG, with the page's own size in points."""

    page: int
    width: float
    height: float
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: the examined report with pictures of the pages that findings point at, or why there is none.

    `annotated`: a copy of a PDF with the findings as comments; empty where there is nothing to say or it is no PDF.
    """

    examined: ExaminedReport | None = None
    pictures: tuple[Drawn, ...] = ()
    annotated: bytes = b""
    refused: Finding | None = None


def examined_apart(data: bytes, name: str, progress: Progress, language: str = "sv") -> Outcome:
    """The report in a file's bytes, examined. A small text at once, anything else by a process that may be stopped.

    `language`: of the comments in a copy of the PDF.
    """
    if len(data) <= _SMALL and not data.startswith(_PACKED):
        return _outcome(data, name, progress, language)
    return _told_by_another(data, name, progress, language) or Outcome(
        refused=error("FIL-006", Where(name), value=name)
    )


def _outcome(data: bytes, name: str, progress: Progress, language: str) -> Outcome:
    from stegvis.checking import examine
    from stegvis.files.finished import UnreadableReportError, read_bytes

    try:
        report = read_bytes(data, name, lambda done, total: progress("read", done, total))
    except UnreadableReportError as problem:
        return Outcome(refused=problem.finding)
    progress("examine", 0, 0)
    examined = examine(report)
    return Outcome(examined, tuple(_pictures(data, examined, progress)), _annotated(data, examined, language))


def _annotated(data: bytes, examined: ExaminedReport, language: str) -> bytes:
    if examined.report.markup is None or not examined.findings:
        return b""
    import pikepdf

    from stegvis.render.annotations import annotated

    try:
        return annotated(data, examined, language)
    except (ValueError, pikepdf.PdfError):
        return b""  # read and drawn, but no copy can be written of it


def _pictures(data: bytes, examined: ExaminedReport, progress: Progress) -> Iterator[Drawn]:
    if examined.report.markup is None:
        return
    from stegvis.files.finished.pictures import page_pictures

    pages = sorted({place.page for one in examined.findings for place in one.places if place.box is not None})
    progress("draw", 0, 0)
    for one in page_pictures(data, pages[:_MOST_PICTURES]):
        yield Drawn(one.page, one.width, one.height, one.content)


# The one who asks


def _told_by_another(data: bytes, name: str, progress: Progress, language: str) -> Outcome | None:
    """What the other process says; None where it was stopped or fell."""
    import subprocess
    import threading

    command = [sys.executable, "-m", "stegvis.assemble.apart"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603  (our own module)
        clock = threading.Timer(MOST_SECONDS, other.kill)
        clock.start()
        try:
            return _heard(other, json.dumps({"name": name, "language": language}).encode() + b"\n" + data, progress)
        except BrokenPipeError:
            return None
        finally:
            clock.cancel()
            other.kill()


def _heard(other: Any, asked: bytes, progress: Progress) -> Outcome | None:
    other.stdin.write(asked)
    other.stdin.close()
    for line in other.stdout:
        said = json.loads(line)
        if "stage" in said:
            progress(said["stage"], said["done"], said["total"])
        else:
            return _read(said)
    return None


def _read(said: dict[str, Any]) -> Outcome:
    if "refused" in said:
        return Outcome(refused=from_plain(Finding, said["refused"]))
    drawn = (Drawn(page, width, height, b64decode(png)) for page, width, height, png in said["pictures"])
    return Outcome(from_plain(ExaminedReport, said["examined"]), tuple(drawn), b64decode(said["annotated"]))


# The other side


def _limit() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_CPU, _MOST_CPU))
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def _serve(asked: IO[bytes], told: IO[bytes]) -> None:
    def tell(said: dict[str, Any]) -> None:
        told.write(json.dumps(said).encode() + b"\n")
        told.flush()

    how = json.loads(asked.readline())
    data = asked.read()
    found = _outcome(data, how["name"], lambda *said: tell(dict(zip(_STAGE, said, strict=True))), how["language"])
    if found.examined is None:
        tell({"refused": to_plain(found.refused)})
        return
    pictures = [[one.page, one.width, one.height, b64encode(one.content).decode()] for one in found.pictures]
    copy = b64encode(found.annotated).decode()
    tell({"examined": to_plain(found.examined), "pictures": pictures, "annotated": copy})


if __name__ == "__main__":
    _limit()
    _serve(sys.stdin.buffer, sys.stdout.buffer)
