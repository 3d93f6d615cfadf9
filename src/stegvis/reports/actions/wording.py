"""An association's own words for Granska: kept when they can be read, and earlier ones taken back."""

from datetime import UTC, datetime

from django.db import transaction

from stegvis.associations import audit
from stegvis.associations.models import Association, User
from stegvis.associations.permissions import Actor, require
from stegvis.core.findings import Finding
from stegvis.reports import facts
from stegvis.reports.models import OwnWords

#: What the file is called, where it is read and where it is handed out.
NAME = "ord.toml"


@transaction.atomic
def keep_words(*, by: Actor, association: Association, text: str) -> tuple[Finding, ...]:
    """Let these words be in force from now on, or say all that is wrong with them. The same as now: nothing happens."""
    require(by, "edit_words", association)
    return _keep(by, association, text, "keep_words")


@transaction.atomic
def restore_words(*, by: Actor, words: OwnWords) -> tuple[Finding, ...]:
    """Let earlier words be in force again."""
    require(by, "edit_words", words.association)
    return _keep(by, words.association, words.text, "restore_words")


@transaction.atomic
def hand_out_words(*, by: Actor, association: Association) -> str:
    """The words in force, as a file to keep; empty where there are none."""
    require(by, "download", association)
    now = facts.words_in_force(association)
    audit.record(by=by, verb="download_words", association=association, subject=now)
    return now.text if now else ""


def _keep(by: Actor, association: Association, text: str, verb: str) -> tuple[Finding, ...]:
    from stegvis.checking.words.own import own_words

    whole = "\n".join(text.split("\r\n")).strip()
    _words, faults = own_words(NAME, whole.encode("utf-8", "replace"), only_words=True)
    now = facts.words_in_force(association)
    if faults or whole == (now.text if now else ""):
        return faults
    person = by.pk if isinstance(by, User) else None
    row = OwnWords.objects.create(association=association, text=whole, made_by=person, made_at=datetime.now(UTC))
    audit.record(by=by, verb=verb, association=association, subject=row, details={"lines": len(whole.splitlines())})
    return ()
