"""Differences between columns, whichever way round."""

from support.finished import examined


def found(text: str) -> list[tuple[str, str, str]]:
    told = examined(text).findings
    return [(one.code, one.printed, one.cause) for one in told if one.code.startswith("REP-1")]


def test_costs_and_incomes_may_have_variances_of_different_signs() -> None:
    text = """
    Post | Budget 2024 | Utfall 2024 | Avvikelse
    Medlemsbidrag | 5 000 | 5 000 | 0
    Övriga intäkter | 100 | 150 | 50
    Summa intäkter | 5 100 | 5 150 | 50
    Insatser | 4 000 | 3 900 | 100
    Kansli | 900 | 950 | -50
    Summa kostnader | 4 900 | 4 850 | 50
    Resultat | 200 | 300 | 100
    """
    assert found(text) == []


def test_a_variance_that_lost_its_sign_is_found() -> None:
    text = """
    Post | Budget 2024 | Utfall 2024 | Avvikelse
    Insatser | 4 000 | 3 900 | 100
    Kansli | 900 | 950 | -50
    Resor | 300 | 340 | {}
    Lokal | 500 | 480 | 20
    Kurser | 200 | 190 | 10
    Summa | 5 900 | 5 860 | 40
    """
    assert found(text.format("-40")) == []
    assert found(text.format("40")) == [("REP-121", "40", "WHY-007")]


def test_differences_between_years_are_found_where_other_rows_bear_them_out() -> None:
    text = "Kommun | 2023 | 2024 | Förändring\nNorrby | 1 204 | 1 310 | 106\nSöderby | 640 | 600 | {}"
    assert found(text.format("-40")) == []
    assert found(text.format("-4")) == [("REP-121", "-4", "")]


def test_a_difference_that_no_row_bears_out_is_not_claimed() -> None:
    assert found("Kommun | 2023 | 2024 | Skillnad\nNorrby | 1 204 | 1 310 | 8\nSöderby | 640 | 600 | 6") == []


def test_a_variance_without_its_amounts_is_not_checked() -> None:
    assert found("Post | Avvikelse\nInsatser | 100\nKansli | -50") == []


LIST = """
Post | Budget 2024 | Utfall 2024 | Avvikelse
Insatser | 4 000 | 3 900 | 100
Kansli | 900 | 950 | -50
{} | 300 | 340 | {}
Lokal | 500 | 480 | 20
Kurser | 200 | 190 | 10
Information | 120 | 130 | -10
"""


def test_a_variance_among_costs_that_is_alone_the_other_way_round_is_asked_about() -> None:
    assert found(LIST.format("Resor", "-40")) == []
    assert found(LIST.format("Resor", "40")) == [("REP-121", "40", "WHY-007")]


def test_an_income_may_be_alone_the_other_way_round() -> None:
    assert found(LIST.format("Statsbidrag", "40")) == []


def test_a_variance_first_or_last_may_be_of_something_else() -> None:
    rows = LIST.format("Resor", "-40").replace("3 900 | 100", "3 900 | -100")
    assert found(rows) == []


def test_a_row_called_difference_is_that_of_the_two_above_in_each_column() -> None:
    text = """
    tkr | 2022 | 2023 | 2024
    Beviljat | 1 250 | 1 900 | 1 950
    Använt | 1 118 | 1 874 | 1 991
    Skillnad | 132 | 26 | {}
    """
    assert found(text.format("-41")) == []
    assert found(text.format("41")) == [("REP-121", "41", "WHY-007")]
    assert found(text.format("-41").replace("132", "140").replace("| 26", "| 62")) == []


def test_a_difference_of_rows_that_are_not_there_is_not_checked() -> None:
    assert found("tkr | 2022 | 2023\nAnvänt | 1 118 | 1 874\nSkillnad | 132 | 26") == []
