"""What does not agree in a finished report: a finding with its places, what is printed, what it should be, and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256

from stegvis.core.findings import Finding, Severity, Where
from stegvis.core.finished import FinishedReport, Place

#: Below this a finding is worded as a question to the author, in percent.
SURE = 80

#: Values that say where or how often, and not what: they change when something else in the report does.
_WHERE = frozenset({"line", "page", "old", "times", "spellings"})


class FindingClass(StrEnum):
    """What kind of disagreement it is (`class` in the JSON)."""

    SUM = "sum"
    CONFLICT = "conflict"
    ROUNDING = "rounding"
    RULE = "rule"
    LABEL = "label"
    DISCLOSURE = "disclosure"


@dataclass(frozen=True, slots=True)
class ReportFinding(Finding):
    """A finding in a finished report. `kind` is printed as `class`; `certainty` in percent; `cause` the code of its clause.

    The sentence of a code `REP-101` is in `messages`; where the finding is less than SURE its question `ASK-101` is used.
    Both may use `{printed}`, `{expected}`, `{cause}` and what `values` holds (`messages.reason`).
    """

    kind: FindingClass = FindingClass.SUM
    certainty: int = 100
    places: tuple[Place, ...] = ()
    printed: str = ""
    expected: str = ""
    cause: str = ""

    @property
    def key(self) -> str:
        """What tells the finding in the next version of the document: what it says, not where.

        It is another when a figure that it names is, and the same when lines have moved or are broken in another way.
        """
        named = (f"{name}={value}" for name, value in sorted(self.values.items()) if name not in _WHERE)
        said = "\0".join(" ".join(one.split()) for one in (self.code, self.printed, self.expected, *named))
        return sha256(said.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class ExaminedReport:
    """A finished report with what was found. `read`: how many numbers it has; `checked`: how many were held against something.

    `unread`: places with figures that could not be read as numbers or put in a table.
    `tables`: how many tables it has; `untested`: those of them where no number was held against anything, by their titles.
    `accepted`: what was found too, and may stand.
    """

    report: FinishedReport
    findings: tuple[ReportFinding, ...]
    read: int
    checked: int
    unread: tuple[Place, ...] = ()
    tables: int = 0
    untested: tuple[Place, ...] = ()
    accepted: "tuple[AcceptedFinding, ...]" = ()

    @property
    def unchecked(self) -> int:
        """How many numbers had nothing to be held against."""
        return self.read - self.checked


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that somebody has decided may stand, and why. `key` and `code` are the finding's; `said` its sentence.

    `count`: how many findings say the same; a further one in a later version is not accepted with them.
    """

    key: str
    code: str
    said: str
    reason: str
    by: str
    on: date
    count: int = 1


@dataclass(frozen=True, slots=True)
class AcceptedFinding:
    """A finding with the decision that it may stand."""

    finding: ReportFinding
    acceptance: Acceptance


def finding(
    code: str,
    severity: Severity,
    kind: FindingClass,
    places: tuple[Place, ...],
    *,
    certainty: int = 100,
    printed: str = "",
    expected: str = "",
    **values: object,
) -> ReportFinding:
    """A finding at its places, the first of them where a reader should look."""
    where = Where("", places[0].line) if places else Where()
    said: Mapping[str, str] = {name: str(value) for name, value in values.items()}
    return ReportFinding(code, severity, where, said, kind, certainty, places, printed, expected)
