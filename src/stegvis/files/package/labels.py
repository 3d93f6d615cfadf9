"""The printed labels of a released table's rows and columns: from the code lists, the package and the association's merges."""

from collections.abc import Iterator, Mapping

from stegvis.core.tables import Category, Dimension, DimensionSpec, TableHead, TableSpec
from stegvis.core.vocabulary import (
    OTHER,
    OTHER_LABEL,
    TOTAL,
    TOTAL_LABEL,
    UNKNOWN,
    UNKNOWN_LABEL,
    CodeList,
    Group,
    code_list,
    editions,
)
from stegvis.files.package.known import Known

#: In these a person may be in several rows, so the total is no sum of them.
_NOT_ADDITIVE = ("initiative", "groups")
_MOMENTS = {"before": "Före", "after": "Efter"}


def dimension_of(spec: TableSpec, name: str, codes: tuple[str, ...], edition: str, known: Known) -> Dimension:
    """A dimension with its categories in the order they were printed."""
    dimension = next(one for one in spec.dimensions if one.name == name)
    listed = _list_of(dimension, edition)
    labels = _labels(spec.name, dimension, listed, known)
    of = _merged(spec.name, listed, known)
    categories = tuple(
        Category(code, labels.get(code, code), _persons(listed, code), of.get(code, ())) for code in codes
    )
    several = (listed is not None and listed.several) or bool(set(dimension.attribute.split()) & set(_NOT_ADDITIVE))
    return Dimension(name, categories, TOTAL in codes and not several)


def own_labels(table: TableHead, spec: TableSpec) -> Iterator[tuple[str, Category]]:
    """Dimension and row of what no code list says: merged rows, municipalities. They are kept beside the cells."""
    of = {one.name: one for one in spec.dimensions}
    for dimension in table.dimensions:
        listed = _list_of(of[dimension.name], table.edition)
        if of[dimension.name].attribute in ("initiative", "moment"):
            continue
        for one in dimension.categories:
            known = one.code in (TOTAL, UNKNOWN, OTHER) or (listed is not None and one.code in listed)
            if not known and (one.label != one.code or one.of):
                yield dimension.name, one


def unlisted(spec: TableSpec, name: str, codes: tuple[str, ...], edition: str) -> tuple[str, ...]:
    """Those of a merged row's codes that the dimension's list does not have; of the association's own words all may be."""
    dimension = next((one for one in spec.dimensions if one.name == name), None)
    if dimension is None:
        return codes
    listed = _list_of(dimension, edition)
    return () if listed is None else tuple(code for code in codes if code not in listed)


def _list_of(dimension: DimensionSpec, edition: str) -> CodeList | None:
    if not dimension.code_list:
        return None
    of_list = editions(dimension.code_list)
    return code_list(dimension.code_list, edition if edition in of_list else "")


def _labels(table: str, dimension: DimensionSpec, listed: CodeList | None, known: Known) -> Mapping[str, str]:
    """Later ones win: the list's own codes over groups, groups of the list over the association's merges."""
    labels = {group.code: group.label for group in _merges(table, known)}
    if dimension.attribute == "initiative":
        labels |= {id: initiative.name for id, initiative in (known.initiatives or {}).items()}
    if dimension.attribute == "moment":
        labels |= _MOMENTS
    labels |= {OTHER: OTHER_LABEL, UNKNOWN: UNKNOWN_LABEL, TOTAL: TOTAL_LABEL}
    if listed is not None:
        labels |= {group.code: group.label for grouping in listed.coarser for group in grouping}
        labels |= {code.code: code.heading if dimension.name == "sex" else code.label for code in listed.codes}
    return labels


def _merged(table: str, listed: CodeList | None, known: Known) -> Mapping[str, tuple[str, ...]]:
    """The listed codes that a row sums, where it is not a row of its own."""
    groups = {merge.code: merge.of for merge in _merges(table, known)}
    if listed is not None:
        groups |= {group.code: group.of for grouping in listed.coarser for group in grouping}
        groups |= {code.code: code.of for code in listed.codes}
    return {code: of for code, of in groups.items() if of and of != (code,)}


def _merges(table: str, known: Known) -> Iterator[Group]:
    for policy in known.profile.policies:
        for coarser in policy.coarser:
            if coarser.table == table:
                yield from coarser.merge


def _persons(listed: CodeList | None, code: str) -> bool:
    return listed is None or code not in listed or listed[code].persons
