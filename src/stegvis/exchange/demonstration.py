"""The invented association: through the same import as everyone, and then what its office would have done."""

from datetime import date, timedelta
from pathlib import Path

from stegvis.associations.actions import open_statistics
from stegvis.associations.models import Association
from stegvis.associations.permissions import Operator
from stegvis.core.catalogue import USUAL
from stegvis.core.package import Package
from stegvis.core.periods import Period
from stegvis.core.yearly_wheel import year_line
from stegvis.exchange.importing import import_package
from stegvis.exchange.writing import latest_year
from stegvis.files.package import read_package
from stegvis.governance.actions import mark_duty_done
from stegvis.reports import actions
from stegvis.reports.facts import published_periods

OPERATOR = Operator("set-up")
#: No address: the name is set aside for examples.
CONTACT = "kansli@exempel.se"
#: Its office has ticked off what was due longer ago than this, and so is late with a little, as offices are.
_LATE = timedelta(days=45)


def bring_in(source: Path, *, on: date) -> None:
    """Bring in each of its packages that is not there yet, and release the tables of its year. The same again changes nothing."""
    for folder in _packages(source):
        package = read_package(folder).package
        if package is None or not package.profile.invented:
            continue
        there = Association.objects.numbered(package.profile.organisation_number)
        period = Period.year(latest_year(package))
        if there is None or period not in published_periods(there):
            _bring_in(package, period, on)


def _packages(source: Path) -> list[Path]:
    if (source / "association.toml").is_file():
        return [source]
    return sorted(one for one in source.iterdir() if (one / "association.toml").is_file())


def _bring_in(package: Package, period: Period, on: date) -> None:
    result = import_package(by=OPERATOR, package=package, persons=True)
    if result.association_id is None:
        return
    association = Association.objects.get(pk=result.association_id)
    actions.release_tables(
        by=OPERATOR, association=association, period=period, names=USUAL, certified_by="Insatsledaren", on=on
    )
    if association.open_from is None:
        open_statistics(by=OPERATOR, association=association, contact=CONTACT, on=on)
    _tick_off(association, on)


def _tick_off(association: Association, on: date) -> None:
    """What its office would have done of the year's duties."""
    for item in year_line(on.year, today=on, done=()):
        if item.due < on - _LATE:
            mark_duty_done(by=OPERATOR, association=association, year=on.year, duty=item.duty, on=item.due)
