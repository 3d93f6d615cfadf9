"""An association with a year of accounts, a budget and released counts, for tests of the pages of money and initiatives."""

from functools import cache
from pathlib import Path

from stegvis.associations.models import Association
from stegvis.associations.permissions import Operator
from stegvis.core.package import Package
from stegvis.exchange.actions import import_package
from stegvis.files.package import read_package
from support.register import put
from support.released import released

CASE = Path(__file__).parents[1] / "cases" / "finnveden-2020"
#: Women, men, all: Nya Vägar is protected.
COUNTS = {"se-ips": (51, 56, 107), "it-sparet": (9, 12, 21), "nya-vagar": (None, None, None), "total": (88, 97, 185)}


@cache
def finnveden() -> Package:
    package = read_package(CASE).package
    assert package is not None
    return package


def with_money() -> Association:
    """Finnveden's 2020 with its accounts, and participants as they were released."""
    found = import_package(by=Operator("test"), package=finnveden(), persons=True).association_id
    association = Association.objects.get(pk=found)
    for year in (2020, 2019):
        put(association, released("participants-by-initiative", "initiative", COUNTS), year)
    return association
