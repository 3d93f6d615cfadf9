"""HTML that is safe by construction: whatever is not made here is text, and text is escaped."""

from html import escape

_VOID = frozenset({"br", "hr", "link", "meta"})


class Markup(str):
    """HTML that was made by `element` or is a picture of our own drawing. Any other string is text."""

    __slots__ = ()


Child = str | None


def element(tag: str, *children: Child, **attributes: str | int | None) -> Markup:
    """An element. Text is escaped; None is left out; `class_` writes `class`, `aria_label` writes `aria-label`."""
    written = "".join(_attribute(name, value) for name, value in attributes.items() if value is not None)
    if tag in _VOID:
        return Markup(f"<{tag}{written}>")
    return Markup(f"<{tag}{written}>{join(*children)}</{tag}>")


def join(*children: Child) -> Markup:
    """Elements and text one after another."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child or "") for child in children))


def _attribute(name: str, value: str | int) -> str:
    return f' {name.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
