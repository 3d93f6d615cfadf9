"""A released table as a file: what kinds there are, and how each is made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from stegvis.core.tables import ReleasedTable
from stegvis.render.fragment import table_html
from stegvis.render.json_stat import table_json_stat
from stegvis.render.metadata import Source, metadata
from stegvis.render.px import table_px
from stegvis.render.table_csvw import table_csv_metadata
from stegvis.render.table_picture import table_png, table_svg
from stegvis.render.tables import table_csv, table_xlsx

Write = Callable[[ReleasedTable, Source, str], str | bytes | None]


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: how it ends, what it is called, its media type, and whether it is a picture (not every table has one)."""

    extension: str
    label: str
    media_type: str
    write: Write
    is_picture: bool = False

    @property
    def content_type(self) -> str:
        """The media type with its charset, where that is not the file's own to say."""
        is_open = self.media_type in ("text/csv", "text/html")
        return f"{self.media_type}; charset=utf-8" if is_open else self.media_type

    def bytes_of(self, table: ReleasedTable, source: Source, language: str) -> bytes | None:
        """The file's bytes; None where the table has no picture. Raises TypeError for anything but a released table."""
        written = self.write(table, source, language)
        return written.encode() if isinstance(written, str) else written


def _csv(table: ReleasedTable, source: Source, language: str) -> str:
    metadata(table, source, language)
    return table_csv(table)


def _xlsx(table: ReleasedTable, source: Source, language: str) -> bytes:
    return table_xlsx(table, source, language=language)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: Not registered, but what statistical offices hand PX files out as.
_PX = "text/x-pcaxis"

#: Every kind by the name that commands and addresses give it, in the order they are shown.
KINDS: Mapping[str, FileKind] = {
    "csv": FileKind("csv", "CSV", "text/csv", _csv),
    "xlsx": FileKind("xlsx", "Excel", _XLSX, _xlsx),
    "px": FileKind("px", "PX", _PX, table_px),
    "json-stat": FileKind("json", "JSON-stat", "application/json", table_json_stat),
    "html": FileKind("html", "HTML", "text/html", table_html),
    "svg": FileKind("svg", "SVG", "image/svg+xml", table_svg, is_picture=True),
    "png": FileKind("png", "PNG", "image/png", table_png, is_picture=True),
}

#: What is said of the CSV: a file of its own beside it, where programs that know CSV on the Web look for it.
BESIDE_CSV = FileKind("csv-metadata.json", "CSVW", "application/csvm+json", table_csv_metadata)
