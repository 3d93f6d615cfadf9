"""A finished report read from a file (PDF, Word, HTML, Markdown, plain text) as lines and blocks with their places."""

from stegvis.files.finished.reading import UnreadableReportError, read_bytes, read_finished

__all__ = ["UnreadableReportError", "read_bytes", "read_finished"]
