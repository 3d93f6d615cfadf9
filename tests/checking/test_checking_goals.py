"""Goals: threshold, outcome and stated fulfilment."""

import pytest

from stegvis.checking.checks.goals import CHECKS
from stegvis.checking.reading import understand
from stegvis.core.report_findings import ReportFinding
from support.finished import examined, report_of


def found(text: str) -> list[tuple[str, int]]:
    understood = understand(report_of(text))
    told = (one for check in CHECKS for one in check(understood))
    return [(one.code, one.certainty) for one in told if isinstance(one, ReportFinding)]


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


def goals_table(*rows: str) -> str:
    return "Årsredovisning 2024\n\nMåluppfyllelse\n\n" + "\n".join(rows) + "\n"


@pytest.mark.parametrize(
    ("heading", "others", "verdicts", "legend"),
    [
        ("Färg", ("Grön", "Röd"), ("Grön", "Gul", "Röd"), ""),
        (" ", ("🟢", "🔴"), ("🟢", "🟡", "🔴"), ""),
        ("Uppnått", ("✓", "✗"), ("✓", "Delvis", "✗"), ""),
        ("Måluppfyllelse", ("Ja", "Nej"), ("Ja", "Nej, delvis", "Nej"), ""),
        ("Status", ("Nått", "Ej nått"), ("Målet är nått", "I stort sett nått", "Målet är inte nått"), ""),
        ("Status", ("●", "○"), ("●", "◐", "○"), "● = uppfyllt, ◐ = delvis uppfyllt, ○ = ej uppfyllt.\n\n"),
        ("Status", ("U", "E"), ("U", "D", "E"), "U = uppfyllt, D = delvis uppfyllt, E = ej uppfyllt.\n\n"),
    ],
)
def test_verdicts_by_colour_sign_and_word_follow_the_outcome(heading, others, verdicts, legend) -> None:
    def told(outcome: str, verdict: str) -> list[tuple[str, int]]:
        rows = f"Antal deltagare | 200 | 210 | {others[0]}\nAntal möten | minst 12 | 7 | {others[1]}"
        table = f"Mål | Gräns | Utfall | {heading}\nAndel till arbete | minst 60 % | {outcome} | {verdict}\n{rows}\n"
        return found(f"Årsredovisning 2024\n\nMåluppfyllelse\n\n{legend}{table}")

    met, partly, missed = verdicts
    assert told("57 %", met) == [("REP-411", 85)]
    assert told("63 %", missed) == [("REP-411", 65)]
    assert [told("63 %", met), told("57 %", partly), told("57 %", missed), told("63 %", partly)] == [[]] * 4


@pytest.mark.parametrize(
    ("target", "outcome", "missed"),
    [
        ("högst 30 dagar", "34 dagar", True),
        ("högst 30 dagar", "24 dagar", False),
        ("färre än 30", "30", True),
        ("fler än 30", "30", True),
        ("fler än 30", "31", False),
        ("40–50", "54", True),
        ("mellan 40 och 50", "54", True),
        ("mellan 40 och 50", "44", False),
        ("≥ 40", "38", True),
        ("≤ 40", "44", True),
        ("högst 25 000 kr", "27 800 kr", True),
        ("högst 25 000 kr", "19 800 kr", False),
        ("högst 25 tkr", "24 800 kr", False),
        ("50 % eller mer", "48 %", True),
        ("10 procent eller lägre", "9 %", False),
        ("sex av tio deltagare", "57 %", True),
        ("sex av tio deltagare", "61 %", False),
        ("hälften av deltagarna", "48 %", True),
        ("samtliga deltagare", "97 %", True),
        ("60 % inom 12 månader", "61 %", False),
        ("60 %", "57 st", False),
        ("finns", "57 %", False),
        ("40", "30–50", False),
    ],
)
def test_targets_of_many_kinds(target: str, outcome: str, missed: bool) -> None:
    rows = f"Det ska vi nå | {target} | {outcome} | Uppnått\nFler deltagare | 200 | 210 | Uppnått"
    assert found(goals_table("Mål | Målnivå | Resultat | Bedömning", rows)) == [("REP-411", 85)] * missed


@pytest.mark.parametrize(
    ("then", "now", "goal", "expected"),
    [
        ("61 %", "58 %", "Andelen nöjda ska öka jämfört med föregående år", [("REP-411", 85)]),
        ("58 %", "61 %", "Andelen nöjda ska öka jämfört med föregående år", []),
        ("58 %", "58 %", "Andelen nöjda ska öka eller vara oförändrad", []),
        ("12", "14", "Antalet avbrott ska minska", [("REP-411", 85)]),
        ("14", "12", "Antalet avbrott ska minska", []),
        ("12", "14", "Avbrotten ska minska och arbetena öka", []),
        ("12", "9 %", "Antalet ska öka", []),
    ],
)
def test_goals_against_the_year_before(then: str, now: str, goal: str, expected: list) -> None:
    rows = f"{goal} | {then} | {now} | Uppfyllt\nFler än förra året ska delta | 190 | 210 | Uppfyllt"
    assert found(goals_table("Mål | Utfall 2023 | Utfall 2024 | Uppfyllelse", rows)) == expected


def test_the_column_of_the_year_and_the_ceiling_of_a_cost() -> None:
    table = (
        "Indikator | Mål 2023 | Mål 2024 | Utfall 2023 | Utfall 2024 | Måluppfyllelse\n"
        "Kostnad per deltagare, kr | 27 000 | 25 000 | 24 000 | {} | Ja\nAntal deltagare | 180 | 200 | 190 | 210 | Ja"
    )
    assert found(goals_table(table.format("24 100"))) == []
    assert found(goals_table(table.format("26 900"))) == [("REP-411", 85)]


def test_a_forecast_is_what_an_interim_report_judges_by() -> None:
    table = "Mål | Målvärde | Utfall augusti | Prognos | Bedömning\nAntal deltagare | minst 200 | 140 | {} | Uppfyllt"
    assert found(goals_table(table.format(205))) == []
    assert found(goals_table(table.format(190))) == [("REP-411", 85)]


def test_a_table_where_nothing_follows_is_understood_wrongly_and_says_nothing() -> None:
    rows = [f"Mått {at} | minst {at}0 | {at} | Uppfyllt" for at in (2, 3, 4)]
    assert found(goals_table("Mål | Målvärde | Utfall | Bedömning", *rows)) == []


def test_where_other_verdicts_follow_partly_met_is_asked_about_and_not_met_is_sure() -> None:
    table = [
        "Mål | Målvärde | Utfall | Bedömning",
        *(f"Mått {at} | minst {at}0 | {at}5 | Uppfyllt" for at in (2, 3, 4)),
    ]
    assert found(goals_table(*table, "Nöjda | minst 80 % | 84 % | Delvis uppfyllt")) == [("REP-411", 65)]
    assert found(goals_table(*table, "Nöjda | minst 80 % | 84 % | Ej uppfyllt")) == [("REP-411", 82)]


GOAL_AND_OUTCOME = [
    "Mål: minst 60 procent av deltagarna ska gå till arbete. Utfall: {} procent. {}",
    "Mål: minst 60 procent av deltagarna ska gå till arbete eller studier\n\nUtfall: {} procent\n\n{}",
    "- Mål: minst 60 procent av deltagarna ska gå till arbete\n- Utfall: {} procent\n- {}",
    "- Minst 60 procent av deltagarna ska gå till arbete. Utfall: {} procent. {}",
    "Minst 60 procent ska gå till arbete\n\nAv dem som avslutades gick {} procent till arbete. {}",
    "Minst 60 procent av deltagarna ska gå vidare till arbete. Under året gick {} procent vidare. {}",
    "Målet var att minst 60 procent av deltagarna skulle gå vidare. Under året gick {} procent vidare. {}",
]


@pytest.mark.parametrize("text", GOAL_AND_OUTCOME)
@pytest.mark.parametrize(
    ("verdict", "met"),
    [
        ("Målet är uppnått.", True),
        ("Målet uppnåddes.", True),
        ("Måluppfyllelse: Ja", True),
        ("Bedömning: Uppfyllt", True),
        ("Status: Grön", True),
        ("Målet nåddes inte.", False),
        ("Måluppfyllelse: Nej", False),
    ],
)
def test_goals_of_running_text(text: str, verdict: str, met: bool) -> None:
    head = "Årsredovisning 2024\n\nMåluppfyllelse\n\n"
    assert found(head + text.format(57, verdict) + "\n") == [("REP-411", 85)] * met
    assert found(head + text.format(63, verdict) + "\n") == [("REP-411", 65)] * (not met)


@pytest.mark.parametrize(
    ("text", "contradicted"),
    [
        ("Av de avslutade gick {} procent till arbete. Målet om 60 procent är därmed uppnått.", 57),
        ("Av de avslutade gick {} procent till arbete. Målet var 60 procent och är därmed uppnått.", 57),
        ("Av de avslutade gick {} procent till arbete, vilket är över målet på 60 procent.", 57),
        ("Av de avslutade gick {} procent till arbete, vilket är under målet på 60 procent.", 63),
        ("Av de avslutade gick {} procent till arbete. Målet, minst 60 procent, nåddes alltså.", 57),
        ("Insatsen hade {} deltagare, fler män än kvinnor. Målet om 60 deltagare är uppnått.", 57),
        ("Insatsen hade {} deltagare. Målet om 60 deltagare är inte uppnått.", 63),
        ("Utfallet blev {} procent och därmed nåddes målet om 60 procent.", 57),
        ("Med {} procent når insatsen målet på minst 60 procent.", 57),
        ("Med {} procent når insatsen inte målet på minst 60 procent.", 63),
        ("Målet (minst 60 procent) är uppfyllt. Svarsfrekvensen var {} procent.", 0),
        ("Svarsfrekvensen var {} procent. Målet om 60 procent är uppfyllt.", 0),
        ("Av männen gick {} procent till arbete och av kvinnorna 70 procent. Målet om 60 procent är uppnått.", 0),
        ("Målet att minst 60 personer ska börja är uppnått. Hittills har {} av 80 börjat.", 0),
        ("När målet om 60 procent kan anses vara uppnått behövs {} procent till.", 0),
    ],
)
def test_goals_within_a_sentence(text: str, contradicted: int) -> None:
    for outcome in (57, 63):
        assert bool(found(f"Uppföljning\n\n{text.format(outcome)}\n")) is (outcome == contradicted)


@pytest.mark.parametrize(
    ("goal", "outcome", "expected"),
    [
        ("Mål 1: Minst 140 personer ska få stöd", "Under året deltog {} personer, 12 fler än 2022.", (138, 148)),
        (
            "Mål 2: Minst 60 procent ska gå till arbete",
            "{} procent gick till arbete. Av männen gick 99 procent.",
            (57, 63),
        ),
        (
            "Mål 3: Högst 15 procent ska gå till kansliet",
            "Det blev {} procent. Året innan var det 9 procent.",
            (16, 14),
        ),
        ("Mål 4: Nöjda parter", "På skalan 1–5 blev medelvärdet {},1 (målet är minst 4,0).", (3, 4)),
    ],
)
def test_headings_that_are_goals_and_goals_in_brackets(goal: str, outcome: str, expected: tuple[int, int]) -> None:
    missed, met = (outcome.format(one) for one in expected)
    assert found(f"# Mål\n\n## {goal}\n\n{missed} Målet är uppnått.\n") == [("REP-411", 85)]
    assert found(f"# Mål\n\n## {goal}\n\n{met} Målet är uppnått.\n") == []


@pytest.mark.parametrize(
    ("cell", "expected"), [("17 % (2023: 19 %)", [("REP-411", 85)]), ("22 % (2023: 19 %)", []), ("22 % (av alla)", [])]
)
def test_the_year_before_may_stand_in_brackets(cell: str, expected: list) -> None:
    rows = f"Andel remisser ska öka | {cell} | Grön\nMinst 200 deltagare | 210 | Grön"
    assert found(goals_table("Mål | Resultat | Färg", rows)) == expected


@pytest.mark.parametrize(
    ("outcome", "verdict", "expected"),
    [
        ("186 deltagare", "Väntas uppnås", []),
        ("186 deltagare", "Uppnått", []),
        ("230 enligt prognos", "Väntas uppnås", [("REP-411", 85)]),
        ("230 enligt prognos", "Väntas inte uppnås", []),
        ("250 enligt prognos", "Väntas inte uppnås", [("REP-411", 65)]),
    ],
)
def test_what_is_so_far_does_not_contradict_what_is_awaited(outcome: str, verdict: str, expected: list) -> None:
    rows = f"Antal deltagare minst 240 | {outcome} | {verdict}\nMinst 5 möten | 4 möten | Väntas uppnås"
    assert found(goals_table("Mål för 2025 | Läge 31 augusti | Prognos", rows)) == expected


@pytest.mark.parametrize(
    ("share", "verdict", "expected"),
    [
        (21, "Regeln följs därmed.", [("REP-411", 85)]),
        (21, "Regeln följs därmed inte.", []),
        (19, "Regeln följs därmed.", []),
        (19, "Kravet är inte uppfyllt.", []),
    ],
)
def test_a_rule_that_is_said_to_be_kept(share: int, verdict: str, expected: list) -> None:
    rule = "Styrelsens regel är att det egna kapitalet inte ska överstiga 20 procent av årets bidrag."
    assert found(f"Ekonomi\n\n{rule} Det blir 1 543 tkr, vilket är {share} procent. {verdict}\n") == expected


@pytest.mark.parametrize(("outcome", "expected"), [("55 %", [("REP-411", 85)]), ("65 %", [])])
def test_a_figure_under_the_heading_of_goals_is_asked_for(outcome: str, expected: list) -> None:
    rows = f"60 % till arbete eller studier | {outcome} | Uppnått\n100 deltagare | 108 deltagare | Uppnått"
    assert found(goals_table("Mål | Utfall | Bedömning", rows)) == expected


@pytest.mark.parametrize(
    ("goal", "outcome", "expected"),
    [
        ("Klimatet ska förbättras jämfört med året innan.", "Index gick från 66 till 62.", [("REP-411", 85)]),
        ("Klimatet ska förbättras jämfört med året innan.", "Index gick från 62 till 66.", []),
        ("90 procent ska uppleva inflytande.", "Utfall: 86 procent.", [("REP-411", 85)]),
        ("90 procent ska uppleva inflytande.", "Utfall: 93 procent.", []),
        ("Kapitalet ska vara minst 10 och högst 25 procent.", "Det blev 27 procent.", [("REP-411", 85)]),
        ("Kapitalet ska vara minst 10 och högst 25 procent.", "Det blev 14 procent.", []),
    ],
)
def test_changes_ranges_and_verdicts_that_go_on(goal: str, outcome: str, expected: list) -> None:
    assert found(f"Mål\n\n{goal} {outcome} Målet är uppnått, men mer finns att göra.\n") == expected


def test_a_time_without_a_word_may_be_a_floor_or_a_ceiling() -> None:
    table = "Mål | Målvärde | Utfall | Bedömning\n{} | 12 | {} | Uppfyllt\nAntal deltagare | 200 | 210 | Uppfyllt"
    assert found(goals_table(table.format("Tid i insatsen, månader", 10))) == [("REP-411", 70)]
    assert found(goals_table(table.format("Ledtid, månader", 10))) == []
    assert found(goals_table(table.format("Ledtid, månader", 14))) == [("REP-411", 85)]


@pytest.mark.parametrize(
    ("share", "verdict", "expected"),
    [
        ("19", "Gränsen överskrids alltså.", [("REP-411", 65)]),
        ("22", "Gränsen överskreds därmed.", []),
        ("22", "Gränsen på 20 procent överskrids inte.", [("REP-411", 85)]),
        ("22", "Taket hålls alltså.", [("REP-411", 85)]),
        ("19", "Gränsen på 20 procent hålls.", []),
    ],
)
def test_a_limit_that_is_said_to_hold_or_to_be_broken(share: str, verdict: str, expected: list) -> None:
    rule = "Det egna kapitalet får inte vara mer än 20 procent av bidragen."
    assert found(f"Ekonomi\n\n{rule} Det är {share} procent av bidragen. {verdict}\n") == expected
