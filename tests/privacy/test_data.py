"""A person takes along everything that is kept about him; requests have a deadline and an answer."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from typing import Any

from monitoria.app import CONTRIBUTORS
from monitoria.platform.clock import utc_now
from monitoria.privacy.rules import due_on
from monitoria.privacy.rules.words import CHOICES, NAMES
from tests.journeys.test_main_job import answers
from tests.support.people import Cast
from tests.support.sounds import short_call


def evaluated_call(as_user: Any, cast: Cast, operator: Any) -> Any:
    evaluator = as_user(cast.evaluator)
    new = {
        "operator_id": str(operator.id),
        "customer_name": "Zuleica Albuquerque",
        "customer_document": "529.982.247-25",
        "subject": "CPF 529.982.247-25 na fatura",
    }
    call = evaluator.post("/api/calls", json=new).get_json()
    sound = {"file": (io.BytesIO(short_call()), "chamada.wav")}
    recording = evaluator.post(f"/api/calls/{call['id']}/recordings", data=sound).get_json()
    evaluator.get(recording["audio_url"])
    body = {"call_id": call["id"], "answers": answers(), "summary": "Muito bem conduzida", "publish": True}
    assert evaluator.post("/api/evaluations", json=body).status_code == 201
    return call


def parts_of(answer: Any) -> dict[str, list[dict[str, Any]]]:
    return {part["key"]: part["rows"] for part in answer.get_json()["parts"]}


def test_an_operator_takes_along_everything_about_himself_and_nothing_of_others(as_user: Any, cast: Cast) -> None:
    own, other = evaluated_call(as_user, cast, cast.ana), evaluated_call(as_user, cast, cast.bruno)
    answer = as_user(cast.ana).get("/api/privacy/my-data")
    parts = parts_of(answer)
    assert list(parts) == [contributor.key for contributor in CONTRIBUTORS]
    assert parts["profile"][0]["username"] == cast.ana.username
    assert [row["protocol"] for row in parts["calls"]] == [own["protocol"]]
    evaluation = parts["evaluations"][0]
    assert (evaluation["summary"], len(evaluation["answers"])) == ("Muito bem conduzida", len(answers()))
    assert parts["listens"][0]["listener"] == cast.evaluator.full_name
    said = answer.get_data(as_text=True)
    for secret in (other["protocol"], cast.bruno.full_name, "Zuleica", "529.982.247-25"):
        assert secret not in said
    trail = as_user(cast.admin).get("/api/audit?name=data.exported").get_json()["items"]
    assert [entry["sentence"] for entry in trail] == [f"baixou os dados de {cast.ana.username} (json)"]


def test_the_same_comes_as_a_tagged_pdf_whatever_a_text_says(as_user: Any, cast: Cast) -> None:
    hostile = {"operator_id": str(cast.ana.id), "subject": '#panic("x") $ \\ ] *não* _é_ @marcação <a>'}
    as_user(cast.evaluator).post("/api/calls", json=hostile)
    evaluated_call(as_user, cast, cast.ana)
    answer = as_user(cast.ana).get("/api/privacy/my-data.pdf")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-")
    assert b"/MarkInfo" in answer.data


def followed_evaluation(as_user: Any, cast: Cast) -> str:
    """An evaluation of Ana's that was contested, decided and acknowledged, and the whole plan that came of it."""
    call = evaluated_call(as_user, cast, cast.ana)
    ana, supervisor = as_user(cast.ana), as_user(cast.supervisor)
    path = f"/api/evaluations/{ana.get('/api/evaluations').get_json()['items'][0]['id']}"
    wish = {"criterion": "empathy", "value": 10, "reason": "O cliente foi acolhido.", "at_seconds": 0.5}
    verdict = {"criterion": "empathy", "decision": "accept", "reason": "Ouvido."}
    ana.post(f"{path}/contest", json={"items": [wish], "comment": "Peço outra escuta."})
    supervisor.post(f"{path}/decide", json={"items": [verdict], "reason": "Tem razão."})
    assert ana.post(f"{path}/acknowledge", json={"agrees": True, "comment": "Li."}).status_code == 200
    day = utc_now().date()
    plan = {"evaluation_ids": [path.rsplit("/", maxsplit=1)[-1]], "objective": "Acolher antes", "criteria": ["empathy"]}
    plan |= {"due_on": (day + timedelta(days=5)).isoformat(), "actions": ["Ouvir duas chamadas"]}
    made = supervisor.post("/api/coaching/plans", json=plan).get_json()
    for text, is_private in (("Combinado", False), ("Só para quem lidera", True)):
        supervisor.post(f"/api/coaching/plans/{made['id']}/notes", json={"text": text, "is_private": is_private})
    session = {"held_on": (day - timedelta(days=1)).isoformat(), "notes": "Ouvimos juntos"}
    assert supervisor.post(f"/api/coaching/plans/{made['id']}/sessions", json=session).status_code in (200, 201)
    return str(call["protocol"])


def fields_in(told: Any) -> list[tuple[str, Any]]:
    """Every field with its value, however deep."""
    if isinstance(told, list):
        return [field for item in told for field in fields_in(item)]
    if isinstance(told, dict):
        return [*told.items(), *(field for value in told.values() for field in fields_in(value))]
    return []


def test_what_followed_an_evaluation_goes_along_and_everything_is_said_in_portuguese(as_user: Any, cast: Cast) -> None:
    followed_evaluation(as_user, cast)
    answer = as_user(cast.ana).get("/api/privacy/my-data")
    parts = parts_of(answer)
    evaluation, plan = parts["evaluations"][0], parts["plans"][0]
    assert [revision["number"] for revision in evaluation["revisions"]] == [1, 2]
    assert [item["decision"] for item in evaluation["contests"][0]["items"]] == ["accept"]
    named = [*evaluation["answers"], *evaluation["contests"][0]["items"], *evaluation["revisions"][0]["answers"]]
    assert {line["label"] for line in named if "empathy" in line.values()} == {"Empatia"}
    assert evaluation["acknowledgements"][0]["comment"] == "Li."
    assert ([note["text"] for note in plan["notes"]], len(plan["sessions"])) == (["Combinado"], 1)
    fields = fields_in(list(parts.values()))
    assert {name for name, _ in fields} <= set(NAMES)
    assert {(name, value) for name, value in fields if name in CHOICES and value not in (None, *CHOICES[name])} == set()
    assert as_user(cast.ana).get("/api/privacy/my-data.pdf").data.startswith(b"%PDF-")


def test_the_answer_is_due_fifteen_days_after_the_request_came() -> None:
    assert due_on(date(2026, 2, 20)) == date(2026, 3, 7)


def test_a_request_is_registered_packaged_answered_and_then_stays_as_it_is(as_user: Any, cast: Cast) -> None:
    evaluated_call(as_user, cast, cast.ana)
    admin = as_user(cast.admin)
    body = {"kind": "access", "subject_name": cast.ana.full_name, "user_id": str(cast.ana.id), "details": "Tudo."}
    made = admin.post("/api/privacy/requests", json=body).get_json()
    received = date.fromisoformat(made["received_on"])
    assert date.fromisoformat(made["due_on"]) - received == timedelta(days=15)
    assert (made["actions"], made["late"]) == (["update", "package"], False)
    package = admin.get(f"/api/privacy/requests/{made['id']}/package")
    assert parts_of(package)["profile"][0]["username"] == cast.ana.username
    empty = {"version": made["version"], "status": "done", "answer": ""}
    assert admin.put(f"/api/privacy/requests/{made['id']}", json=empty).status_code == 422
    answered = {**empty, "answer": "Enviado por e-mail."}
    done = admin.put(f"/api/privacy/requests/{made['id']}", json=answered).get_json()
    assert (done["status"], done["closed_at"] is not None, done["actions"]) == ("done", True, ["package"])
    again = admin.put(f"/api/privacy/requests/{made['id']}", json={**answered, "version": done["version"]})
    assert again.get_json()["type"] == "/problems/data-request-closed"
    assert [row["kind"] for row in parts_of(as_user(cast.ana).get("/api/privacy/my-data"))["requests"]] == ["access"]


def test_what_is_due_first_stands_on_top_and_what_is_late_says_so(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    for name, day in (("Nova", None), ("Antiga", "2026-01-05")):
        body = {"kind": "deletion", "subject_name": name, "received_on": day}
        assert admin.post("/api/privacy/requests", json=body).status_code == 201
    found = admin.get("/api/privacy/requests?status=open").get_json()["items"]
    assert [(row["subject_name"], row["late"]) for row in found] == [("Antiga", True), ("Nova", False)]
    nobody = admin.get(f"/api/privacy/requests/{found[0]['id']}/package").get_json()
    assert nobody["type"] == "/problems/data-request-without-person"
    future = {"kind": "access", "subject_name": "x", "received_on": "2190-01-01"}
    assert admin.post("/api/privacy/requests", json=future).status_code == 422
    for user in (cast.supervisor, cast.ana):
        assert as_user(user).get("/api/privacy/requests").status_code == 403
    assert json.dumps(found)
