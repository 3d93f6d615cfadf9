"""The ledgers of a package: its SIE files, read and put together into one ledger a year."""

from collections.abc import Mapping

from stegvis.core.findings import Finding, Where, error
from stegvis.core.ledger import Ledger
from stegvis.core.profile import Profile
from stegvis.files.package.collecting import Collected
from stegvis.files.sie import read_sie
from stegvis.files.sie.merging import merged


def read_ledgers(files: Mapping[str, bytes], profile: Profile | None, findings: Collected) -> tuple[Ledger, ...]:
    """One ledger a year, oldest first. Files of the same year are put together; where they contradict is a finding."""
    of_year: dict[int, list[tuple[str, Ledger]]] = {}
    for name, data in files.items():
        reading = read_sie(data, name)
        findings.extend(reading.findings)
        if reading.ledger is not None:
            findings.extend(_faults(name, data, reading.ledger, profile))
            of_year.setdefault(reading.ledger.year, []).append((name, reading.ledger))
    ledgers = []
    for _, named in sorted(of_year.items()):
        ledger, contradictions = merged(named)
        findings.extend(contradictions)
        ledgers.append(ledger)
    return tuple(ledgers)


def _faults(name: str, data: bytes, ledger: Ledger, profile: Profile | None) -> tuple[Finding, ...]:
    """A ledger of somebody else's is not this association's."""
    given = "".join(sign for sign in ledger.organisation_number if sign.isdigit())[-10:]
    own = profile.organisation_number.replace("-", "") if profile else ""
    if given and own and given != own:
        values = {"value": ledger.organisation_number, "own": profile.organisation_number if profile else ""}
        line = data[: data.upper().find(b"#ORGNR")].count(b"\n") + 1
        return (error("SIE-030", Where(name, line, "#ORGNR"), **values),)
    return ()
