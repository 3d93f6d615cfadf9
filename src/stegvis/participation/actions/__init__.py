"""Verbs of the person zone. Of these `reports` may call `release_tables` and nothing else."""

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

__all__ = [
    "Counts",
    "KnownInitiative",
    "PersonRows",
    "discard_batch",
    "open_batches",
    "read_persons",
    "release_tables",
    "settle_batch",
    "stage_batch",
]
