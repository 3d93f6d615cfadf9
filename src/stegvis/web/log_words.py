"""The log in words: what each verb says, which kind it is of, and who did it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from stegvis.associations.models import AuditEvent, User
from stegvis.associations.permissions import Role
from stegvis.reports.views.year_line import TITLES

#: Kinds of events, in the order of the page.
KINDS: Mapping[str, str | Promise] = {
    "paket": _("Paket"),
    "rapporter": _("Rapporter"),
    "granskning": _("Granskning"),
    "siffror": _("Siffror"),
    "uppgifter": _("Mål och uppgifter"),
    "konton": _("Konton och roller"),
    "drift": _("Drift"),
}

#: Each verb of the log: its kind and its words.
VERBS: Mapping[str, tuple[str, str | Promise]] = {
    "receive_upload": ("paket", _("Skickade ett paket")),
    "confirm_upload": ("paket", _("Bekräftade ett paket")),
    "withdraw_upload": ("paket", _("Tog bort ett paket som inte lästes in")),
    "import_package": ("paket", _("Läste in ett paket")),
    "export_package": ("paket", _("Laddade ner förbundets paket")),
    "ask_to_import_package": ("paket", _("Bad om att ett paket läses")),
    "open_report": ("rapporter", _("Började på en rapport")),
    "save_narrative": ("rapporter", _("Sparade en text")),
    "undo_narrative": ("rapporter", _("Tog tillbaka en tidigare text")),
    "set_narrative_state": ("rapporter", _("Ändrade en texts läge")),
    "build_report": ("rapporter", _("Gjorde en utgåva")),
    "ask_to_build_report": ("rapporter", _("Bad om en utgåva")),
    "download": ("rapporter", _("Laddade ner en fil")),
    "receive_document": ("granskning", _("Skickade ett dokument för granskning")),
    "ask_to_check_document": ("granskning", _("Bad om att ett dokument granskas")),
    "check_document": ("granskning", _("Granskade ett dokument")),
    "accept_finding": ("granskning", _("Godtog ett fynd")),
    "withdraw_acceptance": ("granskning", _("Ångrade att ett fynd godtogs")),
    "remove_document": ("granskning", _("Tog bort ett granskat dokument")),
    "keep_words": ("granskning", _("Sparade förbundets egna ord")),
    "restore_words": ("granskning", _("Tog tillbaka tidigare egna ord")),
    "download_words": ("granskning", _("Laddade ner förbundets egna ord")),
    "download_check": ("granskning", _("Laddade ner en granskning")),
    "release_tables": ("siffror", _("Frisläppte tabeller")),
    "correct_figure": ("siffror", _("Rättade ett tal")),
    "ask_to_draft_publication": ("siffror", _("Bad om att tabeller prövas")),
    "ask_to_release_tables": ("siffror", _("Beslutade att tabeller frisläpps")),
    "download_table": ("siffror", _("Laddade ner en tabell")),
    "open_statistics": ("siffror", _("Öppnade statistiksidan för alla")),
    "close_statistics": ("siffror", _("Stängde den öppna statistiksidan")),
    "start_draft": ("siffror", _("Började på ett utkast till publicering")),
    "find_counted": ("siffror", _("Räknade vilka tabeller en period har")),
    "choose_tables": ("siffror", _("Valde tabeller i ett utkast")),
    "choose_forms": ("siffror", _("Valde tabellers form i ett utkast")),
    "delete_draft": ("siffror", _("Tog bort ett utkast")),
    "restore_draft": ("siffror", _("Tog tillbaka ett utkast")),
    "certify_counts": ("siffror", _("Intygade en insats antal")),
    "see_working_table": ("siffror", _("Såg arbetssiffror")),
    "propose_forms": ("siffror", _("Prövade tabellers former")),
    "try_release": ("siffror", _("Skyddade och granskade ett utkast")),
    "decide_publication": ("siffror", _("Beslutade att publicera")),
    "import_participations": ("siffror", _("Läste in deltaganden")),
    "export_participations": ("siffror", _("Skrev ut deltaganden")),
    "assess_goal": ("uppgifter", _("Skrev styrelsens bedömning av ett mål")),
    "mark_duty_done": ("uppgifter", _("Prickade av en uppgift")),
    "unmark_duty_done": ("uppgifter", _("Tog bort en avprickning")),
    "create_user": ("konton", _("Lade upp ett konto")),
    "grant_role": ("konton", _("Gav en roll")),
    "withdraw_role": ("konton", _("Drog in en roll")),
    "change_password": ("konton", _("Bytte lösenord")),
    "choose_language": ("konton", _("Bytte språk")),
    "sign_in": ("konton", _("Loggade in")),
    "sign_out": ("konton", _("Loggade ut")),
    "read_across_associations": ("drift", _("Läste över alla förbund")),
}

ROLES: Mapping[str, str | Promise] = {
    Role.OFFICE: _("Kansli"),
    Role.DIRECTOR: _("Förbundschef"),
    Role.ACCOUNTANT: _("Ekonom"),
    Role.BOARD: _("Styrelse"),
    Role.AUDITOR: _("Revisor"),
    Role.ANALYST: _("Analytiker"),
    Role.STAFF: _("Handläggare i en insats"),
    Role.LEAD: _("Insatsledare"),
}

DUTIES: Mapping[str, str | Promise] = {str(duty): title for duty, title in TITLES.items()}

#: What events keep beside who and what.
DETAILS: Mapping[str, str | Promise] = {
    "assessed": _("bedömt"),
    "before": _("förut"),
    "checked": _("kontrollerade tal"),
    "code": _("kod"),
    "comment": _("kommentar"),
    "contact": _("kontakt"),
    "done_on": _("klar"),
    "duty": _("uppgift"),
    "errors": _("fel"),
    "files": _("filer"),
    "from": _("från"),
    "goal": _("mål"),
    "kind": _("slag"),
    "lines": _("rader"),
    "number": _("utgåva"),
    "party": _("part"),
    "period": _("period"),
    "read": _("lästa tal"),
    "refused": _("nekade"),
    "released": _("frisläppta"),
    "remarks": _("anmärkningar"),
    "section": _("avsnitt"),
    "starts": _("från"),
    "table": _("tabell"),
    "version": _("version"),
    "warnings": _("varningar"),
    "year": _("år"),
}

#: How a log can fail to be as it was written (`audit.Breach`).
BREACHES: Mapping[str, str | Promise] = {
    "missing": _("en händelse saknas"),
    "not after the one before": _("den hänger inte ihop med händelsen före"),
    "changed": _("den är inte som den skrevs"),
    "the end is not known": _("loggens slut saknas"),
    "the end was changed": _("loggens slut är ändrat"),
    "cut off": _("de sista händelserna är borttagna"),
    "put in": _("händelser är tillagda utifrån"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """An event as the page tells it."""

    sequence: int
    at: datetime
    who: str
    what: str | Promise
    about: str
    reason: str


def verbs_of(kind: str) -> tuple[str, ...]:
    """The verbs of a kind; none for a kind that there is not."""
    return tuple(verb for verb, (one, _words) in VERBS.items() if one == kind)


def told(events: Iterable[AuditEvent]) -> list[Told]:
    """Events in words, with the names of those who did them."""
    rows = list(events)
    names = _names(rows)
    return [
        Told(one.sequence, one.at, _who(one.by, names), _what(one.verb), _about(one.details, names), one.reason)
        for one in rows
    ]


def _what(verb: str) -> str | Promise:
    return VERBS[verb][1] if verb in VERBS else verb.replace("_", " ")


def _names(events: Iterable[AuditEvent]) -> dict[str, str]:
    said = {one.by.removeprefix("user:") for one in events if one.by.startswith("user:")}
    said |= {str(one.details["user"]) for one in events if "user" in one.details}
    return {str(id): name for id, name in User.objects.filter(pk__in=filter(_is_id, said)).values_list("id", "name")}


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _who(by: str, names: Mapping[str, str]) -> str:
    kind, _colon, rest = by.partition(":")
    return names.get(rest, rest) if kind == "user" else say("Driften") + f" ({rest})"


def _about(details: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """What the event keeps beside who and what, on one line."""
    return ", ".join(filter(None, (_detail(key, value, names) for key, value in details.items())))


def _detail(key: str, value: Any, names: Mapping[str, str]) -> str:
    match key, value:
        case "name" | "user", str():
            return names.get(value, value)
        case "role" | "duty", str():
            return str(ROLES.get(value) or DUTIES.get(value, value))
        case _, [int(added), int(changed), int(), int(removed)]:
            return _change(key, added, changed, removed)
        case "sha256", str():
            return f"sha256 {value[:12]}…"
        case _, list() | dict():
            return f"{DETAILS.get(key, key)}: {len(value)}"
        case _:
            return f"{DETAILS.get(key, key)}: {value}" if value not in ("", None) else ""


def _change(file: str, added: int, changed: int, removed: int) -> str:
    """What an import did to a file; nothing where it did nothing."""
    counts = ((_("nya"), added), (_("ändrade"), changed), (_("borttagna"), removed))
    said = [f"{word} {count}" for word, count in counts if count]
    return f"{file}: " + " ".join(said) if said else ""
