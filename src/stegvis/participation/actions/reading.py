"""The controller's own rows, with their pseudonyms opened: for the operator's export with the controller's key."""

from uuid import UUID

from stegvis.associations import audit
from stegvis.associations.permissions import Actor, require
from stegvis.associations.sealed import Keyring
from stegvis.participation import facts
from stegvis.participation.actions.importing import PersonRows
from stegvis.participation.models import PersonEvent


def read_persons(
    *, by: Actor, association_id: UUID, keys: Keyring, purpose: str, done: frozenset[UUID] = frozenset()
) -> PersonRows:
    """Everything of an association's persons. The log keeps who read it and what for."""
    require(by, "export_participations", association_id)
    audit.record(by=by, verb="export_participations", association=association_id, reason=purpose, log=PersonEvent)
    return PersonRows(
        facts.participations_with_pseudonyms(association_id, keys=keys, done=done) or None,
        facts.tallies(association_id, done=done) or None,
        facts.answers(association_id, done=done) or None,
    )
