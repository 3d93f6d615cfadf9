"""What a report's making found, as the office reads it: weight by weight, each with the page where it can be mended."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.findings import Finding, Severity
from stegvis.messages import LANGUAGES, sentence
from stegvis.reports.views import places

HEADINGS: Mapping[Severity, str | Promise] = {
    Severity.ERROR: words("Fel"),
    Severity.WARNING: words("Varningar"),
    Severity.REMARK: words("Anmärkningar"),
}
#: Where the package has a file, the application has a page: these sentences say it so.
_OWN: Mapping[str, str | Promise] = {
    "DOC-001": words(
        "%(value)s står för en siffra som inte finns. Välj en siffra i listan bredvid texten, eller rätta namnet."
    ),
    "DOC-005": words("Avsnittet ”%(value)s” saknar text. Platsen är tydligt märkt i rapporten tills den är skriven."),
    "DOC-006": words(
        "Ingen ordinarie ledamot av styrelsen finns för dagen. Läs in styrelsen, så kommer namnen på underskriftssidan."
    ),
    "DOC-007": words("Insatsen %(value)s saknar texter till sitt blad."),
}
_MONEY = (
    "income",
    "balance",
    "cash-flow",
    "operating",
    "balance-requirement",
    "five-years",
    "ratios",
    "limits",
    "ledger",
    "note-",
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding on a page: what it says, at which line of a text, and where it can be mended."""

    severity: str
    text: str
    place: str = ""
    line: int = 0
    address: str = ""
    label: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of a weight."""

    severity: str
    heading: str | Promise
    findings: tuple[Shown, ...]


Link = tuple[str, str]


def groups(findings: Iterable[Finding], year: int, headings: Mapping[str, str], *, may_edit: bool) -> tuple[Group, ...]:
    """Findings grouped, errors first. `headings`: those of the sections by their texts' names."""
    found = list(findings)
    by_weight = {weight: [one for one in found if one.severity is weight] for weight in Severity}
    return tuple(
        Group(weight, HEADINGS[weight], tuple(shown(one, year, headings, may_edit=may_edit) for one in some))
        for weight, some in by_weight.items()
        if some
    )


def shown(finding: Finding, year: int, headings: Mapping[str, str], *, may_edit: bool) -> Shown:
    """One finding in words, with its page."""
    section = section_of(finding)
    if section:
        address = places.address("reports-text", year, section) if may_edit else ""
        link = (address, _("Skriv texten") if finding.code in {"DOC-005", "DOC-007"} else _("Till texten"))
    else:
        link = _page(finding.where.file, year)
    line = finding.where.line if section else 0
    place = "" if finding.code == "DOC-007" else headings.get(section, "")
    return Shown(finding.severity, said(finding), place, line, *link)


def said(finding: Finding) -> str:
    """A finding in the reader's language, in the words of these pages where they have their own."""
    if finding.code in _OWN:
        return str(_OWN[finding.code]) % finding.values
    language = get_language() or "sv"
    return sentence(finding, language if language in LANGUAGES else "sv")


def section_of(finding: Finding) -> str:
    """The text that a finding is in; of an initiative without texts, the first of its sheet."""
    file = finding.where.file
    if not file.startswith("texts/"):
        return ""
    name = file.removeprefix("texts/").removesuffix(".md")
    return f"{name}/purpose" if finding.code == "DOC-007" else name


def _page(file: str, year: int) -> Link:
    """The page of what a finding is about; nothing where there is none."""
    for matches, link in _PAGES:
        if matches(file):
            found = link(file, year)
            return found if found[0] else ("", "")
    return "", ""


_PAGES: tuple[tuple[Callable[[str], bool], Callable[[str, int], Link]], ...] = (
    (lambda file: file in CATALOGUE, lambda file, year: (places.of_table(file, year), _("Till tabellen"))),
    (lambda file: file == "goals.csv", lambda _file, year: (places.address("goals", year), _("Till målen"))),
    (lambda file: file.startswith(_MONEY), lambda _file, year: (places.address("economy", year), _("Till ekonomin"))),
    (bool, lambda _file, _year: (places.address("import"), _("Läs in paket"))),
)
