"""What the tests of trust.md's promises stand on: two associations with everything in them, and somebody of every kind."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from stegvis.associations.actions import open_statistics
from stegvis.associations.models import Association, Job, User
from stegvis.associations.permissions import Role
from stegvis.core.document import Document, EmptySection, Section, stored
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.exchange.actions import import_package
from stegvis.files.package import read_package
from stegvis.participation.models import PublicationDraft
from stegvis.reports import actions
from stegvis.reports.facts import pack_examined
from stegvis.reports.models import CheckedDocument, CheckedPage, Edition, EditionFile, OwnWords, Upload
from support.packages import PROFILE, write_folder
from support.people import OPERATOR, make_user
from support.register import put
from support.released import released
from support.uploads import BACKEND, association_files

YEAR = 2020
GOALS = (
    "year,id,level,area,initiative,text,measure,operator,target,outcome,assessed,comment\n"
    "2020,M1,association,Arbete,,Minst 5 deltar,participants,>=,5,,,\n"
)
REASONS = {"discharged": (30, 20, 50), "illness": (12, 14, 26), "total": (42, 34, 76)}
INITIATIVES = {"stegen": (60, 80, 140), "total": (60, 80, 140)}
#: Every role that an association's installation knows, as held in one's own association.
READERS = (Role.OFFICE, Role.DIRECTOR, Role.ACCOUNTANT, Role.BOARD, Role.AUDITOR, Role.ANALYST)


@dataclass
class House:
    """One association with a report, an upload, a job, a table, a goal, vouchers; and who belongs to it, by role."""

    association: Association
    people: dict[str, User] = field(default_factory=dict)

    def client(self, role: str = Role.OFFICE, **how: Any) -> Client:
        """A browser that has signed in as that person of the house."""
        return client_of(self.people[role], **how)

    @property
    def ids(self) -> dict[str, Any]:
        """What addresses and forms name: the ids of the house's own rows."""
        within = {"association": self.association}
        jobs = Job._base_manager.filter(**within, state=Job.State.FAILED)
        return {
            "number": self.association.organisation_number,
            "job": jobs.filter(kind="build_report").latest("asked_at").pk,
            "work": jobs.filter(kind="draft_publication").latest("asked_at").pk,
            "draft": PublicationDraft.objects.in_association(self.association.pk).latest("started_at").pk,
            "checked": CheckedDocument._base_manager.filter(**within).latest("made_at").pk,
            "words": OwnWords._base_manager.filter(**within).latest("made_at").pk,
            "upload": Upload._base_manager.filter(**within).latest("made_at").pk,
        }


def client_of(user: User | None, **how: Any) -> Client:
    client = Client(**how)
    if user is not None:
        client.force_login(user, backend=BACKEND)
    return client


def bring_in(folder: Path, files: dict[str, bytes], **how: Any) -> Association:
    package = read_package(write_folder(folder, files)).package
    assert isinstance(package, Package)
    result = import_package(by=OPERATOR, package=package, **how)
    assert result.is_done, result.findings
    return Association.objects.get(pk=result.association_id)


def house(folder: Path, number: str = "222000-0000", name: str = "Exempel", **changed: Any) -> House:
    """An association with one of everything; `number` and `name` tell it from another."""
    profile = PROFILE.replace("222000-0000", number).replace("förbundet Exempel", f"förbundet {name}")
    parts: dict[str, Any] = {"association": profile, "goals": GOALS, **changed}
    if "ledger" not in changed:
        from support.packages import LEDGER

        parts["ledger"] = LEDGER.replace("222000-0000", number).encode("cp437")
    found = House(bring_in(folder / f"package-{number}", association_files(**parts)))
    for role in (*READERS, Role.STAFF, Role.LEAD):
        found.people[role] = make_user(f"{role}-{number}", found.association, role)
    for year in (YEAR - 1, YEAR):
        put(found.association, released("exits-by-destination", "exit_destination", REASONS, population="exits"), year)
        put(found.association, released("exits-by-reason", "exit_reason", REASONS, population="exits"), year)
        put(found.association, released("participants-by-initiative", "initiative", INITIATIVES), year)
    open_statistics(by=OPERATOR, association=found.association, contact="kansli@exempel.se", on=date(2021, 2, 1))
    _edition(found)
    _upload(found)
    _checked(found)
    _words(found)
    _draft(found)
    Job.objects.create(
        association=found.association, kind="build_report", by=found.people[Role.OFFICE], state=Job.State.FAILED,
        task="stegvis.reports.tasks.build_report", arguments={"year": YEAR},
    )  # fmt: skip
    return found


def _edition(found: House) -> None:
    office = found.people[Role.OFFICE]
    report = actions.open_report(by=office, association=found.association, kind="annual", year=YEAR)
    for text in ("Först", "Sedan"):
        version = 0 if text == "Först" else 1
        actions.save_narrative(
            by=office, association=found.association, year=YEAR, section="events", text=text, expected_version=version
        )
    document = Document(
        "annual", "sv", "Årsredovisning", found.association.name, found.association.organisation_number,
        Period.year(YEAR), "", (Section("summary", "Året", (EmptySection("Skriv här"),)),),
    )  # fmt: skip
    words = stored.to_json(document)
    edition = Edition.objects.create(
        association=found.association, report=report, number=1, document=words, made_on=datetime.now(UTC),
        sha256=sha256(words.encode()).hexdigest(), made_by=office.pk,
    )  # fmt: skip
    for kind in ("html", "pdf", "docx"):
        content = f"{kind} of {found.association.name}".encode()
        EditionFile.objects.create(
            association=found.association,
            edition=edition,
            kind=kind,
            content=content,
            sha256=sha256(content).hexdigest(),
        )


def _upload(found: House) -> None:
    Upload.objects.create(
        association=found.association, name="paket.zip", path="/finns/inte.zip", sha256="0" * 64,
        state=Upload.State.READ, made_at=datetime.now(UTC), made_by=found.people[Role.OFFICE].pk,
    )  # fmt: skip


def _checked(found: House) -> None:
    """A stranger's report that was checked, with an error on a page that was drawn."""
    from stegvis.checking import examine
    from stegvis.files.finished import read_bytes
    from stegvis.reports.actions.checking import outcome_of
    from support.checks import WRONG

    examined = examine(read_bytes(WRONG.encode(), "rapport.txt"))
    document = CheckedDocument.objects.create(
        association=found.association, name=f"rapport av {found.association.name}.txt", size=1, sha256="0" * 64,
        state=CheckedDocument.State.CHECKED, outcome=outcome_of(examined), examined=pack_examined(examined),
        made_at=datetime.now(UTC), made_by=found.people[Role.OFFICE].pk,
    )  # fmt: skip
    CheckedPage.objects.create(
        association=found.association, document=document, page=1, width=595, height=842, content=b"\x89PNG"
    )


def _words(found: House) -> None:
    """Words of its own, which name it."""
    text = f'[parts]\ntotal = ["summan för {found.association.name}"]'
    OwnWords.objects.create(
        association=found.association, text=text, made_at=datetime.now(UTC), made_by=found.people[Role.OFFICE].pk
    )


def _draft(found: House) -> None:
    """A lead's draft, with work on it that failed."""
    draft = PublicationDraft.objects.create(
        association_id=found.association.pk, period=str(YEAR), counted=["exits-by-reason"], tables=["exits-by-reason"],
        started_by="Lena", started_at=datetime.now(UTC),
    )  # fmt: skip
    Job.objects.create(
        association=found.association, kind="draft_publication", by=found.people[Role.LEAD], state=Job.State.FAILED,
        task="stegvis.exchange.tasks.work_on_draft", arguments={"draft": str(draft.pk), "step": "propose"},
    )  # fmt: skip


def addresses(patterns: list[Any] | None = None, before: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every address that the resolver knows: its name, its pattern, its view."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, before + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield one.name, before + str(one.pattern), one.callback


_LINK = re.compile(r'(?:href|src|action|hx-get)="([^"#]+)')
#: More than there are pages and files of a year, with the guide's page for each check.
_MOST = 800
_OTHER_YEARS = re.compile(r"^/(?!2020)[0-9]{4}/")


def crawl(client: Client, start: str = "/2020/", *, without: str = r"\?") -> dict[str, Any]:
    """Every page and file of the year that links lead to from a start, with its answer; a broken link fails.

    `without`: what to leave out, besides other years: by default the same pages in another order (`?...`).
    """
    waiting, found, left_out = [start], {}, re.compile(f"{_OTHER_YEARS.pattern}|{without}")
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found[address] = answer = client.get(address, follow=True)
        assert answer.status_code in (200, 403, 405), (address, answer.status_code)
        if "text/html" in answer.get("Content-Type", "") and "attachment" not in answer.get("Content-Disposition", ""):
            here = answer.redirect_chain[-1][0] if answer.redirect_chain else address
            links = {_absolute(unescape(one), here) for one in _LINK.findall(answer.content.decode())} - {""}
            waiting += [one for one in links if one not in found and not left_out.search(one)]
        assert len(found) < _MOST, "the crawl has no end"
    return found


def _absolute(link: str, here: str) -> str:
    whole = urljoin(here, link)
    whole = whole.split("?")[0] if ".svg" in whole else whole
    return whole if whole.startswith("/") and not whole.startswith(("/static/", "/logga-")) else ""


def readable(answer: Any) -> bytes:
    """All that an answer holds, with what is packed in it unpacked."""
    content = b"".join(answer) if answer.streaming else answer.content
    whole = content + repr(dict(answer.headers)).encode()
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            whole += b"".join(name.encode() + archive.read(name) for name in archive.namelist())
    if content[:4] == b"%PDF":
        import pypdfium2

        whole += "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)).encode()
    return whole


def on(year: int = YEAR) -> date:
    return date(year + 1, 2, 1)
