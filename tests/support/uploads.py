"""Sending a package to the page and doing the work that the worker would."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.module_loading import import_string

from stegvis.associations.models import Association, Job, User
from stegvis.core.package import Package
from stegvis.exchange.actions import import_package
from stegvis.files.package import read_package
from stegvis.reports.models import Upload
from support.packages import package_files, write_folder
from support.people import OPERATOR, make_user

BACKEND = "django.contrib.auth.backends.ModelBackend"


def association_files(**changed: Any) -> dict[str, bytes]:
    """The small package as an association holds it: without persons."""
    return package_files(without=("participations",), **changed)


def bring_in_small_package(folder: Path) -> tuple[Association, User]:
    """An association that has the small package, and Anna at its office."""
    package = read_package(write_folder(folder / "first", association_files())).package
    assert isinstance(package, Package)
    assert import_package(by=OPERATOR, package=package).is_done
    association = Association.objects.get(organisation_number="222000-0000")
    return association, make_user("Anna", association)


def do_the_work() -> None:
    """Everything that waits, as the worker would do it."""
    for job in Job._base_manager.filter(state=Job.State.WAITING).order_by("asked_at"):
        import_string(job.task).func(str(job.pk))


def send(client: Client, data: bytes, name: str = "paket.zip") -> Any:
    """Send a file by the form, and let it be read."""
    answer = client.post("/las-in/", {"package": SimpleUploadedFile(name, data)})
    do_the_work()
    return answer


def uploaded() -> Upload:
    """The upload made last."""
    upload = Upload._base_manager.order_by("-made_at").first()
    assert upload is not None
    return upload


def kept_files() -> list[Path]:
    """The files that wait on the disk."""
    folder = Path(settings.MEDIA_ROOT) / "uploads"
    return sorted(folder.iterdir()) if folder.exists() else []
