"""What a person wrote, as HTML: headings, paragraphs, lists and runs of text. Nothing of it is read as markup."""

from stegvis.core.document import Inline, InlineKind, Prose, ProseKind, ProseNode
from stegvis.render.markup import Markup, element, join

_LISTS = {ProseKind.BULLETS: "ul", ProseKind.NUMBERS: "ol"}


def prose(block: Prose, shift: int) -> Markup:
    """The prose; its headings are `shift` levels below their level in the document."""
    return element("div", *(_node(node, shift) for node in block.nodes), class_="prose")


def _node(node: ProseNode, shift: int) -> Markup:
    if node.kind in _LISTS:
        return element(_LISTS[node.kind], *(element("li", _runs(item)) for item in node.items))
    tag = f"h{min(node.level + shift, 6)}" if node.kind is ProseKind.HEADING else "p"
    return element(tag, *(_runs(item) for item in node.items))


def _runs(runs: tuple[Inline, ...]) -> Markup:
    return join(*(_run(run) for run in runs))


def _run(run: Inline) -> str:
    match run.kind:
        case InlineKind.STRONG:
            return element("strong", run.text)
        case InlineKind.EMPHASIS:
            return element("em", run.text)
        case InlineKind.LINK if run.target:
            return element("a", run.text, href=run.target, rel="noopener")
        case InlineKind.FIGURE:
            return element("span", run.text, class_="figure", data_figure=run.target)
        case InlineKind.BREAK:
            return element("br")
        case _:
            return run.text
