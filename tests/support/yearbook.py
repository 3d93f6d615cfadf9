"""A small annual report in which everything agrees, to change one thing in."""

YEARBOOK = """
Årsredovisning 2023

Översikt över verksamhetens utveckling

Belopp i tkr | 2023 | 2022 | 2021
Intäkter | 6 040 | 6 020 | 5 900
Kostnader | 5 830 | 6 120 | 5 700
Årets resultat | 210 | -100 | 200
Soliditet | 60,6 % | 58,3 % | 62,7 %

Balanskravsresultat

Årets resultat enligt resultaträkningen | 210 tkr
= Balanskravsresultat | 210 tkr

Driftredovisning

Belopp i tkr | Utfall 2023 | Budget 2023 | Avvikelse | Utfall 2022
Kostnader | -5 830 | -6 300 | 470 | -6 120
Intäkter | 6 040 | 6 000 | 40 | 6 020
Årets resultat | 210 | -300 | 510 | -100
Utgående eget kapital | 1 610 | 1 100 | 510 | 1 400

Resultaträkning

Belopp i tkr | Not | 2023-12-31 | 2022-12-31
Verksamhetens intäkter | 1 | 6 040 | 6 020
Verksamhetens kostnader | 2 | -5 830 | -6 120
Verksamhetens resultat |  | 210 | -100
Finansiella intäkter |  | 0 | 0
Finansiella kostnader |  | 0 | 0
Årets resultat |  | 210 | -100

Balansräkning

Belopp i tkr | Not | 2023-12-31 | 2022-12-31
Kortfristiga fordringar | 3 | 156 | 200
Kassa och bank |  | 2 500 | 2 200
Summa tillgångar |  | 2 656 | 2 400
Ingående eget kapital |  | 1 400 | 1 500
Årets resultat |  | 210 | -100
Summa eget kapital |  | 1 610 | 1 400
Kortfristiga skulder | 4 | 1 046 | 1 000
Summa eget kapital och skulder |  | 2 656 | 2 400

Kassaflödesanalys

Belopp i tkr | 2023 | 2022
Årets resultat | 210 | -100
Ökning/minskning kortfristiga fordringar | 44 | -60
Ökning/minskning kortfristiga skulder | 46 | 108
Kassaflöde från den löpande verksamheten | 300 | -52
Årets kassaflöde | 300 | -52
Likvida medel vid årets början | 2 200 | 2 252
Likvida medel vid årets slut | 2 500 | 2 200

Not 1 Verksamhetens intäkter

Belopp i tkr | 2023 | 2022
Bidrag från staten | 3 000 | 2 990
Bidrag från regionen | 1 500 | 1 495
Bidrag från Ekby kommun | 900 | 900
Bidrag från Alby kommun | 600 | 595
Övriga bidrag | 40 | 40
Summa | 6 040 | 6 020

Not 2 Verksamhetens kostnader

Belopp i tkr | 2023 | 2022
Köp av tjänster | -5 000 | -5 200
Övriga kostnader | -830 | -920
Summa | -5 830 | -6 120

Not 3 Kortfristiga fordringar

Belopp i tkr | 2023 | 2022
Momsfordran | 100 | 150
Övriga fordringar | 56 | 50
Summa | 156 | 200

Not 4 Kortfristiga skulder

Belopp i tkr | 2023 | 2022
Leverantörsskulder | 900 | 880
Övriga skulder | 146 | 120
Summa | 1 046 | 1 000
"""


def with_row(label: str, old: str, new: str, *, nth: int = 1, text: str = YEARBOOK) -> str:
    """The report with a row's cells changed: the `nth` row that begins with the label."""
    lines = text.splitlines()
    at = [place for place, line in enumerate(lines) if line.startswith(label)][nth - 1]
    assert old in lines[at], f"{old!r} is not in {lines[at]!r}"
    return "\n".join(line.replace(old, new, 1) if place == at else line for place, line in enumerate(lines))
