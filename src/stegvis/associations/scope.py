"""Associations are apart: a query without an association raises, and the one way round is said and logged.

    Initiative.objects.in_association(association).filter(...)     # the only ordinary way
    association.initiatives.all()                                  # through a row that is already within
    Initiative.objects.unscoped(by=operator, reason="...")         # maintenance: written to the log

A model whose association is further away names the path: `scope_path = "initiative__association"`.
"""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.db import models

if TYPE_CHECKING:
    from stegvis.associations.permissions import Actor


class ScopeMissing(RuntimeError):  # noqa: N818  (named for what happened)
    """A query was about to run over all associations. Ours to mend, never a person's mistake."""


class ScopedQuerySet(models.QuerySet):
    """Knows whether it is limited to one association, and does nothing with rows until it is."""

    _scoped = False

    def in_association(self, association: Any) -> Self:
        """Only the rows of that association (a row or its id)."""
        path = getattr(self.model, "scope_path", "association")
        limited = self.filter(**{path: getattr(association, "pk", association)})
        limited._scoped = True
        return limited

    def unscoped(self, *, by: "Actor", reason: str) -> Self:
        """All associations' rows, for maintenance. Who and why are written to the log first."""
        from stegvis.associations import audit

        audit.record(by=by, verb="read_across_associations", kind=self.model._meta.label_lower, reason=reason)
        everything = self._chain()  # type: ignore[attr-defined]
        everything._scoped = True
        return everything

    def _clone(self) -> Self:
        clone = super()._clone()  # type: ignore[misc]
        clone._scoped = self._scoped
        return clone

    def _require_scope(self) -> None:
        reached_through_a_row = self._hints.get("instance") is not None  # type: ignore[attr-defined]
        if not (self._scoped or reached_through_a_row or self.query.is_empty()):
            raise ScopeMissing(f"{self.model.__name__}: say which association, with in_association(...)")

    def _fetch_all(self) -> None:
        self._require_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        """As Django's, within an association."""
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """As Django's (a query within a query), within an association."""
        self._require_scope()
        return super().resolve_expression(*args, **kwargs)

    def _raw_delete(self, using: str | None) -> int:
        self._require_scope()
        return super()._raw_delete(using)


def _guarded(name: str) -> Any:
    def method(self: ScopedQuerySet, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return getattr(super(ScopedQuerySet, self), name)(*args, **kwargs)

    method.__name__ = name
    method.__doc__ = f"As Django's `{name}`, within an association."
    return method


# What runs a query without fetching rows, each refusing to run over all associations.
for _name in ("count", "exists", "aggregate", "update", "delete", "explain", "contains", "in_bulk"):
    setattr(ScopedQuerySet, _name, _guarded(_name))
for _name in ("union", "intersection", "difference"):
    setattr(ScopedQuerySet, _name, _guarded(_name))

ScopedRows = models.Manager.from_queryset(ScopedQuerySet, "ScopedRows")


class Scoped(models.Model):
    """A row that belongs to one association. Its manager raises when that is forgotten."""

    scope_path: ClassVar[str] = "association"
    objects = ScopedRows()

    class Meta:
        abstract = True
