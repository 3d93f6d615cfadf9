"""Rows of the association's money. An amount is whole öre in an integer column; None: not known."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from stegvis.associations.models import Association
from stegvis.associations.rows import Row
from stegvis.associations.scope import Scoped


class Contribution(Row, Scoped):
    """What a party pays into the association in a year (*medelstilldelning*)."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="contributions")
    year = models.PositiveIntegerField()
    party = models.CharField(max_length=100)
    amount = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["year", "party"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "year", "party"], name="contribution_once"),
            models.CheckConstraint(condition=~Q(party=""), name="contribution_has_party"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.year}"


class Grant(Row, Scoped):
    """Money from outside for a purpose."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="grants")
    year = models.PositiveIntegerField()
    code = models.CharField(max_length=100)
    giver = models.CharField(max_length=300)
    purpose = models.TextField(blank=True)
    initiative = models.CharField(max_length=100, blank=True)
    granted = models.BigIntegerField(null=True)
    received = models.BigIntegerField(null=True)
    used = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["code", "year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "code", "year"], name="grant_once"),
            models.CheckConstraint(condition=~Q(code=""), name="grant_has_code"),
        ]

    def __str__(self) -> str:
        return self.code


class BudgetLine(Row, Scoped):
    """A line of the budget in one of its versions: `adopted`, `amended:<decision>`, `forecast:<date>`. Costs are positive."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="budget_lines")
    position = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    budget_version = models.CharField(max_length=200)
    line = models.CharField(max_length=100)
    label = models.CharField(max_length=300)
    category = models.CharField(max_length=30)
    initiatives = models.CharField(max_length=1000, blank=True)
    statement_line = models.CharField(max_length=100, blank=True)
    ledger = models.CharField(max_length=1000, blank=True)
    amount = models.BigIntegerField(null=True)
    outcome = models.BigIntegerField(null=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "year", "budget_version", "line"], name="budget_line_once"),
            models.CheckConstraint(condition=~Q(line="") & ~Q(budget_version=""), name="budget_line_has_code"),
        ]

    def __str__(self) -> str:
        return self.label


class Balance(Row, Scoped):
    """An amount of a statement line in a year without a ledger, signed as printed."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="balances")
    year = models.PositiveIntegerField()
    line = models.CharField(max_length=100)
    amount = models.BigIntegerField()

    class Meta:
        ordering: ClassVar = ["year", "line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "year", "line"], name="balance_once"),
            models.CheckConstraint(condition=~Q(line=""), name="balance_has_line"),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.year}"


class LedgerFile(Row, Scoped):
    """A SIE file as the bytes that came. It is read again when its accounts are needed."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="ledger_files")
    year = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "name"], name="ledger_file_once"),
            models.CheckConstraint(condition=~Q(name=""), name="ledger_file_is_named"),
        ]

    def __str__(self) -> str:
        return self.name
