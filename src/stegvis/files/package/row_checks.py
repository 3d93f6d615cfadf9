"""What must hold within a row of `participations.csv`: plain functions over one fact, each yielding what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from stegvis.core.facts import Coded, ParticipationFact
from stegvis.core.vocabulary import code_list
from stegvis.files.package.known import Known

#: What an initiative may hold at the most, and with it everything that says less (vocabulary, `registration`).
HOLDS: Mapping[str, tuple[str, ...]] = {
    "identified": ("identified", "pseudonymous", "anonymous"),
    "pseudonymous": ("pseudonymous", "anonymous"),
    "anonymous": ("anonymous",),
    "tally": (),
}
_EXIT = ("exited", "exit_reason", "exit_destination", "income_after", "occupation_after", "followed_up",
         "occupation_at_follow_up")  # fmt: skip
_KEPT_OF_NOBODY = ("birth_year", "municipality", "site", "groups", "education", "time_on_public_support",
                   "income_before", "occupation_before", "referrer", "referred", "stage", *_EXIT)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong at a column of a row. `beside`: other columns it rests on, which must themselves be readable."""

    code: str
    column: str
    value: str
    values: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()
    only_warns: bool = False


def faults_of(fact: ParticipationFact, known: Known) -> Iterator[Fault]:
    """Everything that is wrong with a row whose cells could be read."""
    initiative = known.initiatives.get(fact.initiative) if known.initiatives is not None else None
    if initiative is None:
        if known.initiatives is not None:
            yield Fault("PKG-055", "initiative", fact.initiative, {"known": ", ".join(known.initiatives)})
    elif fact.registration not in HOLDS.get(initiative.registration, HOLDS["identified"]):
        yield Fault("PKG-077", "registration", fact.registration, {"most": initiative.registration}, ("initiative",))
    if fact.site and known.sites is not None and (fact.initiative, fact.site) not in known.sites:
        yield Fault("PKG-057", "site", fact.site, {"initiative": fact.initiative}, ("initiative",))
    if fact.registration == "anonymous":
        yield from _an_anonymous_row_tells_sex_and_year_only(fact)
        return
    if not fact.person:
        yield Fault("PKG-040", "person", "", {}, ("registration",))
    if fact.birth_year is not None and fact.birth_year > fact.entered.year:
        yield Fault("PKG-079", "birth_year", str(fact.birth_year), {"entered": str(fact.entered)}, ("entered",))
    if fact.referred is not None and fact.referred > fact.entered:
        values = {"entered": str(fact.entered)}
        yield Fault("PKG-080", "referred", str(fact.referred), values, ("entered",), only_warns=True)
    if fact.exited is not None:
        yield from _an_exit_follows_its_entry(fact, fact.exited)
        yield from _a_destination_is_given_where_the_reason_has_one(fact)


def _an_exit_follows_its_entry(fact: ParticipationFact, exited: date) -> Iterator[Fault]:
    if exited < fact.entered:
        yield Fault("PKG-070", "exited", str(exited), {"entered": str(fact.entered)}, ("entered",))
    if fact.followed_up is not None and fact.followed_up < exited:
        values = {"exited": str(exited)}
        yield Fault("PKG-081", "followed_up", str(fact.followed_up), values, ("exited",), only_warns=True)


def _a_destination_is_given_where_the_reason_has_one(fact: ParticipationFact) -> Iterator[Fault]:
    reason, destination = fact.exit_reason, fact.exit_destination
    if reason is not None and destination is None:
        if _leads_somewhere(reason):
            yield Fault("PKG-072", "exit_destination", "", {"reason": reason.code}, ("exit_reason", "exited"))
    elif destination is not None and (reason is None or not _leads_somewhere(reason)):
        values = {"reason": reason.code if reason else ""}
        yield Fault("PKG-073", "exit_destination", destination.code, values, ("exit_reason", "exited"))


def _leads_somewhere(reason: Coded) -> bool:
    return code_list("exit_reason", reason.edition)[reason.code].destination


def _an_anonymous_row_tells_sex_and_year_only(fact: ParticipationFact) -> Iterator[Fault]:
    if fact.person:
        yield Fault("PKG-074", "person", fact.person, {}, ("registration",))
    if (fact.entered.month, fact.entered.day) != (1, 1):
        yield Fault("PKG-076", "entered", str(fact.entered), {"year": str(fact.entered.year)}, ("registration",))
    for column in _KEPT_OF_NOBODY:
        if value := getattr(fact, column):
            yield Fault("PKG-075", column, _as_written(value), {}, ("registration",))


def _as_written(value: object) -> str:
    if isinstance(value, Coded):
        return value.code
    return " ".join(_as_written(one) for one in value) if isinstance(value, tuple) else str(value)
