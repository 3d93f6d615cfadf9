"""Kapitel: granskning, påståenden och mål. Vad kontrollen säger om det som en rapport påstår om antal, jämförelser och mål."""

from support.finished import examined


def found(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.certainty) for one in examined(text).findings if one.code.startswith("REP-4")]


TABLE = "\n\nMål | Måluppfyllelse\nStöd | Uppfyllt\nMöten | Ej uppfyllt\nPlan | Delvis uppfyllt"


def test_all_goals() -> None:
    """Alla mål uppfylldes, helt eller delvis: en bedömning Ej uppfyllt var som helst i rapporten motsäger det."""
    assert found(f"Alla mål har uppfyllts, helt eller delvis.{TABLE}") == [("REP-401", 90)]


def test_a_goal_of_an_initiative() -> None:
    """Hör den motsägande bedömningen till en insats mål sägs också att påståendet kan gälla bara förbundets egna mål."""
    text = (
        "Inget av målen uppfylldes inte alls.\n\nBrobygget\n\n- Minst 60 ska delta.\n\nFå kom. Målet är inte uppfyllt."
    )
    assert found(text) == [("REP-402", 85)]


def test_counted_goals() -> None:
    """Två av målen uppfylldes helt räknas mot måltabellen, om rapporten har en enda."""
    assert found(f"Två av målen uppfylldes helt.{TABLE}") == [("REP-403", 85)]


def test_more_than() -> None:
    """12 svar är inte fler än de 30 som avslutades samma år."""
    text = "20 kvinnor och 10 män avslutade insatsen.\n\n12 personer har svarat. Det är fler än de som avslutades."
    assert found(text) == [("REP-404", 85)]


def test_from_to() -> None:
    """Ökat från 30 till 25 går åt fel håll."""
    assert found("Antalet ökade från 30 till 25.") == [("REP-405", 90)]


def test_rough_shares() -> None:
    """25 av 38 är 65,8 % och alltså inte över 70 %. 27 av 38 är det."""
    assert found("25 av 38 avslutade (över 70 %) fick arbete.") == [("REP-406", 85)]
    assert found("27 av 38 avslutade (över 70 %) fick arbete.") == []


def test_listed() -> None:
    """De fem funktionerna följda av fyra namn: ett fattas, eller antalet är fel."""
    assert found("De fem funktionerna: jämställdhet, våld, stöd och arbete.") == [("REP-407", 80)]


def test_appendices() -> None:
    """Två bilagor hör till rapporten, men texten hänvisar till bilaga 3."""
    assert found("Till rapporten hör två bilagor. Mer står i bilaga 3.") == [("REP-408", 85)]


def test_threshold_outcome_fulfilment() -> None:
    """Minst 60 deltagare, utfall 27, Målet är uppfyllt: bedömningen följer inte av utfallet."""
    text = "Mål\n\n- Minst 60 deltagare ska delta.\n\n27 deltagare kom. Målet är uppfyllt."
    assert found(text) == [("REP-411", 85)]


def test_met_but_said_not_to_be() -> None:
    """Minst 60 deltagare, utfall 72, Målet är inte uppfyllt: det är styrelsens ord som gäller, så kontrollen frågar."""
    text = "Mål\n\n- Minst 60 deltagare ska delta.\n\n72 deltagare kom. Målet är inte uppfyllt."
    assert found(text) == [("REP-411", 65)]


def test_a_goal_met_by_definition() -> None:
    """Kostnaderna ska inte överstiga budgetramen, och ramen är summan av de budgeterade kostnaderna: målet kan inte missas."""
    text = "Kostnaderna ska inte överstiga budgetramen.\n\nTotal budgetram är 200 tkr.\n\nBudget\n\n"
    assert found(text + "Post | 2024\nKansli | 120\nKurser | 80\nSumma kostnader | 200") == [("REP-412", 85)]


def test_percentages_of_posts() -> None:
    """En bemanning på 350 % är 3,5 årsarbetare, eller så är andelar av olika tjänster summerade: kontrollen frågar."""
    assert found("Bemanningen är totalt 350 %.") == [("REP-413", 70)]


def test_costs_against_the_budget() -> None:
    """Kostnaderna sägs vara lägre än budget, men resultaträkningen visar 520 mot 500: orden stämmer inte med talen."""
    statement = "Resultaträkning\n\nBelopp i kr | Budget 2023 | Utfall 2023\nVerksamhetens kostnader | -500 | -520"
    assert ("REP-409", 85) in found(f"Årsredovisning 2023\n\nKostnaderna blev lägre än budget.\n\n{statement}")


def test_more_women_than_men() -> None:
    """Fler män än kvinnor, men avsnittets alla räkningar visar fler kvinnor."""
    assert found("Fler män än kvinnor deltog. Det var 12 kvinnor och 8 män.") == [("REP-410", 80)]


def test_counted_twice() -> None:
    """Räknas 24 utan uppgift om kön in i totalen, och är 24 av deltagarna uppföljda, frågas om de är räknade två gånger."""
    total = "Totalt 120 personer deltog, varav 60 kvinnor, 36 män och 24 där vi saknar uppgift om kön."
    assert found(f"{total}\n\nFortsatt stöd har getts till 24 av de deltagare som fått arbete.") == [("REP-414", 70)]


def test_goals_of_all() -> None:
    """8 av 30 mål uppfyllda, 19 inte och tre delvis är tillsammans 30. Står det 31 är något av talen fel."""
    text = "Av förbundets mål är 8 av {} mål uppfyllda, 19 är inte uppfyllda och tre är delvis uppfyllda."
    assert found(text.format(30)) == []
    assert found(text.format(31)) == [("REP-415", 90)]


PLACES = "\n\nKommun | Deltagare\nAlmvik | 43\nBergsäter | 23\nDalkarlsby | 58\n"


def test_most_and_least() -> None:
    """Flest från Almvik, men tabellen har flest från Dalkarlsby. Flest som fick arbete handlar om något annat än tabellen."""
    assert found(f"Flest deltagare kommer från Dalkarlsby.{PLACES}") == []
    assert found(f"Flest deltagare kommer från Almvik.{PLACES}") == [("REP-416", 82)]
    assert found(f"Flest som fick arbete kommer från Almvik.{PLACES}") == []


FIVE_YEARS = """

Femårsöversikt

 | 2024 | 2023 | 2022 | 2021
Årets resultat, tkr | 200 | 400 | 100 | 90
Antal deltagare | 210 | 200 | 190 | 195
"""


def test_years_in_a_row() -> None:
    """Andra året i rad stämmer; tredje året i rad gör det inte, för 190 är färre än 195."""
    report = "Årsredovisning 2024\n\nAntalet deltagare ökar för {} året i rad." + FIVE_YEARS
    assert found(report.format("andra")) == []
    assert found(report.format("tredje")) == [("REP-417", 82)]


def test_surplus_and_loss() -> None:
    """Årets resultat är 200 tkr, så ett underskott är det inte."""
    report = "Årsredovisning 2024\n\nFörbundet redovisar ett {} för året." + FIVE_YEARS
    assert found(report.format("överskott")) == []
    assert found(report.format("underskott")) == [("REP-418", 85)]


def test_one_sex_against_the_other() -> None:
    """26 av 45 är mer än 20 av 39, så kvinnorna har lyckats i högre grad än männen."""
    told = "Av kvinnorna gick 26 av 45 till arbete och av männen 20 av 39. Kvinnorna har lyckats i {} grad än männen."
    assert found(told.format("högre")) == []
    assert found(told.format("lägre")) == [("REP-419", 85)]
