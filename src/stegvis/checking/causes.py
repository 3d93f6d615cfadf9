"""From relations that do not hold to findings: those that one change would repair are one, with that change as its cause."""

from collections.abc import Iterator, Sequence

from stegvis.checking.figures import written
from stegvis.checking.relations import Relation
from stegvis.core.report_findings import ReportFinding, finding


def explained(relations: Sequence[Relation]) -> Iterator[ReportFinding]:
    """The findings of all broken relations."""
    for relation in relations:
        if not relation.holds:
            yield finding(
                relation.check,
                relation.severity,
                relation.kind,
                tuple(number.place for number in relation.numbers),
                certainty=relation.certainty,
                printed=relation.whole.figure.text,
                expected=written(relation.expected, relation.whole.figure),
                **dict(relation.values),
            )
