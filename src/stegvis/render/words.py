"""The renderer's own words, a language each: what a report says around its content."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Words and phrases of a language; `{}` stands for a number or a name."""

    contents: str
    table: str
    chart: str
    note: str
    refers: str
    page: str
    of: str
    missing: str
    figures: str
    hidden: str
    category: str
    number: str
    skip: str
    organisation_number: str
    place_and_date: str
    source: str
    about: str
    title: str
    period: str
    edition: str
    counted: str
    with_data: str
    released_by: str
    released_on: str
    remark: str
    common_ground: str
    list_changed: str
    typed_in: str
    scopes: Mapping[str, str]


WORDS = {
    "sv": Words(
        contents="Innehåll",
        table="Tabell {}",
        chart="Diagram {}",
        note="Not {}",
        refers="Hör till",
        page="Sida",
        of="av",
        missing="Text saknas:",
        figures="Visa siffrorna",
        hidden="Två punkter (..) står för ett antal som inte visas, för att ingen ska kunna pekas ut.",
        category="Kategori",
        number="Antal",
        skip="Hoppa till innehållet",
        organisation_number="Organisationsnummer",
        place_and_date="Ort och datum",
        source="Källa: {}",
        about="Om tabellen",
        title="Tabell",
        period="Period",
        edition="Kodlistans upplaga",
        counted="Räknade",
        with_data="{} av {} har uppgift",
        released_by="Frisläppt av",
        released_on="Frisläppt den",
        remark="Anmärkning",
        common_ground="grupper som betyder samma i alla upplagor",
        list_changed="Kodlistan ändrades: {}. Rader på var sin sida om strecket är inte samma rader.",
        typed_in="Inskrivet från tryck: {}",
        scopes={"own": "", "county": "länet", "nation": "riket"},
    ),
    "en": Words(
        contents="Contents",
        table="Table {}",
        chart="Chart {}",
        note="Note {}",
        refers="Belongs to",
        page="Page",
        of="of",
        missing="Text is missing:",
        figures="Show the figures",
        hidden="Two dots (..) stand for a number that is not shown, so that nobody can be pointed out.",
        category="Category",
        number="Number",
        skip="Skip to the content",
        organisation_number="Organisation number",
        place_and_date="Place and date",
        source="Source: {}",
        about="About the table",
        title="Table",
        period="Period",
        edition="Edition of the code list",
        counted="Counted",
        with_data="{} of {} have data",
        released_by="Released by",
        released_on="Released on",
        remark="Remark",
        common_ground="groups that mean the same in all editions",
        list_changed="The code list changed: {}. Rows on either side of the bar are not the same rows.",
        typed_in="Typed in from print: {}",
        scopes={"own": "", "county": "county", "nation": "nation"},
    ),
}
