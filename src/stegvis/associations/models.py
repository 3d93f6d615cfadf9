"""Associations, their members and users, what each user is in them, the log, and work in the background."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from stegvis.associations.permissions import PERSON_ROLES, Role
from stegvis.associations.router import SWEDISH
from stegvis.associations.rows import ChainedEvent, ChainHead, Positioned, Row
from stegvis.associations.scope import Scoped


class AssociationQuerySet(models.QuerySet["Association"]):
    """Associations."""

    def of(self, user: "User") -> "AssociationQuerySet":
        """Those in which a user holds a role today."""
        return self.filter(memberships__in=user.memberships.today()).distinct().order_by("name")

    def numbered(self, organisation_number: str) -> "Association | None":
        """The association with that organisation number."""
        return self.filter(organisation_number=organisation_number).first()

    def open_on(self, day: date) -> "AssociationQuerySet":
        """Those whose released tables anyone may read on a day: opened by their office, and something is released."""
        released = models.Q(released_tables__refused=False)
        return self.filter(released, open_from__lte=day).distinct().order_by("name")


class Association(Row):
    """A coordination association (*samordningsförbund*). `profile` is the rest of `association.toml`, as data.

    `open_from`: the day from which anyone may read its released tables, and `contact` the address that they are asked about at.
    """

    organisation_number = models.CharField(max_length=11, unique=True)
    name = models.CharField(max_length=200, db_collation=SWEDISH)
    seat = models.CharField(max_length=100, blank=True)
    municipalities = models.JSONField(default=list)
    unit = models.CharField(max_length=3, default="kr")
    invented = models.BooleanField(default=False)  # a property from its first day, not a state
    profile = models.JSONField(default=dict)
    open_from = models.DateField(null=True)
    contact = models.EmailField(blank=True)

    objects = AssociationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(unit__in=("kr", "tkr")), name="association_unit"),
            models.CheckConstraint(
                condition=models.Q(open_from__isnull=True) | ~models.Q(contact=""), name="association_open_has_contact"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AssociationRow(Row, Scoped):
    """What every row of the association zone is: id, version, and the association it belongs to."""

    association = models.ForeignKey(Association, models.CASCADE)

    class Meta:
        abstract = True


class Party(AssociationRow, Positioned):
    """A member (*part*): votes, owns, refers and is controller. `key` is its id in packages."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="parties")
    key = models.CharField(max_length=50)
    name = models.CharField(max_length=200, db_collation=SWEDISH)
    kind = models.CharField(max_length=50)
    pays_with = models.CharField(max_length=50, blank=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["association", "key"], name="party_key_once"),
        ]

    def __str__(self) -> str:
        return self.name


class UserAccounts(BaseUserManager["User"]):
    """Users, found by e-mail address whatever its case."""

    def get_by_natural_key(self, email: str | None) -> "User":
        """The user with that address."""
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, Row):
    """Someone who signs in. No staff, no superuser: what a user may do is a membership."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, db_collation=SWEDISH)
    language = models.CharField(max_length=2, default="sv")
    closed_on = models.DateField(null=True, blank=True)

    objects = UserAccounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_active(self) -> bool:  # type: ignore[override]
        """Whether the account is open."""
        return self.closed_on is None

    def roles_in(self, association: "Association | UUID") -> frozenset[Role]:
        """The roles held today in an association; none where roles of both zones are held, in whichever associations."""
        held = [(one, Role(role)) for one, role in self.memberships.today().values_list("association", "role")]
        if len({role in PERSON_ROLES for _, role in held}) > 1:
            return frozenset()
        return frozenset(role for one, role in held if one == getattr(association, "pk", association))


class MembershipQuerySet(models.QuerySet):
    """Roles held."""

    def on(self, day: date) -> "MembershipQuerySet":
        """Those that hold on a day."""
        begun = self.filter(starts__lte=day)
        return begun.filter(models.Q(ends__isnull=True) | models.Q(ends__gte=day))

    def today(self) -> "MembershipQuerySet":
        """Those that hold today, in Stockholm."""
        return self.on(timezone.localdate())


class Membership(Row):
    """A role that a user holds in an association from a day to a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    association = models.ForeignKey(Association, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=[(role, role) for role in Role if role is not Role.OPERATOR])
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "association", "role"], condition=models.Q(ends__isnull=True), name="membership_once"
            ),
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")), name="membership_order"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in Role if role is not Role.OPERATOR]),
                name="membership_role",
            ),
        ]


class AuditHead(ChainHead):
    """The end of the association zone's log."""


class AuditEvent(ChainedEvent):
    """What was done in the association zone."""

    head = AuditHead
    zone = "association"


class Job(AssociationRow):
    """Work in the background, as the one who asked for it follows it."""

    class State(models.TextChoices):
        """Where a job is."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    association = models.ForeignKey(Association, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=50)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="jobs")
    task = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=200, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-asked_at"]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {self.State.DONE, self.State.FAILED}

    @property
    def percent(self) -> int | None:
        """How far it is; None while that is not known."""
        return min(100, 100 * self.done // self.total) if self.total else None


def actor_name(by: Any) -> str:
    """How the log names someone: a user's id, an operator's command."""
    return f"user:{by.pk}" if isinstance(by, User) else str(by)
