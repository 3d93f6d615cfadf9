"""The open interface keeps its contract: what its description says, no more and no less, for whoever asks."""

import json
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from ninja.throttling import SimpleRateThrottle
from schemathesis import GenerationMode

from stegvis.api.reading import PER_MINUTE, api
from stegvis.associations.actions import open_statistics
from stegvis.associations.models import Association
from support.people import OPERATOR, make_association
from support.register import put, refuse
from support.released import released

pytestmark = pytest.mark.django_db
REASONS = {"work": (30, 20, 50), "studies": (None, None, 12), "illness": (6, 14, 20), "total": (40, 42, 82)}
NUMBER = "222000-0018"


@pytest.fixture
def association() -> Association:
    made = make_association("Samordningsförbundet Norra")
    Association.objects.filter(pk=made.pk).update(organisation_number=NUMBER)
    made.refresh_from_db()
    put(made, released("exits-by-reason", "exit_reason", REASONS, population="exits", counted=82, with_data=80), 2025)
    put(made, released("exits-by-time", "time_in_initiative", REASONS, population="exits"), 2025, party="fk")
    put(made, released("exits-by-time", "time_in_initiative", REASONS, population="exits"), 2025, party="region")
    put(made, released("tallies-by-measure", "measure", REASONS, population="tallies"), 2024)
    refuse(made, "participants-by-age", 2025)
    open_statistics(by=OPERATOR, association=made, contact="kansli@exempel.se", on=timezone.localdate())
    return made


def get(client: Client, rest: str, status: int = 200, **how: Any) -> Any:
    answer = client.get(f"/api/v1/{rest}", **how)
    assert answer.status_code == status, answer.content
    return answer


def test_from_the_associations_to_a_cell(client: Client, association: Association) -> None:
    """As a program goes: each answer says where the next is."""
    root = client.get("/api/", follow=True).json()
    assert (root["name"], root["version"]) == ("Stegvis: öppna data", "1")
    assert client.get(root["description"]).json()["openapi"]
    (one,) = client.get(root["associations"]).json()
    assert one["organisation_number"] == NUMBER
    tables = client.get(one["tables"]).json()
    assert [(table["period"], table["name"], table["party"], table["released"]) for table in tables] == [
        ("2025", "exits-by-reason", "", True), ("2025", "participants-by-age", "", False),
        ("2025", "exits-by-time", "fk", True), ("2025", "exits-by-time", "region", True),
        ("2024", "tallies-by-measure", "", True),
    ]  # fmt: skip
    whole = client.get(tables[0]["address"]).json()
    files = {file["kind"]: file["address"] for file in whole["files"]}
    assert list(files) == ["csv", "xlsx", "px", "json", "html", "svg", "png", "csv-metadata.json"]
    dataset = client.get(files["json"]).json()
    assert dataset["value"][:4] == [30, 20, 50, None]
    assert dataset["href"] == whole["page"] == tables[0]["page"]
    assert client.get(whole["page"]).status_code == 200
    assert {said["key"]: said["text"] for said in whole["metadata"]}["edition"] == "sus-2020"


def test_every_address_that_is_given_is_there(client: Client, association: Association) -> None:
    for table in get(client, f"associations/{NUMBER}/tables").json():
        assert client.get(table["page"]).status_code == 200
        if not table["released"]:
            assert client.get(table["address"]).status_code == 404
            continue
        for file in client.get(table["address"]).json()["files"]:
            answer = client.get(file["address"])
            assert answer.status_code == 200, file
            assert answer["Content-Type"].split(";")[0] == file["media_type"]


def test_the_csv_leads_to_what_is_said_of_it(client: Client, association: Association) -> None:
    address = f"associations/{NUMBER}/tables/2025/exits-by-time.csv?party=fk"
    answer = get(client, address)
    link = answer["Link"].split(">")[0].removeprefix("<")
    described = json.loads(client.get(link).content)
    assert described["url"] == f"/api/v1/{address}"


def test_several_parties_are_told_apart_and_a_table_without_a_chart_has_no_picture(
    client: Client, association: Association
) -> None:
    several = get(client, f"associations/{NUMBER}/tables/2025/exits-by-time.csv", 404)
    assert "`party`" in several.json()["detail"]
    get(client, f"associations/{NUMBER}/tables/2025/exits-by-time.csv?party=af", 404)
    assert "no chart" in get(client, f"associations/{NUMBER}/tables/2024/tallies-by-measure.svg", 404).json()["detail"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_language_is_asked_for(client: Client, association: Association, language: str) -> None:
    answer = get(client, f"associations/{NUMBER}/tables/2025/exits-by-reason.html?language={language}")
    assert answer["Content-Language"] == language
    assert f'<section lang="{language}">' in answer.content.decode()


@pytest.mark.parametrize(
    ("rest", "status"),
    [
        ("associations/222000-9999/tables", 404), ("associations/x/tables", 422), ("associations/222000-001/tables", 422),
        (f"associations/{NUMBER}/tables/2025/no-such", 404), (f"associations/{NUMBER}/tables/2025-13/x", 422),
        (f"associations/{NUMBER}/tables/0000/x", 404), (f"associations/{NUMBER}/tables/2025-09..2025-03/x", 404),
        (f"associations/{NUMBER}/tables/2025/exits-by-reason.exe", 422), (f"associations/{NUMBER}/tables?language=fi", 422),
        (f"associations/{NUMBER}/tables/2025/participants-by-age", 404), ("no-such", 404),
        (f"associations/{NUMBER}/tables/2025/a/b", 404),
        (f"associations/{NUMBER}/tables/2025/exits-by-reason?party={'x' * 101}", 422),
    ],
)  # fmt: skip
def test_what_is_not_there_or_asked_wrongly_is_said_in_one_form(
    client: Client, association: Association, rest: str, status: int
) -> None:
    answer = get(client, rest, status)
    assert answer["Content-Type"].startswith("application/json")
    assert "detail" in answer.json()


def test_it_is_open_to_programs_of_other_sites_pages_and_may_be_kept(client: Client, association: Association) -> None:
    address = f"/api/v1/associations/{NUMBER}/tables"
    answer = client.get(address, headers={"Origin": "https://annan.se"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer
    assert answer["Cache-Control"] == "public, max-age=300"
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert client.get("/api/v1/associations/222000-9999/tables")["Cache-Control"] == "no-store"


def test_it_only_reads(client: Client, association: Association) -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"/api/v1/associations/{NUMBER}/tables").status_code == 405


def test_whoever_asks_too_often_waits(
    client: Client, association: Association, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All within one minute, as the interface sees it."""
    monkeypatch.setattr(SimpleRateThrottle, "timer", lambda _: 0.0)
    for _ in range(PER_MINUTE):
        get(client, "associations")
    answer = get(client, "associations", 429)
    assert "detail" in answer.json()
    get(client, "associations", 200, REMOTE_ADDR="192.0.2.7")


def test_the_description_is_published_and_names_every_answer(client: Client) -> None:
    described = get(client, "openapi.json").json()
    for path, operations in described["paths"].items():
        assert list(operations) == ["get"], path
        assert {"200", "429"} <= set(operations["get"]["responses"]), path
        assert ("404" in operations["get"]["responses"]) is ("{number}" in path), path
        for parameter in operations["get"].get("parameters", ()):
            assert {"pattern", "enum", "maxLength"} & set(parameter["schema"]), (path, parameter)


# Whatever anyone asks


@pytest.fixture
def contract(association: Association, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The published description, asked of the application in this process; nobody is told to wait.

    A server ends a request by closing the connection to the database; here it is the test's own.
    """
    from stegvis.wsgi import application

    for throttle in api.throttle if isinstance(api.throttle, list) else [api.throttle]:
        monkeypatch.setattr(throttle, "num_requests", 10**9)
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _: None)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


#: What is there to be found: half of the questions ask for it, in every other way at random.
THERE = {"number": NUMBER, "period": "2025", "name": "exits-by-reason"}


def questions(operation: Any, mode: GenerationMode, *, there: bool) -> Any:
    """Questions as the description allows them, or as it does not."""
    names = {one.name for one in operation.path_parameters}
    known = {name: value for name, value in THERE.items() if name in names}
    return operation.as_strategy(mode, path_parameters=known if there and known else None)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_question_breaks_it_or_gets_an_answer_that_is_not_described(contract: Any, mode: GenerationMode) -> None:
    asked = []
    for found in contract.get_all_operations():
        operation = found.ok()
        for there in (False, True):

            @settings(max_examples=10, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
            @given(case=questions(operation, mode, there=there))
            def keeps_it(case: Any) -> None:
                response = case.call_and_validate()
                asked.append((case.operation.path, response.status_code))

            with suppress(Unsatisfiable):  # an operation without parameters can be asked in no wrong way
                keeps_it()
    assert {status for _, status in asked} <= {200, 404, 405, 422}
    if mode is GenerationMode.POSITIVE:
        assert {path for path, status in asked if status == 200} == set(contract.raw_schema["paths"])
