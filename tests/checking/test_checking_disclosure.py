"""Who is given away."""

import pytest

from stegvis.checking.checks.disclosure import CHECKS
from stegvis.checking.reading import understand
from stegvis.core.report_findings import ReportFinding
from support.finished import report_of


def found(text: str) -> list[ReportFinding]:
    understood = understand(report_of(text))
    return [one for check in CHECKS for one in check(understood)]


def codes(text: str) -> list[str]:
    return [one.code for one in found(text)]


BY_SEX = "Ålder | Kvinna | Man | Summa\n16–29 | 12 | 3 | 15\n30–44 | 20 | 11 | 31\n45–64 | 9 | 1 | 10"


def test_small_cells_of_a_table_are_one_finding() -> None:
    [one] = found(BY_SEX)
    assert (one.code, one.certainty, one.values["count"], one.printed) == ("REP-701", 90, "2", "3")
    assert one.values["cells"] == "16–29 Man: 3, 45–64 Man: 1"


def test_more_than_four_cells_are_counted() -> None:
    [one] = found("Kön | Kvinna | Man\nA | 1 | 2\nB | 3 | 4\nC | 1 | 1")
    assert (one.values["count"], one.values["cells"].endswith(" …")) == ("6", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kön | Antal\nKvinnor | 3\nMän | 12", ["REP-701"]),
        (
            "Deltagare per insats\n\nInsats | 2023 | 2022 | Förändring\nBacka | 12 | 9 | +3\nKompassen | 22 | 24 | -2",
            [],
        ),
        ("Deltagare per insats\n\nInsats | 2023\nBrobygget | 3\nKompassen | 12", ["REP-701"]),
        ("Kön | Kvinna | Man\nA | 0 | 12\nB | 5 | 30", []),
        ("Styrelse\n\nPost | Kvinna | Man\nLedamöter | 3 | 4", []),
        ("Möten | Kvinna | Man\nA | 3 | 4", []),
        ("Kön | Kvinna | Man\nAntal möten | 3 | 4\nDeltagare | 30 | 40", []),
        ("Budget\n\nPost | 2023 | 2024\nKansli | 3 | 4", []),
        ("Kön | Kvinna % | Andel män\nA | 3 | 4", []),
        ("Insatser\n\nInsats | 2023\nBrobygget | 3\nKompassen | 12", []),
        ("Insatser 2020: deltagare och kostnad\n\nInsats | Kvinnor | Män | Planerat\nBacka | 3 | 12 | 4", ["REP-701"]),
        ("Avslut efter tid (månader)\n\nTid | Kvinnor | Män\n1–3 | 3 | 12\n4–6 | 8 | 9", ["REP-701"]),
        ("Kostnad per deltagare\n\nInsats | 2023\nBrobygget | 3\nKompassen | 12", []),
        ("Brobygget i korthet\n\nTid | 2019\nPlanerade deltagare | 4\nDeltagare | 14\nvarav män | 3", ["REP-701"]),
        ("Brobygget i korthet\n\nTid | 2019\nPlanerade deltagare | 4\nDeltagare | 14\nMöten | 3", []),
        ("Kommunen i korthet\n\nTid | 2019\nOrter | 14\nMän | 3", []),
        (
            "Antal efter kön, medelfel i procent\n\n | 2022 | | 2023 | \nMän | 620 | 3 | 363 | 4\nKvinnor | 675 | 1 | 966 | 4",
            [],
        ),
    ],
)
def test_only_counts_of_persons_are_looked_at(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


HIDDEN = "Insats | Kvinna | Man | Summa\nBacka | 12 | 9 | 21\n{}\nDala | 21 | 18 | 39\nSumma | {}"


@pytest.mark.parametrize(
    ("row", "total", "expected"),
    [
        ("Bro | .. | 14 | 17", "36 | 41 | 77", ["REP-703"]),
        ("Bro | .. | .. | 17", "36 | 41 | 77", ["REP-703"]),
        ("Bro | .. | .. | 17", ".. | 41 | 77", ["REP-703"]),
        ("Bro | .. | .. | 17", ".. | .. | 77", []),
        ("Bro | 7 | 10 | 17", "40 | 37 | 77", []),
        ("Bro | 7 | 10 | ..", "40 | 37 | 77", ["REP-703"]),
    ],
)
def test_a_hidden_cell_that_the_others_give_is_found(row: str, total: str, expected: list[str]) -> None:
    assert codes(HIDDEN.format(row, total)) == expected


def test_a_column_besides_the_parts_may_hold_anything() -> None:
    assert codes("Ärenden | Kvinnor | Män | Utan kön | Totalt\nA | 21 | 11 | – | 32\nB | – | – | .. | ..") == []
    assert codes("Kön | Kvinnor | Män | Totalt\nA | 21 | 11 | 32\nB | .. | – | ..") == []


def test_a_total_that_nothing_adds_up_to_gives_nothing() -> None:
    assert codes("Deltagare\n\nInsats | 2022 | 2023\nBacka | 12 | 19\nBro | .. | 17\nSumma | 36 | 99") == []
    assert codes("Deltagare\n\nInsats | 2022 | 2023\nBacka | 12 | 19\nBro | .. | 17\nSumma | 36 | 36") == ["REP-703"]


TOLD = "Deltagare\n\nI insatserna deltog {}.\n\nInsats | Kvinnor | Män\nBacka | 12 | 9\nBro | {} | 14\nDala | 21 | 18\n"


@pytest.mark.parametrize(
    ("all_of_them", "bro", "expected"),
    [
        ("36 kvinnor och 41 män", "..", ["REP-708"]),
        ("36 kvinnor och 49 män", "..", []),
        ("totalt 77 personer", "..", []),
        ("33 kvinnor och 41 män", "..", []),
        ("41 kvinnor och 41 män", "8", []),
    ],
)
def test_a_hidden_cell_is_the_rest_of_what_text_tells(all_of_them: str, bro: str, expected: list[str]) -> None:
    assert codes(TOLD.format(all_of_them, bro)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Totalt har 2 deltagare avslutats.", ["REP-702"]),
        ("Av dem fick tre kvinnor arbete.", ["REP-702"]),
        ("En deltagare började studera under året.", ["REP-702"]),
        ("Endast en deltagare från kommunen.", []),
        ("En av de pågående deltagarna har fått arbete.", ["REP-702"]),
        ("Åtta var kallade men enbart fyra fullföljde insatsen.", ["REP-702"]),
        ("När en deltagare börjar får hen en plan, som vi har sagt.", []),
        ("Varje plan har en deltagare i centrum.", []),
        ("Ett antal deltagare har börjat.", []),
        ("Minst 3 deltagare ska ha börjat.", []),
        ("Två män i styrelsen har slutat.", []),
        ("I snitt har 3 av 8 delar blivit bättre.", []),
        ("Totalt har 12 deltagare och 3 möten varit.", []),
        ("Totalt har 1–4 deltagare varit.", []),
        ("Under året deltog 2 023 personer, varav 1 214 kvinnor.", []),
        ("36 personer deltog. Tre av fyra var kvinnor.", []),
        ("Två av tre deltagare har fått hjälp.", []),
        ("Två av de tre deltagarna har fått hjälp.", ["REP-702"]),
        ("Under året avslutades 3 personer från våra insatser.", ["REP-702"]),
        ("Tre personer gick vidare till arbete.", ["REP-702"]),
        ("Under året började 2 personer i en insats.", ["REP-702"]),
        ("Tre personer från kommunen höll i mötet.", []),
        ("Två personer har arbetat på kansliet.", []),
        ("Två personer fick anställning på kansliet.", []),
        ("Under 2022 tog 96 individer del av insatserna, 1 kvinna och 95 män.", ["REP-702"]),
        ("Båda kvinnorna fick arbete.", ["REP-702"]),
        ("Samtliga fyra deltagare har gått vidare.", ["REP-702"]),
        ("Samtliga kvinnor har gått vidare.", []),
        ("Både kvinnor och män har gått vidare.", []),
        ("Alla tre deltagarkommunerna har gått vidare.", []),
        ("Den enda mannen avslutade insatsen i maj.", ["REP-702"]),
        ("Det enda målet som deltagarna har nått.", []),
        ("Någon enstaka deltagare har fått arbete.", ["REP-702"]),
        ("Ett par av deltagarna har fått arbete.", ["REP-702"]),
        ("Ett par styrelseledamöter har slutat.", []),
        ("Livskraft: 25 deltagare, varav 2 män.", ["REP-702"]),
        ("I gruppen var 27 personer (25 kvinnor och 2 män).", ["REP-702"]),
        ("Styrelsen är 12 personer (9 kvinnor och 3 män).", []),
        ("Mål: 25 deltagare, varav minst 2 män.", []),
    ],
)
def test_text_that_counts_few_participants(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_sections_sentences_are_one_finding() -> None:
    [one] = found("Brobygget\n\n2 kvinnor fick arbete. 3 män fick arbete.\n\nEn kvinna började studera.")
    assert one.values["count"] == "3"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kostnaden var 525 356 kr, alltså 131 339 kr per deltagare.", ["REP-704"]),
        ("Kostnaden var 525 356 kr. Kostnaden per deltagare: 131 339 kr.", ["REP-704"]),
        ("Kostnaden var 525 356 kr, alltså 52 536 kr per deltagare.", []),
        ("Kostnaden var 525 356 kr, alltså 120 000 kr per deltagare.", []),
        ("Kostnaden var 525 356 kr, alltså 0 kr per deltagare.", []),
        ("Vi har fler timmar per deltagare. Kostnaden var 525 356 kr.", []),
        ("Priset är 131 339 kr per deltagare.", []),
    ],
)
def test_an_amount_a_participant_gives_the_count(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sju personer har svarat. 86 % är nöjda.", ["REP-705"]),
        ("7 deltagare besvarade enkäten. Av dem är 86 % nöjda. 7 har svarat på allt.", ["REP-705"]),
        ("17 personer har svarat. 86 % är nöjda.", []),
        ("Sju personer har svarat. De flesta är nöjda.", []),
        ("Minst 7 av dem ska ha svarat. 86 % är nöjda.", []),
        ("Av dem är 50 % av 2 deltagare nöjda.", ["REP-705"]),
        ("Fråga | 2023\nAntal svar | 7\nAndel nöjda | 86 %", ["REP-705"]),
        ("Fråga | 2023\nAntal svar | 27\nAndel nöjda | 86 %", []),
        ("Fråga | 2023\nAntal svar | 7\nAndel nöjda | bra", []),
    ],
)
def test_shares_of_few(text: str, expected: list[str]) -> None:
    assert sorted(codes(text)) == sorted(expected)


SECTION = "Årsredovisning 2024\n\nDeltagare\n\n{}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Totalt deltog 32 personer. 11 av de 12 männen fick arbete.", ["REP-706"]),
        ("9 av de 12 männen fick arbete. 11 av de 20 kvinnorna fick arbete.", ["REP-706"]),
        ("7 av de 12 männen fick arbete.", []),
        ("11 av männen fick arbete. Totalt deltog 20 kvinnor och 12 män i insatsen.", ["REP-706"]),
        ("7 av männen fick arbete. Totalt deltog 20 kvinnor och 12 män i insatsen.", []),
        ("11 av kvinnorna fick arbete. Totalt deltog 12 kvinnor. En annan gång var 20 kvinnor med.", []),
        ("11 av deltagarna fick arbete. Totalt deltog 12 personer.", ["REP-706"]),
        ("Under året har 12 deltagare, varav 11 kvinnor, skrivits in.", ["REP-706"]),
        ("Under året har 12 deltagare, varav 11 kvinnor och 1 man, skrivits in.", ["REP-702"]),
        ("Under året har 12 deltagare, varav 6 kvinnor, skrivits in.", []),
        ("Samtliga utom en av männen fick arbete.", ["REP-702"]),
        ("Alla utom två deltagare fullföljde insatsen.", ["REP-702"]),
        ("Alla utom en kommun har varit med i förbundet.", []),
        ("Alla utom två deltagare ska ha fullföljt insatsen.", []),
        ("Nio av tio deltagare har blivit nöjda med stödet.", []),
        ("Nio av de tio deltagarna har blivit nöjda med stödet.", ["REP-706"]),
        ("Tre av fyra var kvinnor.", []),
        ("Tre av fem deltagare var kvinnor och har fått arbete.", []),
        ("Av de 12 männen har 11 fått arbete.", ["REP-706"]),
        ("Av de 12 männen har 7 fått arbete.", []),
        ("En av de två männen fick arbete.", ["REP-702"]),
        ("11 av 12 ledamöter deltog i mötet.", []),
        ("11 av 12 deltagare svarade på enkäten och har fått svar.", []),
        ("Målet är att 11 av 12 deltagare ska ha fått arbete.", []),
        ("11 av 12 deltagare får arbete.", []),
        ("92 procent av de 12 männen fick arbete.", ["REP-706"]),
        ("92 procent av männen fick arbete. I insatsen deltog 20 kvinnor och 12 män.", ["REP-706"]),
        ("50 procent av männen fick arbete. I insatsen deltog 20 kvinnor och 12 män.", []),
        ("92 procent av männen fick arbete. I insatsen deltog 200 kvinnor och 120 män.", []),
        ("11 av männen fick arbete.\n\nInsats | Kvinnor | Män\nA | 12 | 7\nB | 9 | 5\nSumma | 21 | 12", ["REP-706"]),
        ("9 av männen fick arbete.\n\nInsats | Kvinnor | Män\nA | 12 | 10\nB | 9 | 15\nSumma | 21 | 25", []),
        ("11 av männen fick arbete.\n\nInsats | Kvinnor | Män\nA | 15 | 12\nB | 9 | 25", []),
        ("Insats | Deltagare | varav kvinnor\nA | 12 | 11\nB | 30 | 18", ["REP-706"]),
        ("Insats | Totalt | Kvinnor\nA | 12 | 11\nB | 30 | 18", ["REP-706"]),
        ("Insats | Totalt | Kvinnor\nA | 22 | 11\nB | 30 | 18", []),
    ],
)
def test_most_of_a_group_leaves_the_rest(text: str, expected: list[str]) -> None:
    assert codes(SECTION.format(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Insats | Deltagare | Andel kvinnor, %\nA | 12 | 92\nB | 30 | 60", [("REP-707", "remark")]),
        ("Insats | Deltagare | Andel kvinnor, %\nA | 12 | 92\nB | 30 | 61", []),
        ("Insats | Deltagare | Andel kvinnor, %\nA | 120 | 92\nB | 30 | 60", []),
        ("Insats | Kvinnor | Män | Totalt | Andel kvinnor, %\nA | 11 | 8 | 19 | 58\nB | 18 | 12 | 30 | 60", []),
        (
            "Insats | Kvinnor | Män | Totalt | Andel kvinnor, %\nA | .. | .. | 12 | 92\nB | 18 | 12 | 30 | 60",
            [("REP-707", "warning")],
        ),
        ("Insats | Deltagare | Till arbete | Andel till arbete, %\nA | 12 | 11 | 92\nB | 30 | 18 | 60", []),
        ("Styrelsen\n\nRoll | Ledamöter | Andel kvinnor, %\nA | 12 | 92\nB | 30 | 60", []),
    ],
)
def test_shares_whose_base_gives_a_small_count(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.code, one.severity.value) for one in found(SECTION.format(text))] == expected


PARTLY_HIDDEN = "Insats | Kvinnor | Män | Totalt\nA | 9 | 8 | 17\nBro | .. | .. | 17\nC | 18 | 12 | 30"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I Bro deltog 14 kvinnor och 3 män under året.", ["REP-702", "REP-708"]),
        ("I Bro deltog 14 kvinnor och 5 män under året.", []),
        ("I Bro deltog 17 personer, mest kvinnor, under året.", []),
        ("I Bro deltog 14 kvinnor av 17 personer under året.", ["REP-708"]),
        ("I Bro deltog 14 kvinnor under året.", []),
        ("I Dal deltog 14 kvinnor och 3 män under året.", ["REP-702"]),
        ("Deltagare i korthet\n\nInsats | Kvinnor | Män\nA | 9 | 8\nBro | 12 | 5\nC | 18 | 12", ["REP-708"]),
        ("Avslutade deltagare\n\nInsats | Kvinnor | Män\nA | 9 | 7\nBro | 12 | 5\nC | 18 | 12", []),
    ],
)
def test_hidden_numbers_are_sought_in_the_rest_of_the_report(text: str, expected: list[str]) -> None:
    assert codes(SECTION.format(f"{PARTLY_HIDDEN}\n\n{text}")) == expected


def test_the_total_of_a_hidden_row_is_not_what_is_hidden() -> None:
    table = "Insats | Kvinnor | Män | Totalt\nA | 9 | 8 | 17\nBro | 14 | 3 | ..\nC | 18 | 12 | 30"
    assert codes(SECTION.format(f"{table}\n\nI Bro deltog 14 kvinnor av 17 personer.")) == ["REP-701", "REP-703"]


@pytest.mark.parametrize(
    ("sign", "legend", "expected"),
    [
        ("–", "Tecknet – betyder färre än fem.", ["REP-703"]),
        ("–", "(–) = antalet personer är färre än 5", ["REP-703"]),
        ("–", "Tecknet – betyder att ingen deltog.", []),
        ("färre än 5", "", ["REP-703"]),
        ("1 – 4", "", ["REP-703"]),
    ],
)
def test_signs_that_hide_a_small_number(sign: str, legend: str, expected: list[str]) -> None:
    table = f"Insats | Kvinnor | Män | Summa\nA | 12 | {sign} | 15\nB | 9 | 5 | 14"
    assert codes(SECTION.format(f"{legend}\n\n{table}")) == expected
