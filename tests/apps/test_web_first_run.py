"""The first start makes what is missing, for its owner's eyes only; later ones leave it alone."""

import stat
from pathlib import Path
from typing import Any

import pytest

from stegvis.associations.models import Association, User
from stegvis.web import first_run
from support.people import make_association

pytestmark = pytest.mark.django_db(databases=["default", "person"])


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA = tmp_path
    return tmp_path


def test_the_invented_associations_sign_in_is_written_down(folder: Path) -> None:
    association = make_association()
    made = first_run.ensure_office(association)
    assert made is not None
    user = User.objects.get(email=made.email)
    assert user.check_password(made.password)
    assert user.roles_in(association) == {"office"}
    assert stat.S_IMODE((folder / "sign-in.txt").stat().st_mode) == 0o600
    assert first_run.ensure_office(association) == made
    assert User.objects.count() == 1


def test_a_changed_password_is_no_longer_shown(folder: Path) -> None:
    association = make_association()
    made = first_run.ensure_office(association)
    assert made is not None
    user = User.objects.get(email=made.email)
    user.set_password("fyra nya ord i rad")
    user.save()
    assert first_run.ensure_office(association) is None


def test_a_real_associations_password_is_shown_once_and_never_kept(folder: Path) -> None:
    association = make_association()
    Association.objects.update(invented=False)
    association.refresh_from_db()
    assert first_run.ensure_office(association) is not None
    assert not (folder / "sign-in.txt").exists()
    assert first_run.ensure_office(association) is None


def test_secrets_are_written_once_and_for_their_owner(folder: Path) -> None:
    path = folder / "secret-key"
    first_run.write_once(path, "ett")
    first_run.write_once(path, "två")
    assert path.read_text() == "ett"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_invented_associations_lead_is_made_beside_the_office_where_there_is_a_person_zone(folder: Path) -> None:
    association = make_association()
    lead, office = first_run.ensure_lead(association), first_run.ensure_office(association)
    assert lead is not None
    assert office is not None
    assert User.objects.get(email=lead.email).roles_in(association) == {"lead"}
    assert stat.S_IMODE((folder / "sign-in-lead.txt").stat().st_mode) == 0o600
    assert first_run.ensure_lead(association) == lead
    assert first_run.ensure_office(association) == office
    assert User.objects.count() == 2


def test_a_real_association_and_a_machine_without_persons_get_no_lead(folder: Path, settings: Any) -> None:
    association = make_association()
    settings.PERSON_ZONE = False
    assert first_run.ensure_lead(association) is None
    settings.PERSON_ZONE = True
    Association.objects.update(invented=False)
    association.refresh_from_db()
    assert first_run.ensure_lead(association) is None
    assert not User.objects.exists()
