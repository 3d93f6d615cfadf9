"""Tables of an HTML page or fragment: caption, rows, and what a list of terms beside them says.

What is folded away holds a chart's figures, which stand in a table too.
"""

from html.parser import HTMLParser

from stegvis.files.printed.grids import Grid


def html_grids(page: str) -> list[Grid]:
    """The tables of a page in reading order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    said = tuple(reader.said)
    return [Grid(caption, tuple(map(tuple, rows)), said) for caption, rows in reader.tables]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[str, list[list[str]]]] = []
        self.said: list[tuple[str, str]] = []
        self._folded = 0
        self._into = ""
        self._key = ""
        self._open: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what holds text."""
        self._folded += tag == "details"
        if self._folded:
            return
        if tag == "table":
            self.tables.append(("", []))
            self._open.append(len(self.tables) - 1)
        elif tag == "dd":
            self._key, self._into = dict(attrs).get("data-key") or "", "dd"
            self.said += [(self._key, "")] if self._key else []
        elif self._open:
            self._in_table(tag)

    def _in_table(self, tag: str) -> None:
        rows = self.tables[self._open[-1]][1]
        if tag == "tr":
            rows.append([])
        elif tag in ("td", "th") and rows:
            rows[-1].append("")
            self._into = "cell"
        elif tag == "caption":
            self._into = "caption"
        elif tag == "br":
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close what held text."""
        self._folded = max(0, self._folded - (tag == "details"))
        if tag in ("td", "th", "caption", "dd"):
            self._into = ""
        elif tag == "table" and self._open and not self._folded:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text belongs to the open cell, caption or term."""
        if self._folded or not self._into:
            return
        if self._into == "dd":
            self.said = [*self.said[:-1], (self._key, self.said[-1][1] + data)] if self._key else self.said
        elif self._open:
            place = self._open[-1]
            caption, rows = self.tables[place]
            if self._into == "caption":
                self.tables[place] = (caption + data, rows)
            elif rows and rows[-1]:
                rows[-1][-1] += data
