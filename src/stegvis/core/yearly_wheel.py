"""The yearly wheel (*årshjulet*): what an association owes, when, to whom, and what is late.

Sources: lag (2003:1210) and lag (2018:597) for the annual report within three months, the national return's and the indicators'
dates, and the practice of associations for the rest.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

#: So long before its day a duty is shown as coming soon.
SOON = timedelta(days=30)


class Duty(StrEnum):
    """What is to be done; the words are the interface's."""

    CLOSE_ACCOUNTS = "close_accounts"
    ACCRUALS = "accruals"
    NATIONAL_RETURN = "national_return"
    INDICATOR_REPORT = "indicator_report"
    LEADS_HAND_IN = "leads_hand_in"
    ANNUAL_REPORT = "annual_report"
    AUDITORS_STATEMENTS = "auditors_statements"
    PUBLICATION = "publication"
    REQUISITIONS_1 = "requisitions_1"
    REQUISITIONS_2 = "requisitions_2"
    DISCHARGE = "discharge"
    INTERIM_OUTCOME = "interim_outcome"
    INTERIM_REPORT = "interim_report"
    BUDGET_PROPOSAL = "budget_proposal"
    REQUISITIONS_3 = "requisitions_3"
    INDICATORS_CLOSE = "indicators_close"
    CONSULTATION = "consultation"
    PLAN_AND_BUDGET = "plan_and_budget"
    GRANTS = "grants"
    REQUISITIONS_4 = "requisitions_4"


class Responsible(StrEnum):
    """Who is waited for."""

    OFFICE = "office"
    LEADS = "leads"
    BOARD = "board"
    AUDITORS = "auditors"
    MEMBERS = "members"


class WheelState(StrEnum):
    """How a duty stands on a day."""

    DONE = "done"
    LATE = "late"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class WheelEntry:
    """A duty as data: its last day in the calendar year, who does it, and which year's affairs it concerns (-1: last year's)."""

    duty: Duty
    month: int
    day: int
    responsible: Responsible
    concerns: int = 0


WHEEL = (
    WheelEntry(Duty.CLOSE_ACCOUNTS, 1, 31, Responsible.OFFICE, -1),
    WheelEntry(Duty.ACCRUALS, 1, 31, Responsible.LEADS, -1),
    WheelEntry(Duty.NATIONAL_RETURN, 1, 31, Responsible.OFFICE, -1),
    WheelEntry(Duty.INDICATOR_REPORT, 1, 31, Responsible.OFFICE, -1),
    WheelEntry(Duty.LEADS_HAND_IN, 2, 15, Responsible.LEADS, -1),
    WheelEntry(Duty.ANNUAL_REPORT, 3, 31, Responsible.BOARD, -1),
    WheelEntry(Duty.AUDITORS_STATEMENTS, 3, 31, Responsible.AUDITORS, -1),
    WheelEntry(Duty.PUBLICATION, 3, 31, Responsible.OFFICE, -1),
    WheelEntry(Duty.REQUISITIONS_1, 3, 31, Responsible.LEADS),
    WheelEntry(Duty.REQUISITIONS_2, 6, 30, Responsible.LEADS),
    WheelEntry(Duty.DISCHARGE, 6, 30, Responsible.MEMBERS, -1),
    WheelEntry(Duty.INTERIM_OUTCOME, 8, 31, Responsible.OFFICE),
    WheelEntry(Duty.INTERIM_REPORT, 9, 30, Responsible.BOARD),
    WheelEntry(Duty.BUDGET_PROPOSAL, 9, 30, Responsible.OFFICE, 1),
    WheelEntry(Duty.REQUISITIONS_3, 9, 30, Responsible.LEADS),
    WheelEntry(Duty.INDICATORS_CLOSE, 10, 31, Responsible.OFFICE),
    WheelEntry(Duty.CONSULTATION, 10, 31, Responsible.MEMBERS, 1),
    WheelEntry(Duty.PLAN_AND_BUDGET, 11, 30, Responsible.BOARD, 1),
    WheelEntry(Duty.GRANTS, 12, 31, Responsible.BOARD, 1),
    WheelEntry(Duty.REQUISITIONS_4, 12, 31, Responsible.LEADS),
)


@dataclass(frozen=True, slots=True)
class WheelItem:
    """A duty of one calendar year and how it stands. `concerns`: the year whose affairs it is about."""

    duty: Duty
    due: date
    responsible: Responsible
    concerns: int
    state: WheelState

    def days_late(self, today: date) -> int:
        """How many days past its day; 0 where it is not late."""
        return (today - self.due).days if self.state is WheelState.LATE else 0


def year_line(year: int, *, today: date, done: Collection[Duty]) -> tuple[WheelItem, ...]:
    """The duties of a calendar year in the order of their days, each done, late, soon or later on the day."""
    return tuple(
        WheelItem(entry.duty, due, entry.responsible, year + entry.concerns, _state(due, today, entry.duty in done))
        for entry in WHEEL
        for due in [date(year, entry.month, entry.day)]
    )


def _state(due: date, today: date, is_done: bool) -> WheelState:
    if is_done:
        return WheelState.DONE
    if due < today:
        return WheelState.LATE
    return WheelState.SOON if due - today <= SOON else WheelState.LATER
