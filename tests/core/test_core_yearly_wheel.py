"""The year as a line: what is due, and who is late."""

from datetime import date

from stegvis.core.yearly_wheel import WHEEL, Duty, Responsible, WheelState, year_line


def states(today: date, *done: Duty) -> dict[Duty, WheelState]:
    return {item.duty: item.state for item in year_line(2026, today=today, done=done)}


def test_the_line_is_in_the_order_of_days_and_holds_every_duty_once() -> None:
    line = year_line(2026, today=date(2026, 1, 1), done=())
    assert [item.due for item in line] == sorted(item.due for item in line)
    assert {item.duty for item in line} == set(Duty)
    assert len(line) == len(WHEEL)


def test_a_duty_past_its_day_is_late_and_one_within_thirty_days_is_soon() -> None:
    found = states(date(2026, 11, 21))
    assert found[Duty.CONSULTATION] is WheelState.LATE
    assert found[Duty.PLAN_AND_BUDGET] is WheelState.SOON
    assert found[Duty.GRANTS] is WheelState.LATER


def test_its_own_last_day_is_not_late() -> None:
    assert states(date(2026, 11, 30))[Duty.PLAN_AND_BUDGET] is WheelState.SOON
    assert states(date(2026, 12, 1))[Duty.PLAN_AND_BUDGET] is WheelState.LATE


def test_what_is_done_is_never_late() -> None:
    assert states(date(2026, 12, 31), Duty.CONSULTATION)[Duty.CONSULTATION] is WheelState.DONE


def test_the_annual_report_is_the_boards_within_three_months_and_concerns_the_year_before() -> None:
    item = next(one for one in year_line(2026, today=date(2026, 4, 10), done=()) if one.duty is Duty.ANNUAL_REPORT)
    assert (item.due, item.responsible, item.concerns) == (date(2026, 3, 31), Responsible.BOARD, 2025)
    assert item.days_late(date(2026, 4, 10)) == 10


def test_what_is_not_late_is_no_days_late() -> None:
    item = year_line(2026, today=date(2026, 1, 1), done=())[0]
    assert item.days_late(date(2026, 1, 1)) == 0
