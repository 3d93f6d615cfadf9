"""An import over both databases is all or nothing: cut off anywhere, either none of it or all of it is ever seen."""

import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stegvis.associations.models import Association
from stegvis.associations.permissions import Operator
from stegvis.exchange import importing
from stegvis.exchange.actions import import_package, settle_batches
from stegvis.participation import facts
from stegvis.participation.models import InitiativeCopy, Participant, Participation, PartyTally, PersonBatch
from stegvis.reports.facts import association_package, done_batches
from stegvis.reports.models import Batch
from support.packages import a_package, a_participation, a_profile, a_tally

pytestmark = pytest.mark.django_db(databases=["default", "person"], transaction=True)
OPERATOR = Operator("test")


class Killed(BaseException):
    """The process is gone: nothing of ours runs after this."""


BEFORE = a_package(tallies=(a_tally(),))
AFTER = a_package(
    profile=a_profile(seat="Grannby"),
    participations=(
        a_participation(exited=date(2020, 5, 1)),
        a_participation("p3"),
        a_participation("p2", sex="man", birth_year=1970, entered=date(2020, 3, 1)),
    ),
    tallies=(a_tally(99),),
)


def bring_in(package):
    return import_package(by=OPERATOR, package=package, persons=True)


def all_seen(association_id):
    """Everything that anyone sees, of both databases, as values."""
    association = Association.objects.filter(pk=association_id).first()
    if association is None:
        return None
    done = done_batches(association_id)
    rows = facts.participations(association_id, done=done)
    return (
        association_package(association).profile.seat,
        sorted((fact.sex, fact.entered, str(fact.exited), fact.person) for fact in rows),
        [tally.count for tally in facts.tallies(association_id, done=done)],
    )


def without_ids(seen):
    return seen and (seen[0], sorted((sex, entered, exited) for sex, entered, exited, _ in seen[1]), seen[2])


def kill_at(monkeypatch, name, after=False):
    """Die before or after a step, and let nothing tidy up, as when the power goes."""
    step = getattr(importing, name)

    def dying(*args, **kwargs):
        if after:
            step(*args, **kwargs)
        raise Killed

    monkeypatch.setattr(importing, name, dying)
    if name != "finish":
        monkeypatch.setattr(importing, "finish", lambda *_: None)


POINTS = [("stage_batch", False), ("stage_batch", True), ("write_profile", False), ("write_profile", True),
          ("write_association", True), ("finish", False), ("finish", True)]  # fmt: skip


@pytest.mark.parametrize(("name", "after"), POINTS)
def test_cut_off_anywhere_all_or_nothing_is_seen_and_start_up_tidies(monkeypatch, name, after):
    association_id = bring_in(BEFORE).association_id
    before = all_seen(association_id)
    with monkeypatch.context() as killing:
        kill_at(killing, name, after)
        with pytest.raises(Killed):
            bring_in(AFTER)
    expected = name == "finish"
    seen = all_seen(association_id)
    assert (seen != before) == expected
    settled = settle_batches()
    assert settled == ((1, 0) if name == "finish" and not after else (0, 0) if (after and name == "finish")
                       or (not after and name == "stage_batch") else (0, 1))  # fmt: skip
    assert without_ids(all_seen(association_id)) == without_ids(seen)
    assert not PersonBatch._base_manager.filter(settled_at=None).exists()
    assert not Participation._base_manager.exclude(replaced_by=None).exists()
    assert bring_in(AFTER).is_done
    assert without_ids(all_seen(association_id)) == (
        "Grannby",
        [
            ("man", date(2020, 3, 1), "None"),
            ("woman", date(2020, 2, 1), "2020-05-01"),
            ("woman", date(2020, 2, 1), "None"),
        ],
        [99],
    )
    assert Participation._base_manager.count() == 3
    assert PartyTally._base_manager.count() == 1


@pytest.mark.parametrize(("name", "after"), [("stage_batch", True), ("write_association", True)])
def test_a_first_import_that_was_cut_off_leaves_nothing_at_all(monkeypatch, name, after):
    with monkeypatch.context() as killing:
        kill_at(killing, name, after)
        with pytest.raises(Killed):
            bring_in(BEFORE)
    assert Participation._base_manager.exists()
    assert settle_batches() == (0, 1)
    for model in (Participation, Participant, PartyTally, InitiativeCopy, PersonBatch, Batch, Association):
        assert not model._base_manager.exists(), model


def test_the_next_import_tidies_what_a_cut_off_one_left_without_a_start_up(monkeypatch):
    association_id = bring_in(BEFORE).association_id
    with monkeypatch.context() as killing:
        kill_at(killing, "stage_batch", after=True)
        with pytest.raises(Killed):
            bring_in(AFTER)
    assert bring_in(AFTER).is_done
    assert len(all_seen(association_id)[1]) == 3
    assert Participation._base_manager.count() == 3


def test_an_error_on_the_way_tidies_at_once(monkeypatch):
    association_id = bring_in(BEFORE).association_id
    before = all_seen(association_id)
    with monkeypatch.context() as failing:
        failing.setattr(importing, "write_association", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bring_in(AFTER)
    assert all_seen(association_id) == before
    assert settle_batches() == (0, 0)


def test_a_batch_that_is_not_done_is_not_seen_while_it_is_written(monkeypatch):
    association_id = bring_in(BEFORE).association_id
    before, during = all_seen(association_id), []
    step = importing.write_association

    def looking(*args):
        during.append((len(facts.participations(association_id)), Participation._base_manager.count()))
        return step(*args)

    monkeypatch.setattr(importing, "write_association", looking)
    bring_in(AFTER)
    assert during == [(2, 4)]
    assert len(before[1]) == 2
    assert len(all_seen(association_id)[1]) == 3


def test_start_up_leaves_an_import_that_is_under_way_alone(monkeypatch):
    settled = []
    step = importing.write_association

    def starting_up(*args):
        settled.append(subprocess_settles())
        return step(*args)

    def subprocess_settles():
        from stegvis.exchange.locking import unless_importing

        with unless_importing() as free:
            return free

    monkeypatch.setattr(importing, "write_association", starting_up)
    bring_in(BEFORE)
    assert settled == [False]


PROGRAM = """
    import os, sys
    from pathlib import Path
    sys.path[:0] = [{tests!r}]
    os.environ.update(STEGVIS_DATA={data!r}, STEGVIS_PERSON_ZONE="1", DJANGO_SETTINGS_MODULE="stegvis.settings")
    import django
    django.setup()
    from stegvis.exchange.commands import prepare_databases, OPERATOR
    from stegvis.exchange.actions import import_package
    from stegvis.participation.models import Participation
    from stegvis.associations.models import Association
    from support.packages import a_package, a_participation
    prepare_databases()
    print("before", Participation._base_manager.count(), Association.objects.count(), flush=True)
    people = tuple(a_participation(f"p{{number}}") for number in range(25_000))
    def progress(stage, done, total):
        print(stage, done, flush=True)
    if "import" in sys.argv:
        print("begun", flush=True)
        import_package(by=OPERATOR, package=a_package(participations=people), persons=True, progress=progress)
        print("done", Participation._base_manager.count(), Association.objects.count(), flush=True)
"""


def start(tmp_path, *arguments):
    program = textwrap.dedent(PROGRAM).format(tests=str(Path(__file__).parents[1]), data=str(tmp_path / "var"))
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": ""},
    )


def read_until(process, word):
    for line in process.stdout:
        if line.startswith(word):
            return line.split()
    raise AssertionError(f"never said {word}")


def test_killed_in_the_middle_nothing_is_left_and_the_next_import_is_whole(tmp_path):
    process = start(tmp_path, "import")
    assert read_until(process, "before") == ["before", "0", "0"]
    read_until(process, "participations.csv")
    process.send_signal(signal.SIGKILL)
    assert process.wait(30) == -signal.SIGKILL
    process = start(tmp_path, "import")
    assert read_until(process, "before") == ["before", "0", "0"]
    assert read_until(process, "done") == ["done", "25000", "1"]
    assert process.wait(30) == 0


def test_a_changed_row_keeps_its_id_and_counts_its_changes():
    association_id = bring_in(BEFORE).association_id
    before = Participation.objects.in_association(association_id).get(sex="woman")
    changed = replace(a_participation(), municipality="Grannby")
    bring_in(a_package(participations=(changed,)))
    after = Participation.objects.in_association(association_id).get(sex="woman")
    assert (after.id, after.version, after.municipality) == (before.id, 2, "Grannby")
