"""What the pages of the money call things, in the reader's language; labels of the association's own lines are its own."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: The statements in the report's order: the name in addresses, the core's name, the page's title.
SLUGS: Mapping[str, str] = {
    "resultatrakning": "income",
    "balansrakning": "balance",
    "kassaflodesanalys": "cash-flow",
    "driftredovisning": "operating",
    "balanskravsutredning": "balance-requirement",
}
SLUG_OF: Mapping[str, str] = {name: slug for slug, name in SLUGS.items()}

TITLES: Mapping[str, Words] = {
    "income": _("Resultaträkning"),
    "balance": _("Balansräkning"),
    "cash-flow": _("Kassaflödesanalys"),
    "operating": _("Driftredovisning"),
    "balance-requirement": _("Balanskravsutredning"),
}

LEADS: Mapping[str, Words] = {
    "income": _("Årets intäkter och kostnader. Kostnader har minustecken."),
    "balance": _("Vad förbundet äger och är skyldigt vid årets slut."),
    "cash-flow": _("Varifrån årets pengar kom och vart de tog vägen."),
    "operating": _("Budgeten rad för rad, ner till årets resultat. Kostnader har minustecken."),
    "balance-requirement": _("Från årets resultat till det resultat som räknas mot balanskravet."),
}

SIDES: Mapping[str, Words] = {
    "assets": _("Tillgångar"),
    "equity": _("Eget kapital"),
    "provisions": _("Avsättningar"),
    "liabilities": _("Skulder"),
    "contingent": _("Ansvarsförbindelser"),
}

CATEGORIES: Mapping[str, Words] = {
    "contribution": _("Bidrag från medlemmarna"),
    "grant": _("Andra bidrag"),
    "equity_use": _("Eget kapital som används"),
    "administration": _("Administration"),
    "individual": _("Individinriktade insatser"),
    "structural": _("Strukturövergripande insatser"),
    "support": _("Stödfunktioner"),
    "unallocated": _("Ofördelat"),
    "buffer": _("Buffert"),
    "financial": _("Finansiella poster"),
}

RATIOS: Mapping[str, Words] = {
    "equity_ratio": _("Soliditet"),
    "equity_share_of_contributions": _("Eget kapital av årets bidrag"),
    "cost_share_individual": _("Individinriktade insatsers andel av kostnaderna"),
    "cost_share_structural": _("Strukturövergripande insatsers andel av kostnaderna"),
    "administration_share_of_costs": _("Administrationens andel av kostnaderna"),
}

HOW_RATIOS: Mapping[str, Words] = {
    "equity_ratio": _("Eget kapital vid årets slut delat med summan av tillgångarna."),
    "equity_share_of_contributions": _("Eget kapital vid årets slut delat med årets bidrag från medlemmarna."),
    "cost_share_individual": _(
        "Utfallet för individinriktade insatser delat med utfallet för administration, insatser och stödfunktioner."
    ),
    "cost_share_structural": _(
        "Utfallet för strukturövergripande insatser delat med utfallet för administration, insatser och stödfunktioner."
    ),
    "administration_share_of_costs": _(
        "Utfallet för administration delat med utfallet för administration, insatser och stödfunktioner."
    ),
}

RULES: Mapping[str, Words] = {
    "equity_share_of_contributions": _("Eget kapital av årets bidrag"),
    "administration_share_of_costs": _("Administrationens andel av kostnaderna"),
    "buffer": _("Bufferten finns kvar i eget kapital"),
    "result_within_budget": _("Årets resultat ryms i budgeten"),
    "balance_requirement": _("Balanskravet"),
}

#: Where a rule comes from, where the association has not set it itself on a day of its own.
SOURCES: Mapping[str, Words] = {
    "result_within_budget": _("Årets beslutade budget"),
    "balance_requirement": _("Lag (2018:597) om kommunal bokföring och redovisning, 11 kap."),
}

BROKEN: Mapping[str, Words] = {
    "equity_share_of_contributions": _(
        "Förbundet har sparat mer än sin egen gräns. Styrelsen behöver besluta hur pengarna ska användas."
    ),
    "administration_share_of_costs": _(
        "En större del av kostnaderna än förbundets gräns är administration. Styrelsen behöver ta ställning till det."
    ),
    "buffer": _("Det sparade är mindre än bufferten. Styrelsen behöver besluta hur den ska fyllas på."),
    "result_within_budget": _(
        "Året gick sämre än styrelsen har beslutat. Styrelsen behöver ta ställning till avvikelsen."
    ),
    "balance_requirement": _(
        "Underskottet är större än vad styrelsen har beslutat om och ska återställas inom tre år."
    ),
}
HOLDS: Mapping[bool | None, Words] = {True: _("Hålls"), False: _("Bruten"), None: _("Går inte att avgöra än")}

MOMENTS: Mapping[str, Words] = {"opening": _("vid årets början"), "closing": _("vid årets slut")}
