"""Plans over HTTP: made, changed, talked about, ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE
from tests.support.people import Cast

PATH = "/api/coaching/plans"
Json = dict[str, Any]


def today(days: int = 0) -> str:
    return (ZONE.day_of(utc_now()) + timedelta(days=days)).isoformat()


def faults(problem: Json) -> list[tuple[str, str]]:
    return [(error["pointer"], error["rule"]) for error in problem["errors"]]


def ids(client: Any, query: str = "") -> list[str]:
    return [item["id"] for item in client.get(f"{PATH}{query}").get_json()["items"]]


def asked(answer: Any, status: int = 200) -> Json:
    assert answer.status_code == status, answer.get_json()
    found: Json = answer.get_json()
    return found


def test_a_plan_shows_what_it_aims_at_in_the_words_of_the_scorecard(plan: Json, body: Json, cast: Cast) -> None:
    assert (plan["status"], plan["objective"], plan["version"]) == ("open", body["objective"], 1)
    assert (plan["operator_name"], plan["owner_name"]) == (cast.ana.full_name, cast.supervisor.full_name)
    assert [criterion["key"] for criterion in plan["criteria"]] == ["empathy", "closing"]
    assert plan["criteria"][0]["label"] == "Empatia"
    assert [(step["text"], step["is_done"]) for step in plan["steps"]] == [(text, False) for text in body["actions"]]
    assert [source["evaluation_id"] for source in plan["sources"]] == body["evaluation_ids"]
    assert plan["actions"] == [
        "update", "start", "mark", "note", "note-privately", "hold-session", "conclude", "cancel",
    ]  # fmt: skip


def test_the_same_request_makes_one_plan(as_user: Any, cast: Cast, body: Json) -> None:
    supervisor, key = as_user(cast.supervisor), {"Idempotency-Key": "plano-1"}
    first = asked(supervisor.post(PATH, json=body, headers=key), 201)
    assert asked(supervisor.post(PATH, json=body, headers=key), 201)["id"] == first["id"]
    assert ids(supervisor) == [first["id"]]


def test_everything_wrong_with_a_new_plan_is_told_at_once(as_user: Any, cast: Cast, body: Json, publish: Any) -> None:
    admin = as_user(cast.admin)
    bad = body | {
        "evaluation_ids": [*body["evaluation_ids"], publish(cast.bruno), str(uuid4())],
        "due_on": today(-1),
    }
    assert faults(asked(admin.post(PATH, json=bad), 422)) == [
        ("/evaluation_ids/1", "other-operator"),
        ("/evaluation_ids/2", "not-found"),
        ("/due_on", "past"),
    ]
    unknown = asked(admin.post(PATH, json=body | {"criteria": ["empathy", "nothing_like_it"]}), 422)
    assert faults(unknown) == [("/criteria/1", "unknown")]


def test_a_plan_reaches_its_operator_his_supervisor_its_author_and_admins(as_user: Any, cast: Cast, plan: Json) -> None:
    path = f"{PATH}/{plan['id']}"
    for user in (cast.admin, cast.supervisor, cast.ana):
        assert as_user(user).get(path).status_code == 200
        assert ids(as_user(user)) == [plan["id"]]
    for user in (cast.other_supervisor, cast.evaluator, cast.bruno, cast.carla):
        for answer in (as_user(user).get(path), as_user(user).get(f"{path}/comparison")):
            assert answer.status_code == 404
        assert ids(as_user(user)) == []


def test_an_evaluator_leads_the_plans_he_made(as_user: Any, cast: Cast, body: Json, plan: Json) -> None:
    evaluator = as_user(cast.evaluator)
    made = asked(evaluator.post(PATH, json=body), 201)
    assert ids(evaluator) == [made["id"]]
    assert "hold-session" in made["actions"]
    assert evaluator.post(f"{PATH}/{plan['id']}/notes", json={"text": "Oi"}).status_code == 404


def test_nobody_makes_a_plan_outside_his_teams_nor_for_himself(as_user: Any, cast: Cast, body: Json) -> None:
    refused = asked(as_user(cast.other_supervisor).post(PATH, json=body), 422)
    assert faults(refused) == [("/evaluation_ids/0", "not-found")]
    assert as_user(cast.ana).post(PATH, json=body).status_code == 403


def test_private_notes_are_for_those_who_lead(as_user: Any, cast: Cast, plan: Json) -> None:
    path = f"{PATH}/{plan['id']}"
    supervisor, ana, admin = as_user(cast.supervisor), as_user(cast.ana), as_user(cast.admin)
    asked(supervisor.post(f"{path}/notes", json={"text": "Só para líderes", "is_private": True}), 201)
    asked(supervisor.post(f"{path}/notes", json={"text": "Para nós dois"}), 201)
    written = asked(ana.post(f"{path}/notes", json={"text": "Vou tentar"}), 201)
    assert [note["text"] for note in written["notes"]] == ["Vou tentar", "Para nós dois"]
    assert "Só para líderes" not in ana.get(path).get_data(as_text=True)
    assert ana.post(f"{path}/notes", json={"text": "Escondido", "is_private": True}).status_code == 403
    assert [note["is_private"] for note in asked(admin.get(path))["notes"]] == [False, False, True]


def test_the_author_of_a_plan_reads_his_own_private_notes_and_not_the_supervisors(
    as_user: Any, cast: Cast, body: Json
) -> None:
    evaluator = as_user(cast.evaluator)
    path = f"{PATH}/{asked(evaluator.post(PATH, json=body), 201)['id']}/notes"
    asked(as_user(cast.supervisor).post(path, json={"text": "Do supervisor", "is_private": True}), 201)
    mine = asked(evaluator.post(path, json={"text": "Minha", "is_private": True}), 201)
    assert [note["text"] for note in mine["notes"]] == ["Minha"]


def test_the_operator_marks_what_he_did_and_so_begins_the_plan(as_user: Any, cast: Cast, plan: Json) -> None:
    ana, path = as_user(cast.ana), f"{PATH}/{plan['id']}"
    assert asked(ana.get(path))["actions"] == ["mark", "note"]
    step = f"{path}/steps/{plan['steps'][1]['id']}"
    done = asked(ana.put(step, json={"is_done": True}))
    assert (done["status"], done["actions_done"], done["steps"][1]["is_done"]) == ("in_progress", 1, True)
    assert asked(ana.put(step, json={"is_done": True}))["version"] == done["version"]
    assert asked(ana.put(step, json={"is_done": False}))["actions_done"] == 0
    assert ana.put(f"{path}/steps/{uuid4()}", json={"is_done": True}).status_code == 404


def test_changing_a_plan_keeps_the_marks_of_the_actions_that_stay(as_user: Any, cast: Cast, plan: Json) -> None:
    supervisor, path = as_user(cast.supervisor), f"{PATH}/{plan['id']}"
    first, second = plan["steps"]
    asked(as_user(cast.ana).put(f"{path}/steps/{second['id']}", json={"is_done": True}))
    version = asked(supervisor.get(path))["version"]
    steps = [{"id": second["id"], "text": "Usar a frase"}, {"text": "Uma nova"}]
    change = {"version": version, "objective": "Outro objetivo", "criteria": ["closing"], "actions": steps}
    changed = asked(supervisor.put(path, json=change))
    assert [(step["text"], step["is_done"]) for step in changed["steps"]] == [
        ("Usar a frase", True),
        ("Uma nova", False),
    ]
    assert [criterion["key"] for criterion in changed["criteria"]] == ["closing"]
    assert supervisor.put(path, json=change).get_json()["type"] == "/problems/stale-version"
    wrong = {"version": changed["version"], "actions": [{"id": first["id"], "text": "Voltou"}]}
    assert faults(asked(supervisor.put(path, json=wrong), 422)) == [("/actions/0/id", "unknown")]


def test_a_session_is_recorded_after_it_was_held_and_its_operator_acknowledges_it(
    as_user: Any, cast: Cast, plan: Json
) -> None:
    supervisor, ana, path = as_user(cast.supervisor), as_user(cast.ana), f"{PATH}/{plan['id']}"
    early = asked(supervisor.post(f"{path}/sessions", json={"held_on": today(2)}), 422)
    assert faults(early) == [("/held_on", "future")]
    held = asked(supervisor.post(f"{path}/sessions", json={"held_on": today(), "notes": "Ouvimos juntos"}), 201)
    assert (held["status"], held["sessions_waiting"]) == ("in_progress", 1)
    acknowledge = f"{path}/sessions/{held['sessions'][0]['id']}/acknowledge"
    for user in (cast.supervisor, cast.admin):
        assert as_user(user).post(acknowledge).status_code == 403
    assert "acknowledge-session" in asked(ana.get(path))["actions"]
    seen = asked(ana.post(acknowledge))
    assert seen["sessions"][0]["acknowledged_at"] is not None
    assert "acknowledge-session" not in seen["actions"]
    assert asked(ana.post(acknowledge))["sessions"] == seen["sessions"]


@pytest.mark.parametrize(("verb", "status"), [("conclude", "concluded"), ("cancel", "cancelled")])
def test_an_ended_plan_changes_no_more(as_user: Any, cast: Cast, plan: Json, verb: str, status: str) -> None:
    supervisor, path = as_user(cast.supervisor), f"{PATH}/{plan['id']}"
    assert as_user(cast.ana).post(f"{path}/{verb}", json={"version": 1}).status_code == 403
    ended = asked(supervisor.post(f"{path}/{verb}", json={"version": 1, "closing_note": "Foi bem"}))
    assert (ended["status"], ended["closing_note"], ended["actions"]) == (status, "Foi bem", [])
    again = asked(supervisor.post(f"{path}/notes", json={"text": "Mais uma"}), 409)
    assert again["type"] == "/problems/plan-move-refused"


def test_the_list_narrows_and_pages(as_user: Any, cast: Cast, body: Json, publish: Any) -> None:
    supervisor = as_user(cast.supervisor)
    soon = asked(supervisor.post(PATH, json=body | {"due_on": today(2)}), 201)
    late = asked(supervisor.post(PATH, json=body | {"due_on": today(9)}), 201)
    other = body | {"evaluation_ids": [publish(cast.bruno)], "due_on": today(20)}
    bruno = asked(supervisor.post(PATH, json=other), 201)
    asked(supervisor.post(f"{PATH}/{late['id']}/start", json={"version": 1}))
    assert ids(supervisor, "?sort=due_on") == [soon["id"], late["id"], bruno["id"]]
    assert ids(supervisor, f"?due_before={today(9)}") == [soon["id"]]
    assert ids(supervisor, f"?operator_id={cast.bruno.id}") == [bruno["id"]]
    assert ids(supervisor, "?status=in_progress") == [late["id"]]
    assert ids(supervisor, f"?team_id={cast.south.id}") == []
    assert ids(supervisor, f"?evaluation_id={other['evaluation_ids'][0]}") == [bruno["id"]]
    page = asked(supervisor.get(f"{PATH}?sort=-due_on&limit=2"))
    assert ([item["id"] for item in page["items"]], page["total"]) == ([bruno["id"], late["id"]], 3)
    assert ids(supervisor, f"?sort=-due_on&limit=2&cursor={page['next_cursor']}") == [soon["id"]]


def test_a_list_costs_as_many_queries_as_it_has_pages(as_user: Any, cast: Cast, body: Json, count_queries: Any) -> None:
    supervisor = as_user(cast.supervisor)
    for _ in range(4):
        asked(supervisor.post(PATH, json=body), 201)
    with count_queries() as queries:
        assert len(ids(supervisor)) == 4
    assert len(queries) <= 2


def test_the_comparison_leaves_out_the_evaluations_the_plan_came_from(
    as_user: Any, cast: Cast, body: Json, publish: Any
) -> None:
    start = utc_now()
    for empathy, days in ((4, 60), (5, 50), (6, 40), (5, 30), (5, 20)):
        publish(cast.ana, empathy=empathy, closing=8, at=start - timedelta(days=days))
    publish(cast.ana, empathy=0, at=start - timedelta(days=400))
    publish(cast.bruno, empathy=0, at=start - timedelta(days=3))
    plan = asked(as_user(cast.supervisor).post(PATH, json=body), 201)
    path = f"{PATH}/{plan['id']}/comparison"
    found = asked(as_user(cast.ana).get(path))
    assert (found["sources_left_out"], found["overall"]["before"]["n"], found["overall"]["after"]["n"]) == (1, 5, 0)
    assert found["overall"]["cautions"] == ["nothing-after", "insufficient-sample"]
    for empathy in (8, 9, 10, 9, 9):
        publish(cast.ana, empathy=empathy, closing=8, at=utc_now())
    found = asked(as_user(cast.supervisor).get(path))
    empathy = next(line for line in found["criteria"] if line["key"] == "empathy")
    assert (empathy["before"]["mean"], empathy["after"]["mean"], empathy["difference"]) == (50.0, 90.0, 40.0)
    assert (empathy["before"]["n"], empathy["after"]["n"], empathy["cautions"]) == (5, 5, [])
    # s² is 50 on both sides over 5: √20 · t(0.975; 8) = 10.3126
    assert (empathy["low"], empathy["high"], empathy["degrees"]) == (29.69, 50.31, 8.0)
    closing = next(line for line in found["criteria"] if line["key"] == "closing")
    assert (closing["difference"], closing["low"], closing["cautions"]) == (0.0, None, ["no-variation"])
    assert found["overall"]["difference"] == 20.0


def test_an_operator_who_came_to_lead_neither_reads_private_notes_about_himself_nor_leads_himself(
    as_user: Any, cast: Cast, plan: Json, database: Database
) -> None:
    admin, path = as_user(cast.admin), f"{PATH}/{plan['id']}"
    asked(admin.post(f"{path}/notes", json={"text": "Só para líderes", "is_private": True}), 201)
    asked(as_user(cast.supervisor).post(f"{path}/sessions", json={"held_on": today()}), 201)
    with database.unit_of_work(Circumstances(cast.admin.id, utc_now())) as session:
        session.execute(
            text("UPDATE users SET role = 'supervisor', team_id = NULL WHERE id = :id"), {"id": cast.ana.id}
        )
        session.execute(text("UPDATE teams SET supervisor_id = :id"), {"id": cast.ana.id})
    client = as_user(cast.ana)
    seen = asked(client.get(path))
    assert (seen["notes"], seen["actions"]) == ([], ["mark", "note", "acknowledge-session"])
    assert client.post(f"{path}/conclude", json={"version": seen["version"]}).status_code == 403
    asked(client.post(f"{path}/sessions/{seen['sessions'][0]['id']}/acknowledge"))


def test_a_plan_does_not_grow_without_end(as_user: Any, cast: Cast, plan: Json, database: Database) -> None:
    many = """
        INSERT INTO coaching_notes (id, plan_id, author_id, is_private, text, created_at)
        SELECT gen_random_uuid(), :plan, :by, false, 'x', now() FROM generate_series(1, 500)
    """
    with database.unit_of_work(Circumstances(cast.admin.id, utc_now())) as session:
        session.execute(text(many), {"plan": plan["id"], "by": cast.ana.id})
    refused = asked(as_user(cast.ana).post(f"{PATH}/{plan['id']}/notes", json={"text": "Mais uma"}), 409)
    assert "500 anotações" in refused["detail"]
