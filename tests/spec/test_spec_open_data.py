"""Regelbok: öppna data. Vad en frisläppt tabell säger när den lämnar huset, i vilket format den än hämtas.

Samma tabell skrivs som CSV, Excel, PX, JSON-stat, HTML, SVG och PNG. Inget format visar mer än ett annat.
"""

import json
from dataclasses import replace
from datetime import date

import pytest

from stegvis.core.tables import Correction, CountTable, ReleasedTable
from stegvis.render.metadata import Source, metadata
from stegvis.render.table_chart import chart_of
from stegvis.render.table_files import KINDS
from support.documents import exits_by_reason, exits_without_sex

SOURCE = Source(
    "Samordningsförbundet Exempel", "222000-0000", contact="kansli@exempel.se", address="https://exempel.se/t/"
)


def said(table: ReleasedTable) -> dict[str, str]:
    return {one.key: one.text for one in metadata(table, SOURCE)}


def written(kind: str, table: ReleasedTable) -> str:
    content = KINDS[kind].bytes_of(table, SOURCE, "sv")
    assert content is not None
    return content.decode("windows-1252" if kind == "px" else "utf-8")


class TestSaid:
    """Det som alltid sägs"""

    def test_what_must_be_known(self) -> None:
        """Varje format säger vilka som räknas, enhet, period, kodlistans upplaga, tröskel, vad två punkter betyder, dag för
        frisläppandet och version, samt vems tabellen är, var den finns, licens och vem man frågar."""
        keys = set(said(exits_by_reason()))
        assert keys >= {"population", "unit", "period", "edition", "threshold", "hidden", "released_on", "version",
                        "association", "address", "licence", "contact"}  # fmt: skip
        for kind in ("px", "json-stat", "html", "svg"):
            text = written(kind, exits_by_reason()).replace('"\r\n"', "")
            for one in ("2020", "sus-2020", "antal personer från 1 till 4", "25\xa0januari 2021", "kansli@exempel.se"):
                assert one in text, (kind, one)

    def test_how_many_have_data(self) -> None:
        """Hur många som har uppgift, av hur många räknade, sägs bara när båda talen får visas."""
        table = exits_by_reason()
        assert said(table)["counted"] == "181 av 188 har uppgift"
        assert "counted" not in said(replace(table, head=replace(table.head, with_data=None)))

    def test_a_correction(self) -> None:
        """Ett rättat tal sägs öppet: det nya och det räknade, vem som rättade, när, varför och källan. Är det räknade skyddat
        skrivs två punkter."""
        told = Correction(("flytt", "man"), 7, None, "Karin Ek", date(2021, 3, 1), "Felräknat", "Lägesrapporten")
        text = said(replace(exits_by_reason(), corrections=(told,)))["correction"]
        assert (
            text
            == "Flytt, Män: 7, räknat ... Rättat 1\xa0mars 2021 av Karin Ek. Skäl: Felräknat. Källa: Lägesrapporten."
        )


class TestCells:
    """Tal och skyddade tal"""

    def test_one_symbol(self) -> None:
        """Ett skyddat tal är två punkter i PX, Excel, HTML och JSON-stat (där värdet är tomt) och en tom cell med
        `suppressed` i CSV. Det går inte att se om det är skyddat för sin egen skull eller för ett annat tals."""
        table = exits_by_reason()
        assert '".." ".." 11' in written("px", table)
        assert "<td>..</td><td>..</td><td>11</td>" in written("html", table)
        dataset = json.loads(written("json-stat", table))
        assert dataset["value"][9:12] == [None, None, 11]
        assert (dataset["status"]["9"], dataset["status"]["10"]) == ("..", "..")
        assert "sjukdom,woman,,suppressed" in written("csv", table)

    def test_zero(self) -> None:
        """Noll skrivs som 0, också i PX: att ingen räknades är ett tal, inte en avsaknad."""
        table = replace(exits_by_reason(), cells={**exits_by_reason().cells, ("flytt", "total"): 0})
        assert '".." ".." 0' in written("px", table)

    def test_charts_say_no_more(self) -> None:
        """Diagrammet ritas av samma tal. En skyddad stapel ritas inte, och rubriken nämner den vanligaste raden bara när
        inget tal bland raderna är skyddat."""
        table = exits_by_reason()
        chart = chart_of(table)
        assert chart is not None
        assert chart.series[0].values[3] is None
        assert chart.title == "Flest: Aktivt arbetssökande, 38"
        hidden = chart_of(replace(table, cells={**table.cells, ("flytt", "total"): None}))
        assert hidden is not None
        assert hidden.title == "Avslut efter anledning, 2020"

    @pytest.mark.parametrize("kind", KINDS)
    def test_only_released(self, kind: str) -> None:
        """Bara en frisläppt tabell skrivs. Ett räknat tal som inte har skyddats kan inte bli någon fil."""
        table = exits_without_sex()
        with pytest.raises(TypeError):
            KINDS[kind].bytes_of(CountTable(table.head, dict.fromkeys(table.cells, 7)), SOURCE, "sv")  # type: ignore[arg-type]
