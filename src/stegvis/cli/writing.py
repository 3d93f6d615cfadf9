"""Files are written whole or not at all: beside their place first, then all put in place."""

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def cannot_write(path: Path) -> str:
    """The code of what stands in the way of writing a file there; empty where nothing does."""
    folder = path.parent
    if not folder.is_dir():
        return "CLI-006"
    if path.is_dir():
        return "CLI-008"
    return "" if os.access(folder, os.W_OK) else "CLI-007"


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write all files, or none where one could not be written."""
    beside = {path: path.with_name(f".{path.name}.{os.getpid()}") for path in files}
    try:
        for path, data in files.items():
            _write(beside[path], data)
        for path, temporary in beside.items():
            temporary.replace(path)
    finally:
        for temporary in beside.values():
            with suppress(FileNotFoundError):
                temporary.unlink()


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
