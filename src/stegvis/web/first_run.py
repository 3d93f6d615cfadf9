"""What must be there before the application can be served: folder, secrets, keys, databases, pages' files, a sign-in.

Everything is made where it is missing and left alone where it is there, so a later start is quick.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.core.management.utils import get_random_secret_key
from django.db import connections, transaction

from stegvis.associations import actions, jobs
from stegvis.associations.models import Association, User
from stegvis.associations.permissions import Operator, Role
from stegvis.associations.sealed import make_keys
from stegvis.exchange import commands
from stegvis.exchange.actions import settle_batches
from stegvis.reports.actions import remove_old

SET_UP = Operator("set-up")


@dataclass(frozen=True, slots=True)
class SignIn:
    """The first account of an association: its address, and its password where it may be shown."""

    email: str
    password: str


def prepare() -> None:
    """Everything but the first association: folders for the owner's eyes only, secrets, tables, the pages' own files."""
    os.umask(0o077)
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_once(settings.DATA / "secret-key", get_random_secret_key())
    make_keys(settings.KEY_FILES["association"])
    for database in settings.DATABASES:
        _make_tables(database)
    call_command("collectstatic", verbosity=0, interactive=False)
    jobs.recover()
    settle_batches()
    for association in Association.objects.all():
        remove_old(association)


def _make_tables(database: str) -> None:
    """A new database has nothing to lose yet, so its tables are made without waiting for the disk at each."""
    connection = connections[database]
    if not Path(connection.settings_dict["NAME"]).exists() and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    call_command("migrate", database=database, verbosity=0, interactive=False)
    connection.close()


def ensure_demonstration() -> None:
    """The invented association, through the same import that everyone uses, where the source tree has its package."""
    if not settings.DEMONSTRATION.exists():
        return
    if settings.PERSON_ZONE:
        make_keys(settings.KEY_FILES["person"])  # invented: nobody's secret, and no controller to hold it
    commands.ensure_demonstration()


@transaction.atomic
def ensure_lead(association: Association) -> SignIn | None:
    """The invented association's lead, who publishes its tables: only where the machine has its person zone."""
    if not (settings.PERSON_ZONE and association.invented):
        return None
    kept = settings.DATA / "sign-in-lead.txt"
    if association.memberships.filter(role=Role.LEAD).exists():
        return _kept(kept)
    return _invite(association, "insatsledare@exempel.se", "Insatsledaren", Role.LEAD, kept)


@transaction.atomic
def ensure_office(association: Association) -> SignIn | None:
    """The first account of an association where it has none. None where there are accounts whose passwords we do not know."""
    kept = settings.DATA / "sign-in.txt"
    if association.memberships.exclude(role=Role.LEAD).exists():
        return _kept(kept) if association.invented else None
    return _invite(association, _address_of(association), "Kansliet", Role.OFFICE, kept)


def _invite(association: Association, email: str, name: str, role: Role, kept: Path) -> SignIn:
    """An account with a role; its password is written down where nobody in the association is real."""
    sign_in = SignIn(email, "-".join(secrets.token_hex(2) for _ in range(4)))
    user = actions.create_user(by=SET_UP, association=association, email=email, name=name, password=sign_in.password)
    actions.grant_role(by=SET_UP, user=user, association=association, role=role)
    if association.invented:
        kept.unlink(missing_ok=True)
        write_once(kept, f"{sign_in.email}\n{sign_in.password}\n")
    return sign_in


def _kept(path: Path) -> SignIn | None:
    """What was written down for the invented association, as long as it is still the password."""
    if not path.exists():
        return None
    email, password = path.read_text("utf-8").split()
    user = User.objects.filter(email=email, closed_on=None).first()
    return SignIn(email, password) if user and check_password(password, user.password) else None


def _address_of(association: Association) -> str:
    number = association.organisation_number.replace("-", "")
    return "kansli@exempel.se" if association.invented else f"kansli-{number}@localhost.localdomain"


def write_once(path: Path, text: str) -> None:
    """Write a file that only its owner reads, unless it is there."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
