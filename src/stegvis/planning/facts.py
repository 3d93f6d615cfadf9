"""Rows of the goals to core values, one way."""

from stegvis.associations.models import Association
from stegvis.core import package
from stegvis.planning.models import Goal


def goals(association: Association) -> tuple[package.Goal, ...]:
    """The association's goals of all years, in their own order."""
    return tuple(goal(row) for row in Goal.objects.in_association(association))


def goal(row: Goal) -> package.Goal:
    """One goal."""
    return package.Goal(
        row.year, row.code, row.level, row.area, row.initiative, row.text, row.measure, row.operator, row.target,
        row.outcome, row.assessed, row.comment,
    )  # fmt: skip
