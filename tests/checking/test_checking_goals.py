"""Goals: threshold, outcome and stated fulfilment."""

import pytest

from stegvis.checking.checks.goals import CHECKS
from stegvis.checking.reading import understand
from support.finished import examined, report_of


def found(text: str) -> list[tuple[str, int]]:
    understood = understand(report_of(text))
    return [(one.code, one.certainty) for check in CHECKS for one in check(understood)]


@pytest.mark.parametrize(
    ("goal", "outcome", "verdict", "expected"),
    [
        ("Minst 60 deltagare ska delta.", "Under året har 27 deltagare kommit.", "uppfyllt", [("REP-411", 85)]),
        ("Minst 60 deltagare ska delta.", "Under året har 72 deltagare kommit.", "uppfyllt", []),
        ("Minst 60 deltagare ska delta.", "Under året har 72 deltagare kommit.", "inte uppfyllt", [("REP-411", 65)]),
        ("Minst 60 deltagare ska delta.", "Under året har 27 deltagare kommit.", "inte uppfyllt", []),
        ("75 % ska anse att stödet är bra.", "68 % tycker det.", "uppfyllt", [("REP-411", 85)]),
        ("75 % ska anse att stödet är bra.", "68 % tycker det.", "delvis uppfyllt", []),
        ("75 % ska anse att stödet är bra.", "68 % av kvinnorna och 80 % av männen.", "uppfyllt", []),
        ("Väntetiden ska vara max 2 veckor.", "Den var 3 veckor.", "uppfyllt", [("REP-411", 85)]),
        ("Väntetiden ska vara max 2 veckor.", "Den var 1 veckor.", "uppfyllt", []),
        (
            "60 deltagare per år i Backa och 10 deltagare per år i Dala.",
            "27 personer har deltagit i Backa och 12 i Dala.",
            "uppfyllt",
            [("REP-411", 85)],
        ),
        ("Minst 60 deltagare ska delta.", "27 deltagare fick arbete av 72 som kom.", "uppfyllt", []),
        ("75 % ska vara nöjda.", "Svarsfrekvensen var 68 %.", "uppfyllt", []),
        ("Ett nätverk ska finnas.", "Det finns 27 deltagare i det.", "uppfyllt", []),
        ("Minst 60 deltagare ska delta.", "Det var 27 möten under 2020.", "uppfyllt", []),
    ],
)
def test_fulfilment_in_text_follows_the_outcome(goal: str, outcome: str, verdict: str, expected: list) -> None:
    assert found(f"Måluppfyllelse\n\n- {goal}\n\n{outcome} Målet är {verdict}.") == expected


def test_another_goals_outcome_is_not_this_ones() -> None:
    first = "Mål\n\n- Minst 60 deltagare ska delta.\n\n70 deltagare kom. Målet är uppfyllt."
    assert found(f"{first}\n\nVi såg 27 deltagare. Målet är uppfyllt.") == []


@pytest.mark.parametrize(
    ("outcome", "verdict", "expected"),
    [("68 %", "Uppfyllt", [("REP-411", 85)]), ("78 %", "Uppfyllt", []), ("78 %", "Ej uppfyllt", [("REP-411", 65)])],
)
def test_fulfilment_in_a_table_follows_the_outcome(outcome: str, verdict: str, expected: list) -> None:
    assert (
        found(
            f"Mål | Utfall | Bedömning\nMinst 75 % ska vara nöjda | {outcome} | {verdict}\nEn plan | finns | Uppfyllt"
        )
        == expected
    )


def test_marks_below_verdicts_are_verdicts() -> None:
    assert found(
        "Mål | Utfall | Uppfyllt | Ej uppfyllt\nMinst 75 % ska vara nöjda | 68 % | x | \nEn plan | 1 | | x"
    ) == [("REP-411", 85)]


PLAN = """
Finansiella mål

Kostnaderna för verksamheten ska inte överstiga den totala budgetramen.

Budget

Total budgetram för 2024 är {} tkr.

Budgetpost | 2024
Kansli | 120
Kurser | 80
Summa kostnader | 200
"""


def test_a_goal_that_cannot_be_missed_is_found() -> None:
    assert found(PLAN.format(200)) == [("REP-412", 85)]


def test_a_frame_of_its_own_is_a_goal() -> None:
    assert found(PLAN.format(300)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bemanningen är totalt 350 % fördelad på fem.", [("REP-413", 70)]),
        ("Bemanningen är 75 % av en tjänst.", []),
        ("Antalet besök har ökat med 350 % på nätet.", []),
        ("Bemanning\n\nKommun | Andel tjänst %\nBacka | 100 %\nDala | 75 %\nSumma | 175 %", [("REP-413", 70)]),
    ],
)
def test_shares_of_full_time_that_are_summed_are_asked_about(text: str, expected: list) -> None:
    assert found(text) == expected


def test_last_years_verdict_is_not_held_against_this_years_outcome() -> None:
    text = """
        Mål

        Mål | Målvärde | Utfall | Bedömning 2025 | Bedömning 2024
        Det egna kapitalet är högst 20 procent av årets bidrag | högst 20,0 % | 17,8 % | Uppfyllt | Inte uppfyllt
        Administrationen kostar högst 20 procent av kostnaderna | högst 20,0 % | 18,4 % | {} | Uppfyllt
        """
    assert found(text.format("Uppfyllt")) == []
    assert found(text.format("Inte uppfyllt")) == [("REP-411", 65)]


TARGETS = """
Mål och uppfyllelse 2024

Mål | Målvärde | Utfall | Bedömning
Antal deltagare | minst 200 | {people} | Uppfyllt
Andel till arbete | minst 45 % | {share} | Uppfyllt
Väntetid i veckor | högst 4 | {weeks} | Uppfyllt
Nöjda | minst 85 % | 82 % | Delvis uppfyllt
"""


@pytest.mark.parametrize(
    ("people", "share", "weeks", "outcomes"),
    [
        ("204", "47 %", "3", []),
        ("194", "47 %", "3", ["194"]),
        ("204", "41 %", "6", ["41 %", "6"]),
        ("204", "88", "3", []),
    ],
)
def test_a_target_in_a_column_of_its_own_is_held_against_the_outcome_beside_it(people, share, weeks, outcomes) -> None:
    found = examined(TARGETS.format(people=people, share=share, weeks=weeks)).findings
    assert [dict(one.values)["outcome"] for one in found if one.code == "REP-411"] == outcomes
