"""Kapitel: granskning, regler. Hur de regler som en rapport själv ställer upp hålls mot dess egna tal."""

from support.finished import examined


def found(text: str) -> list[tuple[str, int]]:
    return [(one.code, one.certainty) for one in examined(text).findings if one.code.startswith("REP-5")]


PLAN = """
    Verksamhetsplan 2030

    {rule}

    Budget 2030 och plan 2031, tkr

     | 2030 | 2031
    Medlemsbidrag | 5 000 | 5 000
    Eget kapital | 900 | {equity}
    Summa intäkter | 5 900 | 6 {equity}
    Kansli | 700 | 700
    Styrelse och revision | 200 | 200
    Kompetensutveckling | 100 | 100
    Bron | 3 000 | {bridge}
    Summa kostnader | 4 000 | {costs}
"""


def plan(rule: str, equity: str = "900", bridge: str = "3 000", costs: str = "4 000") -> list[tuple[str, int]]:
    return found(PLAN.format(rule=rule, equity=equity, bridge=bridge, costs=costs))


def test_equity_of_contributions() -> None:
    """Eget kapital får vara högst 20 % av medlemsbidragen: 900 av 5 000 är 18 %, 1 100 är 22 %. Varje prognosår prövas."""
    rule = "Eget kapital ska inte överstiga 20 % av medlemsbidragen."
    assert plan(rule) == []
    assert plan(rule, equity="1 100") == [("REP-501", 92)]


def test_administration_of_costs() -> None:
    """Administrationen får kosta högst 25 %: 900 av 1 500 är 60 %, och kansliet ensamt 47 %."""
    rule = "Administrationen får kosta högst en fjärdedel av de totala kostnaderna."
    assert plan(rule) == []
    assert plan(rule, bridge="500", costs="1 500") == [("REP-501", 92)]


def test_administration_with_or_without_the_board() -> None:
    """Hålls regeln utan styrelse och revision men inte med dem är det en fråga: förbund räknar olika."""
    assert plan("Administrationen får kosta högst 20 % av de totala kostnaderna.") == [("REP-501", 70)]


def test_support_to_individuals() -> None:
    """Minst hälften till individer: allt som inte är administration, styrelse, utbildning eller dylikt räknas dit."""
    rule = "Insatser till individer ska utgöra minst hälften av kostnaderna."
    assert plan(rule) == []
    assert plan(rule, bridge="500", costs="1 500") == [("REP-501", 92)]


def test_recommendation() -> None:
    """En återgiven rekommendation är en anmärkning och en fråga, inte en bruten egen regel."""
    rule = "Nationella rådet rekommenderar att eget kapital inte ska överstiga 15 % av medlemsbidragen."
    assert plan(rule) == [("REP-501", 70)]


MEMBERS = """
    Verksamhetsplan 2030

    {said}

    Medlemsbidrag 2030, kronor

    Medlem | Bidrag
    Försäkringskassan | {state}
    Region Norden | 1 300 000
    Ala kommun | 780 000
    Bro kommun | {town}
    Summa | 5 200 000

    Budget 2030 och plan 2031, tkr

     | 2030 | 2031
    Medlemsbidrag | {budget} | 5 200
    Ingående eget kapital | 900 | {opening}
    Summa intäkter | {funds} | 6 000
    Bron | 5 300 | 5 500
    Summa kostnader | 5 300 | 5 500
    Utgående eget kapital | 800 | 500
"""
RIGHT = {
    "said": "Staten betalar hälften, regionen en fjärdedel och kommunerna en fjärdedel.",
    "state": "2 600 000",
    "town": "520 000",
    "budget": "5 200",
    "opening": "800",
    "funds": "6 100",
}


def members(**changed: str) -> list[tuple[str, str, int]]:
    findings = examined(MEMBERS.format(**RIGHT | changed)).findings
    return [(one.code, one.expected.replace("\u202f", " "), one.certainty) for one in findings]


def test_a_consistent_plan() -> None:
    """En plan där bidragen är hälften och fjärdedelar och åren hänger ihop ger inget."""
    assert members() == []


def test_next_year_begins_where_the_year_ends() -> None:
    """Utgående eget kapital 800 är nästa års ingående, också när planen skriver 700."""
    assert ("REP-211", "800", 95) in members(opening="700")


def test_contributions_of_the_budget() -> None:
    """Medlemmarnas bidrag 5 200 000 kr är 5 200 tkr i budgeten, inte 5 020."""
    assert [code for code, *_ in members(budget="5 020", funds="5 920")][:1] == ["REP-212"]


def test_swapped_digits_of_a_municipality() -> None:
    """Med 520 000 i stället för 250 000 stämmer både summan och kommunernas fjärdedel: ett fel, ett fynd."""
    assert members(town="250 000") == [("REP-502", "520 000", 90)]


def test_half_from_the_state() -> None:
    """Statens hälft av 5 200 000 är 2 600 000. Skriver planen 2 060 000 stämmer inte summan heller: ett fynd."""
    assert members(state="2 060 000") == [("REP-503", "2 600 000", 85)]
