"""What is named on the command line to be read: a file that is there, or a clear word on why it is none."""

import re
from pathlib import Path

#: A path joins the two slashes of a web address.
_ADDRESS = re.compile(r"(?i)^(https?|ftp|file):/+")
_STANDARD_INPUT = "-"


def why_no_file(path: Path) -> tuple[str, dict[str, str]] | None:
    """The code that says why there is no file to read at the path, with its values; None where there is one."""
    said = str(path)
    if said == _STANDARD_INPUT:
        return "EXM-013", {"value": said}
    if _ADDRESS.match(said):
        return "EXM-012", {"value": _ADDRESS.sub(r"\1://", said)}
    try:
        if path.is_dir():
            return "CLI-008", {"value": said}
        with path.open("rb"):
            return None
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return "CLI-001", {"value": said}
    except OSError as problem:
        return "FIL-002", {"value": said, "why": problem.strerror or "?"}
