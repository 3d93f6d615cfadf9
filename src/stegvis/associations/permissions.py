"""Who may do what: one table, verb to roles. What is not in it nobody may do.

A view says its verb and cannot be reached without:

    @allowed("see_statistics")
    def statistics(request, year): ...          # request.user may, in request.association

An action asks itself: `require(by, "import_package", association)`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, Union
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

if TYPE_CHECKING:
    from stegvis.associations.models import Association, User


class Role(StrEnum):
    """What a person is in an association. The last two are of the person zone and never held together with the others."""

    OFFICE = "office"
    DIRECTOR = "director"
    ACCOUNTANT = "accountant"
    BOARD = "board"
    AUDITOR = "auditor"
    ANALYST = "analyst"
    STAFF = "staff"
    LEAD = "lead"
    #: Whoever runs the machine, at its command line (*driftansvarig*). Nobody holds it by membership.
    OPERATOR = "operator"


PERSON_ROLES = frozenset({Role.STAFF, Role.LEAD})
ASSOCIATION_ROLES = frozenset(Role) - PERSON_ROLES - {Role.OPERATOR}


@dataclass(frozen=True, slots=True)
class Operator:
    """The one who runs the machine, as `by=` of set-up and commands. `name` says which command."""

    name: str

    def __str__(self) -> str:
        return f"operator:{self.name}"


Actor = Union["User", Operator]

_OFFICE = frozenset({Role.OFFICE, Role.DIRECTOR})
_READERS = ASSOCIATION_ROLES
_OPERATOR = frozenset({Role.OPERATOR})

#: The one table. A new verb is a new row.
ROLES_OF: dict[str, frozenset[Role]] = {
    # reading what is released, decided and booked
    "see_overview": _READERS,
    "see_statistics": _READERS,
    "see_initiatives": _READERS,
    "see_economy": _READERS,
    "see_goals": _READERS,
    "see_report": _READERS,
    "see_checks": _READERS,
    "search": _READERS,
    "download": _READERS,
    # the office's work
    "edit_report": _OFFICE,
    "build_report": _OFFICE,
    "adopt_report": _OFFICE,
    # a finished report is checked by those who make, keep or audit one; what is accepted is the office's word
    "check_document": _OFFICE | {Role.ACCOUNTANT, Role.AUDITOR} | _OPERATOR,
    "accept_finding": _OFFICE,
    "edit_words": _OFFICE,
    "assess_goal": _OFFICE,
    "correct_figure": _OFFICE,
    "mark_duty_done": _OFFICE | _OPERATOR,
    "import_package": _OFFICE | _OPERATOR,
    "export_package": _OFFICE | _OPERATOR,
    "see_jobs": _READERS,
    "retry_job": _OFFICE | _OPERATOR,
    "see_settings": _OFFICE,
    "see_log": _OFFICE | {Role.AUDITOR},
    "open_statistics": _OFFICE | _OPERATOR,
    # set-up
    "create_association": _OPERATOR,
    "create_user": _OFFICE | _OPERATOR,
    "grant_role": _OFFICE | _OPERATOR,
    "withdraw_role": _OFFICE | _OPERATOR,
    "read_across_associations": _OPERATOR,
    # the person zone
    "import_participations": _OPERATOR,
    "export_participations": _OPERATOR,
    "see_own_figures": frozenset({Role.LEAD}),
    "draft_publication": frozenset({Role.LEAD}),
    "certify_counts": frozenset({Role.LEAD}),
    "release_tables": _OPERATOR | {Role.LEAD},
    "see_working_table": _OPERATOR | {Role.LEAD},
}


def roles_of(by: Actor, association: "Association | UUID | None") -> frozenset[Role]:
    """The roles that someone holds today in an association. A withdrawn one is gone at once: nothing is kept."""
    if isinstance(by, Operator):
        return _OPERATOR
    if association is None or not by.is_active:
        return frozenset()
    return by.roles_in(association)


def may(by: Actor, verb: str, association: "Association | UUID | None") -> bool:
    """Whether someone may do something. An unknown verb is our mistake: KeyError."""
    return not ROLES_OF[verb].isdisjoint(roles_of(by, association))


def require(by: Actor, verb: str, association: "Association | UUID | None" = None) -> None:
    """Raises PermissionDenied unless `by` may do `verb` in the association."""
    if not may(by, verb, association):
        raise PermissionDenied(f"{by} may not {verb}")


View = Callable[..., HttpResponse]


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    from django.contrib.auth.views import redirect_to_login  # needs the user model, which needs this module

    return redirect_to_login(request.get_full_path())


def allowed(verb: str) -> Callable[[View], View]:
    """A view for those who may do `verb` in the association they are in; sends others to sign in, or refuses."""
    ROLES_OF[verb]

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            require(request.user, verb, request.association)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.permission = verb  # type: ignore[attr-defined]
        return guarded

    return declare


def open_to(who: str) -> Callable[[View], View]:
    """A view without an association's verb: `everyone` (sign-in, error pages) or `signed_in` (one's own password)."""
    if who not in {"everyone", "signed_in"}:
        raise ValueError(who)

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if who == "signed_in" and not request.user.is_authenticated:
                return _to_sign_in(request)
            return view(request, *args, **kwargs)

        guarded.permission = who  # type: ignore[attr-defined]
        return guarded

    return declare


def found(row: Any) -> Any:
    """The row, or 404: what is in another association is not there."""
    if row is None:
        raise Http404
    return row
