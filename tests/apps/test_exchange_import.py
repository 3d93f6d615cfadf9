"""An import: added, changed, unchanged; the same again changes nothing; a page never takes persons."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from stegvis.associations.models import Association, AuditEvent, Membership, User
from stegvis.associations.permissions import Operator
from stegvis.core.facts import AnswerFact, Coded
from stegvis.core.package import Contribution, Goal, Seat, Site
from stegvis.exchange.actions import import_package
from stegvis.initiatives.models import Initiative
from stegvis.participation import facts as persons
from stegvis.participation.models import Participant, Participation, PersonBatch, PersonEvent
from stegvis.reports.facts import association_package
from stegvis.reports.models import Batch, Narrative, NarrativeChange
from support.packages import a_package, a_participation, a_profile, a_tally, an_initiative

pytestmark = pytest.mark.django_db(databases=["default", "person"])
OPERATOR = Operator("test")


def bring_in(package, **more):
    return import_package(by=OPERATOR, package=package, persons=True, **more)


def changes(result):
    return {one.file: (one.added, one.changed, one.unchanged, one.removed) for one in result.files}


def codes(result):
    return [finding.code for finding in result.findings]


def the_association():
    return Association.objects.get()


def in_the_zone():
    return persons.participations(the_association().pk)


def test_a_package_creates_its_association_and_says_what_was_added():
    result = bring_in(a_package())
    assert changes(result) == {
        "association.toml": (1, 0, 0, 0),
        "initiatives.csv": (2, 0, 0, 0),
        "participations.csv": (2, 0, 0, 0),
        "contributions.csv": (3, 0, 0, 0),
        "budget.csv": (2, 0, 0, 0),
    }
    assert result.association_id == the_association().pk
    assert the_association().parties.count() == 4


def test_the_same_package_again_changes_nothing():
    bring_in(a_package())
    before = set(Participation.objects.in_association(the_association()).values_list("id", "version", "batch_id"))
    result = bring_in(a_package())
    assert all(one.is_nothing for one in result.files)
    assert (
        set(Participation.objects.in_association(the_association()).values_list("id", "version", "batch_id")) == before
    )


def test_what_comes_back_is_what_went_in():
    package = a_package()
    bring_in(package)
    back = association_package(the_association())
    assert back.profile == package.profile
    assert back.initiatives == package.initiatives
    assert back.contributions == package.contributions
    assert back.budget == package.budget
    assert back.participations is None
    assert [replace(fact, person="") for fact in in_the_zone()] == [
        replace(fact, person="") for fact in package.participations
    ]


def test_participations_are_added_or_changed_by_key_and_never_removed():
    bring_in(a_package())
    kept = Participation.objects.in_association(the_association()).get(sex="woman").pk
    exited = a_participation(exited=date(2020, 9, 1), exit_reason=Coded("sus-2020", "illness"))
    result = bring_in(a_package(participations=(exited, a_participation("p3"))))
    assert changes(result)["participations.csv"] == (1, 1, 0, 0)
    assert [(fact.sex, fact.exited) for fact in in_the_zone()] == [
        ("woman", date(2020, 9, 1)),
        ("man", None),
        ("woman", None),
    ]
    row = Participation.objects.in_association(the_association()).get(exited__isnull=False)
    assert (row.pk, row.version) == (kept, 2)


def test_an_exit_without_a_known_reason_comes_back_without_one():
    bring_in(a_package(participations=(a_participation(exited=date(2020, 9, 1)),)))
    assert in_the_zone()[0].exit_reason is None
    assert in_the_zone()[0].exited == date(2020, 9, 1)


def anonymous(sex, year=2020):
    return a_participation(
        "", registration="anonymous", sex=sex, entered=date(year, 1, 1), birth_year=None, municipality="",
        education=None, time_on_public_support=None, income_before=(),
    )  # fmt: skip


def test_anonymous_rows_of_an_initiative_and_year_replace_those_that_were_there():
    bring_in(
        a_package(participations=(anonymous("woman"), anonymous("woman"), anonymous("man"), anonymous("man", 2019)))
    )
    result = bring_in(a_package(participations=(anonymous("woman"), anonymous("unknown"))))
    assert changes(result)["participations.csv"] == (1, 0, 1, 2)
    assert sorted((fact.sex, fact.entered.year) for fact in in_the_zone()) == [
        ("man", 2019),
        ("unknown", 2020),
        ("woman", 2020),
    ]


def test_a_file_replaces_the_rows_of_the_years_it_covers_and_no_others():
    early = Contribution(2019, "fk", Decimal(1))
    bring_in(a_package(contributions=(*a_package().contributions, early)))
    result = bring_in(a_package(contributions=(Contribution(2020, "fk", Decimal("500000.50")),)))
    assert changes(result)["contributions.csv"] == (0, 1, 0, 2)
    assert association_package(the_association()).contributions == (
        early,
        Contribution(2020, "fk", Decimal("500000.5")),
    )


def test_an_absent_file_changes_nothing():
    bring_in(a_package())
    result = bring_in(a_package(contributions=None, budget=None, participations=None, initiatives=None))
    assert list(changes(result)) == ["association.toml"]
    assert len(association_package(the_association()).budget) == 2
    assert len(in_the_zone()) == 2


def test_tallies_of_persons_in_a_partys_initiative_are_in_the_person_zone_and_others_are_not():
    of_party, of_office = a_tally(), a_tally(initiative="natverk")
    meetings = a_tally(measure="meetings", sex="not_collected")
    bring_in(a_package(tallies=(of_party, of_office, meetings)))
    assert set(association_package(the_association()).tallies) == {of_office, meetings}
    assert persons.tallies(the_association().pk) == (of_party,)
    result = bring_in(a_package(tallies=(replace(of_party, count=13), of_office, meetings)))
    assert changes(result)["tallies.csv"] == (0, 1, 2, 0)
    assert persons.tallies(the_association().pk)[0].count == 13


def test_several_parties_tallies_of_one_year_stand_beside_one_another():
    """A party package replaces that party's tallies of the years it covers: persons' and, in the association zone, meetings."""
    own, other = an_initiative("a", registration="tally"), an_initiative("b", registration="tally", owner=("region",))
    meetings = {"measure": "meetings", "sex": "not_collected"}
    bare = {"participations": None, "budget": None, "contributions": None}
    of_one = (a_tally(5, initiative="a"), a_tally(6, initiative="a", **meetings))
    of_other = (a_tally(7, initiative="b"), a_tally(8, initiative="b", **meetings))
    bring_in(a_package(initiatives=(own,), tallies=of_one, **bare))
    bring_in(a_package(initiatives=(other,), tallies=of_other, **bare))
    there = lambda: {*persons.tallies(the_association().pk), *association_package(the_association()).tallies}  # noqa: E731
    assert there() == {*of_one, *of_other}
    fewer = bring_in(a_package(initiatives=(own,), tallies=(a_tally(4, initiative="a", sex="man"),), **bare))
    assert changes(fewer)["tallies.csv"] == (1, 0, 0, 1)
    assert there() == {a_tally(4, initiative="a", sex="man"), of_one[1], *of_other}


def test_tallies_of_one_initiative_that_several_parties_hand_in_are_each_partys_own():
    bare = {"participations": None, "budget": None, "contributions": None}
    first, second = a_tally(5, party="fk"), a_tally(6, party="region")
    bring_in(a_package(tallies=(first,), **bare))
    bring_in(a_package(tallies=(second,), **bare))
    assert set(persons.tallies(the_association().pk)) == {first, second}


def test_a_site_that_is_nowhere_is_refused_though_the_package_has_no_list_of_them():
    bare = {"initiatives": None, "budget": None, "contributions": None}
    bring_in(a_package(sites=(Site("stegen", "norr", "exempelstad"),)))
    assert bring_in(a_package(participations=(a_participation("p8", site="norr"),), **bare)).is_done
    assert codes(bring_in(a_package(participations=(a_participation("p9", site="syd"),), **bare))) == ["IMP-013"]


def test_texts_and_series_of_an_unknown_initiative_are_refused_too():
    bring_in(a_package())
    bare = {"initiatives": None, "budget": None, "contributions": None, "participations": None}
    assert codes(bring_in(a_package(texts={"initiatives/ingen/purpose": b"x"}, **bare))) == ["IMP-004"]


def test_answers_of_participants_are_in_the_person_zone_in_their_order():
    of_participant = [AnswerFact("2020", "e", "participant_exited", "stegen", "woman", "1", value) for value in "565"]
    of_staff = AnswerFact("2020", "e", "staff", "", "", "1", "4")
    package = a_package(answers=(*of_participant, of_staff))
    bring_in(package)
    assert persons.answers(the_association().pk) == tuple(of_participant)
    assert association_package(the_association()).answers == (of_staff,)
    assert all(one.is_nothing for one in bring_in(package).files)
    fewer = bring_in(a_package(answers=(of_participant[0], of_staff)))
    assert changes(fewer)["answers.csv"] == (0, 0, 2, 2)


def test_what_is_fixed_when_an_initiative_is_created_stays():
    bring_in(a_package())
    other = an_initiative(kind="support", registration="anonymous", esf=True)
    result = bring_in(a_package(initiatives=(other,), participations=None, budget=None))
    assert codes(result) == ["IMP-002", "IMP-002", "IMP-002"]
    assert [finding.where.column for finding in result.findings] == ["kind", "registration", "esf"]
    assert Initiative.objects.in_association(the_association()).get(code="stegen").kind == "individual"


def test_initiatives_are_never_removed_and_keep_their_order():
    bring_in(a_package())
    new = an_initiative("tredje")
    bring_in(a_package(initiatives=(new,), participations=None, budget=None))
    assert [one.id for one in association_package(the_association()).initiatives] == ["tredje", "stegen", "natverk"]


def test_invented_is_a_property_from_the_first_day():
    bring_in(a_package())
    assert codes(bring_in(a_package(profile=a_profile(invented=False)), keys=None))[0] == "IMP-005"


def test_an_amount_finer_than_an_ore_is_refused_and_nothing_is_kept():
    result = bring_in(a_package(contributions=(Contribution(2020, "fk", Decimal("0.001")),)))
    assert codes(result) == ["IMP-003"]
    assert not Association.objects.exists()
    assert not Participation._base_manager.exists()
    assert not PersonBatch._base_manager.exists()


def test_a_row_of_an_unknown_initiative_is_refused_though_the_package_has_no_list_of_them():
    bring_in(a_package())
    result = bring_in(a_package(initiatives=None, budget=None, participations=(a_participation(initiative="ingen"),)))
    assert codes(result) == ["IMP-004"]
    tally_only = a_participation(initiative="natverk")
    result = bring_in(a_package(initiatives=None, budget=None, participations=(tally_only,)))
    assert codes(result) == ["IMP-010"]


def test_real_persons_ask_for_the_controllers_key():
    real = a_package(profile=a_profile(invented=False))
    assert codes(bring_in(real)) == ["IMP-007"]


def test_another_key_than_the_one_the_persons_are_sealed_with_is_refused(tmp_path):
    from stegvis.associations.sealed import make_keys, read_keys

    make_keys(tmp_path / "one.json")
    make_keys(tmp_path / "other.json")
    real = a_package(profile=a_profile(invented=False))
    assert bring_in(real, keys=read_keys(tmp_path / "one.json")).is_done
    assert codes(bring_in(real, keys=read_keys(tmp_path / "other.json"))) == ["IMP-008"]


def test_texts_are_of_the_latest_year_with_an_outcome_and_what_they_replace_is_kept():
    bring_in(a_package(texts={"summary": b"Ett"}))
    bring_in(a_package(texts={"summary": b"Tv\xc3\xa5"}))
    narrative = Narrative.objects.in_association(the_association()).get()
    assert (narrative.year, narrative.text, narrative.version) == (2020, "Två", 2)
    assert NarrativeChange.objects.in_association(the_association()).get().text == "Ett"


def test_goals_and_seats_come_back():
    goal = Goal(2020, "m1", "board", "a", "", "t", "exits", ">=", "10", "", "met", "")
    seat = Seat("styrelse", "1", "ledamot", "Anna Berg", "", "fk", date(2019, 1, 1), None)
    package = a_package(goals=(goal,), board=(seat,))
    bring_in(package)
    back = association_package(the_association())
    assert (back.goals, back.board) == ((goal,), (seat,))
    assert all(one.is_nothing for one in bring_in(package).files)


def office_user(association):
    user = User.objects.create(email="anna@example.org", name="Anna")
    Membership.objects.create(user=user, association=association, role="office", starts=date(2020, 1, 1))
    return user


def test_a_page_refuses_persons_keeps_nothing_and_says_whom_to_ask():
    bring_in(a_package(participations=None))
    user = office_user(the_association())
    answer = AnswerFact("2020", "e", "participant_ongoing", "stegen", "woman", "1", "5")
    package = a_package(tallies=(a_tally(),), answers=(answer,), contributions=())
    result = import_package(by=user, package=package)
    assert codes(result) == ["IMP-001", "IMP-001", "IMP-001"]
    assert result.findings[0].values["parties"] == "Exempelstads kommun"
    assert not result.is_done
    assert not Participant._base_manager.exists()


def test_a_page_takes_an_association_package_with_tallies_of_what_the_office_runs():
    bring_in(a_package(participations=None))
    user = office_user(the_association())
    package = a_package(participations=None, tallies=(a_tally(initiative="natverk"),))
    assert import_package(by=user, package=package).is_done


def test_only_who_may_brings_packages_in():
    bring_in(a_package(participations=None))
    stranger = User.objects.create(email="bo@example.org", name="Bo")
    with pytest.raises(PermissionDenied):
        import_package(by=stranger, package=a_package(participations=None))
    with pytest.raises(PermissionDenied):
        import_package(by=stranger, package=a_package(profile=a_profile(organisation_number="222000-1111")))


def test_each_import_is_in_the_logs_of_both_zones_without_a_pseudonym():
    bring_in(a_package(participations=(a_participation("kanariefågel-7"),)))
    event = AuditEvent.objects.get(verb="import_package")
    assert event.details["initiatives.csv"] == [2, 0, 0, 0]
    person_event = PersonEvent.objects.get()
    assert person_event.details["participations.csv"]["added"] == 1
    assert "kanariefågel" not in str(person_event.details) + str(event.details)


def test_two_associations_are_apart():
    bring_in(a_package())
    bring_in(a_package(profile=a_profile(organisation_number="222000-1111", name="Andra")))
    first, second = Association.objects.order_by("organisation_number")
    assert Participant._base_manager.count() == 4
    assert len(persons.participations(first.pk)) == len(persons.participations(second.pk)) == 2
    indexes = Participant._base_manager.values_list("pseudonym_index", flat=True)
    assert len({bytes(one) for one in indexes}) == 4
    assert Batch._base_manager.count() == 2
