"""Words that were read, made safe to write on: for programs for sheets, where none may be taken for a formula and all come
back as they were, and for a terminal.
"""

#: A text that begins so would be run as a formula by a program for sheets.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: The spaces of printed numbers: hard, narrow and thin. They are no control characters.
_SPACES = "\u00a0\u202f\u2009"


def safe_text(text: str) -> str:
    """The text with an apostrophe before it where it looks like a formula (also behind apostrophes of its own)."""
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def plain_text(text: str) -> str:
    """What `safe_text` was given: the apostrophe is taken away again."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text


def one_line(text: str) -> str:
    """The text on one line of a terminal, without control characters: what was read may hold anything."""
    return "".join(char if char.isprintable() or char in _SPACES else repr(char)[1:-1] for char in text)
