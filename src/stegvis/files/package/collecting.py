"""Findings as they are made: all of them, in the order of the files, and never so many that nobody can read them."""

from collections import Counter
from collections.abc import Iterable

from stegvis.core.findings import Finding, Severity, Where, error

#: More than this of one file say nothing new, and a file of millions of wrong rows must not fill the memory.
MOST_OF_ONE_FILE = 10_000


class Collected:
    """The findings of one reading."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._of_file: Counter[str] = Counter()

    def add(self, finding: Finding) -> None:
        """Keep a finding, or only count it where its file has enough of them."""
        file = finding.where.file
        self._of_file[file] += 1
        if self._of_file[file] <= MOST_OF_ONE_FILE or finding.severity is not Severity.ERROR:
            self._findings.append(finding)

    def extend(self, findings: Iterable[Finding]) -> None:
        """Keep several."""
        for finding in findings:
            self.add(finding)

    @property
    def has_errors(self) -> bool:
        """Whether anything refuses the package."""
        return any(finding.severity is Severity.ERROR for finding in self._findings)

    def all(self) -> tuple[Finding, ...]:
        """Every finding: files in the order they were read, lines in order within each."""
        order = {file: place for place, file in enumerate(self._of_file)}
        found = sorted(self._findings, key=lambda one: (order[one.where.file], one.where.line))
        cut = [(file, count - MOST_OF_ONE_FILE) for file, count in self._of_file.items() if count > MOST_OF_ONE_FILE]
        return (*found, *(error("PKG-031", Where(file), value=more) for file, more in cut))
