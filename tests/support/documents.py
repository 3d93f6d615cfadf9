"""A document with every kind of block, for tests of what reads, stores and prints documents. All of it is invented."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from stegvis.core.document import (
    Cell,
    CellKind,
    Chart,
    ChartKind,
    Column,
    Document,
    EmptySection,
    Inline,
    InlineKind,
    Prose,
    ProseKind,
    ProseNode,
    RefusedTableBlock,
    Row,
    RowKind,
    Section,
    Series,
    Signature,
    Signatures,
    StatementBlock,
    TableBlock,
)
from stegvis.core.periods import Period
from stegvis.core.tables import Category, Certificate, Dimension, ReleasedTable, TableHead

YEAR = Period.year(2020)
SEX = Dimension("sex", (Category("woman", "Kvinnor"), Category("man", "Män"), Category("total", "Totalt")))
MARKUP = '#strong[inte] <b>fet</b> *stjärna* $x$ {{ tom }} & "citat"'


def dimension(name: str, *labels: str, total: bool = True) -> Dimension:
    """A dimension whose codes are its labels in lower case, with a total last."""
    categories = [Category(label.lower(), label) for label in labels]
    return Dimension(name, tuple(categories + [Category("total", "Totalt")] * total))


def released(name: str, title: str, dimensions: Sequence[Dimension], values: Sequence[int | None]) -> ReleasedTable:
    """A released table with the values in printing order."""
    head = TableHead(name, title, YEAR, "sus-2020", tuple(dimensions), counted=188, with_data=181)
    cells: Mapping[tuple[str, ...], int | None] = dict(zip(head.keys(), values, strict=True))
    certificate = Certificate("stegen", "Maria Ek", date(2021, 1, 20))
    return ReleasedTable(head, cells, 5, "fk", (certificate,), date(2021, 1, 25))


def exits_by_reason() -> ReleasedTable:
    """Exits by reason and sex, four cells hidden."""
    labels = ("Arbete", "Studier", "Aktivt arbetssökande", "Sjukdom", "Flytt")
    reasons = dimension("exit_reason", *labels, "Fortsatt rehabilitering i ordinarie verksamhet")
    values = [14, 12, 26, 9, 6, 15, 21, 17, 38, None, None, 11, None, None, 6, 8, 7, 15, 61, 50, 111]
    return released("exits-by-reason", "Avslut efter anledning", (reasons, SEX), values)


def income_before_and_after() -> ReleasedTable:
    """Three dimensions: the first one is printed as groups of rows."""
    moments = dimension("moment", "Före", "Efter", total=False)
    sources = dimension("income_source", "Sjukpenning", "Försörjningsstöd", "Lön")
    before = [22, 18, 40, 31, 25, 56, 0, 0, 0, 49, 40, 89]
    after = [12, 9, 21, 20, 18, 38, 17, 13, 30, 47, 39, 86]
    return released("income-before-and-after", "Försörjning före och efter", (moments, sources, SEX), before + after)


def exits_without_sex() -> ReleasedTable:
    """One dimension: coarsened until the sexes went."""
    destinations = dimension("exit_destination", "Arbete utan stöd", "Arbete med stöd", "Studier")
    return released("exits-by-destination", "Avslut efter mål", (destinations,), [1250, 14, 15, 1279])


def text(value: str) -> Inline:
    """A run of plain text."""
    return Inline(InlineKind.TEXT, value)


def amounts(*values: int | None) -> tuple[Cell, ...]:
    """Cells of money."""
    return tuple(Cell(CellKind.AMOUNT, None if value is None else Decimal(value)) for value in values)


def paragraph(*runs: Inline) -> ProseNode:
    """A paragraph."""
    return ProseNode(ProseKind.PARAGRAPH, (runs,))


def _prose() -> Prose:
    return Prose((
        paragraph(
            text("Under året avslutade "), Inline(InlineKind.FIGURE, "111", "exits"), text(" personer, varav "),
            Inline(InlineKind.FIGURE, "..", "exits-by-reason.illness.woman"), text(" kvinnor på grund av sjukdom. "),
            Inline(InlineKind.STRONG, "Resultatet blev 154\u202f858 kr"), text(", vilket är "),
            Inline(InlineKind.EMPHASIS, "bättre"), text(" än budget."),
        ),
        ProseNode(ProseKind.HEADING, ((text("Vad som hände"),),), 1),
        paragraph(text(MARKUP), Inline(InlineKind.BREAK, ""), text("Läs mer hos "),
                  Inline(InlineKind.LINK, "Nationella rådet", "https://example.org/rad?a=1&b=2"), text(".")),
        ProseNode(ProseKind.BULLETS, ((text("Samverkansteam i två kommuner"),), (text("Arbetsträning"),))),
        ProseNode(ProseKind.NUMBERS, ((text("Tidig kontakt"),), (text("Gemensam planering"),))),
    ))  # fmt: skip


def income_statement() -> StatementBlock:
    """An income statement with notes and totals."""
    columns = (Column("Budget 2020", CellKind.AMOUNT), Column("2020", CellKind.AMOUNT), Column("2019", CellKind.AMOUNT))
    rows = (
        Row("Verksamhetens intäkter", (), RowKind.GROUP),
        Row("Bidrag", amounts(5152000, 5152000, 5144000), note=1, code="contributions"),
        Row("Verksamhetens kostnader", (), RowKind.GROUP),
        Row("Insatser", amounts(-5554000, -4051300, -4671152), note=2, code="initiatives"),
        Row("Utbildning", amounts(-200000, -204289, None), code="training"),
        Row("Verksamhetens resultat", amounts(-602000, 896411, 472848), RowKind.SUBTOTAL, code="operating_result"),
        Row("Finansiella kostnader", amounts(None, -15, -23), code="financial_costs"),
        Row("Årets resultat", amounts(-602000, 896396, 472825), RowKind.TOTAL, code="result"),
    )
    return StatementBlock("income", "Resultaträkning", "Rad", columns, rows, "kr", ("Belopp avrundas en gång.",))


def _note(number: int, caption: str, label: str, value: int) -> StatementBlock:
    columns = (Column("2020", CellKind.AMOUNT), Column("2019", CellKind.AMOUNT))
    rows = (Row(label, amounts(value, value - 8000)), Row("Summa", amounts(value, value - 8000), RowKind.TOTAL))
    return StatementBlock(f"note-{number}", caption, "Post", columns, rows, "kr", number=number)


def _overview() -> StatementBlock:
    columns = tuple(Column(str(year), CellKind.AMOUNT) for year in range(2016, 2021))
    shares = tuple(Cell(CellKind.PERCENT, Decimal(value)) for value in ("0.364", "0.41", "0.5", "0.601", "0.6346"))
    staff = tuple(
        Cell(CellKind.COUNT, None if value is None else Decimal(value), decimals=1) for value in (None, 1, 1, 2, 2)
    )
    rows = (
        Row("Intäkter", amounts(4100, 4300, 4900, 5144, 5152)),
        Row("Årets resultat", amounts(-39, 12, 220, -480, 155)),
        Row("Soliditet", shares),
        Row("Anställda", staff),
    )
    return StatementBlock("five-years", "Fem år i sammandrag", "", columns, rows, "tkr")


def _goals() -> StatementBlock:
    columns = (Column("Mål", CellKind.TEXT), Column("Utfall", CellKind.PERCENT), Column("Bedömning", CellKind.TEXT))
    rows = (
        Row("Fler i arbete eller studier", (
            Cell(CellKind.TEXT, "Minst 40 procent av dem som avslutar går till arbete eller studier."),
            Cell(CellKind.PERCENT, Decimal("0.369")), Cell(CellKind.TEXT, "Delvis uppfyllt"))),
        Row("Nöjda deltagare", (
            Cell(CellKind.TEXT, MARKUP), Cell(CellKind.PERCENT, None, hidden=True), Cell(CellKind.EMPTY))),
    )  # fmt: skip
    return StatementBlock("goals", "Måluppfyllelse", "Mål", columns, rows)


def _decimals(*values: int | None) -> tuple[Decimal | None, ...]:
    return tuple(None if value is None else Decimal(value) for value in values)


def bars() -> Chart:
    """Horizontal bars of two series with a hidden value."""
    series = (Series("Kvinnor", _decimals(14, 9, 21, None)), Series("Män", _decimals(12, 6, 17, None)))
    labels = ("Arbete", "Studier", "Aktivt arbetssökande", "Fortsatt rehabilitering i ordinarie verksamhet")
    alt = "Liggande staplar: arbete 14 kvinnor och 12 män; studier 9 och 6; sökande 21 och 17; resten skyddat."
    return Chart(
        "exits-chart", ChartKind.BARS, "Fler avslutade till arbete än till studier", alt, labels, series, "antal"
    )


def lines() -> Chart:
    """Five years of two amounts."""
    series = (
        Series("Eget kapital", _decimals(1489, 1501, 2170, 1690, 1845)),
        Series("Årets resultat", _decimals(-39, 12, 669, -480, 155)),
    )
    years = tuple(str(year) for year in range(2016, 2021))
    alt = "Linjer 2016 till 2020: eget kapital från 1 489 till 1 845 tkr, årets resultat från −39 till 155 tkr."
    return Chart(
        "equity-chart", ChartKind.LINES, "Resultatet blev positivt igen", alt, years, series, "tkr", "Resultaträkning"
    )


def _signatures() -> Signatures:
    people = tuple(Signature(name, role, party) for name, role, party in (
        ("Maria Ek", "Ordförande", "Exempelstads kommun"), ("Ali Lind", "Vice ordförande", "Försäkringskassan"),
        ("Karin Ås", "Ledamot", "Region Exempel"), ("Per Öst", "Ledamot", ""),
    ))  # fmt: skip
    return Signatures("Exempelstad", "Styrelsen fastställde årsredovisningen den 5 februari 2021.", people)


def _management() -> Section:
    exits = TableBlock(
        "exits-by-reason", exits_by_reason(), "Avslut efter anledning och kön", ("181 av 188 har uppgift.",)
    )
    income = TableBlock("income-before-and-after", income_before_and_after(), "Försörjning före och efter")
    destination = TableBlock("exits-by-destination", exits_without_sex(), "Avslut efter mål")
    refusal = "Tabellen kan inte publiceras utan att någon riskerar att pekas ut."
    refused = RefusedTableBlock("participants-by-group", "Deltagare efter grupp", refusal)
    return Section("management", "Förvaltningsberättelse", (), (
        Section("summary", "Sammanfattning", (_prose(),)),
        Section("overview", "Översikt av fem år", (_overview(), lines())),
        Section("events", "Viktiga händelser", (EmptySection("Vad som hände under året."),)),
        Section("goals", "God ekonomi och mål", (paragraph_prose("Målen följs upp varje år."), _goals()), (
            Section("target_groups", "Målgrupper", (exits, bars(), income, destination, refused)),
        )),
    ))  # fmt: skip


def paragraph_prose(value: str) -> Prose:
    """Prose of one paragraph."""
    return Prose((paragraph(text(value)),))


def _economy() -> Section:
    notes = (_note(1, "Bidrag", "Medlemsbidrag", 5152000), _note(2, "Insatser", "Samverkansteam", -4051300))
    return Section("economy", "Ekonomi", (), (
        Section("income_statement", "Resultaträkning", (income_statement(),)),
        Section("notes", "Noter", notes),
    ), new_page=True)  # fmt: skip


def sample_document() -> Document:
    """Every kind of block, both languages' signs, text that looks like markup, hidden cells and none."""
    sheet = Section("initiative-stegen", "Stegen", (paragraph_prose("Insatsen drivs av två parter."),), new_page=True)
    sections = (
        _management(),
        _economy(),
        Section("signatures", "Underskrifter", (_signatures(),), new_page=True),
        Section("appendices", "Bilagor", (EmptySection("Insatsernas blad."),), (sheet,), new_page=True),
    )
    title, name = "Årsredovisning 2020", "Samordningsförbundet Exempel"
    return Document("annual", "sv", title, name, "222000-0000", YEAR, "1 januari–31 december 2020", sections)
