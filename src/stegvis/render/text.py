"""A document as plain text: to read in a terminal, to search and to compare two editions."""

from collections.abc import Iterator
from textwrap import fill

from stegvis.core.document import Document, EmptySection, InlineKind, Prose, ProseKind, ProseNode, Signatures
from stegvis.render.presentation import present
from stegvis.render.printed import PrintedBlock, PrintedChart, PrintedRefusal, PrintedTable, titled
from stegvis.render.words import WORDS, Words

WIDTH = 100
_RULES = {1: "=", 2: "-"}


def render_text(document: Document) -> str:
    """The document as text, 100 characters wide."""
    printed, words = present(document), WORDS[document.language]
    number = f"{words.organisation_number} {printed.organisation_number}"
    parts = [printed.association, printed.title, printed.subtitle, number]
    for section in printed.sections:
        parts.append(_heading(section.heading, section.level))
        parts += [part for block in section.blocks for part in _block(block, words)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heading(text: str, level: int) -> str:
    rule = _RULES.get(level)
    return f"{text}\n{rule * len(text)}" if rule else text


def _block(block: PrintedBlock, words: Words) -> Iterator[str]:
    match block:
        case Prose():
            yield from (_node(node) for node in block.nodes)
        case PrintedTable():
            yield _table(block, words)
        case PrintedChart():
            yield f"[{block.lead}. {block.chart.title}]\n{fill(block.chart.alt, WIDTH)}"
        case EmptySection():
            yield f"[{words.missing} {block.hint}]"
        case PrintedRefusal():
            yield f"{block.lead}. {block.caption}\n{block.text}"
        case Signatures():
            yield block.text
            yield from (f"{'_' * 40}\n{person.name}, {person.role}" for person in block.people)


def _node(node: ProseNode) -> str:
    texts = ["".join("\n" if run.kind is InlineKind.BREAK else run.text for run in item) for item in node.items]
    if node.kind is ProseKind.BULLETS:
        return "\n".join(f"• {text}" for text in texts)
    if node.kind is ProseKind.NUMBERS:
        return "\n".join(f"{place}. {text}" for place, text in enumerate(texts, 1))
    return "\n".join("\n".join(fill(line, WIDTH) for line in text.split("\n")) for text in texts)


def _table(block: PrintedTable, words: Words) -> str:
    notes = [words.note.format("").strip()] * block.has_notes
    heads = [block.corner, *notes, *(column.label for column in block.columns)]
    lines = [heads] * block.has_heading
    for row in block.rows:
        line = [row.label, *([row.note] * block.has_notes), *row.cells]
        lines.append(line + [""] * (len(heads) - len(line)))
    figures = [False, *([True] * block.has_notes), *(column.figures for column in block.columns)]
    unit = f" ({block.unit})" if block.unit else ""
    return "\n".join([f"{titled(block.lead, block.caption)}{unit}", *_aligned(lines, figures), *block.notes])


def _aligned(lines: list[list[str]], figures: list[bool]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (
            text.rjust(width) if right else text.ljust(width)
            for text, width, right in zip(line, widths, figures, strict=True)
        )
        yield "  ".join(cells).rstrip()
