"""What a printed cell says: a count, a hidden count, or neither."""

import re
from decimal import Decimal, InvalidOperation

#: How offices write that a number is not shown.
HIDDEN_SIGNS = frozenset({"..", ".", "...", "…", "-", "–", "—", "−", "x", "X", "*", "**", "c", "C", "", "''", '""'})
#: Written for none in some tables, and for a hidden number in others.
DASHES = frozenset({"-", "–", "—", "−"})
_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:[ \u00a0\u202f]\d{3}){1,2}", re.ASCII)
_FEW = re.compile(r"(?:<|&lt;|färre än |fewer than )\s*\d{1,2}|[01]\s*[-–]\s*[2-9]", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_FIGURES = re.compile(r"[\s\u00a0\u202f]")


def read_amount(text: str) -> Decimal | None:
    """A median or mean as it is printed, `182,5` or `1,204`; None for one that is not told. Raises ValueError for no number."""
    bare = _FIGURES.sub("", text)
    if bare in HIDDEN_SIGNS:
        return None
    grouped = _GROUPED.fullmatch(bare)
    try:
        return Decimal(bare.replace(",", "" if grouped else "."))
    except InvalidOperation:
        raise ValueError("amount") from None


def read_figure(text: str) -> tuple[bool, int | None]:
    """Whether the text is a printed count, and which; None for a hidden one."""
    bare = text.strip()
    if bare in HIDDEN_SIGNS or _FEW.fullmatch(bare):
        return True, None
    if _COUNT.fullmatch(bare):
        return True, int(_FIGURES.sub("", bare))
    return False, None
