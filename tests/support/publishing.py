"""A lead's way from a draft to what is published, as tests walk it: the pages, and the work in between."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.test import Client

from stegvis.associations.models import Association, Job
from stegvis.associations.permissions import Role
from stegvis.exchange import tasks
from stegvis.participation.models import PublicationDraft
from support.packages import PARTICIPATION_COLUMNS, package_files
from support.people import make_user
from support.trust import bring_in, client_of

START = "/vara-siffror/nytt/"
REASON = "Underlag till årsredovisningen"


def participations(many: int = 60, person: str = "p") -> str:
    """Rows of one initiative: enough of each kind that most of a table can be shown."""
    rows = [
        f"{person}{place},stegen,,pseudonymous,{('woman', 'man')[place % 2]},{1960 + place % 40},Exempelstad,,"
        f"{('compulsory', 'upper_secondary')[place % 3 > 0]},up_to_3,,,af,,2020-0{1 + place % 6}-15,,"
        f"{'2020-09-15,discharged,studies' if place % 4 else ',,'},,,,\n"
        for place in range(many)
    ]
    return PARTICIPATION_COLUMNS + "".join(rows)


def party(name: str = "Exempel", number: str = "222000-0000", many: int = 60, tables: str = "") -> Association:
    """An association with persons of an initiative that a party runs. `tables`: its own tables, as TOML."""
    from support.packages import LEDGER, PROFILE

    profile = PROFILE.replace("222000-0000", number).replace("förbundet Exempel", f"förbundet {name}")
    files = package_files(
        association=profile, participations=participations(many),
        ledger=LEDGER.replace("222000-0000", number).encode("cp437"),
    )  # fmt: skip
    files |= {"tables.toml": tables.encode()} if tables else {}
    with TemporaryDirectory() as folder:
        return bring_in(Path(folder), files, persons=True)


def lead_of(association: Association, name: str = "Lena") -> Client:
    return client_of(make_user(name, association, Role.LEAD))


def draft_of(association: Association) -> PublicationDraft:
    return PublicationDraft.objects.in_association(association.pk).filter(deleted_at=None).latest("started_at")


def do_the_work(association: Association) -> Job:
    """Do what was asked for last, as the worker would."""
    job = Job.objects.in_association(association).filter(state=Job.State.WAITING).latest("asked_at")
    tasks.work_on_draft.func(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.DONE, job.problem
    return job


def begin(client: Client, association: Association, period: str = "2020") -> PublicationDraft:
    answer = client.post(START, {"period": period})
    assert answer.status_code == 302, answer.content.decode()
    if "/arbete/" in answer["Location"]:
        do_the_work(association)
    return draft_of(association)


def page(draft: PublicationDraft, step: str) -> str:
    return f"/vara-siffror/{draft.pk}/{step}/"


def certify_all(client: Client, draft: PublicationDraft) -> None:
    import re

    shown = client.get(page(draft, "intyg")).content.decode()
    assert client.post(page(draft, "intyg"), {"certify": re.findall(r'name="certify" value="([^"]+)"', shown)})


def propose(client: Client, draft: PublicationDraft, association: Association) -> None:
    assert client.post(page(draft, "form"), {"do": "propose"}).status_code == 302
    do_the_work(association)


def try_it(client: Client, draft: PublicationDraft, association: Association, **chosen: str) -> None:
    draft.refresh_from_db()
    form = {"version": draft.version, **{f"form-{name}": value for name, value in chosen.items()}}
    assert client.post(page(draft, "form"), form).status_code == 302
    do_the_work(association)
    draft.refresh_from_db()


def decide(client: Client, draft: PublicationDraft, reason: str = REASON) -> Any:
    draft.refresh_from_db()
    return client.post(page(draft, "beslut"), {"reason": reason, "version": draft.version})


def walk(client: Client, association: Association) -> PublicationDraft:
    """Everything up to the decision."""
    draft = begin(client, association)
    certify_all(client, draft)
    propose(client, draft, association)
    try_it(client, draft, association)
    return draft


def publish(client: Client, association: Association) -> PublicationDraft:
    """Everything, to the receipt."""
    draft = walk(client, association)
    assert decide(client, draft).status_code == 302
    do_the_work(association)
    draft.refresh_from_db()
    return draft
