"""Kapitel: granskning, tal i löpande text. Tal i en mening mot varandra, mot tabellerna och mot andra meningar."""

from support.finished import examined


def found(text: str) -> list[tuple[str, str, str]]:
    return [
        (one.code, one.printed, one.expected.replace("\u202f", " "))
        for one in examined(text).findings
        if one.code.startswith("REP-3")
    ]


def test_women_and_men_of_a_total() -> None:
    """Kvinnor, män och de vars kön inte är känt är tillsammans meningens total, på en person när."""
    text = "Totalt 176 personer deltog, varav 83 kvinnor, {} män och 28 där uppgift om kön saknas."
    assert found(text.format(65)) == []
    assert found(text.format(56)) == [("REP-301", "176", "167")]


def test_the_sentence_after_says_whom() -> None:
    """Totalen kan stå i meningen före, och där vara delad på orter."""
    text = "Under året har 27 personer deltagit i Ekby och 9 i Sundby. Totalt har 28 kvinnor och {} män deltagit."
    assert found(text.format(8)) == []
    assert found(text.format(6)) == [("REP-301", "27", "25")]


def test_another_thing_is_not_held_against_it() -> None:
    """Mål, ungefärliga tal och meningar där något annat hände med delarna är inte samma sak, och jämförs inte."""
    assert found("Målet är minst 80 personer, 40 kvinnor och 30 män.") == []
    assert found("Cirka 100 personer deltog, varav 60 kvinnor och 35 män.") == []
    assert found("Totalt 176 personer deltog, 40 kvinnor och 35 män avslutades.") == []


def test_what_is_left() -> None:
    """De som fullföljt är alla utom de som avbrutit."""
    text = "Av de 74 har 35 avbrutit studierna. Av de {} som fullföljt har 16 fått arbete."
    assert found(text.format(39)) == []
    assert found(text.format(29)) == [("REP-302", "29", "39")]


def test_a_formula() -> None:
    """En uträkning ger det belopp som står efter den, avrundat som det är tryckt."""
    assert found("Det är 15 x 16 200 kr x 12 mån, totalt 2 916 000 kr.") == []
    assert found("Det är 15 x 16 200 kr x 12 mån, totalt 2 916 600 kr.") == [
        ("REP-308", "2 916 600 kr", "2 916 000 kr")
    ]


def test_the_same_people_twice() -> None:
    """Av dem som avslutat ett steg berättas två gånger; antalet är detsamma."""
    text = "26 kvinnor och 30 män avslutade steg två. 15 fick arbete.\n\nAv de {} som avslutats efter steg 2 har 15 fått arbete."
    assert found(text.format(56)) == []
    assert found(text.format(55)) == [("REP-306", "55", "56")]
