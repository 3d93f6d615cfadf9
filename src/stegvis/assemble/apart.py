"""A finished report read, examined and drawn, in a process of its own where the file may be hostile: it can then cost neither
time, memory nor the one who asked.

What is found is told bit by bit, so that a page which cannot be drawn in time costs its picture and no more.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stegvis.core.findings import Finding, Where, error
from stegvis.core.plain import from_plain, to_plain
from stegvis.core.report_findings import ExaminedReport
from stegvis.files.apart import Most, Said, Tell, serve, work_apart
from stegvis.files.finished.apart import is_light

#: What one report may take, read, examined and drawn.
_MOST = Most(seconds=300, processor=240, memory=3 * 1024**3)
#: More pages than this are not drawn.
_MOST_PICTURES = 80

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


def examined_apart(data: bytes, name: str, progress: Progress, language: str = "sv", words: str = "") -> Outcome:
    """The report in a file's bytes, examined. A small text at once, anything else by a process that may be stopped.

    `language`: of the comments in a copy of the PDF. `words`: an association's own, as a file that is laid over ours.
    """
    found: Said = {}
    pictures: list[Drawn] = []

    def hear(said: Said) -> None:
        if "stage" in said:
            progress(said["stage"], said["done"], said["total"])
        elif "picture" in said:
            page, width, height, png = said["picture"]
            pictures.append(Drawn(page, width, height, b64decode(png)))
        else:
            found.update(said)

    asked = {"name": name, "language": language, "words": words}
    if is_light(data):
        _examine(asked, data, hear)
    else:
        work_apart("stegvis.assemble.apart", asked, data, hear, _MOST)
    return _outcome(found, tuple(pictures), name)


def _outcome(found: Said, pictures: tuple[Drawn, ...], name: str) -> Outcome:
    """What was told as one thing; what was stopped before it had told anything took too much."""
    if "refused" in found:
        return Outcome(refused=from_plain(Finding, found["refused"]))
    if "examined" not in found:
        return Outcome(refused=error("FIL-006", Where(name), value=name))
    return Outcome(from_plain(ExaminedReport, found["examined"]), pictures, b64decode(found.get("annotated", "")))


# The other side


def _examine(asked: Said, data: bytes, tell: Tell) -> None:
    from stegvis.checking import examine
    from stegvis.checking.words import with_own
    from stegvis.files.finished import UnreadableReportError, read_bytes

    try:
        report = read_bytes(data, asked["name"], lambda done, total: tell(_stage("read", done, total)))
    except UnreadableReportError as problem:
        tell({"refused": to_plain(problem.finding)})
        return
    tell(_stage("examine"))
    examined = examine(report, with_own(asked["words"]) if asked["words"] else None)
    tell({"examined": to_plain(examined)})
    if report.markup is not None and examined.findings:
        tell({"annotated": b64encode(_annotated(data, examined, asked["language"])).decode()})
        tell(_stage("draw"))
        for picture in _pictures(data, examined):
            tell({"picture": picture})


def _stage(stage: str, done: int = 0, total: int = 0) -> Said:
    return {"stage": stage, "done": done, "total": total}


def _annotated(data: bytes, examined: ExaminedReport, language: str) -> bytes:
    import pikepdf

    from stegvis.render.annotations import annotated

    try:
        return annotated(data, examined, language)
    except (ValueError, pikepdf.PdfError):
        return b""  # read and drawn, but no copy can be written of it


def _pictures(data: bytes, examined: ExaminedReport) -> Iterator[list[object]]:
    from stegvis.files.finished.pictures import page_pictures

    pages = sorted({place.page for one in examined.findings for place in one.places if place.box is not None})
    for one in page_pictures(data, pages[:_MOST_PICTURES]):
        yield [one.page, one.width, one.height, b64encode(one.content).decode()]


if __name__ == "__main__":
    serve(_examine)
