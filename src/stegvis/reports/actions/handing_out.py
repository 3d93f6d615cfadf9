"""A printed file leaves the application: unchanged since it was made, and written to the log."""

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.permissions import Actor, require
from stegvis.reports.facts import file_bytes
from stegvis.reports.models import Edition


@transaction.atomic
def hand_out_file(*, by: Actor, edition: Edition, kind: str) -> bytes | None:
    """The bytes of an edition's file (`pdf`, `docx`, `html`), for its reader to keep. None where there is no such file.

    Raises ValueError where a byte was changed since it was made.
    """
    require(by, "download", edition.association)
    content = file_bytes(edition.association, edition.pk, kind)
    if content is not None:
        details = {"number": edition.number, "kind": kind, "sha256": edition.sha256}
        audit.record(by=by, verb="download", association=edition.association, subject=edition, details=details)
    return content
