"""A lead publishes: draft, certificates, forms, trial, decision. Each step by itself, what stops it, and what is never told."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from stegvis.associations.models import Association, AuditEvent, Job
from stegvis.associations.permissions import Role
from stegvis.core.periods import Period
from stegvis.core.tables import RefusedTable, ReleasedTable
from stegvis.exchange import publishing
from stegvis.exchange.actions import import_package
from stegvis.files.package import read_package
from stegvis.participation.actions import certifying, drafting
from stegvis.participation.models import CountCertificate, PersonEvent, PublicationDraft
from stegvis.protect import Refusal
from stegvis.reports import facts
from stegvis.reports.models import Publication, ReleasedTableRow
from support import publishing as way
from support.packages import package_files, write_folder
from support.people import OPERATOR, make_user
from support.reading import words_of
from support.register import put
from support.released import released
from support.trust import client_of

pytestmark = pytest.mark.django_db(databases=["default", "person"])
YEAR = Period.year(2020)
#: As a whole word: a token that a page holds may have the same letters in it.
A_PSEUDONYM = re.compile(r"\bp\d+\b")


@pytest.fixture
def association() -> Association:
    return way.party()


@pytest.fixture
def lena(association: Association) -> Client:
    return way.lead_of(association)


def person_verbs(before: int = 0) -> list[str]:
    return list(PersonEvent.objects.order_by("sequence").values_list("verb", flat=True)[before:])


# The whole way


def test_from_a_draft_to_what_is_published_with_one_event_for_each_write(
    lena: Client, association: Association
) -> None:
    here, there = PersonEvent.objects.count(), AuditEvent.objects.count()
    draft = way.publish(lena, association)
    assert draft.state == drafting.State.RELEASED
    tables = facts.published(association, YEAR)
    assert set(tables) == set(draft.tables)
    (publication,) = facts.publications(association)
    assert (publication.pk, publication.by, publication.reason) == (draft.pk, "Lena", way.REASON)
    assert publication.tables == dict.fromkeys(draft.tables, 1)
    table = tables["exits-by-reason"]
    assert isinstance(table, ReleasedTable)
    assert [(one.initiative, one.by) for one in table.certified] == [("stegen", "Lena")]
    assert person_verbs(here) == [
        "start_draft", "find_counted", "see_working_table", "certify_counts", "propose_forms", "try_release",
        "decide_publication", "release_tables",
    ]  # fmt: skip
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True)[there:])
    assert verbs == [
        *["ask_to_draft_publication"] * 3, "ask_to_release_tables", "release_tables",
    ]  # fmt: skip
    assert AuditEvent.objects.latest("sequence").reason == way.REASON
    assert way.REASON in words_of(lena.get(way.page(draft, "kvitto")))


def test_an_association_s_own_table_is_called_by_its_title_all_the_way() -> None:
    title = "Deltagare efter skolgång"
    toml = f'[[table]]\nname = "participants-by-schooling"\ntitle = "{title}"\npopulation = "participants"\n'
    association = way.party(tables=f'{toml}dimensions = ["education"]\n')
    lena = way.lead_of(association)
    draft = way.walk(lena, association)
    assert "participants-by-schooling" in draft.tables
    pages = [way.page(draft, step) for step in ("tabeller", "form", "granska", "beslut")]
    shown = [words_of(lena.get(page)) for page in pages]
    assert way.decide(lena, draft).status_code == 302
    way.do_the_work(association)
    shown += [
        words_of(lena.get(page))
        for page in (way.page(draft, "kvitto"), "/vara-siffror/publicerat/2020/participants-by-schooling/")
    ]
    for words in shown:
        assert title in words
        assert "participants-by-schooling" not in words


def test_a_lead_comes_to_their_own_figures_and_nowhere_else(lena: Client) -> None:
    assert lena.get("/")["Location"] == "/vara-siffror/"
    assert lena.get("/2020/statistik/").status_code == 403
    page = lena.get("/vara-siffror/").content.decode()
    assert 'class="person-zone"' in page
    assert 'role="search"' not in page


def test_the_office_reaches_none_of_it_and_reads_one_sentence_on_who_publishes(
    lena: Client, association: Association
) -> None:
    draft = way.walk(lena, association)
    office = client_of(make_user("Karin", association))
    for step in ("", "tabeller/", "intyg/", "form/", "granska/", "beslut/", "kvitto/"):
        assert office.get(f"/vara-siffror/{draft.pk}/{step}").status_code == 403
    assert way.decide(office, draft).status_code == 403
    put(association, released("exits-by-reason", "exit_reason", {"total": (9, 8, 17)}, population="exits"), 2020)
    assert "Tabellerna publiceras av den part som har deltagarna." in words_of(office.get("/2020/statistik/"))


def test_the_lead_of_another_association_is_told_that_it_is_not_there(lena: Client, association: Association) -> None:
    draft = way.walk(lena, association)
    other = way.party("Annat", "222000-2477", many=12)
    foreign = way.lead_of(other, "Olle")
    for step in ("", "tabeller/", "intyg/", "form/", "granska/", "beslut/", "kvitto/"):
        assert foreign.get(f"/vara-siffror/{draft.pk}/{step}").status_code == 404
    for step in ("tabeller", "intyg", "form", "granska", "beslut", "kvitto", "ta-bort"):
        assert foreign.post(way.page(draft, step), {"do": "propose", "version": 1}).status_code == 404
    job = Job.objects.in_association(association).latest("asked_at")
    assert foreign.get(f"/vara-siffror/arbete/{job.pk}/").status_code == 404
    assert str(draft.pk) not in foreign.get("/vara-siffror/").content.decode()
    (own,) = certifying.certifiable(association.pk, YEAR, done=facts.done_batches(association))
    theirs = way.begin(foreign, other)
    foreign.post(way.page(theirs, "intyg"), {"certify": f"{own.id}:{own.rows}"})
    assert not CountCertificate.objects.in_association(association.pk).filter(by="Olle").exists()


# Draft


def test_an_open_period_says_from_which_day(lena: Client) -> None:
    year = timezone.localdate().year
    page = lena.get(way.START)
    assert f"Hela {year} är inte slut och kan publiceras från och med 1 januari {year + 1}." in words_of(page)
    answer = lena.post(way.START, {"period": str(year)})
    assert answer.status_code == 422
    assert f"kan publiceras från och med 1 januari {year + 1}" in words_of(answer)
    assert lena.post(way.START, {"period": "2020-13"}).status_code == 422


def test_the_action_refuses_an_open_period_too(association: Association) -> None:
    with pytest.raises(drafting.PeriodNotClosed) as refused:
        drafting.start_draft(
            by=make_user("Lisa", association, Role.LEAD), association_id=association.pk, period=YEAR,
            on=date(2020, 12, 31),
        )  # fmt: skip
    assert refused.value.first_day == date(2021, 1, 1)


def test_tables_with_something_counted_are_chosen_and_the_others_listed_as_empty(
    lena: Client, association: Association
) -> None:
    draft = way.begin(lena, association)
    assert "exits-by-reason" in draft.tables
    assert "participants-by-income" not in draft.counted
    page = words_of(lena.get(way.page(draft, "tabeller")))
    assert page.index("Inget räknat") < page.index("Deltagare efter försörjning vid inskrivning")
    lena.post(way.page(draft, "tabeller"), {"tables": ["exits-by-reason"], "version": draft.version})
    draft.refresh_from_db()
    assert draft.tables == ["exits-by-reason"]
    for asked in ([], ["hittepå"]):
        answer = lena.post(way.page(draft, "tabeller"), {"tables": asked, "version": draft.version})
        assert answer.status_code == 422


def test_a_draft_is_taken_up_again_and_put_away_and_taken_back(lena: Client, association: Association) -> None:
    draft = way.begin(lena, association)
    assert way.begin(lena, association).pk == draft.pk
    before = len(person_verbs())
    away = lena.post(way.page(draft, "ta-bort"), follow=True)
    assert "Utkastet för 2020 är borttaget." in words_of(away)
    assert lena.get(way.page(draft, "tabeller")).status_code == 404
    for _ in range(2):
        lena.post(way.page(draft, "ta-bort"), {"undo": "1"})
    assert lena.get(way.page(draft, "tabeller")).status_code == 200
    assert person_verbs(before) == ["delete_draft", "restore_draft"]


def test_the_second_of_two_who_change_a_draft_is_told(lena: Client, association: Association) -> None:
    draft = way.begin(lena, association)
    old = draft.version
    lena.post(way.page(draft, "tabeller"), {"tables": ["exits-by-reason"], "version": old})
    answer = lena.post(way.page(draft, "tabeller"), {"tables": ["exits-by-time"], "version": old}, follow=True)
    assert "Utkastet har ändrats av någon annan" in words_of(answer)
    draft.refresh_from_db()
    assert draft.tables == ["exits-by-reason"]


# Certificates


def test_a_certificate_is_void_when_the_rows_change_and_stops_the_release(
    lena: Client, association: Association, tmp_path: Any
) -> None:
    draft = way.walk(lena, association)
    assert "Det här återstår" not in words_of(lena.get(way.page(draft, "beslut")))
    more = package_files(participations=way.participations(70))
    package = read_package(write_folder(tmp_path, more)).package
    assert package is not None
    assert import_package(by=OPERATOR, package=package, persons=True).is_done
    assert "Raderna har ändrats sedan intyget" in words_of(lena.get(way.page(draft, "intyg")))
    page = words_of(lena.get(way.page(draft, "beslut")))
    assert "Intyg saknas för: Stegen" in page
    assert "behöver skyddas och granskas" in page
    assert way.decide(lena, draft).status_code == 422
    assert not Publication.objects.in_association(association).exists()
    assert "Granskningen gäller inte längre" in words_of(lena.get(way.page(draft, "granska")))


def test_what_is_certified_is_what_was_shown(lena: Client, association: Association) -> None:
    draft = way.begin(lena, association)
    (one,) = certifying.certifiable(association.pk, YEAR, done=facts.done_batches(association))
    answer = lena.post(way.page(draft, "intyg"), {"certify": f"{one.id}:{'0' * 64}"}, follow=True)
    assert "Raderna har ändrats sedan du öppnade sidan" in words_of(answer)
    assert not CountCertificate.objects.in_association(association.pk).exists()
    assert "Kryssa i de insatser" in words_of(lena.post(way.page(draft, "intyg"), follow=True))
    for _ in range(2):
        lena.post(way.page(draft, "intyg"), {"certify": f"{one.id}:{one.rows}"})
    assert CountCertificate.objects.in_association(association.pk).count() == 1
    assert person_verbs().count("certify_counts") == 1
    assert certifying.certify_counts(
        by=make_user("Lisa", association, Role.LEAD), association_id=association.pk, initiative_id=one.id, period=YEAR,
        rows="0" * 64,
    ) is None  # fmt: skip


def test_the_counts_are_working_figures_whose_viewing_is_logged(lena: Client, association: Association) -> None:
    draft = way.begin(lena, association)
    page = words_of(lena.get(way.page(draft, "intyg")))
    assert "Arbetssiffror, bara för dig. Visningen är loggad." in page
    assert "Insats Kvinnor Män Totalt Stegen 30 30 60" in page
    event = PersonEvent.objects.latest("sequence")
    assert (event.verb, event.object_id, event.details) == ("see_working_table", "2020", {})


def test_a_step_says_that_work_on_the_draft_is_going_on(lena: Client, association: Association) -> None:
    draft = way.begin(lena, association)
    said = "Ett arbete med utkastet pågår. Se hur långt det har kommit"
    assert said not in words_of(lena.get(way.page(draft, "form")))
    lena.post(way.page(draft, "form"), {"do": "propose"})
    assert said in words_of(lena.get(way.page(draft, "form")))
    way.do_the_work(association)
    assert said not in words_of(lena.get(way.page(draft, "form")))


# Forms, trial


def test_the_forms_stand_beside_each_other_and_the_chosen_one_is_published(
    lena: Client, association: Association
) -> None:
    draft = way.begin(lena, association)
    way.certify_all(lena, draft)
    assert "Formerna är inte prövade" in words_of(lena.get(way.page(draft, "form")))
    way.propose(lena, draft, association)
    page = lena.get(way.page(draft, "form")).content.decode()
    assert 'name="form-exits-by-reason" value="as-it-is"' in page
    assert 'name="form-exits-by-reason" value="drop:sex"' in page
    assert "Förslag" in page
    way.try_it(lena, draft, association, **{"exits-by-reason": "drop:sex", "participants-by-age": "hittepå"})
    assert draft.chosen["exits-by-reason"] == "drop:sex"
    assert draft.chosen["participants-by-age"] != "hittepå"
    assert way.decide(lena, draft).status_code == 302
    way.do_the_work(association)
    table = facts.published(association, YEAR)["exits-by-reason"]
    assert isinstance(table, ReleasedTable)
    assert table.head.grouping == "drop:sex"


def test_the_audit_says_what_is_hidden_and_why_it_cannot_be_narrowed(lena: Client, association: Association) -> None:
    draft = way.walk(lena, association)
    page = words_of(lena.get(way.page(draft, "granska")))
    assert "rutor är dolda, och ingen av dem kan ringas in snävare" in page
    assert "Det här kan en utomstående räkna ut" in page
    assert "mellan 1 och" in page
    assert "samband mellan rutorna" in page


def test_a_refused_table_says_why_and_what_would_do(
    lena: Client, association: Association, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protector is made to refuse everything: then nothing can be decided on."""
    draft = way.begin(lena, association)
    way.certify_all(lena, draft)
    way.propose(lena, draft, association)

    def refuse(tables: Any, *_args: Any, **_more: Any) -> Refusal:
        return Refusal(tuple(RefusedTable(one.head.name, one.head.title, one.head.period) for one in tables))

    monkeypatch.setattr("stegvis.participation.actions.trying.release", refuse)
    way.try_it(lena, draft, association)
    page = words_of(lena.get(way.page(draft, "granska")))
    assert "Kan inte publiceras" in page
    assert "Det här skulle gå: Som den är" in page
    assert "Ingen av tabellerna kan publiceras så här" in words_of(lena.get(way.page(draft, "beslut")))
    assert way.decide(lena, draft).status_code == 422


# Decision


def test_a_decision_has_a_reason_and_a_double_click_publishes_once(lena: Client, association: Association) -> None:
    draft = way.walk(lena, association)
    answer = way.decide(lena, draft, reason="  ")
    assert answer.status_code == 422
    assert "Skriv varför tabellerna publiceras." in words_of(answer)
    draft.refresh_from_db()
    form = {"reason": way.REASON, "version": draft.version}
    first, *others = [lena.post(way.page(draft, "beslut"), form) for _ in range(3)]
    assert first.status_code == 302
    assert {one["Location"] for one in others} == {way.page(draft, "kvitto")}
    assert Job.objects.in_association(association).filter(kind="release_tables").count() == 1
    job = way.do_the_work(association)
    assert lena.get(f"/vara-siffror/arbete/{job.pk}/")["Location"] == way.page(draft, "kvitto")
    rows = ReleasedTableRow.objects.in_association(association).count()
    assert publishing.work_on_draft(
        by=make_user("Lisa", association, Role.LEAD), association=association, draft_id=draft.pk, step="publish"
    ) == ""  # fmt: skip
    assert ReleasedTableRow.objects.in_association(association).count() == rows
    assert Publication.objects.in_association(association).count() == 1
    assert lena.get(way.page(draft, "beslut"))["Location"] == way.page(draft, "kvitto")


def test_work_cut_off_after_the_decision_is_carried_out_when_asked_again(
    lena: Client, association: Association
) -> None:
    draft = way.walk(lena, association)
    way.decide(lena, draft)
    Job.objects.in_association(association).filter(kind="release_tables").update(state=Job.State.FAILED)
    assert "Beslutet är inte genomfört" in words_of(lena.get(way.page(draft, "kvitto")))
    assert lena.post(way.page(draft, "kvitto")).status_code == 302
    way.do_the_work(association)
    assert way.REASON in words_of(lena.get(way.page(draft, "kvitto")))


def test_cut_off_between_the_two_databases_it_is_seen_as_done(
    lena: Client, association: Association, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = way.walk(lena, association)
    way.decide(lena, draft)
    with monkeypatch.context() as stopped:
        stopped.setattr("stegvis.participation.actions.settle_draft", lambda *_: None)
        way.do_the_work(association)
    draft.refresh_from_db()
    assert draft.state == drafting.State.DECIDED
    assert lena.get(way.page(draft, "kvitto")).status_code == 200
    draft.refresh_from_db()
    assert draft.state == drafting.State.RELEASED


PLACES = (
    "stegvis.participation.actions.releasing.release",
    "stegvis.participation.actions.releasing._record",
    "stegvis.reports.actions.releasing.add_version",
    "stegvis.reports.actions.releasing.audit.record",
    "stegvis.reports.models.Publication.save",
)


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_stops_nothing_is_published_and_asked_again_all_is(
    lena: Client, association: Association, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    draft = way.walk(lena, association)
    way.decide(lena, draft)

    def stop(*_args: Any, **_more: Any) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as full:
        full.setattr(place, stop)
        job = Job.objects.in_association(association).get(kind="release_tables")
        way.tasks.work_on_draft.func(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert not ReleasedTableRow.objects.in_association(association).exists()
    assert not Publication.objects.in_association(association).exists()
    assert "Inget är publicerat, och inget halvfärdigt är kvar" in words_of(lena.get(way.page(draft, "kvitto")))
    lena.post(way.page(draft, "kvitto"))
    way.do_the_work(association)
    assert set(facts.published(association, YEAR)) == set(draft.tables)


def test_what_comes_out_otherwise_than_it_was_seen_is_not_published(
    lena: Client, association: Association, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = way.walk(lena, association)
    way.decide(lena, draft)
    monkeypatch.setattr("stegvis.participation.actions.digest_of", _another())
    way.do_the_work(association)
    draft.refresh_from_db()
    assert (draft.state, draft.problem) == (drafting.State.OPEN, "changed")
    assert not ReleasedTableRow.objects.in_association(association).exists()
    assert not Publication.objects.in_association(association).exists()
    assert "Inget har publicerats" in words_of(lena.get(way.page(draft, "form")))


def _another() -> Any:
    """A digest that is never the same twice."""
    many = iter(range(99))
    return lambda _outcome: str(next(many))


def test_rows_that_change_between_decision_and_release_stop_it(
    lena: Client, association: Association, tmp_path: Any
) -> None:
    draft = way.walk(lena, association)
    way.decide(lena, draft)
    package = read_package(write_folder(tmp_path, package_files(participations=way.participations(70)))).package
    assert package is not None
    assert import_package(by=OPERATOR, package=package, persons=True).is_done
    way.do_the_work(association)
    draft.refresh_from_db()
    assert (draft.state, draft.problem) == (drafting.State.OPEN, "certificates")
    assert not ReleasedTableRow.objects.in_association(association).exists()
    assert draft.tables  # nothing is lost: the draft is open again
    assert "Ett intyg gäller inte längre" in words_of(lena.get(way.page(draft, "intyg")))


def test_a_register_that_does_not_match_its_hash_stops_it_with_a_clear_word(
    lena: Client, association: Association
) -> None:
    from django.db import connection

    draft = way.walk(lena, association)
    way.decide(lena, draft)
    put(association, released("exits-by-time", "time", {"total": (30, 8, 38)}, population="exits"), 2019)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER reports_releasedtablerow_update_kept")
        cursor.execute("UPDATE reports_releasedtablerow SET content = replace(content, '30', '31')")
    way.do_the_work(association)
    draft.refresh_from_db()
    assert (draft.state, draft.problem) == (drafting.State.OPEN, "register")
    assert ReleasedTableRow.objects.in_association(association).count() == 1
    assert "registret behöver återställas" in words_of(lena.get(way.page(draft, "intyg")))
    way.propose(lena, draft, association)
    draft.refresh_from_db()
    assert (draft.proposals, draft.problem) == ([], "register")
    way.begin(lena, association, "2021")
    assert "registret behöver återställas" in words_of(lena.get(way.page(way.draft_of(association), "tabeller")))


# Again, and what is never told


def test_the_same_figures_published_again_give_a_receipt_and_no_new_version(
    lena: Client, association: Association
) -> None:
    way.publish(lena, association)
    rows = ReleasedTableRow.objects.in_association(association).count()
    again = way.publish(lena, association)
    assert ReleasedTableRow.objects.in_association(association).count() == rows
    assert Publication.objects.in_association(association).count() == 2
    assert "oförändrad sedan den publicerades förut" in words_of(lena.get(way.page(again, "kvitto")))
    assert words_of(lena.get("/vara-siffror/")).count(way.REASON) == 2


def test_a_published_table_is_shown_in_each_version_with_what_is_new(lena: Client, association: Association) -> None:
    way.publish(lena, association)
    table = facts.published(association, YEAR)["participants-by-initiative"]
    assert isinstance(table, ReleasedTable)
    page = words_of(lena.get("/vara-siffror/publicerat/2020/participants-by-initiative/"))
    assert "Version 1" in page
    for wrong in ("2020/hittepa", "20x0/exits-by-reason", "2019/exits-by-reason", "2020/exits-by-reason"):
        address = f"/vara-siffror/publicerat/{wrong}/" + ("?version=7" if wrong == "2020/exits-by-reason" else "")
        assert lena.get(address).status_code == 404, wrong


def test_no_page_of_the_lead_and_nothing_kept_of_a_draft_holds_a_pseudonym_or_a_small_count(
    lena: Client, association: Association
) -> None:
    draft = way.walk(lena, association)
    for step in ("tabeller", "intyg", "form", "granska", "beslut"):
        assert not A_PSEUDONYM.search(lena.get(way.page(draft, step)).content.decode())
    kept = [one for proposal in draft.proposals for option in proposal["options"] if (one := option["printed"])]
    kept += draft.trial["tables"]
    values = {
        value for table in kept for _key, value in table["cells"] if table["head"]["name"] != "tallies-by-measure"
    }
    assert None in values
    assert not values & {1, 2, 3, 4}
    assert PublicationDraft.objects.in_association(association.pk).count() == 1
