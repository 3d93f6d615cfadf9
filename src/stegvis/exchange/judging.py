"""What is wrong with a package only beside what is there already: everything at once, before a row is written."""

from collections.abc import Iterable, Iterator, Mapping

from stegvis.associations.models import Association
from stegvis.associations.sealed import Keyring, NotOpened, opener
from stegvis.core.facts import ParticipationFact
from stegvis.core.findings import Finding, Where, error
from stegvis.core.package import ASSOCIATION, Initiative, Package
from stegvis.exchange.columns import Inexact
from stegvis.exchange.division import is_of_a_participant, is_of_persons, known_initiatives
from stegvis.files.package.row_checks import HOLDS
from stegvis.initiatives import facts as initiatives
from stegvis.participation.models import Participant

#: What never changes once an initiative is created.
_FIXED = ("kind", "registration", "esf")


def faults(package: Package, association: Association | None) -> tuple[Finding, ...]:
    """Everything in a package that what is there forbids."""
    known = known_initiatives(package, association)
    found = list(_fixed_things_stay(package, association))
    found += _initiatives_are_known(package, known)
    found += _sites_are_known(package, association)
    found += _rows_are_what_the_initiative_may_hold(package.participations or (), known)
    if association is not None and association.invented != package.profile.invented:
        found.append(
            error("IMP-005", Where("association.toml", 0, "invented"), value=str(package.profile.invented).lower())
        )
    return tuple(found)


def persons_in(package: Package, association: Association | None) -> tuple[Finding, ...]:
    """Why the association zone refuses a package: the files that hold persons, and whom to ask for tables instead."""
    known = known_initiatives(package, association)
    files = []
    if package.participations is not None:
        files.append("participations.csv")
    if any(is_of_persons(tally, known) for tally in package.tallies or ()):
        files.append("tallies.csv")
    if any(is_of_a_participant(answer) for answer in package.answers or ()):
        files.append("answers.csv")
    parties = _owners(package, known)
    return tuple(error("IMP-001", Where(name), value=name, parties=parties) for name in files)


def of_inexact(amounts: Iterable[Inexact]) -> tuple[Finding, ...]:
    """Amounts that are finer than an öre."""
    return tuple(error("IMP-003", Where(one.file, 0, one.column), value=one.amount, row=one.row) for one in amounts)


def key_faults(association: Association | None, keys: Keyring) -> tuple[Finding, ...]:
    """Whether the key is the one that the association's persons are sealed with."""
    if association is None:
        return ()
    row = Participant.objects.in_association(association).values_list("id", "pseudonym").first()
    try:
        if row is not None:
            opener(Participant, "pseudonym", keys)(row[0], bytes(row[1]))
    except NotOpened:
        return (error("IMP-008", Where("--key-file"), value=""),)
    return ()


def _fixed_things_stay(package: Package, association: Association | None) -> Iterator[Finding]:
    there = {one.id: one for one in initiatives.initiatives(association)} if association else {}
    for initiative in package.initiatives or ():
        before = there.get(initiative.id)
        for name in _FIXED if before else ():
            was, now = getattr(before, name), getattr(initiative, name)
            if was != now:
                where = Where("initiatives.csv", 0, name)
                yield error("IMP-002", where, value=_written(now), initiative=initiative.id, was=_written(was))


def _initiatives_are_known(package: Package, known: Mapping[str, Initiative]) -> Iterator[Finding]:
    """The reader has looked where the package has `initiatives.csv`; here what is there counts too."""
    for file, ids in _named(package):
        for id in dict.fromkeys(ids):
            if id and id not in known:
                yield error("IMP-004", Where(file, 0, "initiative"), value=id, known=", ".join(known))


def _named(package: Package) -> Iterator[tuple[str, Iterable[str]]]:
    yield "sites.csv", (one.initiative for one in package.sites or ())
    yield "participations.csv", (one.initiative for one in package.participations or ())
    yield "tallies.csv", (one.initiative for one in package.tallies or ())
    yield "grants.csv", (one.initiative for one in package.grants or ())
    yield "budget.csv", (id for one in package.budget or () for id in one.initiatives)
    yield "goals.csv", (one.initiative for one in package.goals or ())
    yield "answers.csv", (one.initiative for one in package.answers or ())
    yield "series.csv", (one.initiative for one in package.series or ())
    yield "texts", (section.split("/")[1] for section in package.texts if section.startswith("initiatives/"))
    yield "released", (id for table in package.released for id in table.head.initiatives)


def _sites_are_known(package: Package, association: Association | None) -> Iterator[Finding]:
    """Where the package has neither its sites nor its initiatives the reader could not look; here those that are there count."""
    if package.sites is not None or package.initiatives is not None:
        return
    there = {(one.initiative, one.site) for one in (initiatives.sites(association) if association else ())}
    for initiative, site in dict.fromkeys((one.initiative, one.site) for one in package.participations or ()):
        if site and (initiative, site) not in there:
            yield error("IMP-013", Where("participations.csv", 0, "site"), value=site, initiative=initiative)


def _rows_are_what_the_initiative_may_hold(
    facts: Iterable[ParticipationFact], known: Mapping[str, Initiative]
) -> Iterator[Finding]:
    for id, registration in dict.fromkeys((fact.initiative, fact.registration) for fact in facts):
        most = known[id].registration if id in known else ""
        if most and registration not in HOLDS[most]:
            where = Where("participations.csv", 0, "registration")
            yield error("IMP-010", where, value=registration, initiative=id, most=most)


def _owners(package: Package, known: Mapping[str, Initiative]) -> str:
    """The parties that run initiatives, by name: they have the rows, and can release tables of them."""
    ids = dict.fromkeys(id for one in known.values() for id in one.owner if id != ASSOCIATION)
    names = [party.name for party in package.profile.parties if party.id in ids]
    return ", ".join(names) or ", ".join(ids)


def _written(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
