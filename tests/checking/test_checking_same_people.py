"""The same people divided in several ways."""

from support.finished import examined

REPORT = """
    Årsredovisning 2024

    Tabell 1. Deltagare efter kön

    Kön | Antal
    Kvinnor | 165
    Män | 133
    Totalt | 298

    Tabell 2. Deltagare efter ålder

    Ålder | Kvinnor | Män | Totalt
    15–29 år | 61 | 53 | 114
    30–44 år | 41 | 35 | 76
    45–64 år | {} | 45 | {}
    Totalt | {} | 133 | {}
    """


def said(*cells: int) -> list[tuple[str, int, str, str]]:
    found = examined(REPORT.format(*cells)).findings
    return [(one.code, one.certainty, one.printed, one.expected) for one in found]


def test_all_are_as_many_however_they_are_divided() -> None:
    assert said(63, 108, 165, 298) == []
    assert said(61, 106, 163, 296) == [("REP-201", 70, "296", "298")]


def test_where_many_are_missing_the_table_is_of_some_of_them() -> None:
    assert said(43, 88, 145, 278) == []


def test_a_total_that_its_own_table_shows_to_be_wrong_is_not_asked_about_again() -> None:
    assert [one[0] for one in said(63, 108, 165, 296)] == ["REP-101"]
