"""What a person wrote, as prose of a document: a small part of Markdown, and nothing of it is ever markup or program.

Read: headings (`#`), paragraphs, lists, emphasis and links to https addresses. Everything else (HTML, pictures, code,
tables, entities, other addresses) is printed as the characters that it is. `{{ NAME }}` stands for a figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from stegvis.core.document import Inline, InlineKind, Prose, ProseKind, ProseNode
from stegvis.core.findings import Finding, Where, error, remark

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.tree import SyntaxTreeNode

#: A live figure: `{{ exits-by-reason.illness.woman }}`.
FIGURE = re.compile(r"\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}")

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_MARKS = {"em": InlineKind.EMPHASIS, "strong": InlineKind.STRONG}
_BLOCKS = {"bullet_list": ProseKind.BULLETS, "ordered_list": ProseKind.NUMBERS}
_BREAK = Inline(InlineKind.BREAK, "")


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """A figure as it is printed in a text. `hidden`: protected, `text` is then `..`."""

    text: str
    hidden: bool = False


#: What a name in a text stands for; None for a name that is unknown.
Lookup = Callable[[str], LiveFigure | None]


@dataclass(frozen=True, slots=True)
class Written:
    """A text read: its prose, None where nothing is written, and what there is to say of its figures."""

    prose: Prose | None
    findings: tuple[Finding, ...]


def decode(data: bytes) -> str:
    """The characters of a text: UTF-8 with or without a mark, lines ended by LF, no control characters."""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


def read_prose(data: bytes, file: str, lookup: Lookup) -> Written:
    """A text of the package as prose. `file` is its name in the package, for the findings."""
    text = decode(data)
    nodes = tuple(_nodes(_parser().parse(text), lookup))
    return Written(Prose(nodes) if nodes else None, tuple(_figure_findings(text, file, lookup)))


def _figure_findings(text: str, file: str, lookup: Lookup) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), start=1):
        for match in FIGURE.finditer(line):
            where = Where(file, number, str(match.start() + 1))
            figure = lookup(match[1])
            if figure is None:
                yield error("DOC-001", where, value=match[0], name=match[1])
            elif figure.hidden:
                yield remark("DOC-002", where, value=match[0], name=match[1])


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # late: not on the way of a table

    parser = MarkdownIt("zero").enable(["heading", "list", "emphasis", "link", "autolink", "newline"])
    parser.validateLink = lambda url: url.startswith("https://")  # type: ignore[method-assign]
    parser.inline.ruler.before("emphasis", "figure", _figure_rule)
    parser.inline.ruler.before("link", "picture", _picture_rule)
    return parser


def _figure_rule(state: StateInline, silent: bool) -> bool:
    match = FIGURE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("figure", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _picture_rule(state: StateInline, silent: bool) -> bool:
    """A picture's `![` is two characters, so that its address does not become a link."""
    if not state.src.startswith("![", state.pos):
        return False
    if not silent:
        state.pending += "!["
    state.pos += 2
    return True


def _nodes(tokens: Sequence[object], lookup: Lookup) -> Iterator[ProseNode]:
    from markdown_it.tree import SyntaxTreeNode

    for node in SyntaxTreeNode(tokens).children:  # type: ignore[arg-type]
        yield _node(node, lookup)


def _node(node: SyntaxTreeNode, lookup: Lookup) -> ProseNode:
    if node.type in _BLOCKS:
        return ProseNode(_BLOCKS[node.type], tuple(_items(node, lookup)))
    runs = (_runs(node, lookup),)
    if node.type == "heading":
        return ProseNode(ProseKind.HEADING, runs, level=int(node.tag[1:]))
    return ProseNode(ProseKind.PARAGRAPH, runs)


def _items(node: SyntaxTreeNode, lookup: Lookup) -> Iterator[tuple[Inline, ...]]:
    """The items of a list, in reading order; those of a list within it follow the item that they belong to."""
    for item in node.children:
        runs: tuple[Inline, ...] = ()
        nested: list[tuple[Inline, ...]] = []
        for child in item.children:
            if child.type in _BLOCKS:
                nested.extend(_items(child, lookup))
            else:
                runs = (*runs, _BREAK, *_runs(child, lookup)) if runs else _runs(child, lookup)
        yield runs
        yield from nested


def _runs(node: SyntaxTreeNode, lookup: Lookup) -> tuple[Inline, ...]:
    found = [run for inline in node.children for child in inline.children for run in _inlines(child, lookup)]
    return tuple(_joined(found))


def _inlines(node: SyntaxTreeNode, lookup: Lookup) -> Iterator[Inline]:
    if node.type == "link":
        yield _link(_text(node, lookup), str(node.attrs["href"]))
    elif node.type in _MARKS:
        yield from _marked(node, lookup)
    elif node.type == "figure":
        yield _figure(node.content, lookup)
    elif node.type == "hardbreak":
        yield _BREAK
    else:
        yield Inline(InlineKind.TEXT, " " if node.type == "softbreak" else node.content)


def _link(text: str, address: str) -> Inline:
    return Inline(InlineKind.LINK, text, address) if address else Inline(InlineKind.TEXT, f"[{text}]()")


def _marked(node: SyntaxTreeNode, lookup: Lookup) -> Iterator[Inline]:
    """What stands within a mark takes it on, but for figures and links; of two marks the stronger one is printed."""
    for child in node.children:
        for run in _inlines(child, lookup):
            plain = run.kind is InlineKind.TEXT or (run.kind is InlineKind.EMPHASIS and node.type == "strong")
            yield replace(run, kind=_MARKS[node.type]) if plain else run


def _figure(name: str, lookup: Lookup) -> Inline:
    figure = lookup(name)
    return Inline(InlineKind.FIGURE, figure.text if figure else "{{ " + name + " }}", name)


def _text(node: SyntaxTreeNode, lookup: Lookup) -> str:
    return "".join(run.text for child in node.children for run in _inlines(child, lookup))


def _joined(runs: Sequence[Inline]) -> Iterator[Inline]:
    """Neighbouring runs of the same plain kind as one; those without a character are left out."""
    last: Inline | None = None
    for run in (one for one in runs if one.text or one.kind is InlineKind.BREAK):
        if last is not None and last.kind is run.kind and run.kind in {InlineKind.TEXT, *_MARKS.values()}:
            last = replace(last, text=last.text + run.text)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last
