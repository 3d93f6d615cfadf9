"""Verbs of the person zone. Of these `reports` may call `release_tables` and nothing else."""

from stegvis.participation.actions.certifying import certificates
from stegvis.participation.actions.counting import Material
from stegvis.participation.actions.drafting import drafts, reopen_draft, settle_draft
from stegvis.participation.actions.importing import (
    PersonRows,
    discard_batch,
    open_batches,
    settle_batch,
    stage_batch,
)
from stegvis.participation.actions.persons import Counts, KnownInitiative
from stegvis.participation.actions.reading import read_persons
from stegvis.participation.actions.releasing import release_tables
from stegvis.participation.actions.trying import (
    digest_of,
    find_counted,
    is_current,
    propose_forms,
    trial_of,
    try_release,
)

__all__ = [
    "Counts",
    "KnownInitiative",
    "Material",
    "PersonRows",
    "certificates",
    "digest_of",
    "discard_batch",
    "drafts",
    "find_counted",
    "is_current",
    "open_batches",
    "propose_forms",
    "read_persons",
    "release_tables",
    "reopen_draft",
    "settle_batch",
    "settle_draft",
    "stage_batch",
    "trial_of",
    "try_release",
]
