"""Published tables read back as the public meets them, ours or another's, for the auditor.

Tidy CSV, sheets, pages, Word, PDF, JSON-stat and PX. Whoever printed it, a cell is a whole number or it is hidden; what is
hidden may be written as `..`, `.`, `-`, `x`, `*` or nothing.
"""

from stegvis.files.printed.reading import LEAST_THRESHOLD, ReadTables, read_printed

__all__ = ["LEAST_THRESHOLD", "ReadTables", "read_printed"]
