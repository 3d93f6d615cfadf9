"""What a trial found, in words: what is hidden, what an outsider is left with, what was refused and what would do instead."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.assemble.corrections import cell_name
from stegvis.core.tables import RefusalReason, RefusedTable, ReleasedTable
from stegvis.participation.actions.trying import Told, Trial
from stegvis.participation.views.shown import form_words, language, range_words, table_of, title_of
from stegvis.protect import Proposal

REASONS: dict[str, str | Promise] = {
    RefusalReason.NO_SAFE_PATTERN: _("I den valda formen går den inte att visa utan att för mycket döljs, eller någon röjs."),
    RefusalReason.PERIOD_NOT_CLOSED: _("Perioden är inte slut än."),
    RefusalReason.NOTHING_COUNTED: _("Inget är räknat."),
    RefusalReason.CHANGED_TOO_LITTLE: _(
        "Den är publicerad förut, och skillnaden är så liten att den pekar ut någon. Den tidigare versionen står kvar."
    ),
}  # fmt: skip


def shown(trial: Trial, proposals: Sequence[Proposal]) -> dict[str, Any]:
    """Everything that the page says of a trial."""
    tables = [_table(table, told) for table, told in zip(trial.outcome.tables, trial.told, strict=True)]
    return {
        "tables": sorted(tables, key=lambda one: not one["hidden"]),
        "refused": [_refused(one, proposals) for one in trial.outcome.refused],
        "hidden": sum(one["hidden"] for one in tables),
        "cells": sum(one["cells"] for one in tables),
    }


def _table(table: ReleasedTable, told: Told) -> dict[str, Any]:
    ranges = [(cell_name(table.head, key, language()), range_words(found)) for key, found in told.ranges.items()]
    return {
        "name": table.head.name, "title": title_of(table.head.name, table.head.title), "form": form_words(table.head.grouping),
        "is_coarser": bool(table.head.grouping), "hidden": table.hidden, "cells": len(table.cells),
        "ties": told.ties, "questions": 2 * len(told.ranges), "ranges": ranges,
        "figures": table_of(table, f"granskad-{table.head.name}"),
    }  # fmt: skip


def _refused(table: RefusedTable, proposals: Sequence[Proposal]) -> dict[str, Any]:
    proposal = next((one for one in proposals if one.head.name == table.name), None)
    would_do = [form_words(one.grouping) for one in proposal.options if one.hides_little] if proposal else []
    return {
        "name": table.name,
        "title": title_of(table.name, table.title),
        "reason": REASONS[table.reason],
        "would_do": would_do,
    }
