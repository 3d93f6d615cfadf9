"""A checked document in words: its findings with reasons and acceptances, which of them are shown, what changed since before."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from stegvis.core.findings import Severity
from stegvis.core.finished import Place
from stegvis.core.report_findings import SURE, ReportFinding
from stegvis.messages import LANGUAGES, reason
from stegvis.messages.together import together
from stegvis.reports import facts
from stegvis.reports.models import AcceptanceRow, CheckedDocument
from stegvis.reports.views.report_state import moment, names_of

WORDS: dict[Severity, str | Promise] = {
    Severity.ERROR: _("Fel"),
    Severity.WARNING: _("Varning"),
    Severity.REMARK: _("Anmärkning"),
}
ACCEPTED = "godtagna"
#: What the address says of which findings are shown, and how a link says how many they are.
FILTERS: dict[str, tuple[Severity | None, Callable[[int], str]]] = {
    "": (None, lambda n: ngettext("Alla %(n)s", "Alla %(n)s", n)),
    "fel": (Severity.ERROR, lambda n: ngettext("%(n)s fel", "%(n)s fel", n)),
    "varningar": (Severity.WARNING, lambda n: ngettext("%(n)s varning", "%(n)s varningar", n)),
    "anmarkningar": (Severity.REMARK, lambda n: ngettext("%(n)s anmärkning", "%(n)s anmärkningar", n)),
    ACCEPTED: (None, lambda n: ngettext("%(n)s godtaget", "%(n)s godtagna", n)),
}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That a finding is accepted: why, by whom, when."""

    reason: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How one of a document's findings stands. `number`: its place among them, from 1; `key`: what it says."""

    number: int
    severity: Severity
    key: str
    accepted: Acceptance | None = None

    def is_in(self, chosen: str) -> bool:
        """Whether it is among those that were asked for. What is accepted is only among the accepted."""
        severity, _label = FILTERS[chosen]
        if (chosen == ACCEPTED) != (self.accepted is not None):
            return False
        return severity in (None, self.severity)


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as the pages tell it. `number`: its place among the document's, from 1; 0 where it is in none."""

    number: int
    finding: ReportFinding
    reason: str
    accepted: Acceptance | None = None

    @property
    def severity(self) -> str:
        """Its weight, as a word of the stylesheet."""
        return str(self.finding.severity)

    @property
    def label(self) -> str | Promise:
        """Its weight in words."""
        return WORDS[self.finding.severity]

    @property
    def place(self) -> Place | None:
        """Where a reader should look first."""
        return self.finding.places[0] if self.finding.places else None

    @property
    def is_question(self) -> bool:
        """Whether it is asked rather than said."""
        return self.finding.certainty < SURE

    @property
    def guide(self) -> str:
        """The name of its page in the guide; empty where there is none."""
        return guide_name(self.finding.code)


def standings(document: CheckedDocument) -> tuple[Standing, ...]:
    """How a document's findings stand, in order of weight; what they say is not read for it."""
    rows = facts.accepted(document.association, (document.series,))
    names = names_of({one.accepted_by for one in rows.values()})
    accepted = {key: [_acceptance(row, names)] * row.count for (_series, key), row in rows.items()}
    return tuple(
        Standing(number, Severity(severity), key, accepted[key].pop() if accepted.get(key) else None)
        for number, (severity, key) in enumerate(document.outcome.get("keys", []), 1)
    )


def told(document: CheckedDocument, these: Iterable[Standing]) -> tuple[Told, ...]:
    """Those of a document's findings in the reader's language."""
    shown = tuple(these)
    rows = document.outcome.get("findings", [])
    found = facts.report_findings_in([rows[one.number - 1] for one in shown])
    return tuple(
        Told(one.number, finding, in_words(finding), one.accepted) for one, finding in zip(shown, found, strict=True)
    )


@dataclass(frozen=True, slots=True)
class ToldTogether:
    """Findings of a list that say the same, told once. `each`: every finding with what it says besides."""

    sentence: str
    each: tuple[tuple[Told, str], ...]

    @property
    def first(self) -> Told:
        """The one that comes first."""
        return self.each[0][0]

    @property
    def is_one(self) -> bool:
        """Whether it is a finding by itself."""
        return len(self.each) == 1


def told_once(shown: Iterable[Told]) -> Iterator[ToldTogether]:
    """The findings of a list, those that say the same together."""
    of = {id(one.finding): one for one in shown}
    for same in together((one.finding for one in of.values()), _language()):
        each = zip((of[id(one)] for one in same.findings), same.details, strict=True)
        yield ToldTogether(same.sentence, tuple(each))


def in_words(finding: ReportFinding) -> str:
    """What a finding says, in the reader's language."""
    return reason(finding, _language())


def _language() -> str:
    language = get_language() or "sv"
    return language if language in LANGUAGES else "sv"


def _acceptance(row: AcceptanceRow, names: dict[Any, str]) -> Acceptance:
    return Acceptance(row.reason, names.get(row.accepted_by, ""), moment(row.accepted_at))


def filters(findings: Iterable[Standing], chosen: str) -> list[dict[str, Any]]:
    """The ways to choose among findings, each with how many there are; those without any are left out."""
    rows = list(findings)
    counts = {name: sum(one.is_in(name) for one in rows) for name in FILTERS}
    return [
        {"name": name, "label": label(counts[name]) % {"n": counts[name]}, "is_chosen": name == chosen}
        for name, (_severity, label) in FILTERS.items()
        if counts[name] or name in ("", chosen)
    ]


def chosen_of(query: Any) -> str:
    """Which findings the address asks for."""
    name = query.get("visa", "")
    return name if name in FILTERS else ""


def guide_name(code: str) -> str:
    """The name of a check's page in the guide; empty where there is none."""
    name = code.lower()
    return name if guide_path(name).is_file() else ""


def guide_path(name: str) -> Path:
    """Where a check's page of the guide is."""
    return Path(settings.GUIDE) / f"{name}.md"
