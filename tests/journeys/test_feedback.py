"""Feedback that operators can trust: published, contested, decided by another, acknowledged, concluded."""

from __future__ import annotations

from typing import Any

from flask.testing import FlaskClient

from tests.support.evaluations import golden
from tests.support.people import Cast


def asked(client: FlaskClient, path: str, status: int = 200, **body: Any) -> dict[str, Any]:
    answer = client.post(path, json=body)
    assert answer.status_code == status, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found


def test_an_evaluation_is_contested_decided_by_another_acknowledged_and_concluded(as_user: Any, cast: Cast) -> None:
    evaluator, ana, supervisor = as_user(cast.evaluator), as_user(cast.ana), as_user(cast.supervisor)
    call = asked(evaluator, "/api/calls", 201, operator_id=str(cast.ana.id))
    made = asked(evaluator, "/api/evaluations", 201, call_id=call["id"], answers=golden(), publish=True)
    path = f"/api/evaluations/{made['id']}"
    seen = ana.get(path).get_json()
    assert (seen["actions"], len(seen["revisions"])) == (["acknowledge", "contest", "print"], 1)
    wish = {"criterion": "empathy", "value": 10, "reason": "O cliente agradeceu pelo cuidado."}
    contested = asked(ana, f"{path}/contest", items=[wish], comment="Peço nova escuta.")
    assert (contested["status"], contested["actions"], contested["overall_score"]) == (
        "contested",
        ["attach", "print"],
        80.0,
    )
    assert evaluator.get(path).get_json()["actions"] == ["print"]
    assert supervisor.get(path).get_json()["actions"] == ["decide", "print"]
    waiting = supervisor.get("/api/evaluations?waiting_for=contest-decision").get_json()["items"]
    assert [item["id"] for item in waiting] == [made["id"]]
    verdict = {"criterion": "empathy", "decision": "accept"}
    asked(supervisor, f"{path}/decide", items=[verdict], reason="Ouvi de novo: procede.")
    changed = ana.get(path).get_json()
    assert (changed["status"], changed["overall_score"], changed["outcome"]) == ("changed", 86.67, "pass")
    assert [(r["number"], r["overall_score"], r["is_current"]) for r in changed["revisions"]] == [
        (1, 80.0, False),
        (2, 86.67, True),
    ]
    decided = changed["contests"][0]
    assert (decided["status"], decided["reason"]) == ("changed", "Ouvi de novo: procede.")
    assert decided["decided_by_name"] == cast.supervisor.full_name
    assert (decided["items"][0]["given"]["value"], decided["items"][0]["decided"]["value"]) == (6.0, 10.0)
    assert changed["actions"] == ["acknowledge", "print"]  # one round, unless the installation allows another
    known = asked(ana, f"{path}/acknowledge", agrees=True, comment="Obrigada.")
    assert (known["status"], known["acknowledgements"][0]["revision"]) == ("acknowledged", 2)
    assert supervisor.get(path).get_json()["actions"] == ["conclude", "print"]
    closed = asked(supervisor, f"{path}/conclude")
    assert (closed["status"], closed["actions"], closed["acknowledge_by"]) == ("closed", ["print"], None)
    assert ana.get(path).get_json()["revisions"] == changed["revisions"]
