"""Finished reports read and checked: texts of a given size, and a PDF of 40 pages with tables on most, tagged and not."""

import time
from collections.abc import Iterator
from random import Random

from bench.measure import Measured, own_memory

_LINES = (500, 1000, 2000)
_PAGES = 40


def finished() -> Iterator[Measured]:
    """Each text and PDF read, and checked."""
    for lines in _LINES:
        took = _text(lines)
        yield Measured(f"a text of {lines} lines, read and checked", f"{took:.2f} s", "2 s", took <= 2)
    for tagged in (True, False):
        pdf = _pdf(tagged=tagged)
        read, checked, pages = _read_and_checked(pdf)
        what = f"a PDF of {pages} pages, {'tagged' if tagged else 'without tags'}"
        yield Measured(f"{what}, read", f"{read:.2f} s", "")
        yield Measured(f"{what}, read and checked", f"{read + checked:.2f} s", "15 s", read + checked <= 15)
    yield Measured("largest memory", f"{own_memory():.0f} MB", "")


def _table(random: Random, rows: int = 25) -> list[list[str]]:
    """An invented table by sex whose rows and columns add up."""
    counts = [(random.randrange(5, 90), random.randrange(5, 90)) for _ in range(rows)]
    lines = [[f"Grupp {at}", str(w), str(m), str(w + m)] for at, (w, m) in enumerate(counts, start=1)]
    women, men = sum(w for w, _ in counts), sum(m for _, m in counts)
    return [["", "Kvinnor", "Män", "Totalt"], *lines, ["Totalt", str(women), str(men), str(women + men)]]


def _text(lines: int) -> float:
    from stegvis.checking import examine
    from stegvis.files.finished.text import read_text

    random, parts = Random(4), []
    for at in range(lines // 32):
        parts.append(f"{at + 1}. Avsnitt {at + 1}\n\nI avsnittet beskrivs {at + 5} deltagare under 2025.\n")
        parts.append("\n".join("\t".join(row) for row in _table(random)) + "\n")
    start = time.perf_counter()
    examine(read_text("\n".join(parts), "rapport.txt"))
    return time.perf_counter() - start


def _pdf(*, tagged: bool) -> bytes:
    import typst

    random, parts = Random(4), ['#set document(title: "Rapport")\n#set text(lang: "sv")\n']
    for at in range(_PAGES):
        cells = ", ".join(f"[{cell}]" for row in _table(random) for cell in row)
        parts.append(
            f"= Avsnitt {at + 1}\n#lorem(120)\n\n#table(columns: 4, stroke: none, {cells})\n#pagebreak(weak: true)\n"
        )
    pdf = bytes(typst.compile("".join(parts).encode(), format="pdf"))
    return pdf if tagged else _stripped(pdf)


def _stripped(pdf: bytes) -> bytes:
    """The same pages with no structure."""
    import io

    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for name in ("/StructTreeRoot", "/MarkInfo"):
            if name in opened.Root:
                del opened.Root[name]
        opened.save(out)
    return out.getvalue()


def _read_and_checked(pdf: bytes) -> tuple[float, float, int]:
    from stegvis.checking import examine
    from stegvis.files.finished.pdf import read_pdf

    start = time.perf_counter()
    report = read_pdf(pdf, "rapport.pdf")
    read = time.perf_counter()
    examine(report)
    return read - start, time.perf_counter() - read, report.pages
