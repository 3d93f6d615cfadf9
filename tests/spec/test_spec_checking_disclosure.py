"""Kapitel: granskning, röjda personer. Vad kontrollen säger om små tal som gör att någon kan kännas igen."""

from support.finished import examined


def found(text: str) -> list[str]:
    return [one.code for one in examined(text).findings if one.code.startswith("REP-7")]


def test_small_cells() -> None:
    """Celler på 1 till 4 personer är en anmärkning, en för varje tabell. Noll visas."""
    assert found("Kön | Kvinna | Man\nBacka | 12 | 3\nDala | 9 | 1") == ["REP-701"]
    assert found("Kön | Kvinna | Man\nBacka | 12 | 0\nDala | 9 | 5") == []


def test_events_are_not_persons() -> None:
    """Möten, besök, ledamöter och tjänster är inga deltagare."""
    assert found("Styrelse\n\nPost | Kvinna | Man\nLedamöter | 3 | 4") == []


def test_text_that_counts_few() -> None:
    """Två deltagare som fått arbete räknas i text, en anmärkning för varje avsnitt. Det som ska ske räknas inte."""
    assert found("Totalt har 2 deltagare fått arbete.") == ["REP-702"]
    assert found("Minst 3 deltagare ska få arbete.") == []


def test_a_hidden_cell_alone_in_its_row() -> None:
    """Är en enda cell dold på raden ger summan den."""
    assert found("Kön | Kvinna | Man | Summa\nBacka | .. | 14 | 17") == ["REP-703"]
    assert found("Kön | Kvinna | Man | Summa\nBacka | .. | .. | 17") == []


def test_amounts_give_the_count() -> None:
    """525 356 kr och 131 339 kr per deltagare är exakt fyra deltagare."""
    assert found("Kostnaden var 525 356 kr, alltså 131 339 kr per deltagare.") == ["REP-704"]


def test_shares_of_few_answers() -> None:
    """Andelar av färre än tio svar kan visa vad enskilda har svarat: av sju svar kan 86 % bara vara sex."""
    assert found("Sju personer har svarat. 86 % är nöjda.") == ["REP-705"]


def test_the_rest_of_a_group() -> None:
    """11 av de 12 männen lämnar en man, också när de 12 står i tabellen och inte i meningen. Nio av tio är ett talesätt."""
    assert found("11 av de 12 männen fick arbete.") == ["REP-706"]
    assert found("11 av männen fick arbete.\n\nInsats | Kvinnor | Män\nSumma | 20 | 12") == ["REP-706"]
    assert found("Nio av tio deltagare fick arbete.") == []


def test_shares_that_give_the_count() -> None:
    """92 % av 12 kan bara vara elva, så en är kvar. Av 120 kan det vara flera antal."""
    assert found("Insats | Deltagare | Andel kvinnor, %\nBacka | 12 | 92\nDala | 30 | 60") == ["REP-707"]
    assert found("Insats | Deltagare | Andel kvinnor, %\nBacka | 120 | 92\nDala | 30 | 60") == []


def test_hidden_here_and_told_there() -> None:
    """Döljer tabellen kvinnor och män i Bro, men texten säger hur många de var, är ingen dold."""
    table = "Insats | Kvinnor | Män | Summa\nBacka | 12 | 9 | 21\nBro | .. | .. | 17\nDala | 20 | 10 | 30"
    assert found(f"{table}\n\nI Bro var 14 kvinnor med, av de 17 som var det.") == ["REP-708"]
    assert found(f"{table}\n\nBro ligger vid en å.") == []
