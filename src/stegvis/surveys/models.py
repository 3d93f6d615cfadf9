"""Rows of the surveys of those in office. No answer points at a person or at another answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped


class Answer(Row, Scoped):
    """One answer to one question of a round."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="answers")
    position = models.PositiveIntegerField()
    round = models.CharField(max_length=100)
    survey = models.CharField(max_length=200)
    respondent_group = models.CharField(max_length=50)
    initiative = models.CharField(max_length=100, blank=True)
    sex = models.CharField(max_length=20, blank=True)
    question = models.CharField(max_length=300)
    value = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(round="") & ~Q(respondent_group__startswith="participant"), name="answer_of_no_participant"
            ),
        ]

    def __str__(self) -> str:
        return self.question
