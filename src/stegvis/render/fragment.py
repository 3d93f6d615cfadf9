"""A released table as HTML to paste into any page: a real table with what is said of it, and no style, class or script."""

from collections.abc import Iterator

from stegvis.core.document import RowKind
from stegvis.core.tables import ReleasedTable, TableHead
from stegvis.render import layout, table_words
from stegvis.render.markup import Markup, element
from stegvis.render.metadata import Line, Source, metadata
from stegvis.render.numbers import count, told
from stegvis.render.words import WORDS


def table_html(table: ReleasedTable, source: Source, language: str = "sv") -> str:
    """The table with a caption, header cells on both axes, and a list of what is said of it."""
    lines = metadata(table, source, language)
    head = table_words.head_in(table.head, language)
    whole = element(
        "table",
        element("caption", f"{head.title}, {head.period}"),
        element("thead", element("tr", *_headings(table, language))),
        *_bodies(table, language),
    )
    about = element("dl", *(part for one in lines for part in _line(one)))
    return f"{element('section', whole, about, lang=language)}\n"


def _headings(table: ReleasedTable, language: str) -> Iterator[Markup]:
    head = table_words.head_in(table.head, language)
    down = head.dimensions[-2] if len(head.dimensions) > 1 else head.dimensions[0]
    yield element("th", table_words.dimension_of(down.name, language), scope="col")
    for label in _columns(head, language):
        yield element("th", label, scope="col")


def _columns(head: TableHead, language: str) -> tuple[str, ...]:
    return layout.columns(head, WORDS[language].number, table_words.amount_of(head, language))


def _bodies(table: ReleasedTable, language: str) -> Iterator[Markup]:
    """One body a group of rows, so that a group's name heads its rows."""
    head = table_words.head_in(table.head, language)
    width, body = 1 + len(_columns(head, language)), list[Markup]()
    for row in layout.rows(head):
        if row.kind is RowKind.GROUP:
            if body:
                yield element("tbody", *body)
            body = [element("tr", element("th", row.label, scope="rowgroup", colspan=width))]
        else:
            texts = layout.cells(
                head,
                row,
                lambda key: count(table.cells[key], language),
                lambda key: told(table.amounts.get(key), language),
            )
            cells = (element("td", text) for text in texts)
            body.append(element("tr", element("th", row.label, scope="row"), *cells))
    yield element("tbody", *body)


def _line(one: Line) -> Iterator[Markup]:
    yield element("dt", one.label)
    yield element("dd", _text(one), data_key=one.key)


def _text(one: Line) -> str:
    """An address is a link; the licence's is not, as its name stands before it."""
    if one.key == "address":
        return element("a", one.text, href=one.text)
    if one.key == "contact":
        return element("a", one.text, href=f"mailto:{one.text}")
    return one.text
