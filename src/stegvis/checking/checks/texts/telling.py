"""A relation of numbers in text that does not hold, as a finding with every place that takes part."""

from dataclasses import replace

from stegvis.checking.agreement.relations import Relation
from stegvis.checking.agreement.slips import slip_of
from stegvis.checking.figures import written
from stegvis.core.findings import Severity
from stegvis.core.report_findings import SURE, FindingClass, ReportFinding, finding

#: Slips that the two numbers show by themselves: swapped digits, a digit dropped or added.
_TELLING = ("WHY-004", "WHY-007", "WHY-008")


def as_told(relation: Relation, kind: FindingClass = FindingClass.CONFLICT, **values: str) -> Relation | ReportFinding:
    """The relation where it holds, else its finding: an error where that is sure, a warning where it is a question."""
    if relation.holds:
        return relation
    cause = slip_of(relation.whole.value, relation.expected)
    found = finding(
        relation.check,
        Severity.ERROR if relation.certainty >= SURE else Severity.WARNING,
        kind,
        tuple(dict.fromkeys(number.place for number in relation.numbers)),
        certainty=relation.certainty,
        printed=relation.whole.figure.text,
        expected=written(relation.expected, relation.whole.figure),
        **dict(relation.values),
        **values,
    )
    return replace(found, cause=cause if cause in _TELLING else "")
