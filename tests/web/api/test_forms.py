"""Forms for other programs: the check is the one of every door, bilingual, bounded, and keeps nothing."""

import json
import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.catalog.queries import DEFAULT
from motcua.core import forms
from motcua.people.models import Throttle
from motcua.web.api.forms import CHECKS
from tests.catalog import factories as make
from tests.core.forms.making import form
from tests.factories.forms import give_form

pytestmark = pytest.mark.django_db
ASKED = form(
    {"key": "name", "kind": "person_name", "required": True},
    {"key": "born_on", "kind": "date", "most": "today"},
    {"key": "age", "kind": "computed", "computed": "age(born_on, today)", "result": "whole"},
    {"key": "guardian", "kind": "person_name", "shown": "age < 18", "required": True},
)


@pytest.fixture
def version():
    made = make.version()
    give_form(made, ASKED)
    return made


def check(version, answers, client=None, **given):
    url = f"/api/v1/procedures/{version.procedure}/form/check"
    body = given.pop("body", None) or json.dumps({"answers": answers})
    return (client or Client()).post(url, body, content_type="application/json", **given)


def test_right_answers_come_back_as_they_would_be_kept(version):
    response = check(version, {"name": "lê  thị hoa", "born_on": "05/01/1985"})

    assert response.status_code == 200
    given = response.json()
    assert (given["is_right"], given["wrong"], given["is_compared"]) == (True, [], False)
    assert given["values"]["born_on"] == "1985-01-05"
    assert given["values"]["name"] == "lê thị hoa"
    assert given["values"]["age"] >= 40
    assert given["visible"] == ["age", "born_on", "name"]
    assert response.headers["Cache-Control"] == "no-store"


def test_what_is_wrong_is_said_in_both_languages_with_its_path(version):
    given = check(version, {"born_on": "05/01/2099", "nobody": "x"}).json()

    told = {(each["path"], each["code"]) for each in given["wrong"]}
    assert {("name", "required"), ("born_on", "too-much"), ("nobody", "unknown")} <= told
    assert all(each["message"]["vi"] and each["message"]["en"] for each in given["wrong"])


def test_without_a_form_of_its_own_the_general_one_is_held_against():
    bare = make.version()
    assert check(bare, {"noi_dung": "Xin cấp lại"}).json()["form_id"] is None
    assert Client().get(f"/api/v1/procedures/{bare.procedure}/form").json() == forms.to_schema(DEFAULT)


def test_the_form_is_given_out_as_json_schema(version):
    schema = Client().get(f"/api/v1/procedures/{version.procedure}/form").json()
    assert forms.from_schema(schema) == ASKED


@pytest.mark.parametrize("code", ["9.999999", "x", "1.000001' OR 1=1", "%00"])
def test_an_unknown_procedure_is_said_in_both_languages(code):
    response = Client().get(f"/api/v1/procedures/{code}/form")
    assert response.status_code == 404
    if response.headers["Content-Type"].startswith("application/json"):
        assert set(response.json()["message"]) == {"vi", "en"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("{", 400),
        ("[" * 100_000, 400),
        ('{"answers": ' + "[" * 100_000 + "}", 400),
        ("[]", 422),
        ('{"answers": []}', 422),
        ("{}", 422),
        ('{"answers": {"name": "' + "a" * 300_000 + '"}}', 413),
        ('{"answers": {"name": {"$ne": null}, "born_on": NaN}}', 200),
        ('{"answers": {"name": "\\u0000<script>alert(1)</script>"}}', 200),
    ],
)
def test_bad_bodies_are_refused_or_judged_never_a_failure(version, body, status):
    assert check(version, {}, body=body or " ").status_code == status


def test_nothing_of_what_is_sent_is_stored_or_logged(version, caplog):
    secret = "Nguyễn Bí Mật"
    check(version, {"name": "Trước"})  # memory is filled
    with (
        caplog.at_level(logging.DEBUG),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        check(version, {"name": secret})
    assert secret not in caplog.text
    assert not any(secret in each["sql"] for each in asked.captured_queries)
    written = [each["sql"] for each in asked.captured_queries if each["sql"].lstrip().startswith(("INSERT", "UPDATE"))]
    assert all("people_throttle" in each for each in written)


def test_who_calls_too_often_waits(version):
    client = Client()
    answers = [check(version, {}, client).status_code for _ in range(CHECKS.burst + 3)]
    assert answers[: CHECKS.burst - 1] == [200] * (CHECKS.burst - 1)
    assert answers[-1] == 429
    assert Throttle.objects.count() == 1
    assert check(version, {}, client, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_the_interface_describes_itself():
    described = Client().get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    operation = described["paths"]["/api/v1/procedures/{code}/form/check"]["post"]
    assert operation["operationId"] == "check_form"
    assert {"200", "404", "413", "429"} <= set(operation["responses"])
