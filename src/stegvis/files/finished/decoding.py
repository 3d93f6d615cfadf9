"""The text of a file, however its program wrote it: as Unicode, or in one of the older ways that Swedish was written in."""

_MARKS = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Tried in this order; the one that makes most Swedish letters of the bytes is the right one, and of equal ones the first.
_OLDER = ("cp1252", "utf-8", "mac_roman", "cp850")
_LETTERS = "åäöÅÄÖé"
#: So much of a file is looked at to tell how it is written.
_LOOKED_AT = 200_000
#: Bytes below a tab are of no text.
_LEAST = 9


def text_of(data: bytes) -> str | None:
    """The text; None where the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data:
        wide = _wide(data[:_LOOKED_AT])
        return data.decode(wide, "replace") if wide else None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode(_older(data[:_LOOKED_AT]), "replace")


def _wide(data: bytes) -> str:
    """Of which kind text of two bytes a sign is, where no mark says so: most of our letters have a zero in one of them."""
    first, second = data[0::2], data[1::2]
    for encoding, letters, zeros in (("utf-16-le", first, second), ("utf-16-be", second, first)):
        if len(letters) == len(zeros) and zeros.count(0) > len(zeros) / 2 and min(letters) >= _LEAST:
            return encoding
    return ""


def _older(data: bytes) -> str:
    """A text with a broken sign here and there is still Unicode, by its other letters."""
    return max(_OLDER, key=lambda encoding: sum(map(data.decode(encoding, "replace").count, _LETTERS)))
