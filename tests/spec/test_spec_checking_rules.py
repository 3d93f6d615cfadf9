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
