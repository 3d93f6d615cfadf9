"""Verbs on associations, users and roles. Each asks permission, is all or nothing, and writes its own event."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from stegvis.associations import audit
from stegvis.associations.models import Association, Membership, User
from stegvis.associations.permissions import PERSON_ROLES, Actor, Role, require


@transaction.atomic
def create_user(*, by: Actor, association: Association, email: str, name: str, password: str) -> User:
    """A new account, made for an association. It may do nothing until a role is granted."""
    require(by, "create_user", association)
    user = User(email=email.strip().lower(), name=name)
    user.set_password(password)
    user.save()
    audit.record(by=by, verb="create_user", subject=user, association=association)
    return user


@transaction.atomic
def grant_role(
    *, by: Actor, user: User, association: Association, role: Role, starts: date | None = None
) -> Membership:
    """Give a user a role from a day. Raises ValidationError: nobody holds roles of both zones."""
    require(by, "grant_role", association)
    first = starts or timezone.localdate()
    _refuse_both_zones(user, role, first)
    membership, is_new = Membership.objects.get_or_create(
        user=user, association=association, role=role, ends=None, defaults={"starts": first}
    )
    if is_new:
        details = {"role": str(role)}
        audit.record(by=by, verb="grant_role", subject=membership, association=association, details=details)
    return membership


def _refuse_both_zones(user: User, role: Role, first: date) -> None:
    """Roles that hold on the first day or begin later, in any association: the new one has no last day."""
    later = user.memberships.exclude(ends__lt=first)
    held = {Role(one) for one in later.values_list("role", flat=True)}
    if any((one in PERSON_ROLES) != (role in PERSON_ROLES) for one in held):
        raise ValidationError(_("Ingen har både en roll i förbundet och en roll bland deltagare."))


@transaction.atomic
def withdraw_role(*, by: Actor, membership: Membership, reason: str) -> None:
    """Take a role back. It is gone on the next request; the row stays, with its last day before today."""
    require(by, "withdraw_role", membership.association)
    audit.record(
        by=by, verb="withdraw_role", subject=membership, association=membership.association, reason=reason,
        details={"role": membership.role, "starts": membership.starts, "user": membership.user_id},
    )  # fmt: skip
    _end(membership, timezone.localdate())


def _end(membership: Membership, today: date) -> None:
    """A role that began today leaves no day to keep; the log tells that it was there."""
    if membership.starts >= today:
        membership.delete()
        return
    membership.ends = date.fromordinal(today.toordinal() - 1)
    membership.save(update_fields=["ends"])


@transaction.atomic
def open_statistics(*, by: Actor, association: Association, contact: str, on: date) -> None:
    """Let anyone read the released tables from a day, without signing in. `contact`: the office's address for questions."""
    require(by, "open_statistics", association)
    association.open_from, association.contact = association.open_from or on, contact
    association.save(update_fields=["open_from", "contact"])
    details = {"from": on.isoformat(), "contact": contact}
    audit.record(by=by, verb="open_statistics", subject=association, association=association, details=details)


@transaction.atomic
def close_statistics(*, by: Actor, association: Association) -> None:
    """Take the open pages and files away. What others have fetched is still theirs."""
    require(by, "open_statistics", association)
    association.open_from = None
    association.save(update_fields=["open_from"])
    audit.record(by=by, verb="close_statistics", subject=association, association=association)


@transaction.atomic
def choose_language(*, by: User, language: str) -> None:
    """The language a user reads in, from now on; the same as before changes nothing. Raises PermissionDenied: a closed
    account. The event is the user's own, of no association, so no association's log page shows it.
    """
    _own_account(by)
    if by.language == language:
        return
    by.language = language
    by.save(update_fields=["language"])
    audit.record(by=by, verb="choose_language", subject=by)


@transaction.atomic
def change_password(*, by: User, password: str) -> None:
    """A user's own new password. Raises PermissionDenied: a closed account. The event is the user's own, of no
    association, so no association's log page shows it.
    """
    _own_account(by)
    by.set_password(password)
    by.save(update_fields=["password"])
    audit.record(by=by, verb="change_password", subject=by)


def _own_account(by: User) -> None:
    """What anyone may do with their own account, whatever their roles, as long as it is open."""
    if not by.is_active:
        raise PermissionDenied(f"{by} is closed")
