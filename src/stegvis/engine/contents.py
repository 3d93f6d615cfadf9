"""What a snapshot holds beside its rows: the associations with their orders, labels and editions, and the dictionaries."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from stegvis.core.package import Initiative
from stegvis.core.profile import EditionFrom, Policy, Profile

#: What an association says in words of its own.
OWN_WORDS = ("referrer", "groups", "stage", "site", "question")


@dataclass(frozen=True, slots=True)
class AssociationContents:
    """One association of a snapshot. `words` holds, by attribute, its own words in order of first appearance; `county` is
    empty where nobody has said it."""

    profile: Profile
    initiatives: tuple[Initiative, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    county: str = ""

    @property
    def number(self) -> str:
        """The organisation number, which names the association."""
        return self.profile.organisation_number


@dataclass(frozen=True, slots=True)
class Contents:
    """The associations in order, and the words of each column by their numbers."""

    associations: tuple[AssociationContents, ...]
    dictionaries: Mapping[str, tuple[str, ...]]

    def places(self, column: str, wanted: Callable[[str], bool]) -> list[int]:
        """The numbers of the words of a column that are wanted."""
        return [place for place, word in enumerate(self.dictionaries[column]) if wanted(word)]

    def profile(self) -> Profile:
        """The association's own; of several, what they have in common.

        All their municipalities, the editions that all of them register with (else the default one), and the strictest
        threshold of any.
        """
        profiles = [one.profile for one in self.associations]
        if len(profiles) == 1:
            return profiles[0]
        return Profile(
            name="",
            organisation_number="",
            seat="",
            municipalities=_in_order(name for one in profiles for name in one.municipalities),
            editions=_common_editions(profiles),
            policies=_strictest(profiles),
        )

    def initiatives(self) -> tuple[Initiative, ...]:
        """Every association's initiatives, in order; where there are several, each id with the association's number."""
        if len(self.associations) == 1:
            return self.associations[0].initiatives
        return tuple(
            replace(one, id=f"{association.number}/{one.id}")
            for association in self.associations
            for one in association.initiatives
        )

    def words(self) -> dict[str, tuple[str, ...]]:
        """Every association's own words, in order of first appearance."""
        return {
            name: _in_order(word for one in self.associations for word in one.words.get(name, ())) for name in OWN_WORDS
        }

    def only(self, number: str) -> "Contents":
        """One association's part, with its initiatives under their own ids. Raises KeyError for one that is not there."""
        found = next((one for one in self.associations if one.number == number), None)
        if found is None:
            raise KeyError(number)
        if len(self.associations) == 1:
            return self
        own = tuple(word.removeprefix(f"{number}/") for word in self.dictionaries["initiative"])
        return Contents((found,), {**self.dictionaries, "initiative": own})


def _in_order(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _common_editions(profiles: Iterable[Profile]) -> Mapping[str, tuple[EditionFrom, ...]]:
    first, *rest = profiles
    return {name: line for name, line in first.editions.items() if all(one.editions.get(name) == line for one in rest)}


def _strictest(profiles: Iterable[Profile]) -> tuple[Policy, ...]:
    policies = [policy for one in profiles for policy in one.policies]
    threshold = max((policy.threshold for policy in policies), default=Policy(date.min).threshold)
    return (Policy(date.min, threshold),)
