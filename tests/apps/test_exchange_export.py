"""Export, import into an empty database and export again: the same bytes. And no person's code in the association's database."""

from dataclasses import replace
from pathlib import Path

import pytest
from bench.generate import generate
from django.core.exceptions import PermissionDenied
from django.db import connections

from stegvis.associations.models import Association, User
from stegvis.associations.permissions import Operator
from stegvis.exchange.actions import export_package, import_package
from stegvis.files.package import read_package
from support.national import NUMBERS
from support.packages import package_files, write_folder

pytestmark = pytest.mark.django_db(databases=["default", "person"], transaction=True)
OPERATOR = Operator("test")
CASES = Path(__file__).parents[1] / "cases"
SERIES = (
    "scope,initiative,measure,period,edition,category,sex,value,unit,base,definition,source,page\n"
    'own,,participants,2018,,,woman,12.50,persons,,"a, b",Årsredovisning 2018,7\n'
)
GOALS = (
    "year,id,level,area,initiative,text,measure,operator,target,outcome,assessed,comment\n"
    "2020,z,board,Arbete,,Fler i arbete,exits,>=,10,,,\n2020,a,board,Arbete,stegen,Text,,,,,met,Ja\n"
)
BOARD = "body,seat,role,name,for_seat,appointed_by,from,to\nstyrelse,1,ledamot,Anna Berg,,fk,2019-01-01,\n"
ANSWERS = (
    "round,survey,respondent_group,initiative,sex,question,value\n"
    "2020,enkät,participant_exited,stegen,woman,1,5\n2020,enkät,staff,,,1,4\n2020,enkät,participant_exited,stegen,man,1,6\n"
)
GRANTS = "id,year,giver,purpose,initiative,granted,received,used\nb1,2020,Staten,Utveckling,stegen,1000.50,,12\n"


def bring_in(folder):
    reading = read_package(folder)
    assert reading.package is not None, reading.findings
    result = import_package(by=OPERATOR, package=reading.package, persons=True)
    assert result.is_done, result.findings
    return Association.objects.get(pk=result.association_id)


def take_out(association, folder):
    names = export_package(by=OPERATOR, association=association, folder=folder, persons=True)
    return {name: (folder / name).read_bytes() for name in names}


def empty_both():
    for alias in ("default", "person"):
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA foreign_keys=OFF")
            for table in connections[alias].introspection.table_names():
                if table != "django_migrations":
                    cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608


def everything(tmp_path):
    files = package_files(series=SERIES, goals=GOALS, board=BOARD, answers=ANSWERS, grants=GRANTS)
    return write_folder(tmp_path / "everything", files | {"texts/initiatives/stegen/purpose.md": b"Syfte\r\n"})


@pytest.mark.parametrize("case", ["samspelet-2020", "finnveden-2020", "everything", "generated"])
def test_export_import_export_gives_the_same_bytes(case, tmp_path):
    folder = CASES / case
    if case == "everything":
        folder = everything(tmp_path)
    elif case == "generated":
        folder = generate(tmp_path / "generated", 500)
    first = take_out(bring_in(folder), tmp_path / "first")
    empty_both()
    second = take_out(bring_in(tmp_path / "first"), tmp_path / "second")
    assert first == second
    assert "initiatives.csv" in first


SAID = """table = "exits-by-reason"
version = 3
period = "2020"
party = "fk"
threshold = 5
edition = "sus-2020"
released = 2021-02-01
notes = ["NOTE-052"]
snapshot = "5a1b"

[[labels]]
dimension = "exit_reason"
code = "others"
label = "Övriga skäl"
of = ["moved", "other"]

[[corrections]]
key = ["others", "woman"]
value = 21
counted = 20
by = "Karin Lind"
on = 2021-03-01
reason = "Felräknat"
source = "Lägesrapporten"
"""
CELLS = "exit_reason,sex,value,status\n" + "".join(
    f"{code},{sex},{21 if (code, sex) == ('others', 'woman') else count},published\n"
    for code in ("others", "total")
    for sex, count in (("woman", 20), ("man", 30), ("total", 50))
)


def test_a_corrected_table_goes_out_and_in_whole(tmp_path):
    stem = "released/2020/fk/exits-by-reason"
    files = package_files() | {f"{stem}.csv": CELLS.encode(), f"{stem}.toml": SAID.encode()}
    given = write_folder(tmp_path / "given", files)
    first = take_out(bring_in(given), tmp_path / "first")
    # The register is only added to, so the second time it is another association's.
    profile = tmp_path / "first" / "association.toml"
    profile.write_text(profile.read_text("utf-8").replace("222000-0000", NUMBERS[0]), "utf-8")
    second = take_out(bring_in(tmp_path / "first"), tmp_path / "second")
    assert {name for name in first if first[name] != second[name]} <= {"association.toml", "datapackage.json"}
    (table,), (there,) = (read_package(one).package.released for one in (given, tmp_path / "second"))
    assert replace(there, head=replace(there.head, association=table.head.association)) == table
    assert (there.version, there.corrections[0].counted, there.head.snapshot) == (3, 20, "5a1b")


def test_an_export_reads_as_what_was_brought_in(tmp_path):
    folder = everything(tmp_path)
    take_out(bring_in(folder), tmp_path / "out")
    before, after = read_package(folder).package, read_package(tmp_path / "out").package
    assert sorted(map(str, before.participations)) == sorted(map(str, after.participations))
    assert set(before.contributions) == set(after.contributions)
    for part in ("profile", "initiatives", "budget", "goals", "board", "series", "grants", "ledgers"):
        assert getattr(before, part) == getattr(after, part), part
    assert (before.texts, before.ledger_files) == (after.texts, after.ledger_files)


def test_an_association_export_holds_no_persons(tmp_path):
    association = bring_in(everything(tmp_path))
    names = export_package(by=OPERATOR, association=association, folder=tmp_path / "out")
    package = read_package(tmp_path / "out").package
    assert "participations.csv" not in names
    assert {answer.respondent_group for answer in package.answers} == {"staff"}


def test_only_who_may_takes_packages_out(tmp_path):
    association = bring_in(everything(tmp_path))
    with pytest.raises(PermissionDenied):
        export_package(by=User(email="x@example.org"), association=association, folder=tmp_path / "out")


def dump(alias):
    return "\n".join(connections[alias].connection.iterdump())


def test_no_pseudonym_is_in_the_associations_database_nor_readable_in_the_person_zone(tmp_path):
    files = package_files()
    files["participations.csv"] = files["participations.csv"].replace(b"p1,", b"kanariefagel-77,")
    bring_in(write_folder(tmp_path / "canary", files))
    assert "kanariefagel-77" in (tmp_path / "canary" / "participations.csv").read_text()
    with connections["default"].cursor(), connections["person"].cursor():
        association, person = dump("default"), dump("person")
    needle = "kanariefagel-77"
    for text in (association, person):
        assert needle not in text
        assert needle.encode().hex().upper() not in text.upper()
    assert "participation_participant" in person
    assert "participation_participant" not in association
    assert "birth_year" not in association
