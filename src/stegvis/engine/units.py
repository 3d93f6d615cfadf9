"""Who is counted: one row for each unit of a population, as Ibis expressions (package format, "Who is counted")."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from stegvis.core.periods import Period
from stegvis.core.tables import Population
from stegvis.core.vocabulary import code_list, editions

if TYPE_CHECKING:
    import ibis.expr.types as ir

# Days are counted from here; the rank holds entry, exit and initiative in 20, 20 and 22 bits, and no two rows of a person
# have the same.
_EPOCH = "1900-01-01"
_DAY_BITS, _ORDER_BITS = 20, 22
_OPEN = (1 << _DAY_BITS) - 1


@cache
def never_counted() -> frozenset[str]:
    """The exit reasons of all editions that are never counted: a registration made by mistake."""
    lists = (code_list("exit_reason", edition) for edition in editions("exit_reason"))
    return frozenset(f"{one.edition}/{code.code}" for one in lists for code in one.codes if not code.counted)


def counted_rows(participations: "ir.Table", never: list[int], initiatives: list[int] | None) -> "ir.Table":
    """Participations in the initiatives asked for (None: all), without those registered by mistake, by their numbers."""
    rows = participations.filter(participations.exit_reason.notin(never)) if never else participations
    return rows if initiatives is None else rows.filter(rows.initiative.isin(initiatives))


def touching(rows: "ir.Table", period: Period) -> "ir.Table":
    """What any table of the period may count: rows of which something is known of a day in it."""
    touched = rows.filter(rows.last_day >= period.start, rows.first_day <= period.end)
    return touched.drop("first_day", "last_day")


def participants(rows: "ir.Table", period: Period) -> "ir.Table":
    """Each person whose participation overlaps the period once, as the latest participation in it says.

    `in_several`: whether the person is in several initiatives in the period.
    """
    present = _present(rows, period)
    ranked = present.mutate(rank=_rank(present))
    latest = ranked.group_by("person").agg(
        rank=ranked["rank"].max(), in_several=ranked.initiative.min() < ranked.initiative.max()
    )
    persons = ranked.inner_join(latest, ["person", "rank"]).drop("rank")
    return persons.union(_anonymous(rows, period).mutate(in_several=False))


def own_participants(rows: "ir.Table", persons: "ir.Table", period: Period) -> "ir.Table":
    """Each person once in each of their initiatives, with the sex that the latest participation in the period says.

    `persons` are the participants of the same rows and period: who is in one initiative is counted there, and only the
    others are looked up again.
    """
    in_one = persons.filter(~persons.in_several).select("initiative", "sex")
    others = persons.filter(persons.in_several).select("person", "sex")
    pairs = _present(rows, period).select("person", "initiative").semi_join(others, "person").distinct()
    return in_one.union(pairs.inner_join(others, "person").select("initiative", "sex"))


def entrants(rows: "ir.Table", period: Period) -> "ir.Table":
    """Each entry within the period."""
    entered = rows.filter(~rows.anonymous, rows.entered.between(period.start, period.end))
    return entered.union(_anonymous(rows, period))


def exits(rows: "ir.Table", period: Period) -> "ir.Table":
    """Each exit within the period; an anonymous row has none."""
    return rows.filter(~rows.anonymous, rows.exited.between(period.start, period.end))


def referrals(rows: "ir.Table", period: Period) -> "ir.Table":
    """Each referral that led to an entry: dated when it was made or, where that is not known, by the entry.

    An anonymous row keeps nothing of its referral and is not among them.
    """
    import ibis

    return rows.filter(~rows.anonymous, ibis.coalesce(rows.referred, rows.entered).between(period.start, period.end))


def open_by_month(rows: "ir.Table", period: Period) -> "ir.Table":
    """Each person whose participation is open at the end of a month, once for each such month, which is its `month`.

    Open: entered by the month's last day and not exited by then. The latest of several open participations speaks for the
    person. An anonymous row has no exit, so nobody knows whether it is open, and it is not among them.
    """
    import ibis

    months = [_open_at(rows, day).mutate(month=ibis.literal(_month_number(day))) for day in period.month_ends()]
    return ibis.union(*months) if len(months) > 1 else months[0]


def _open_at(rows: "ir.Table", day: date) -> "ir.Table":
    still_open = rows.exited.isnull() | (rows.exited > day)
    present = rows.filter(~rows.anonymous, rows.entered <= day, still_open)
    ranked = present.mutate(rank=_rank(present))
    latest = ranked.group_by("person").agg(rank=ranked["rank"].max())
    return ranked.semi_join(latest, ["person", "rank"]).drop("rank")


def _month_number(day: date) -> int:
    return day.year * 100 + day.month


def month_of(number: int) -> str:
    """The month that a number says: 202603 is 2026-03."""
    return f"{number // 100}-{number % 100:02}"


#: The units of each population that is counted from rows.
UNITS: Mapping[Population, Callable[["ir.Table", Period], "ir.Table"]] = {
    Population.PARTICIPANTS: participants,
    Population.ENTRANTS: entrants,
    Population.EXITS: exits,
    Population.REFERRALS: referrals,
    Population.OPEN: open_by_month,
}


def left_out(rows: "ir.Table", period: Period) -> "ir.Table":
    """Anonymous rows whose calendar year the period touches but does not hold."""
    years = [year for year in _years(period) if not period.holds_year(year)]
    return rows.filter(rows.anonymous, rows.entered.year().isin(years))


def started_months(rows: "ir.Table") -> "ir.Value":
    """Started months between entry and exit, as `core.periods.started_months` counts them."""
    import ibis

    whole = (rows.exited.year() - rows.entered.year()) * 12 + rows.exited.month() - rows.entered.month()
    return ibis.greatest(1, whole + (rows.exited.day() > rows.entered.day()).cast("int32"))


def _present(rows: "ir.Table", period: Period) -> "ir.Table":
    still_there = rows.exited.isnull() | (rows.exited >= period.start)
    return rows.filter(~rows.anonymous, rows.entered <= period.end, still_there)


def _anonymous(rows: "ir.Table", period: Period) -> "ir.Table":
    years = [year for year in _years(period) if period.holds_year(year)]
    return rows.filter(rows.anonymous, rows.entered.year().isin(years))


def _rank(rows: "ir.Table") -> "ir.Value":
    """Latest entered, then latest exited with open last, then last in the order of the initiatives, as one number."""
    import ibis

    epoch = ibis.date(_EPOCH)
    entered = rows.entered.delta(epoch, unit="day")
    exited = rows.exited.delta(epoch, unit="day").fill_null(_OPEN)
    return (entered * (1 << _DAY_BITS) + exited) * (1 << _ORDER_BITS) + rows.initiative


def _years(period: Period) -> range:
    return range(period.start.year, period.end.year + 1)


def days_to_exit(rows: "ir.Table") -> "ir.Value":
    """Days between entry and exit; the same day is 0."""
    return rows.exited.delta(rows.entered, unit="day")


def waiting_days(rows: "ir.Table") -> "ir.Value":
    """Days between referral and entry; null where the referral is not known or dated after the entry, and so is wrong."""
    import ibis

    waited = rows.entered.delta(rows.referred, unit="day")
    return ibis.ifelse(waited >= 0, waited, ibis.null("int64"))


def entered_month(rows: "ir.Table") -> "ir.Value":
    """The month of the entry, as 202603; null for an anonymous row, of which only the year is kept."""
    import ibis

    month = rows.entered.year() * 100 + rows.entered.month()
    return ibis.ifelse(rows.anonymous, ibis.null("int32"), month.cast("int32"))


def exited_month(rows: "ir.Table") -> "ir.Value":
    """The month of the exit, as 202603."""
    return (rows.exited.year() * 100 + rows.exited.month()).cast("int32")


#: Attributes that are months, as numbers.
MONTHS = frozenset(("month", "entered_month", "exited_month"))

#: Attributes that no fact holds: they are worked out of its days, as whole numbers.
DERIVED: Mapping[str, Callable[["ir.Table"], "ir.Value"]] = {
    "months": started_months,
    "days": days_to_exit,
    "waiting_days": waiting_days,
    "entered_month": entered_month,
    "exited_month": exited_month,
}
