"""What the statistics pages say of tables: titles in the reader's language, and what each population and dimension means."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as words
from django.utils.translation import ngettext

from stegvis.core.catalogue import AFTER, BEFORE
from stegvis.core.tables import Category, Dimension, TableSpec
from stegvis.core.vocabulary import TOTAL, UNKNOWN
from stegvis.finance.views.written import language
from stegvis.render.numbers import number

Words = str | Promise

#: Labels that are the interface's own. All others are the code list's Swedish wording, which is content.
_LABELS: Mapping[str, Words] = {
    TOTAL: words("Totalt"),
    UNKNOWN: words("Uppgift saknas"),
    "woman": words("Kvinnor"),
    "man": words("Män"),
    "not_collected": words("Redovisas inte per kön"),
    BEFORE: words("Före"),
    AFTER: words("Efter"),
}
_SHARED = ("sex", "moment")

DIMENSIONS: Mapping[str, Words] = {
    "age_band": words("Ålder"),
    "education": words("Utbildningsnivå"),
    "time_on_public_support": words("Tid i offentlig försörjning"),
    "time_in_initiative": words("Månader i insatsen"),
    "municipality": words("Kommun"),
    "initiative": words("Insats"),
    "income_source": words("Försörjning"),
    "exit_reason": words("Avslutsanledning"),
    "exit_destination": words("Utskrivning till"),
    "occupation": words("Sysselsättning"),
    "referrer": words("Remittent"),
    "group": words("Målgrupp"),
    "measure": words("Mått"),
    "month": words("Månad"),
    "waiting_time": words("Väntetid"),
    "income_before": words("Försörjning före"),
    "income_after": words("Försörjning efter"),
    "occupation_before": words("Sysselsättning före"),
    "occupation_after": words("Sysselsättning efter"),
    "occupation_at_follow_up": words("Sysselsättning vid uppföljning"),
    "stage": words("Steg"),
    "respondent_group": words("Svarsgrupp"),
    "question": words("Fråga"),
    "answer": words("Svar, plats på skalan"),
    "site": words("Ställe"),
    "sex": words("Kön"),
}

#: What a table tells of each group beside how many it is.
_AMOUNTS: Mapping[str, Words] = {"days": words("Median, dagar"), "mean": words("Medelvärde")}

#: Who is counted (package format, "Who is counted").
POPULATIONS: Mapping[str, Words] = {
    "participants": words(
        "Deltagare: personer som har deltagit i minst en insats någon gång under perioden. "
        "Var och en räknas en gång, med uppgifterna från sitt senaste deltagande."
    ),
    "participations": words(
        "Deltaganden: personer som har registrerats, och antal som insatserna har rapporterat utan uppgift om personerna. "
        "Samma person kan därför ingå flera gånger."
    ),
    "entrants": words("Inskrivna: alla inskrivningar i en insats under perioden, varje gång det sker."),
    "exits": words(
        "Avslut: alla avslut ur en insats under perioden, varje gång det sker. Felregistreringar räknas aldrig."
    ),
    "referrals": words("Remisser: varje remiss till en insats under perioden som ledde till inskrivning."),
    "open": words(
        "Pågående deltagare: personer som är inskrivna den sista dagen i månaden. Var och en räknas en gång i månaden."
    ),
    "answers": words(
        "Deltagarnas svar: svar på enkätfrågor i periodens mätomgångar. Inget knyter ihop en persons svar."
    ),
    "tallies": words(
        "Volymer: antal som insatserna har räknat utan uppgift om personerna, till exempel möten, besök och ärenden."
    ),
}

#: What a dimension means, in words.
DEFINITIONS: Mapping[str, Words] = {
    "age_band": words("Ålder är periodens sista år minus födelseåret."),
    "education": words("Högsta avslutade utbildning vid inskrivningen."),
    "time_on_public_support": words("Hur länge personen hade haft offentlig försörjning vid inskrivningen."),
    "time_in_initiative": words(
        "Påbörjade månader mellan inskrivning och avslut: 15 januari till 15 april är 3, till 16 april 4."
    ),
    "municipality": words("Kommunen som är registrerad för deltagandet."),
    "initiative": words("Insatsen det gäller. Varje insats räknar sina egna."),
    "income_source": words(
        "Försörjning direkt före inskrivningen, det vill säga inom en vecka. Flera kan gälla samtidigt. "
        "Föräldrapenning och ålderspension räknas som ingen offentlig försörjning."
    ),
    "exit_reason": words("Anledningen som registrerades när personen avslutades."),
    "exit_destination": words("Vad utskrivningen ledde till. Bara avslut som är en utskrivning ingår."),
    "occupation": words(
        "Faktisk sysselsättning: den som är anställd men sjukskriven räknas inte som förvärvsarbetande. "
        "Flera kan gälla samtidigt."
    ),
    "referrer": words("Den som remitterade, med förbundets egna ord."),
    "group": words("Förbundets egna målgrupper. En person kan tillhöra flera."),
    "occupation_at_follow_up": words(
        "Faktisk sysselsättning när den som avslutats följdes upp. Den som inte följts upp saknar uppgift."
    ),
    "month": words("Månaden då det skedde eller, för pågående deltagare, månadens sista dag."),
    "waiting_time": words("Dagar från remiss till inskrivning."),
    "income_before": words(
        "Vem som betalade försörjningen före inskrivningen och efter avslutet. "
        "Den som har flera slag av försörjning räknas i vart och ett, men en gång i totalen."
    ),
    "occupation_before": words("Sysselsättning före inskrivningen och efter avslutet. Flera kan gälla samtidigt."),
    "measure": words("Måttet som insatsen räknar. Tröskeln gäller bara mått som är personer eller ärenden."),
}
#: Of a page that leaves out what was not counted.
TALLIES_ONLY = words(
    "Bara mått där något är räknat visas. Filen har alla. Ett streck (–) står där inget är räknat per kön."
)
_MOMENT = words("Före är direkt före inskrivningen och efter är direkt efter avslutet. Samma avslut räknas i båda.")


def title_of(spec: TableSpec) -> str:
    """A table's title in the reader's language."""
    return spec.title_en if language() == "en" and spec.title_en else spec.title


def label_of(dimension: Dimension, category: Category) -> str:
    """A row's or column's heading. Only the interface's own words are translated."""
    shared = dimension.name in _SHARED or category.code in (TOTAL, UNKNOWN)
    return str(_LABELS[category.code]) if shared and category.code in _LABELS else category.label


def sex_label(code: str) -> str:
    """A sex as a heading."""
    return str(_LABELS[code])


def definitions_of(dimensions: tuple[str, ...]) -> list[str]:
    """What a table's dimensions mean. Before and after have a sentence of their own."""
    if "moment" in dimensions and "income_source" in dimensions:
        income = _("Flera slag av försörjning kan gälla samtidigt. Föräldrapenning och ålderspension räknas som ingen.")
        return [str(_MOMENT), income]
    said = [str(DEFINITIONS[name]) for name in dimensions if name in DEFINITIONS]
    return [str(_MOMENT), *said] if "moment" in dimensions else said


def amount_label(amount: str) -> str:
    """The heading of what a table tells of each group."""
    return str(_AMOUNTS[amount])


def counted(population: str, many: int) -> str:
    """How many of whom: `171 avslut`."""
    forms = {
        "participants": ngettext("%(n)s deltagare", "%(n)s deltagare", many),
        "participations": ngettext("%(n)s deltagande", "%(n)s deltaganden", many),
        "entrants": ngettext("%(n)s inskriven", "%(n)s inskrivna", many),
        "open": ngettext("%(n)s deltagare", "%(n)s deltagare", many),
        "answers": ngettext("%(n)s svar", "%(n)s svar", many),
        "exits": ngettext("%(n)s avslut", "%(n)s avslut", many),
        "referrals": ngettext("%(n)s remiss", "%(n)s remisser", many),
    }
    return forms.get(population, "%(n)s") % {"n": number(many, 0, language())}
