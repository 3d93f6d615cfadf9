"""What a check is: a plain function of the understood report that yields relations, which may hold, and findings."""

from collections.abc import Callable, Iterator

from stegvis.checking.agreement.relations import Relation
from stegvis.checking.understanding import Understood
from stegvis.core.report_findings import ReportFinding

Check = Callable[[Understood], Iterator[Relation] | Iterator[ReportFinding] | Iterator[Relation | ReportFinding]]
