"""A person's mistake as data: all of them at once, each with its place, what was read and a code that says what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: an error refuses, a warning is left for a person, a remark informs."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """The place of a finding: a file of the package, its line (the header is 1) and the column's or key's name."""

    file: str = ""
    line: int = 0
    column: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line or ''}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person should know of.

    `code` is stable (`PKG-003`); its sentence is in `stegvis.messages`, one file a language.
    `values` fill the sentence; `values["value"]` is what was read.
    """

    code: str
    severity: Severity
    where: Where = Where()
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def value(self) -> str:
        """What was read at the place, as it was written."""
        return self.values.get("value", "")


def error(code: str, where: Where, **values: object) -> Finding:
    """A finding that refuses: nothing is imported, nothing is printed."""
    return Finding(code, Severity.ERROR, where, _as_text(values))


def warning(code: str, where: Where, **values: object) -> Finding:
    """A finding that is left for a person: the work is done, and the exit status is 1."""
    return Finding(code, Severity.WARNING, where, _as_text(values))


def remark(code: str, where: Where, **values: object) -> Finding:
    """A finding that only informs: rounding, an empty section, a hidden cell."""
    return Finding(code, Severity.REMARK, where, _as_text(values))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether anything in the findings refuses the whole."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def _as_text(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}
