"""Texts for two editors, tables released into the register, a report made and stored with its files, adopted means frozen."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from stegvis.associations.models import Association, AuditEvent
from stegvis.associations.permissions import Operator, Role
from stegvis.associations.rows import Conflict
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.exchange.actions import import_package
from stegvis.files.package import read_package
from stegvis.participation.models import PersonEvent
from stegvis.protect import Refusal
from stegvis.reports import actions, facts
from stegvis.reports.models import Edition, EditionFile, Narrative, ReleasedTableRow
from support.packages import a_package
from support.people import make_user

pytestmark = pytest.mark.django_db(databases=["default", "person"])
OPERATOR = Operator("test")
CASE = Path(__file__).parents[1] / "cases" / "samspelet-2020"
YEAR = Period.year(2020)
NAMES = ["participants-by-age", "exits-by-destination", "participants-by-initiative"]


@pytest.fixture
def association():
    return Association.objects.get(
        pk=import_package(by=OPERATOR, package=a_package(participations=None), persons=True).association_id
    )


@pytest.fixture
def samspelet():
    package = read_package(CASE).package
    return Association.objects.get(pk=import_package(by=OPERATOR, package=package, persons=True).association_id)


def save(user, association, text, version, section="summary"):
    return actions.save_narrative(
        by=user, association=association, year=2020, section=section, text=text, expected_version=version
    )


def test_the_second_of_two_editors_is_shown_what_the_first_wrote(association):
    anna, bo = make_user("Anna", association), make_user("Bo", association)
    save(anna, association, "Första", 0)
    save(anna, association, "Annas", 1)
    with pytest.raises(Conflict) as conflict:
        save(bo, association, "Bos", 1)
    assert conflict.value.row.text == "Annas"
    assert facts.narratives(association, 2020)["summary"].text == "Annas"


def test_each_save_can_be_undone_and_saving_the_same_again_is_nothing(association):
    anna = make_user("Anna", association)
    save(anna, association, "Ett", 0)
    save(anna, association, "Två", 1)
    narrative = save(anna, association, "Två", 2)
    assert narrative.version == 2
    narrative = actions.undo_narrative(by=anna, narrative=narrative, expected_version=2)
    assert (narrative.text, narrative.version) == ("Ett", 3)
    assert actions.undo_narrative(by=anna, narrative=narrative, expected_version=3).version == 3
    assert AuditEvent.objects.filter(verb__endswith="narrative").count() == 3


def test_a_text_has_a_state_and_last_years_stands_beside(association):
    anna = make_user("Anna", association)
    narrative = save(anna, association, "Text", 0)
    ready = actions.set_narrative_state(by=anna, narrative=narrative, state="ready", expected_version=1)
    assert ready.state == Narrative.State.READY
    assert facts.narratives(association, 2021) == {}
    assert facts.texts(association, year=2020) == {"summary": b"Text"}
    assert facts.texts(association, year=2021) == {}


def test_only_the_office_writes(association):
    reader = make_user("Cecilia", association, Role.BOARD)
    with pytest.raises(PermissionDenied):
        save(reader, association, "Nej", 0)


def release(association, names=NAMES):
    return actions.release_tables(
        by=OPERATOR, association=association, period=YEAR, names=names, certified_by="Lead", on=date(2021, 1, 20)
    )


def test_released_tables_are_stored_and_come_back_as_they_were(samspelet):
    released = release(samspelet)
    tables = facts.published(samspelet, YEAR)
    assert set(tables) == set(NAMES)
    assert {name for name, table in tables.items() if isinstance(table, ReleasedTable)} == {
        table.head.name for table in released.tables
    }
    assert tuple(tables[table.head.name] for table in released.tables) == released.tables
    assert facts.published_periods(samspelet) == (YEAR,)
    assert len(facts.register(samspelet).released) == len(released.tables)
    assert PersonEvent.objects.get(verb="release_tables").details["period"] == "2020"
    release(samspelet)
    assert ReleasedTableRow.objects.in_association(samspelet).count() == len(NAMES)


def test_a_table_without_a_safe_pattern_is_kept_as_refused(association, monkeypatch):
    import_package(by=OPERATOR, package=a_package(), persons=True)

    def refuse(tables, *_args, **_more):
        return Refusal(tuple(RefusedTable(one.head.name, one.head.title, one.head.period) for one in tables))

    monkeypatch.setattr("stegvis.participation.actions.releasing.release", refuse)
    release(association, ["participants-by-education"])
    table = facts.published(association, YEAR)["participants-by-education"]
    assert isinstance(table, RefusedTable)
    assert facts.released_tables(association) == ()


def test_a_user_of_the_association_zone_releases_nothing(samspelet):
    with pytest.raises(PermissionDenied):
        actions.release_tables(
            by=make_user("Anna", samspelet),
            association=samspelet,
            period=YEAR,
            names=NAMES,
            certified_by="A",
            on=date.today(),
        )


def build(association, by=OPERATOR):
    return actions.build_report(by=by, association=association, year=2020, on=date(2021, 3, 1))


def test_a_report_is_stored_as_a_document_with_its_files(samspelet):
    release(samspelet)
    user, said = make_user("Anna", samspelet), []
    edition, _ = actions.build_report(
        by=user, association=samspelet, year=2020, on=date(2021, 3, 1), progress=lambda *step: said.append(step)
    )
    assert [stage for stage, _, _ in said] == ["assemble", "html", "docx", "pdf"]
    document = facts.document_of(edition)
    assert (document.schema, document.kind, document.association) == (1, "annual", "Samordningsförbundet Samspelet")
    assert facts.file_bytes(samspelet, edition.pk, "pdf").startswith(b"%PDF")
    assert facts.file_bytes(samspelet, edition.pk, "docx").startswith(b"PK")
    assert b"<html" in facts.file_bytes(samspelet, edition.pk, "html")
    assert facts.file_bytes(samspelet, edition.pk, "xlsx") is None
    second, _ = build(samspelet, user)
    assert [one.number for one in facts.editions(samspelet, "annual", 2020)] == [2, 1]
    assert second.number == 2


def test_a_changed_byte_is_seen(samspelet):
    edition, _ = build(samspelet, make_user("Anna", samspelet))
    EditionFile.objects.in_association(samspelet).filter(kind="pdf").update(content=b"%PDF other")
    with pytest.raises(ValueError, match="not as it was stored"):
        facts.file_bytes(samspelet, edition.pk, "pdf")
    edition.document = edition.document.replace("Samspelet", "Samspelat")
    with pytest.raises(ValueError, match="not as it was stored"):
        facts.document_of(edition)


def test_the_database_refuses_to_change_what_is_adopted(samspelet):
    edition, _ = build(samspelet, make_user("Anna", samspelet))
    Edition.objects.in_association(samspelet).update(adopted_on=date(2021, 3, 1))
    editions, files = Edition.objects.in_association(samspelet), EditionFile.objects.in_association(samspelet)
    for change in (
        lambda: editions.update(document="{}"),
        lambda: editions.update(adopted_on=None),
        lambda: files.update(content=b"x"),
        files.delete,
        lambda: editions.filter(pk=edition.pk)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="adopted"), transaction.atomic():
            change()
    assert editions.get().document == edition.document


def test_the_database_refuses_a_file_that_joins_what_is_adopted(samspelet):
    anna = make_user("Anna", samspelet)
    adopted, open_one = build(samspelet, anna)[0], build(samspelet, anna)[0]
    adopted.files.filter(kind="docx").delete()
    loose = {"association": samspelet, "edition": adopted, "kind": "docx", "content": b"x", "sha256": "0" * 64}
    Edition.objects.in_association(samspelet).filter(pk=adopted.pk).update(adopted_on=date(2021, 3, 1))
    files = EditionFile.objects.in_association(samspelet)
    for change in (
        lambda: EditionFile.objects.create(**loose),
        lambda: EditionFile.objects.bulk_create([EditionFile(**loose)]),
        lambda: files.filter(edition=open_one, kind="docx").update(edition=adopted),
    ):
        with pytest.raises(DatabaseError, match="adopted"), transaction.atomic():
            change()
    assert {one.kind for one in files.filter(edition=adopted)} == {"html", "pdf"}
    files.filter(edition=open_one, kind="docx").delete()
    assert EditionFile.objects.create(**{**loose, "edition": open_one}).pk


def test_the_report_is_made_from_released_tables_and_texts_of_its_year(samspelet):
    release(samspelet, ["exits-by-reason"])
    anna = make_user("Anna", samspelet)
    save(anna, samspelet, "Avslut på grund av sjukdom: {{ exits-by-reason.illness }}.", 0)
    edition, _ = build(samspelet, anna)
    table = facts.published(samspelet, YEAR)["exits-by-reason"]
    assert str(table.cells["illness", "total"]) in edition.document


def test_an_unknown_figure_in_a_text_is_said_and_nothing_is_stored(samspelet):
    anna = make_user("Anna", samspelet)
    save(anna, samspelet, "{{ ingenting }}", 0)
    edition, findings = build(samspelet, anna)
    assert edition is None
    assert findings
    assert not Edition.objects.in_association(samspelet).exists()
