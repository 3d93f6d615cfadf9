"""A tagged PDF's blocks by its structure, which is what a screen reader hears; every cell with its line and its box."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from stegvis.core.finished import Block, GridCell, GridRow, Line, Markup, Passage, PrintedGrid, ReportHeading, TextKind
from stegvis.files.finished.layout import Strip, Word, text_of
from stegvis.files.finished.layout_tables import cell_of
from stegvis.files.finished.passages import passage_of
from stegvis.files.printed.pdf import children, is_element

#: What a word is marked with: its page and the mark on it.
Mark = tuple[int, int]
#: A structure with more elements is made to exhaust whoever reads it.
_MOST_ELEMENTS = 300_000
_DEEPEST = 60
#: Less of the report's words in its structure, and it is not worth following.
_LEAST_SHARE = 0.7
_HEADINGS = {"/H": 1, **{f"/H{level}": level for level in range(1, 7)}}
_TEXTS = {"/P": None, "/LI": TextKind.ITEM, "/TOCI": TextKind.CONTENTS, "/Note": TextKind.NOTE, "/FENote": TextKind.NOTE,
          "/Caption": None, "/BlockQuote": None, "/Title": None}  # fmt: skip
#: What an element may hold and still be no passage itself.
_PARTS = (*_HEADINGS, *_TEXTS, "/Table", "/L", "/TOC", "/Figure", "/Formula", "/Sect", "/Div", "/Part", "/Art")
_SKIPPED = frozenset({"/Figure", "/Artifact", "/Formula"})


@dataclass
class _Marked:
    """The words that the structure may name, and which of them it has named."""

    words: Mapping[Mark, Sequence[tuple[int, Word]]]
    lines: Sequence[Line]
    pages: Mapping[Any, int]
    roles: Mapping[str, str]
    named: set[Mark] = field(default_factory=set)
    left: int = _MOST_ELEMENTS


def structure_of(data: bytes, pages: Sequence[Sequence[Strip]], lines: Sequence[Line]) -> tuple[Markup, list[Block]]:
    """What the PDF tells of itself, and its blocks; none where its structure does not hold most of its words."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            markup = _markup(pdf)
            if not markup.tagged:
                return markup, []
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
            marked = _Marked(_by_mark(pages), lines, numbers, _roles(pdf.Root.StructTreeRoot))
            blocks = list(_blocks(pdf.Root.StructTreeRoot, marked, 0))
    except ValueError:
        raise
    except Exception as problem:  # the library has errors of its own, and a malformed tree may raise any
        raise ValueError("pdf") from problem
    return markup, _with_rest(blocks, marked) if _covers(marked) else []


def _markup(pdf: Any) -> Markup:
    root = pdf.Root
    tagged = "/StructTreeRoot" in root and bool(root.StructTreeRoot.get("/K"))
    title = str(pdf.docinfo.get("/Title", "")) if pdf.trailer.get("/Info") is not None else ""
    if not title.strip() and "/Metadata" in root:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
            title = str(said.get("dc:title") or "")
    return Markup(tagged, title.strip(), str(root.get("/Lang", "")).strip())


def _by_mark(pages: Sequence[Sequence[Strip]]) -> dict[Mark, list[tuple[int, Word]]]:
    found: dict[Mark, list[tuple[int, Word]]] = {}
    for strip in (strip for page in pages for strip in page):
        for word in strip.words:
            if word.mark >= 0:
                found.setdefault((strip.page, word.mark), []).append((strip.index, word))
    return found


def _roles(root: Any) -> dict[str, str]:
    """What a program's own names of elements stand for."""
    return {str(name): str(meant) for name, meant in root.get("/RoleMap", {}).items()}


def _name(element: Any, marked: _Marked) -> str:
    name = str(element.S)
    for _ in range(5):
        if name in _HEADINGS or name in _TEXTS or name not in marked.roles:
            break
        name = marked.roles[name]
    return name


def _covers(marked: _Marked) -> bool:
    """Whether the structure names most of the marked words, and most words are marked."""
    every = sum(len(line.text.split()) for line in marked.lines)
    named = sum(len(marked.words[mark]) for mark in marked.named)
    return named >= _LEAST_SHARE * every


def _elements(element: Any, marked: _Marked) -> Iterator[Any]:
    for kid in children(element):
        marked.left -= 1
        if marked.left < 0:
            raise ValueError("large")
        if is_element(kid):
            yield kid


def _blocks(element: Any, marked: _Marked, depth: int) -> Iterator[Block]:
    """The blocks of an element's elements in order."""
    for kid in _elements(element, marked) if depth < _DEEPEST else ():
        name = _name(kid, marked)
        if name == "/Table":
            yield from _table(kid, marked)
        elif name in _HEADINGS:
            yield from _heading(kid, _HEADINGS[name], marked)
        elif name == "/LI" and _has(kid, marked, "/L", "/Table"):
            yield from _item_with_parts(kid, marked, depth)
        elif name in _TEXTS:
            yield from _passage(kid, _TEXTS[name], marked)
        elif name in _SKIPPED:
            _name_all(kid, marked)
        elif _has(kid, marked, *_PARTS):
            yield from _own(kid, marked)
            yield from _blocks(kid, marked, depth + 1)
        else:
            yield from _passage(kid, None, marked)


def _has(element: Any, marked: _Marked, *names: str) -> bool:
    return any(True for _ in _within(element, marked, 0, *names))


def _item_with_parts(item: Any, marked: _Marked, depth: int) -> Iterator[Block]:
    """An item that holds a list of its own: its words, then the list."""
    for part in _elements(item, marked):
        if _has(part, marked, "/L", "/Table"):
            yield from _own(part, marked)
            yield from _blocks(part, marked, depth + 1)
        elif _name(part, marked) == "/L":
            yield from _blocks(part, marked, depth + 1)
        else:
            yield from _passage(part, TextKind.ITEM, marked)


def _own(element: Any, marked: _Marked) -> Iterator[Block]:
    """The words that an element marks itself, as those of a part or a cell without paragraphs."""
    words = [word for mark in _marks(element, marked, 0, own=True) for word in marked.words.get(mark, ())]
    yield from _passage_of(words, None)


def _passage(element: Any, kind: TextKind | None, marked: _Marked) -> Iterator[Block]:
    yield from _passage_of(_words(element, marked), kind)


def _passage_of(words: Sequence[tuple[int, Word]], kind: TextKind | None) -> Iterator[Block]:
    if words:
        yield _whole(_parts(words), kind or TextKind.PROSE)


def _parts(words: Sequence[tuple[int, Word]]) -> list[tuple[int, str]]:
    """The words of each line, in the structure's order of lines."""
    lines: dict[int, list[Word]] = {}
    for line, word in words:
        lines.setdefault(line, []).append(word)
    return [(line, text_of(sorted(part, key=lambda one: one.box.left))) for line, part in lines.items()]


def _whole(parts: Sequence[tuple[int, str]], kind: TextKind) -> Passage:
    """The lines' words as one passage, by the same joining as of any line."""
    own = [Line(1, at, text) for at, (_, text) in enumerate(parts)]
    found = passage_of(range(len(own)), own, kind)
    return Passage(found.text, tuple(line for line, _ in parts), found.starts, kind)


def _heading(element: Any, level: int, marked: _Marked) -> Iterator[Block]:
    parts = _parts(_words(element, marked))
    if parts:
        yield ReportHeading(_whole(parts, TextKind.PROSE).text, level, parts[0][0])


def _words(element: Any, marked: _Marked) -> list[tuple[int, Word]]:
    return [word for mark in _marks(element, marked, 0) for word in marked.words.get(mark, ())]


def _name_all(element: Any, marked: _Marked) -> None:
    """What stands in a picture is told by the picture, and counts as told."""
    for _ in _marks(element, marked, 0):
        pass


def _marks(element: Any, marked: _Marked, page: int, depth: int = 0, *, own: bool = False) -> Iterator[Mark]:
    """The marks of an element on its pages, in its order."""
    import pikepdf

    page = marked.pages.get(element.Pg.objgen, page) if "/Pg" in element else page
    for kid in children(element) if depth < _DEEPEST else ():
        marked.left -= 1
        if marked.left < 0:
            raise ValueError("large")
        if not isinstance(kid, pikepdf.Dictionary):
            mark = (page, int(kid))
        elif "/MCID" in kid:
            mark = (marked.pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page, int(kid.MCID))
        else:
            if "/S" in kid and not own:
                yield from _marks(kid, marked, page, depth + 1)
            continue
        if mark in marked.words and mark not in marked.named:
            marked.named.add(mark)
            yield mark


def _within(element: Any, marked: _Marked, depth: int, *names: str) -> Iterator[Any]:
    for kid in _elements(element, marked) if depth < _DEEPEST else ():
        if _name(kid, marked) in names:
            yield kid
        elif _name(kid, marked) != "/Table":
            yield from _within(kid, marked, depth + 1, *names)


def _table(table: Any, marked: _Marked) -> Iterator[Block]:
    captions = [_parts(_words(one, marked)) for one in _within(table, marked, 0, "/Caption")]
    caption = [part for one in captions for part in one]
    rows = [_row(row, marked) for row in _within(table, marked, 0, "/TR")]
    kept = tuple(row for row in rows if row.cells)
    if caption:
        yield _whole(caption, TextKind.PROSE)
    if kept:
        yield PrintedGrid(
            tuple(in_columns(tuple(_filled(kept)))), _whole(caption, TextKind.PROSE).text if caption else ""
        )


def _row(row: Any, marked: _Marked) -> GridRow:
    cells = tuple(
        cell_of(_words(cell, marked), _span(cell), heads=_name(cell, marked) == "/TH")
        for cell in _within(row, marked, 0, "/TH", "/TD")
    )
    return GridRow(cells, min((cell.line for cell in cells if cell.box), default=-1))


def _filled(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """Rows and cells that hold no words stand on the line of what is beside them."""
    line = next((row.line for row in rows if row.line >= 0), 0)
    for row in rows:
        line = row.line if row.line >= 0 else line
        yield GridRow(
            tuple(cell if cell.box else GridCell("", line, None, cell.span, cell.heads) for cell in row.cells), line
        )


def in_columns(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """Rows with the empty cells that some programs leave out of the structure: a cell belongs to the column it stands in."""
    width = max((len(row.cells) for row in rows), default=0)
    whole = [row for row in rows if len(row.cells) == width and all(cell.span == 1 for cell in row.cells)]
    middles = [_middle([row.cells[at] for row in whole]) for at in range(width)]
    for row in rows:
        short = len(row.cells) < width and all(cell.span == 1 and cell.box for cell in row.cells)
        yield _placed(row, middles) if short and None not in middles else row


def _middle(cells: Sequence[GridCell]) -> float | None:
    """Where a column stands, by the cells that hold words."""
    found = sorted((cell.box.left + cell.box.right) / 2 for cell in cells if cell.box)
    return found[len(found) // 2] if found else None


def _placed(row: GridRow, middles: Sequence[float | None]) -> GridRow:
    """The cells in the columns that they are nearest to, from left to right, with empty ones between."""
    cells: list[GridCell] = []
    for left, cell in zip(range(len(row.cells), 0, -1), row.cells, strict=True):
        middle = _middle([cell]) or 0.0
        may = range(len(cells), len(middles) - left + 1)
        at = min(may, key=lambda place: abs((middles[place] or 0.0) - middle))
        cells += [GridCell("", row.line)] * (at - len(cells)) + [cell]
    return GridRow((*cells, *[GridCell("", row.line)] * (len(middles) - len(cells))), row.line)


def _span(cell: Any) -> int:
    """How many columns a cell covers."""
    import pikepdf

    said = cell.get("/A", [])
    for one in [said] if isinstance(said, pikepdf.Dictionary) else list(said):
        if isinstance(one, pikepdf.Dictionary) and "/ColSpan" in one:
            return max(1, min(200, int(one.ColSpan)))
    return 1


def _with_rest(blocks: Sequence[Block], marked: _Marked) -> list[Block]:
    """The blocks, and after each page's the lines that the structure leaves out: the page's head, foot and number."""
    told = {line for mark in marked.named for line, _ in marked.words[mark]}
    rest = [at for at in range(len(marked.lines)) if at not in told]
    found: list[Block] = []
    for block in blocks:
        page = marked.lines[_first_line(block)].page
        while rest and marked.lines[rest[0]].page < page:
            found.append(passage_of([rest.pop(0)], marked.lines, TextKind.FURNITURE))
        found.append(block)
    return [*found, *(passage_of([at], marked.lines, TextKind.FURNITURE) for at in rest)]


def _first_line(block: Block) -> int:
    if isinstance(block, ReportHeading):
        return block.line
    return block.lines[0] if isinstance(block, Passage) else block.rows[0].line
