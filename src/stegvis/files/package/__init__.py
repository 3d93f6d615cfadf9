"""The package: a folder, or a zip of one, that holds an association's years. Read whole or refused; written in one form."""

from stegvis.files.package.reading import Reading, read_package
from stegvis.files.package.writing import package_bytes, write_package

__all__ = ["Reading", "package_bytes", "read_package", "write_package"]
