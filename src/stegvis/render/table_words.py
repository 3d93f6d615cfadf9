"""What files and open pages say of a table beside its cells, a language each: who is counted, what a dimension is called.

Labels of code lists are content and stay as they are printed; the few that every table shares are here in both languages.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from stegvis.core.catalogue import CATALOGUE
from stegvis.core.tables import Category, Dimension, TableHead
from stegvis.core.vocabulary import TOTAL, UNKNOWN
from stegvis.render.numbers import STYLES

#: Who is counted (package format, "Who is counted"), in the words of the signed-in pages; and the unit of the numbers.
POPULATIONS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "sv": {
        "participants": (
            "Deltagare: personer som har deltagit i minst en insats någon gång under perioden. "
            "Var och en räknas en gång, med uppgifterna från sitt senaste deltagande.",
            "antal personer",
        ),
        "participations": (
            "Deltaganden: personer som har registrerats, och antal som insatserna har rapporterat utan uppgift om "
            "personerna. Samma person kan därför ingå flera gånger.",
            "antal deltaganden",
        ),
        "entrants": (
            "Inskrivna: alla inskrivningar i en insats under perioden, varje gång det sker.",
            "antal inskrivningar",
        ),
        "exits": (
            "Avslut: alla avslut ur en insats under perioden, varje gång det sker. Felregistreringar räknas aldrig.",
            "antal avslut",
        ),
        "referrals": (
            "Remisser: varje remiss till en insats under perioden som ledde till inskrivning.",
            "antal remisser",
        ),
        "tallies": (
            "Volymer: antal som insatserna har räknat utan uppgift om personerna, till exempel möten, besök och ärenden.",
            "antal",
        ),
        "open": (
            "Pågående deltagare: personer som är inskrivna den sista dagen i månaden. "
            "Var och en räknas en gång i månaden.",
            "antal personer",
        ),
        "answers": (
            "Deltagarnas svar: svar på enkätfrågor i periodens mätomgångar. Inget knyter ihop en persons svar.",
            "antal svar",
        ),
    },
    "en": {
        "participants": (
            "Participants: persons who took part in at least one initiative at some time in the period. "
            "Each is counted once, as described at their latest participation.",
            "number of persons",
        ),
        "participations": (
            "Participations: persons who have been registered, and counts that initiatives have reported without data on "
            "persons. The same person may therefore be included several times.",
            "number of participations",
        ),
        "entrants": (
            "Entrants: every entry into an initiative in the period, each time it happens.",
            "number of entries",
        ),
        "exits": (
            "Exits: every exit from an initiative in the period, each time it happens. "
            "Registrations made by mistake are never counted.",
            "number of exits",
        ),
        "referrals": (
            "Referrals: every referral to an initiative in the period that led to an entry.",
            "number of referrals",
        ),
        "tallies": (
            "Tallies: what initiatives have counted without data on persons, for example meetings, visits and cases.",
            "number",
        ),
        "open": (
            "Participants at the end of a month: persons who are enrolled on its last day. "
            "Each is counted once a month.",
            "number of persons",
        ),
        "answers": (
            "Participants' answers: answers to questionnaires in the period's rounds. "
            "Nothing ties the answers of one person together.",
            "number of answers",
        ),
    },
}

DIMENSIONS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "age_band": "Ålder",
        "education": "Utbildningsnivå",
        "time_on_public_support": "Tid i offentlig försörjning",
        "time_in_initiative": "Månader i insatsen",
        "municipality": "Kommun",
        "initiative": "Insats",
        "income_source": "Försörjning",
        "exit_reason": "Avslutsanledning",
        "exit_destination": "Utskrivning till",
        "occupation": "Sysselsättning",
        "referrer": "Remittent",
        "group": "Målgrupp",
        "measure": "Mått",
        "moment": "Tidpunkt",
        "sex": "Kön",
        "month": "Månad",
        "waiting_time": "Väntetid",
        "income_before": "Försörjning före",
        "income_after": "Försörjning efter",
        "occupation_before": "Sysselsättning före",
        "occupation_after": "Sysselsättning efter",
        "occupation_at_follow_up": "Sysselsättning vid uppföljning",
        "stage": "Steg",
        "respondent_group": "Svarsgrupp",
        "question": "Fråga",
        "answer": "Svar, plats på skalan",
        "site": "Ställe",
    },
    "en": {
        "age_band": "Age",
        "education": "Level of education",
        "time_on_public_support": "Time on public support",
        "time_in_initiative": "Months in the initiative",
        "municipality": "Municipality",
        "initiative": "Initiative",
        "income_source": "Source of income",
        "exit_reason": "Reason for exit",
        "exit_destination": "Discharged to",
        "occupation": "Occupation",
        "referrer": "Referrer",
        "group": "Target group",
        "measure": "Measure",
        "moment": "Time",
        "sex": "Sex",
        "month": "Month",
        "waiting_time": "Waiting time",
        "income_before": "Income before",
        "income_after": "Income after",
        "occupation_before": "Occupation before",
        "occupation_after": "Occupation after",
        "occupation_at_follow_up": "Occupation at follow-up",
        "stage": "Stage",
        "respondent_group": "Respondents",
        "question": "Question",
        "answer": "Answer, place on the scale",
        "site": "Site",
    },
}

#: What the numbers of a table tell, where it tells more than how many (PX: the variable of contents).
CONTENTS: Mapping[str, str] = {"sv": "Innehåll", "en": "Contents"}

#: What a table tells of each group beside how many it is.
AMOUNTS: Mapping[str, Mapping[str, str]] = {
    "sv": {"days": "Median, dagar", "mean": "Medelvärde"},
    "en": {"days": "Median, days", "mean": "Mean"},
}

#: Labels that every table shares; in Swedish they are printed as the table has them.
_SHARED_EN = {
    TOTAL: "Total",
    UNKNOWN: "Not known",
    "woman": "Women",
    "man": "Men",
    "not_collected": "Not by sex",
    "before": "Before",
    "after": "After",
}
_OF_SHARED = ("sex", "moment")

#: The names of what is said of a table; the keys are the machines' names for the same.
FIELDS: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "title": "Tabell",
        "association": "Samordningsförbund",
        "organisation_number": "Organisationsnummer",
        "period": "Period",
        "population": "Vilka som räknas",
        "unit": "Enhet",
        "edition": "Kodlistans upplaga",
        "threshold": "Tröskel",
        "hidden": "Skyddade tal",
        "grouping": "Sammanslaget",
        "counted": "Räknade",
        "initiatives": "Insatser",
        "party": "Frisläppt av",
        "released_on": "Frisläppt den",
        "version": "Version",
        "amount": "Medianer och medelvärden",
        "note": "Anmärkning",
        "correction": "Rättelse",
        "address": "Permanent adress",
        "licence": "Licens",
        "contact": "Kontakt",
    },
    "en": {
        "title": "Table",
        "association": "Coordination association",
        "organisation_number": "Organisation number",
        "period": "Period",
        "population": "Who is counted",
        "unit": "Unit",
        "edition": "Edition of the code list",
        "threshold": "Threshold",
        "hidden": "Protected numbers",
        "grouping": "Merged",
        "counted": "Counted",
        "initiatives": "Initiatives",
        "party": "Released by",
        "released_on": "Released on",
        "version": "Version",
        "amount": "Medians and means",
        "note": "Remark",
        "correction": "Correction",
        "address": "Permanent address",
        "licence": "Licence",
        "contact": "Contact",
    },
}

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "sv": {
        "threshold": "{threshold}: antal personer från 1 till {most} visas inte, och inte heller andra tal som de kan räknas "
        "ut från.",
        "sensitive": "Uppgiften är känslig, så att också noll och alla skyddas.",
        "without_sex": "Redovisas inte per kön.",
        "merged": "{label}: {parts}.",
        "correction": "{place}: {value}, räknat {counted}. Rättat {on} av {by}. Skäl: {reason}. Källa: {source}.",
        "chart": "Liggande staplar, {unit}.",
        "number": "Antal",
        "most": "Flest: {label}, {number}",
    },
    "en": {
        "threshold": "{threshold}: numbers of people from 1 to {most} are not shown, nor other numbers that they can be worked "
        "out from.",
        "sensitive": "The question is sensitive, so that zero and all are protected too.",
        "without_sex": "Not shown by sex.",
        "merged": "{label}: {parts}.",
        "correction": "{place}: {value}, counted {counted}. Corrected {on} by {by}. Reason: {reason}. Source: {source}.",
        "chart": "Horizontal bars, {unit}.",
        "number": "Number",
        "most": "Most: {label}, {number}",
    },
}


def title_of(head: TableHead, language: str) -> str:
    """The table's title: as printed, or the catalogue's English."""
    spec = CATALOGUE.get(head.name)
    return spec.title_en if language == "en" and spec is not None and spec.title_en else head.title


def dimension_of(name: str, language: str) -> str:
    """What a dimension is called; its own name where it has no words (an association's own table)."""
    return DIMENSIONS[language].get(name, name)


def head_in(head: TableHead, language: str) -> TableHead:
    """The head with its title and the labels that every table shares in the language."""
    dimensions = tuple(
        replace(one, categories=tuple(replace(each, label=label_of(one, each, language)) for each in one.categories))
        for one in head.dimensions
    )
    return replace(head, title=title_of(head, language), dimensions=dimensions)


def label_of(dimension: Dimension, category: Category, language: str) -> str:
    """A row's or column's heading."""
    if language == "en" and dimension.name == "month" and re.fullmatch(r"\d{4}-\d{2}", category.code):
        year, month = category.code.split("-")
        return f"{STYLES['en'].months[int(month) - 1]} {year}"
    shared = dimension.name in _OF_SHARED or category.code in (TOTAL, UNKNOWN)
    return _SHARED_EN.get(category.code, category.label) if language == "en" and shared else category.label


def amount_of(head: TableHead, language: str) -> str:
    """What is told of each group beside how many it is; its own name where it has no words."""
    return AMOUNTS[language].get(head.amount, head.amount)


def unit_of(head: TableHead, language: str) -> str:
    """What the numbers are numbers of: `antal avslut`."""
    return POPULATIONS[language].get(head.population, ("", POPULATIONS[language]["tallies"][1]))[1]
