"""Why a sum does not agree: the one change that repairs all, a row left out, digits that changed places."""

from decimal import Decimal

import pytest

from stegvis.checking.agreement.slips import slip_of
from stegvis.core.report_findings import ReportFinding
from support.finished import examined

BY_SEX = """
Ålder | Kvinna | Man | Summa
16-29 | 36 | 13 | 49
30-44 | 59 | 29 | 88
45-64 | 43 | 18 | 61
Summa | 138 | 60 | 198
"""


def found(text: str) -> list[tuple[str, str, str, str, int]]:
    return [told(one) for one in examined(text).findings]


def told(one: ReportFinding) -> tuple[str, str, str, str, int]:
    return one.code, one.printed, one.expected, one.cause, one.places[0].line


@pytest.mark.parametrize(
    ("right", "wrong", "finding"),
    [
        ("59 | 29 | 88", "50 | 29 | 88", ("REP-103", "50", "59", "WHY-010", 3)),
        ("59 | 29 | 88", "59 | 92 | 88", ("REP-103", "92", "29", "WHY-004", 3)),
        ("59 | 29 | 88", "59 | 29 | 99", ("REP-101", "99", "88", "WHY-001", 3)),
        ("138 | 60 | 198", "138 | 60 | 189", ("REP-101", "189", "198", "WHY-004", 5)),
        ("138 | 60 | 198", "18 | 60 | 198", ("REP-102", "18", "138", "WHY-006", 5)),
    ],
)
def test_the_one_change_that_repairs_all_sums_is_named(
    right: str, wrong: str, finding: tuple[str, str, str, str, int]
) -> None:
    assert found(BY_SEX) == []
    assert found(BY_SEX.replace(right, wrong)) == [finding]


def test_two_wrong_cells_of_a_column_are_two_findings() -> None:
    text = BY_SEX.replace("59 | 29 | 88", "57 | 29 | 88").replace("43 | 18", "48 | 18")
    assert sorted(found(text)) == [
        ("REP-103", "48", "43", "WHY-005", 4),
        ("REP-103", "57", "59", "WHY-005", 3),
    ]


def test_a_total_that_follows_a_wrong_total_is_the_same_finding() -> None:
    text = BY_SEX.replace("43 | 18 | 61", "43 | 19 | 62")
    assert found(text) == [("REP-102", "60", "61", "", 5)]


def test_a_row_left_out_is_named() -> None:
    text = """
    Post | Kostnad 2023 | Kostnad 2024
    Lokal | 120 500 | 100 000
    Resor | 17 300 | 12 250
    Kurser | 8 200 | 9 400
    Summa | 146 000 | 109 400
    """
    [one] = examined(text).findings
    assert told(one) == ("REP-102", "109 400", "121\u202f650", "WHY-002", 5)
    assert one.values["row"] == "Resor"


@pytest.mark.parametrize(
    ("printed", "right", "code"),
    [
        (84, 48, "WHY-004"),
        (-145, 145, "WHY-007"),
        (145, 145000, "WHY-008"),
        (1204, 1294, "WHY-005"),
        (124, 1204, "WHY-006"),
        (12204, 1204, "WHY-009"),
        (100, 37, ""),
    ],
)
def test_a_slip_of_the_hand_is_told(printed: int, right: int, code: str) -> None:
    assert slip_of(Decimal(printed), Decimal(right)) == code


def test_two_errors_that_hang_together_by_a_third_number_are_two_findings() -> None:
    """Each repairs as much as the other, but not the same: neither makes the other doubtful."""
    text = """
    Kön | Kvinna | Man | Summa
    Grundskola | 20 | 15 | 38
    Gymnasium | 58 | 29 | 84
    Folkhögskola | 7 | 6 | 13
    Högskola | 11 | 9 | 20
    Summa | 96 | 56 | 152
    """
    found = examined(text).findings
    assert [(one.printed, one.expected) for one in found] == [("38", "35"), ("29", "26")]
