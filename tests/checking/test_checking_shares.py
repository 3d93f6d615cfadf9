"""Shares against counts and base, sums of shares, and what no whole persons give."""

from support.finished import codes_of, examined


def found(text: str) -> list[tuple[str, str, str]]:
    told = examined(text).findings
    return [(one.code, one.severity.value, one.expected) for one in told if one.code.startswith("REP-14")]


ROWS = """
Kommun | Deltagare | Kvinnor | Andel kvinnor
Norrby | 80 | 40 | {} %
Söderby | 60 | 45 | 75 %
Österby | 90 | 30 | 33 %
Totalt | 230 | 115 | 50 %
"""


def test_a_share_may_be_of_another_column_in_its_row() -> None:
    assert found(ROWS.format(50)) == []
    assert found(ROWS.format(65)) == [("REP-141", "error", "50 %")]


def test_a_share_that_is_off_by_its_last_digit_is_rounding() -> None:
    assert found(ROWS.format(51)) == [("REP-141", "remark", "50 %")]


def test_too_few_shares_tell_no_base() -> None:
    assert found("Kommun | Deltagare | Andel\nNorrby | 80 | 35 %\nSöderby | 60 | 65 %\nTotalt | 140 | 100 %") == []


def test_a_wrong_count_is_told_by_its_share() -> None:
    text = "Ålder | Antal | Andel\n16–29 | 24 | 40 %\n30–44 | 20 | 33 %\n45–64 | {} | 27 %\nTotalt | 60 | 100 %"
    assert found(text.format(16)) == []
    [one] = examined(text.format(61)).findings
    assert (one.code, one.printed, one.expected, one.cause) == ("REP-103", "61", "16", "WHY-004")


def test_shares_with_several_answers_add_to_nothing() -> None:
    assert found("Stöd | Andel\nSamtal | 80 %\nPraktik | 60 %\nKurs | 40 %\nTotalt | 100 %") == []


def test_a_base_may_stand_in_a_row_or_a_column() -> None:
    down = "Fråga | Kvinnor | Män\nNytta | 57 % | 60 %\nInflytande | 43 % | {} %\nAntal svar | 7 | 10"
    assert found(down.format(70)) == []
    assert found(down.format(72)) == [("REP-144", "error", "70 %")]
    across = "Fråga | Antal svar | Andel\nNytta | 7 | 57 %\nInflytande | 9 | {} %"
    assert found(across.format(44)) == []
    assert found(across.format(48)) == [("REP-144", "error", "44 %")]


def test_both_shares_of_two_may_be_rounded_up() -> None:
    assert found("Kön | Andel\nKvinnor | 51 %\nMän | 50 %\nTotalt | 100 %") == []
    assert found("Kön | Andel\nKvinnor | 55 %\nMän | 50 %\nTotalt | 100 %") == [("REP-142", "error", "105 %")]


def test_shares_that_each_agree_with_their_count_may_add_up_to_anything() -> None:
    """Six halves that are rounded up make 102: each is right, and so is the 100 of the total."""
    assert (
        codes_of(
            """
        Anledning | Antal | Andel
        Arbete | 80 | 20 %
        Studier | 50 | 13 %
        Stöd | 60 | 15 %
        Söker | 70 | 18 %
        Sjukdom | 90 | 23 %
        Annat | 50 | 13 %
        Totalt | 400 | 100 %
        """
        )
        == []
    )


def test_of_a_very_wide_table_only_the_first_columns_are_tried() -> None:
    wide = " | ".join("1" for _ in range(300))
    assert not codes_of(f"Insats | Andel | {wide}\nA | 50 % | {wide}\nB | 50 % | {wide}\nSumma | 100 % | {wide}")
