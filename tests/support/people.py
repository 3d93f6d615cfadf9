"""Three named people and their associations, for tests of the application."""

from itertools import count

from django.utils import timezone

from stegvis.associations.models import Association, Membership, User
from stegvis.associations.permissions import Operator, Role

OPERATOR = Operator("tests")
PASSWORD = "korrekt häst batteri"
_numbers = count(1)


def make_association(name: str = "Samordningsförbundet Norra", **values: object) -> Association:
    number = f"222000-{next(_numbers):04d}"
    return Association.objects.create(name=name, organisation_number=number, invented=True, **values)


def make_user(name: str, association: Association | None = None, role: Role = Role.OFFICE) -> User:
    """A user with the tests' password: `karin` becomes karin@exempel.se."""
    user = User(email=f"{name.lower()}@exempel.se", name=name)
    user.set_password(PASSWORD)
    user.save()
    if association is not None:
        Membership.objects.create(user=user, association=association, role=role, starts=timezone.localdate())
    return user
