"""Rows of the surveys to core values, one way."""

from stegvis.associations.models import Association
from stegvis.core.facts import AnswerFact
from stegvis.surveys.models import Answer


def answers(association: Association) -> tuple[AnswerFact, ...]:
    """Answers of those in office, in the order that they came."""
    return tuple(
        AnswerFact(row.round, row.survey, row.respondent_group, row.initiative, row.sex, row.question, row.value)
        for row in Answer.objects.in_association(association)
    )
