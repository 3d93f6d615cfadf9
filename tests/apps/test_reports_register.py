"""The register is only added to: every version stays, a changed byte is seen, and the same again changes nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from stegvis.associations.models import Association, AuditEvent
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.exchange.actions import import_package
from stegvis.reports import actions, facts
from stegvis.reports.actions.registering import add_version
from stegvis.reports.facts import RegisterBroken
from stegvis.reports.models import Publication, ReleasedTableRow
from support.packages import a_package, a_profile
from support.people import OPERATOR, make_association, make_user
from support.publishing import party
from support.released import released
from support.trust import client_of

pytestmark = pytest.mark.django_db(databases=["default", "person"])
YEAR = Period.year(2020)
DAY = date(2021, 2, 1)
FIRST = {"work": (30, 20, 50), "studies": (12, 14, 26), "total": (42, 34, 76)}
SECOND = {"work": (36, 20, 56), "studies": (12, 14, 26), "total": (48, 34, 82)}


def table(rows: Any = FIRST, party: str = "") -> ReleasedTable:
    return replace(released("exits-by-reason", "exit_reason", rows, population="exits"), party=party)


@pytest.fixture
def association() -> Association:
    return make_association("Norra")


def add(association: Association, given: Any) -> tuple[ReleasedTableRow, bool]:
    return add_version(association, given, YEAR, DAY)


def test_each_release_that_says_something_new_is_a_version_and_the_earlier_ones_stay(association: Association) -> None:
    assert [add(association, table(rows))[0].version for rows in (FIRST, SECOND)] == [1, 2]
    latest = facts.published(association, YEAR)["exits-by-reason"]
    assert isinstance(latest, ReleasedTable)
    assert (latest.version, latest.cells["work", "woman"]) == (2, 36)
    assert [one.number for one in facts.versions(association, YEAR, "exits-by-reason")] == [2, 1]
    assert facts.released_tables(association) == (latest,)
    assert [one.version for one in facts.register(association).released] == [1, 2]


def test_the_same_again_and_an_old_version_again_add_nothing(association: Association) -> None:
    first, _ = add(association, table())
    add(association, table(SECOND))
    again, is_new = add(association, replace(table(), released_on=date(2026, 1, 1)))
    assert (again.pk, is_new) == (first.pk, False)
    assert ReleasedTableRow.objects.in_association(association).count() == 2


def test_parties_have_versions_of_their_own(association: Association) -> None:
    assert add(association, table(party="fk"))[0].version == 1
    assert add(association, table(SECOND, party="af"))[0].version == 1
    assert set(facts.published(association, YEAR)) == {"exits-by-reason/fk", "exits-by-reason/af"}


def test_a_refused_table_is_said_where_nothing_was_released_and_takes_no_ones_place(association: Association) -> None:
    refused = RefusedTable("exits-by-reason", "Avslut", YEAR)
    assert add(association, refused)[1]
    assert isinstance(facts.published(association, YEAR)["exits-by-reason"], RefusedTable)
    assert add(association, table())[0].version == 2
    add(association, refused)
    assert isinstance(facts.published(association, YEAR)["exits-by-reason"], ReleasedTable)


def test_the_database_refuses_to_change_or_remove_what_is_published(association: Association) -> None:
    row, _ = add(association, table())
    rows = ReleasedTableRow.objects.in_association(association)
    made = Publication(association=association, period="2020", by="Lena", reason="x", at="2021-02-01T00:00:00Z")
    made.save()
    publications = Publication.objects.in_association(association)
    for change in (
        lambda: rows.update(content="{}"),
        lambda: rows.filter(pk=row.pk).delete(),
        lambda: publications.update(reason="annat"),
        publications.delete,
        association.delete,
    ):
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()
    assert facts.published(association, YEAR)


def test_two_rows_of_one_version_cannot_be(association: Association) -> None:
    row, _ = add(association, table())
    with pytest.raises(DatabaseError), transaction.atomic():
        ReleasedTableRow.objects.create(
            association=association, period="2020", name=row.name, version=1, content="{}", sha256="0" * 64
        )


# A byte that was changed


def change_a_byte(association: Association) -> None:
    """Past the database's guard, as someone with the file would."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER reports_releasedtablerow_update_kept")
        cursor.execute("UPDATE reports_releasedtablerow SET content = replace(content, '30', '31')")


def test_a_changed_byte_is_seen_and_nothing_is_shown_of_the_table(association: Association) -> None:
    add(association, table())
    change_a_byte(association)
    for ask in (
        lambda: facts.published(association, YEAR),
        lambda: facts.register(association),
        lambda: facts.released_tables(association),
        lambda: facts.versions(association, YEAR, "exits-by-reason"),
    ):
        with pytest.raises(RegisterBroken):
            ask()


def test_the_page_says_so_in_words(association: Association, client: Any) -> None:
    add(association, table())
    change_a_byte(association)
    client = client_of(make_user("Karin", association))
    answer = client.get("/2020/statistik/exits-by-reason/")
    words = answer.content.decode()
    assert answer.status_code == 500
    assert "En publicerad tabell är inte som den sparades" in words
    assert "exits-by-reason" in words
    assert ">31<" not in words


def test_nothing_is_released_on_top_of_it() -> None:
    found = party()
    add(found, table())
    change_a_byte(found)
    before = ReleasedTableRow.objects.in_association(found).count()
    with pytest.raises(RegisterBroken):
        actions.release_tables(
            by=OPERATOR, association=found, period=YEAR, names=["participants-by-age"], certified_by="Lena", on=DAY
        )
    assert ReleasedTableRow.objects.in_association(found).count() == before


# By a package


def bring_in(*tables: ReleasedTable) -> Association:
    profile = a_profile(organisation_number="222000-2477", invented=True)
    package = a_package(profile=profile, participations=None, tallies=None, released=tables)
    result = import_package(by=OPERATOR, package=package)
    assert result.is_done, result.findings
    bring_in.change = next(one for one in result.files if one.file == "released")  # type: ignore[attr-defined]
    return Association.objects.get(pk=result.association_id)


def test_a_package_with_the_same_table_adds_nothing_and_with_another_a_version() -> None:
    association = bring_in(table(party="fk"))
    bring_in(table(party="fk"))
    assert bring_in.change.is_nothing  # type: ignore[attr-defined]
    bring_in(table(SECOND, party="fk"))
    assert (bring_in.change.added, bring_in.change.changed) == (0, 1)  # type: ignore[attr-defined]
    assert [one.number for one in facts.versions(association, YEAR, "exits-by-reason", "fk")] == [2, 1]
    bring_in(table(party="fk"))
    assert bring_in.change.is_nothing  # type: ignore[attr-defined]


def test_the_log_names_the_hash_of_what_was_released() -> None:
    found = party()
    actions.release_tables(
        by=OPERATOR, association=found, period=YEAR, names=["participants-by-age"], certified_by="Lena", on=DAY
    )
    row = ReleasedTableRow.objects.in_association(found).get()
    details = AuditEvent.objects.filter(verb="release_tables").latest("sequence").details
    assert details["sha256"] == {"participants-by-age": row.sha256}


def test_the_operators_export_says_so_and_writes_nothing(
    association: Association, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    from argparse import Namespace

    from stegvis.exchange.commands import export_command

    add(association, table(party="fk"))
    change_a_byte(association)
    args = Namespace(association=association.organisation_number, folder=tmp_path / "out", key_file=None, format="text")
    assert export_command(args) == 2
    assert "EXP-004" in capsys.readouterr().out
    assert not list((tmp_path / "out").rglob("*.csv"))
