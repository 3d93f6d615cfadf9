"""The charts of a table's page: made from released cells only, with a title that says no more than what is published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from stegvis.core.catalogue import AFTER, BEFORE
from stegvis.core.document import Chart, ChartKind, Series
from stegvis.core.tables import Category, Key, Population, ReleasedTable
from stegvis.core.vocabulary import OTHER, TOTAL, UNKNOWN
from stegvis.finance.views.written import language
from stegvis.render.numbers import count
from stegvis.reports.views import statistics_words as words
from stegvis.reports.views.pictures import alt_of
from stegvis.reports.views.statistics_tables import Release, cell_key, rows_of, sexes_of

#: Rows that no title names: they are no kind of their own.
_NO_KIND = (OTHER, UNKNOWN, TOTAL)


@dataclass(frozen=True, slots=True)
class Pair:
    """A row's two values, in the order they are drawn; None is hidden."""

    category: Category
    values: tuple[int | None, int | None]


def charts_of(release: Release) -> Iterator[Chart]:
    """Before and after; the year and the one before; women and men. Tallies have none: their measures do not compare."""
    table = release.released
    if table is None or release.state != "released" or table.head.population == Population.TALLIES:
        return
    if len(rows_of(table)) > 1:
        if table.head.dimension("moment"):
            yield from _before_and_after(release, table)
        return
    if release.earlier is not None and release.is_comparable:
        yield from _two_years(release, table, release.earlier)
    yield from _women_and_men(release, table)


def _two_years(release: Release, table: ReleasedTable, earlier: ReleasedTable) -> Iterator[Chart]:
    then = {one.code for one in rows_of(earlier)[0].categories}
    pairs = [
        Pair(one, (_cell(table, (one.code,)), _cell(earlier, (one.code,)) if one.code in then else 0))
        for one in rows_of(table)[0].categories
    ]
    most = _greatest_change(pairs)
    title = _total_change(release)
    if most is not None:
        than = _("%(label)s: %(n)s fler än %(year)s") if _rise(most) > 0 else _("%(label)s: %(n)s färre än %(year)s")
        title = than % {"label": most.category.label, "n": abs(_rise(most)), "year": release.year - 1}
    yield from _chart(release, "ar", title, pairs, (str(release.year), str(release.year - 1)))


def _women_and_men(release: Release, table: ReleasedTable) -> Iterator[Chart]:
    sexes = sexes_of(table)
    if sexes is None or not {"woman", "man"} <= set(sexes.codes):
        return
    pairs = [
        Pair(one, (table.cells[(one.code, "woman")], table.cells[(one.code, "man")]))
        for one in rows_of(table)[0].categories
    ]
    all_of = next((one.values for one in pairs if one.category.code == TOTAL), (None, None))
    names = [
        words.label_of(sexes, next(one for one in sexes.categories if one.code == code)) for code in ("woman", "man")
    ]
    yield from _chart(release, "kon", _more_of(all_of), pairs, (names[0], names[1]))


def _before_and_after(release: Release, table: ReleasedTable) -> Iterator[Chart]:
    pairs = [
        Pair(one, (_cell(table, (BEFORE, one.code)), _cell(table, (AFTER, one.code))))
        for one in rows_of(table)[1].categories
    ]
    most = _greatest_change(pairs)
    title = _("Före och efter insatsen, %(year)s") % {"year": release.year}
    if most is not None:
        than = (
            _("%(label)s: %(n)s fler efter än före") if _rise(most) < 0 else _("%(label)s: %(n)s färre efter än före")
        )
        title = than % {"label": most.category.label, "n": abs(_rise(most))}
    yield from _chart(release, "fore-efter", title, pairs, (_("Före"), _("Efter")))


def _cell(table: ReleasedTable, row: Key) -> int | None:
    return table.cells[cell_key(table, row, TOTAL)]


def _rise(pair: Pair) -> int:
    first, second = pair.values
    return (first or 0) - (second or 0)


def _greatest_change(pairs: Sequence[Pair]) -> Pair | None:
    """The row that differs most; None where a hidden value, or a tie, leaves it open, or nothing differs."""
    kinds = [one for one in pairs if one.category.code != TOTAL]
    if any(value is None for one in kinds for value in one.values):
        return None
    sizes = sorted((abs(_rise(one)) for one in kinds), reverse=True)
    if not sizes or sizes[0] == 0 or sizes[:2].count(sizes[0]) > 1:
        return None
    most = next(one for one in kinds if abs(_rise(one)) == sizes[0])
    return None if most.category.code in _NO_KIND else most


def _total_change(release: Release) -> str:
    """How many in all, against the year before; the years by themselves where either total is hidden."""
    now, then, year = release.total, release.total_before, release.year - 1
    if release.released is None or now is None or then is None:
        return _("%(year)s och %(before)s") % {"year": release.year, "before": year}
    many = words.counted(release.released.head.population, now)
    if now == then:
        return _("%(many)s, lika många som %(year)s") % {"many": many, "year": year}
    than = _("%(many)s, %(n)s fler än %(year)s") if now > then else _("%(many)s, %(n)s färre än %(year)s")
    return than % {"many": many, "n": count(abs(now - then), language()), "year": year}


def _more_of(totals: tuple[int | None, int | None]) -> str:
    women, men = totals
    if women is None or men is None:
        return _("Kvinnor och män")
    said = (
        _("Fler kvinnor än män: %(women)s och %(men)s")
        if women > men
        else _("Fler män än kvinnor: %(men)s och %(women)s")
    )
    same = _("Lika många kvinnor som män: %(women)s")
    written_out = {"women": count(women, language()), "men": count(men, language())}
    return (same if women == men else said) % written_out


def _chart(release: Release, id: str, title: str, pairs: Sequence[Pair], names: tuple[str, str]) -> Iterator[Chart]:
    """Two bars a row; rows without anything are left out."""
    if release.released is None:
        return
    down = rows_of(release.released)[-1]
    drawn = [one for one in pairs if one.category.code != TOTAL and one.values != (0, 0)]
    if not drawn:
        return
    labels = tuple(words.label_of(down, one.category) for one in drawn)
    series = tuple(Series(name, tuple(_exact(one.values[place]) for one in drawn)) for place, name in enumerate(names))
    name = "-".join(part for part in ("diagram", id, release.party) if part)
    corner = str(words.DIMENSIONS.get(down.name, down.name))
    chart = Chart(name, ChartKind.BARS, title, "", labels, series, _("antal"), corner)
    yield replace(chart, alt=alt_of(_("Liggande staplar"), chart))


def _exact(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
