"""Sheets of initiatives against the table of all of them."""

from support.finished import examined

REPORT = """
    Årsredovisning 2024

    Insatser

    Insats | Deltagare | Budget, kr | Utfall, kr
    Skogen | 80 | 1 080 000 | 1 040 776
    Sjön | 51 | 650 000 | 655 200
    Ängen | 140 | 2 100 000 | 2 102 340
    """
SHEET = "\n    {}\n\n    Deltagare | {}\n    Budget | {} kr\n    Utfall | {} kr\n"


def said(last: str, title: str = "Ängen") -> list[tuple[str, str, str]]:
    sheets = SHEET.format("Skogen", "80", "1 080 000", "1 040 776") + SHEET.format("Sjön", "51", "650 000", "655 200")
    found = examined(REPORT + sheets + SHEET.format(title, "140", last, "2 102 340")).findings
    return [(one.code, one.printed, one.expected) for one in found]


def test_a_sheet_says_what_the_table_of_all_says() -> None:
    assert said("2 100 000") == []
    assert said("2 010 000", "Bilaga 3. Ängen") == [("REP-201", "2 010 000 kr", "2\u202f100\u202f000 kr")]


def test_a_sheet_of_something_else_is_left_alone() -> None:
    assert said("2 010 000", "Berget") == []
