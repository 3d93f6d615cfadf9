"""From a party's rows to a printed report by the pages alone: the lead publishes, the office corrects, the report says so."""

import pytest

from stegvis.core.document import TableBlock
from stegvis.core.periods import Period
from stegvis.core.tables import ReleasedTable
from stegvis.reports import actions, facts
from support import publishing as way
from support.people import make_user
from support.reading import words_of
from support.trust import client_of

pytestmark = pytest.mark.django_db(databases=["default", "person"])
YEAR = Period.year(2020)
TABLE = "/2020/statistik/participants-by-initiative/"


def test_a_lead_publishes_the_office_corrects_and_the_report_prints_both(monkeypatch):
    association = way.party()
    lena, karin = way.lead_of(association), client_of(make_user("Karin", association))
    assert "Inga tabeller är publicerade för 2020" in words_of(karin.get("/2020/statistik/"))

    draft = way.walk(lena, association)
    assert "Inga tabeller är publicerade för 2020" in words_of(karin.get("/2020/statistik/"))
    way.decide(lena, draft)
    way.do_the_work(association)
    page = words_of(karin.get(TABLE))
    assert "Intygad av Lena" in page

    table = facts.published(association, YEAR)["participants-by-initiative"]
    assert isinstance(table, ReleasedTable)
    values = dict(enumerate(table.cells[key] for key in table.head.keys()))  # noqa: SIM118
    form = {f"cell-{place}": "" if value is None else str(value + 10) for place, value in values.items()}
    form |= {"reason": "Tio saknades i varje ruta", "source": "Listan", "version": "1", "sums_may_differ": "on"}
    assert karin.post(f"{TABLE}ratta/", form).status_code == 302
    assert " r" in words_of(karin.get(TABLE))

    edition, findings = actions.build_report(
        by=make_user("Anna", association), association=association, year=2020, on=YEAR.end
    )
    assert edition is not None, findings
    blocks = [one for one in facts.document_of(edition).blocks() if isinstance(one, TableBlock)]
    assert {one.table.head.name for one in blocks} >= {"exits-by-reason", "participants-by-age"}
    assert words_of(lena.get("/vara-siffror/publicerat/2020/participants-by-initiative/")).count("Tio saknades") > 0

    way.begin(lena, association)
    assert words_of(lena.get("/vara-siffror/")).count(way.REASON) == 1
