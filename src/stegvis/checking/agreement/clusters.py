"""Which broken relations hang together: those that share a number, and those of which one follows from the other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from stegvis.checking.agreement.relations import Relation


def by_number(relations: Sequence[Relation]) -> Mapping[int, Sequence[Relation]]:
    """The relations that each number takes part in."""
    found: dict[int, list[Relation]] = defaultdict(list)
    for relation in relations:
        for identity in {number.id for number in relation.numbers}:
            found[identity].append(relation)
    return found


def follows(relation: Relation, other: Relation, system: Mapping[int, Sequence[Relation]]) -> bool:
    """Whether a total is wrong because another is that it sums: it sums it rightly, and both are off by as much."""
    return abs(relation.difference) == abs(other.difference) and any(
        link.holds and link.whole.id == relation.whole.id and other.whole.id in {term.number.id for term in link.terms}
        for link in system[relation.whole.id]
    )


def clusters_of(broken: Sequence[Relation], system: Mapping[int, Sequence[Relation]]) -> Iterator[list[Relation]]:
    """The broken relations in groups that may have one cause, in order."""
    left = list(broken)
    while left:
        group = [left.pop(0)]
        for one in group:
            near = [other for other in left if _together(one, other, system)]
            group += near
            left = [other for other in left if not any(other is found for found in near)]
        yield group


def _together(one: Relation, other: Relation, system: Mapping[int, Sequence[Relation]]) -> bool:
    shared = {number.id for number in one.numbers} & {number.id for number in other.numbers}
    return bool(shared) or follows(one, other, system) or follows(other, one, system)
