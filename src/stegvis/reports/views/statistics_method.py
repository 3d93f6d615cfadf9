"""How a table was counted, in words: who, what, when, by whom, and what is not shown."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from stegvis.assemble.corrections import corrections
from stegvis.associations.models import Association
from stegvis.core.tables import Population, ReleasedTable
from stegvis.finance.views.written import language
from stegvis.initiatives.facts import names
from stegvis.messages import note
from stegvis.protect.coarsening import NOTE_GROUPED, NOTE_WITHOUT_SEX
from stegvis.protect.correcting import NOTE_SUMS_DIFFER
from stegvis.render.numbers import count, day
from stegvis.reports.views import statistics_words as words
from stegvis.reports.views.statistics_layout import may_show_shares
from stegvis.reports.views.statistics_tables import Release

Line = tuple[str, list[str]]
#: Notes that must be read with the figures: coarser rows, no sexes, and totals that hold the same person several times.
_SAID_BELOW = (NOTE_GROUPED, NOTE_WITHOUT_SEX, NOTE_SUMS_DIFFER, "NOTE-001")


def method_of(release: Release, names: dict[str, str], *, shares: bool) -> list[Line]:
    """What is said of a released table beside its cells. `names`: the initiatives' by their codes."""
    table = release.released
    if table is None:
        return []
    lines = (
        *_counting(release, table),
        *_hiding(table, shares=shares),
        (_("Insatser"), _initiatives(table, names)),
        *_releasing(release, table, names),
        (_("Att känna till"), [note(code, language()) for code in table.head.notes]),
    )
    return [(label, said) for label, said in lines if said]


def initiative_names(association: Association) -> dict[str, str]:
    """The initiatives' names by their codes."""
    return names(association)


def _counting(release: Release, table: ReleasedTable) -> Iterator[Line]:
    head = table.head
    yield _("Vilka som räknas"), [str(words.POPULATIONS[head.population])]
    yield _("Vad som redovisas"), words.definitions_of(tuple(one.name for one in release.spec.dimensions))
    yield _("Period"), [f"{day(head.period.start, language())} – {day(head.period.end, language())}"]
    yield _("Kodlista"), [_("Upplagan %(edition)s") % {"edition": head.edition}] if head.edition else []
    if head.counted is not None:
        yield _("Räknade"), [count(head.counted, language())]
    if head.counted is not None and head.with_data is not None:
        values = {"n": count(head.with_data, language()), "of": count(head.counted, language())}
        yield _("Har uppgift"), [_("%(n)s av %(of)s") % values]


def _hiding(table: ReleasedTable, *, shares: bool) -> Iterator[Line]:
    least = {"last": table.threshold - 1}
    said = (
        _("Antal personer från 1 till %(last)s visas inte, och inte heller andra tal som de kan räknas ut från.")
        % least
    )
    if table.head.population == Population.TALLIES:
        said += " " + _("Möten, besök och kontakter är inte personer och visas alltid.")
    yield _("Skydd"), [said]
    if shares and may_show_shares(table):
        whole = _("Andelen av alla i kolumnen, i hela procent, räknad på de publicerade antalen.")
        yield _("Andelar"), [f"{whole} {_('Den visas bara där alla i kolumnen är minst 20.')}"]


def _initiatives(table: ReleasedTable, names: dict[str, str]) -> list[str]:
    """The initiatives that the table is limited to; else those that were counted in it, as they are certified."""
    if not table.head.initiatives:
        return [_("Alla insatser som har uppgifter om det tabellen visar.")]
    return [_listed([names.get(code, code) for code in table.head.initiatives])]


def _releasing(release: Release, table: ReleasedTable, names: dict[str, str]) -> Iterator[Line]:
    if release.party_name:
        yield _("Part"), [release.party_name]
    if table.released_on:
        version = _(" (version %(n)s)") % {"n": table.version} if table.version > 1 else ""
        yield _("Publicerad"), [day(table.released_on, language()) + version]
    signed: dict[tuple[str, str], list[str]] = {}
    for one in table.certified:
        signed.setdefault((one.by, day(one.on, language())), []).append(names.get(one.initiative, one.initiative))
    yield (
        _("Intygad av"),
        [
            _("%(by)s, %(day)s: %(initiatives)s") % {"by": by, "day": on, "initiatives": _listed(of)}
            for (by, on), of in signed.items()
        ],
    )


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts)


def notes_of(release: Release, table: ReleasedTable, *, shares: bool) -> list[str]:
    """What must be known before the figures are read: why some are missing, and what cannot be compared."""
    whole = _(
        "Två punkter (..) står för en andel som inte visas, för att ett tal bakom den är skyddat eller för litet."
    )
    said = (
        (whole, shares),
        (_("r: talet är rättat efter publiceringen."), bool(table.corrections)),
        *((sentence, True) for sentence in corrections(table, language())),
        *((note(code, language()), code in _SAID_BELOW) for code in table.head.notes),
        (str(words.TALLIES_ONLY), table.head.population == Population.TALLIES),
        *((sentence, True) for sentence in _about_before(release)),
    )
    return [sentence for sentence, holds in said if holds]


def _about_before(release: Release) -> Iterator[str]:
    year = {"year": release.year - 1}
    if release.before is None:
        yield _("För %(year)s finns ingen publicerad tabell.") % year
    elif release.earlier is None:
        yield _("Tabellen för %(year)s kunde inte publiceras utan att någon riskerade att pekas ut.") % year
    elif not release.is_comparable:
        yield _("Raderna kan inte jämföras med %(year)s, som är grupperat på ett annat sätt eller räknar annat.") % year
        yield _("Tabellen för %(year)s står för sig.") % year
