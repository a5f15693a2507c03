"""Forms of other systems over HTTP: a draft, its notes, its trace; or a refusal that leaves nothing."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from sqlalchemy import text

from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from tests.support.forms import asked, connect, genesys, group, section, single
from tests.support.people import Cast

FORM = connect(
    section("s", single("q1", 40), single("q2", 20), single("q3", 20), single("q4", 20)), Description="Novas"
)

NPS = {"text": "q", "type": "npsQuestion"}


def _send(client: Any, content: bytes | Any, name: str = "ficha.json", **options: Any) -> Any:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    data = {"file": (io.BytesIO(raw), name)}
    return client.post("/api/imports/scorecards", data=data, content_type="multipart/form-data", **options)


def _kept_files(app: Application) -> list[str]:
    return [stored.key for stored in app.settings.storage.list("imports")]


def test_a_form_becomes_a_draft_that_can_be_published(as_user: Any, cast: Cast, app: Application) -> None:
    admin, kept = as_user(cast.admin), _kept_files(app)
    answer = _send(admin, {**FORM, "Tags": {"a": "b"}})
    made = answer.get_json()
    assert answer.status_code == 201, made
    assert (made["name"], made["status"], made["source"]) == ("Ficha do Connect", "draft", "amazon-connect")
    assert [(note["rule"], note["pointer"]) for note in made["notes"]] == [("not-carried", "/file/Tags")]
    card = admin.get(f"/api/scorecards/{made['id']}").get_json()
    assert (card["description"], card["draft"]["faults"], card["version"]) == ("Novas", [], made["version"])
    published = admin.post(f"/api/scorecards/{made['id']}/publish", json={"version": made["version"]})
    assert (published.status_code, published.get_json()["status"]) == (200, "published")
    assert _kept_files(app) == kept


def test_an_evaluation_made_with_it_scores_as_the_other_system_does(as_user: Any, cast: Cast) -> None:
    admin, evaluator = as_user(cast.admin), as_user(cast.evaluator)
    form = genesys(group("g1", asked("q1"), asked("q2"), weight=40), group("g2", asked("q3"), weight=20))
    made = _send(admin, form).get_json()
    admin.post(f"/api/scorecards/{made['id']}/publish", json={})
    call = evaluator.post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()["id"]
    answers = [{"criterion": f"q{n}", "options": [given]} for n, given in ((1, "a"), (2, "b"), (3, "a"))]
    body = {"call_id": call, "scorecard_id": made["id"], "answers": answers, "publish": True}
    answer = evaluator.post("/api/evaluations", json=body)
    assert answer.get_json().get("overall_score") == 60, answer.get_json()


def test_the_audit_trail_says_which_file_it_came_from(as_user: Any, cast: Cast, database: Database, now: Any) -> None:
    made = _send(as_user(cast.admin), FORM, "monitoria.json").get_json()
    with database.unit_of_work(Circumstances(None, now)) as session:
        statement = text("SELECT name, facts FROM audit_entries WHERE subject_id = :id ORDER BY name")
        found = session.execute(statement, {"id": made["id"]}).all()
    assert [row.name for row in found] == ["scorecard.created", "scorecard.imported"]
    assert found[1].facts["file_name"] == "monitoria.json"


@pytest.mark.parametrize(
    ("content", "pointer", "rule"),
    [
        (b"Protocolo;Nota\n", "/file", "not-json"),
        (b'{"a": 1}', "/file", "not-a-form"),
        (b"[" * 5000, "/file", "too-deep"),
        (b"[" + b"1," * 60_000 + b"1]", "/file", "too-large"),
        (connect(section("s", single("q", 60))), "/file/Items", "weights-sum"),
        (genesys(group("g", NPS)), "/file/questionGroups/0/questions/0/type", "question-type"),
    ],
)
def test_what_is_no_form_is_refused_and_leaves_nothing(
    as_user: Any, cast: Cast, app: Application, content: Any, pointer: str, rule: str
) -> None:
    admin, kept = as_user(cast.admin), _kept_files(app)
    before = admin.get("/api/scorecards").get_json()["total"]
    answer = _send(admin, content)
    problem = answer.get_json()
    assert (answer.status_code, problem["type"]) == (422, "/problems/form-refused")
    assert [(error["pointer"], error["rule"]) for error in problem["errors"]] == [(pointer, rule)]
    assert (admin.get("/api/scorecards").get_json()["total"], _kept_files(app)) == (before, kept)


def test_only_who_may_create_scorecards_may_import_them(as_user: Any, cast: Cast) -> None:
    for user in (cast.supervisor, cast.evaluator, cast.ana):
        assert _send(as_user(user), FORM).status_code == 403


def test_a_repeated_request_makes_one_scorecard(as_user: Any, cast: Cast) -> None:
    admin, headers = as_user(cast.admin), {"Idempotency-Key": "form"}
    first, second = (_send(admin, FORM, headers=headers) for _ in range(2))
    assert (second.status_code, second.get_json()) == (201, first.get_json())


def test_a_request_without_a_file_says_where_it_belongs(as_user: Any, cast: Cast) -> None:
    answer = as_user(cast.admin).post(
        "/api/imports/scorecards", data={}, content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code in (400, 422)
