"""From what was read to a table that the auditor can attack: which official table it is, and what its rows add up to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from stegvis.core.periods import Period
from stegvis.core.tables import Category, Dimension, DimensionSpec, Key, Population, PrintedTable, TableHead, TableSpec
from stegvis.core.vocabulary import DEFAULT_EDITION, TOTAL, UNKNOWN_LABEL, CodeList, editions
from stegvis.files.printed.labels import coded, codes_of, is_total, list_of, population_of, sex_of, spec_of
from stegvis.files.printed.told import NO_PERIOD, ToldAxis, ToldTable, period_in, plain, same

_SEX = "sex"
_POPULATIONS = frozenset({"participations", *Population})
#: In these a person may be in several rows.
_SHARED = ("initiative", "group", "moment")
_WITH_DATA = re.compile(r"(\d+) (?:av|of) (\d+) (?:har|have)")
_NOT_KNOWN = frozenset({"unknown", "not_collected", same(UNKNOWN_LABEL), same("Redovisas inte per kön"), "annat"})


def printed_table(told: ToldTable, threshold: int | None, least: int) -> PrintedTable:
    """The table with its head. `threshold`: the one to hold it against, where it is not the table's own or the least."""
    spec = spec_of(told.name, told.title)
    edition = told.said.get("edition") or _edition(spec)
    axes = [_coded_axis(axis, place, spec, edition) for place, axis in enumerate(told.axes)]
    codes = [dict(zip(old.codes, new.codes, strict=True)) for old, new in zip(told.axes, axes, strict=True)]
    cells = {
        tuple(codes[place][code] for place, code in enumerate(key)): value for key, value in told.cells.items()
    }  # fmt: skip
    if len(cells) != prod(len(axis.codes) for axis in axes):
        raise ValueError("incomplete")
    dashes = [tuple(codes[place][code] for place, code in enumerate(key)) for key in told.dashes]
    cells = _with_none(axes, cells, dashes)
    counted, with_data = _figures(told)
    head = TableHead(
        name=spec.name if spec else told.name or told.title,
        title=plain(told.title),
        period=_period(told),
        edition=edition,
        dimensions=tuple(
            _dimension(told, axis, _list_of(axis, spec, edition), adds_up=_adds_up(place, axes, cells))
            for place, axis in enumerate(axes)
        ),
        population=_population(told) or (spec.population.value if spec else population_of(told.title)),
        initiatives=told.initiatives,
        counted=counted,
        with_data=with_data,
        association=told.said.get("organisation_number", ""),
        base=getattr(spec, "base", ()),
        sensitive=told.said.get("sensitive") == "true" or getattr(spec, "sensitive", False),
    )
    amounts = {tuple(codes[place][code] for place, code in enumerate(key)): one for key, one in told.amounts.items()}
    said = told.said.get("threshold", "")
    return PrintedTable(
        head, cells, threshold or (int(said) if said.isdigit() else least), told.said.get("party", ""), amounts
    )


def _with_none(axes: list[ToldAxis], cells: dict[Key, int | None], dashes: Sequence[Key]) -> dict[Key, int | None]:
    """The cells with a dash read as none, where the table has another sign for hidden, or adds up so."""
    none = cells | dict.fromkeys(dashes, 0)
    if not dashes or None in none.values():
        return none
    sums = [_adds_up(place, axes, none) for place in range(len(axes))]
    return none if True in sums and False not in sums else cells


def _figures(told: ToldTable) -> tuple[int | None, int | None]:
    """How many were counted and how many have data, where the file says so in numbers or in words."""
    if match := _WITH_DATA.search(told.said.get("counted", "")):
        return int(match[2]), int(match[1])
    said = (told.said.get(name, "") for name in ("counted", "with_data"))
    counted, with_data = (int(text) if text.isdigit() else None for text in said)
    return counted, with_data


def _population(told: ToldTable) -> str:
    """Who is counted, where the file says so in a code or in words that are known."""
    said = population_of(told.said.get("population", ""))
    return said if said in _POPULATIONS else ""


def _period(told: ToldTable) -> Period:
    return period_in(told.said.get("period", "")) or period_in(told.title) or NO_PERIOD


def _edition(spec: TableSpec | None) -> str:
    lists = (one.code_list for one in spec.dimensions) if spec else ()
    return DEFAULT_EDITION if any(name and editions(name) for name in lists) else ""


def _coded_axis(axis: ToldAxis, place: int, spec: TableSpec | None, edition: str) -> ToldAxis:
    """The axis with official codes, where it is one of an official table's; labels stay as printed."""
    labels = axis.labels or axis.codes
    if _is_of_sexes(labels):
        known = codes_of(_SEX, _SEX, "", labels)
        return _unique(ToldAxis(_SEX, tuple(sex_of(one) or coded(one, known) for one in labels), labels))
    one = _official(axis, place, spec)
    if one is None:
        return _unique(ToldAxis(axis.name, tuple(coded(code, {}) for code in axis.codes), labels))
    known, listed = codes_of(one.name, one.code_list, edition, labels), list_of(one.code_list, edition)
    given = (code if listed is not None and code in listed else coded(code, known) for code in axis.codes)
    return _unique(ToldAxis(one.name, tuple(given), labels))


def _is_of_sexes(labels: tuple[str, ...]) -> bool:
    """Whether the columns are women, men and nothing else but those not known and the total."""
    others = [label for label in labels if not sex_of(label)]
    return len(others) < len(labels) and all(is_total(one) or same(one) in _NOT_KNOWN for one in others)


def _official(axis: ToldAxis, place: int, spec: TableSpec | None) -> DimensionSpec | None:
    """Which of the official table's dimensions an axis is: by name, or by its place where the file has only words."""
    if spec is None:
        return None
    named = next((one for one in spec.dimensions if one.name == axis.name), None)
    by_place = [one for one in spec.dimensions if one.name != _SEX]
    return named or (by_place[place] if place < len(by_place) else None)


def _unique(axis: ToldAxis) -> ToldAxis:
    """Two rows of one name are two: only the first total is the total."""
    seen: dict[str, int] = {}
    codes = []
    for code in axis.codes:
        seen[code] = seen.get(code, 0) + 1
        codes.append(code if seen[code] == 1 else f"{code} ({seen[code]})")
    return ToldAxis(axis.name, tuple(codes), axis.labels)


def _dimension(told: ToldTable, axis: ToldAxis, listed: CodeList | None, *, adds_up: bool | None) -> Dimension:
    """The dimension of an axis. `adds_up`: whether its printed lines do; None where none is printed in full."""
    categories = tuple(
        Category(
            code,
            label,
            _counts_persons(code, label, listed),
            told.merged.get((axis.name, code), ()),
        )
        for code, label in zip(axis.codes, axis.labels, strict=True)
    )
    several = listed is not None and listed.several
    guessed = adds_up if adds_up is not None else axis.name not in _SHARED
    additive = not several and guessed if told.additive is None else axis.name in told.additive
    return Dimension(axis.name, categories, TOTAL in axis.codes and additive)


def _counts_persons(code: str, label: str, listed: CodeList | None) -> bool:
    """Whether a row or column is of persons: meetings and visits are not, in whatever table they stand."""
    if listed is not None and code in listed:
        return listed[code].persons
    measures = list_of("tally_measure", "")
    return all(one.persons for one in measures.codes if same(one.label) == same(label)) if measures else True


def _list_of(axis: ToldAxis, spec: TableSpec | None, edition: str) -> CodeList | None:
    names = (one.code_list for one in (spec.dimensions if spec else ()) if one.name == axis.name)
    return list_of(next(names, axis.name), edition)


def _adds_up(place: int, axes: list[ToldAxis], cells: Mapping[Key, int | None]) -> bool | None:
    """Whether the parts are the total in each line along an axis that is printed in full; None where none is."""
    lines = list(_lines(place, axes, cells))
    return all(parts == total for parts, total in lines) if lines else None


def _lines(place: int, axes: list[ToldAxis], cells: Mapping[Key, int | None]) -> Iterator[tuple[int, int]]:
    """The sum of the parts and the total of each line along an axis that is printed in full."""
    codes = axes[place].codes
    if TOTAL not in codes:
        return
    for key in product(*(axis.codes if other != place else (TOTAL,) for other, axis in enumerate(axes))):
        line = [cells[(*key[:place], code, *key[place + 1 :])] for code in codes if code != TOTAL]
        total = cells[key]
        shown = [value for value in line if value is not None]
        if total is not None and line and len(shown) == len(line):
            yield sum(shown), total
