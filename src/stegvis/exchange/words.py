"""What the files of a package are called and hold, as the pages say it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from stegvis.files.package.layout import FILES

_COLUMNS = {file.name: file.columns for file in FILES}
_OPTIONAL = {file.name: file.optional for file in FILES}


@dataclass(frozen=True, slots=True)
class FileWords:
    """A file or folder of the package in words."""

    name: str
    title: str | Promise
    holds: str | Promise

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that must be in its header."""
        return tuple(one for one in _COLUMNS.get(self.key, ()) if one not in _OPTIONAL[self.key])

    @property
    def optional(self) -> tuple[str, ...]:
        """The columns that may be left out."""
        return tuple(one for one in _COLUMNS.get(self.key, ()) if one in _OPTIONAL[self.key])

    @property
    def key(self) -> str:
        """How an import's result names it."""
        return self.name.split("/", maxsplit=1)[0]


#: In the order of the package's description.
WORDS = (
    FileWords(
        "association.toml", _("Förbundet"),
        _(
            "Namn, organisationsnummer, kommuner, parter, regler med datum och hur räkningarna är uppställda. Den"
            " enda fil som måste finnas."
        ),
    ),
    FileWords(
        "initiatives.csv", _("Insatser"),
        _(
            "En rad för varje insats: namn, slag, hur deltagare registreras, vem som driver den och när den "
            "börjar och slutar."
        ),
    ),
    FileWords(
        "sites.csv", _("Ställen"),
        _(
            "Var en insats drivs och vilken part som är personuppgiftsansvarig där. Saknas filen har insatsen ett"
            " ställe, hos den som driver den."
        ),
    ),
    FileWords(
        "tallies.csv", _("Volymer"),
        _(
            "Antal som räknas utan rader om personer, för det förbundet driver: till exempel möten och "
            "utbildningstillfällen."
        ),
    ),
    FileWords(
        "contributions.csv", _("Medelstilldelning"),
        _(
            "Vad varje part betalar ett år."
        ),
    ),
    FileWords(
        "grants.csv", _("Bidrag"),
        _(
            "Pengar utifrån för ett ändamål: beviljat, mottaget och använt."
        ),
    ),
    FileWords(
        "budget.csv", _("Budget"),
        _(
            "Årets budgetrader, ändringar och prognoser. Kostnader skrivs utan minus."
        ),
    ),
    FileWords(
        "ledger/*.se", _("Bokföring"),
        _(
            "SIE-filer av typ 1 till 4, en eller flera för varje år, alltid i kronor."
        ),
    ),
    FileWords(
        "balances.csv", _("Saldon"),
        _(
            "Belopp ur räkningarna för år som saknar bokföring."
        ),
    ),
    FileWords(
        "goals.csv", _("Mål"),
        _(
            "Årets mål med mätpunkt, utfall och styrelsens bedömning."
        ),
    ),
    FileWords(
        "answers.csv", _("Enkätsvar"),
        _(
            "Svar från andra än deltagare. Ordningen bevaras och inget binder ihop en persons svar."
        ),
    ),
    FileWords(
        "board.csv", _("Styrelse och andra organ"),
        _(
            "Platser, ledamöter, ersättare och revisorer med datum."
        ),
    ),
    FileWords(
        "series.csv", _("Tidigare års tal"),
        _(
            "Tal skrivna av från tryck: egna äldre år, länet, riket eller befolkningen, med källa."
        ),
    ),
    FileWords(
        "released/…", _("Frisläppta tabeller"),
        _(
            "Tabeller som en part har frisläppt: en csv-fil och en toml-fil för varje tabell."
        ),
    ),
    FileWords(
        "texts/*.md", _("Texter"),
        _(
            "Årsredovisningens avsnitt och varje insats avsnitt, som löpande text."
        ),
    ),
    FileWords(
        "images/", _("Bilder"),
        _(
            "Bilder i png, jpg eller svg."
        ),
    ),
)  # fmt: skip

_TITLES = {one.key: one.title for one in WORDS}


def title_of(file: str) -> str:
    """A file's name in words, as an import's result names it."""
    return str(_TITLES.get(file, file))
