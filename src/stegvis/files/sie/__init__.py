"""SIE: the Swedish format that accounting programs export, types 1 to 4 and 4i (SIE-gruppen, file format 4B and 4C).

`read_sie` reads a whole file into a `Ledger` or says on which line it could not; `write_sie` writes type 4.
"""

from stegvis.files.sie.reading import SieReading, read_sie
from stegvis.files.sie.writing import write_sie

__all__ = ["SieReading", "read_sie", "write_sie"]
