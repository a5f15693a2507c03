"""Every status, every move, every person, over HTTP: what the table says happens, and nothing else."""

from __future__ import annotations

import io
from typing import Any

import pytest

from monitoria.calls.models import Call
from monitoria.evaluations.rules import WHO, Move, Status, Who, advance, open_moves
from monitoria.platform.access import GRANTS, Permission, Role
from tests.support.evaluations import golden
from tests.support.people import Cast

PATH = "/api/evaluations"
PEOPLE = ("admin", "supervisor", "other_supervisor", "evaluator", "other_evaluator", "ana", "bruno")
MOVERS = {
    Who.AUTHOR: {"evaluator"},
    Who.AUTHOR_OR_ADMIN: {"evaluator", "admin"},
    Who.OPERATOR: {"ana"},
    Who.DECIDER: {"admin", "supervisor"},
    Who.LEADER: {"admin", "supervisor"},
    Who.SYSTEM: set(),
}
BODIES: dict[Move, dict[str, Any]] = {
    Move.UPDATE: {"version": 1, "summary": "Outra"},
    Move.PUBLISH: {},
    Move.ACKNOWLEDGE: {"agrees": True},
    Move.CONTEST: {"items": [{"criterion": "empathy", "value": 9, "reason": "Fui atenciosa."}]},
    Move.DECIDE: {"items": [{"criterion": "empathy", "decision": "uphold"}], "reason": "Ouvi de novo."},
    Move.CONCLUDE: {},
}
ROADS: dict[Status, tuple[tuple[str, Move, dict[str, Any]], ...]] = {
    Status.PUBLISHED: (),
    Status.ACKNOWLEDGED: (("ana", Move.ACKNOWLEDGE, {}),),
    Status.CONTESTED: (("ana", Move.CONTEST, {}),),
    Status.UPHELD: (("ana", Move.CONTEST, {}), ("admin", Move.DECIDE, {})),
    Status.CHANGED: (
        ("ana", Move.CONTEST, {}),
        ("supervisor", Move.DECIDE, {"items": [{"criterion": "empathy", "decision": "replace", "value": 8}]}),
    ),
    Status.CLOSED: (("ana", Move.ACKNOWLEDGE, {}), ("admin", Move.CONCLUDE, {})),
}


class Stage:
    """Evaluations of Ana's call in any status, and everybody who may knock."""

    def __init__(self, as_user: Any, cast: Cast, call: Call) -> None:
        self.people = {name: as_user(getattr(cast, name)) for name in PEOPLE}
        self.call_id = str(call.id)

    def reach(self, status: Status) -> str:
        """The address of a new evaluation that stands there."""
        body = {"call_id": self.call_id, "answers": golden(), "publish": status is not Status.DRAFT}
        made = self.people["evaluator"].post(PATH, json=body)
        assert made.status_code == 201, made.get_json()
        path = f"{PATH}/{made.get_json()['id']}"
        for who, move, body in ROADS.get(status, ()):
            assert self.make(who, move, path, body) == 200, (status, who, move)
        assert self.people["admin"].get(path).get_json()["status"] == status.value
        return path

    def make(self, who: str, move: Move, path: str, body: dict[str, Any] | None = None) -> int:
        """The status code of a move."""
        client = self.people[who]
        if move is Move.DISCARD:
            return int(client.delete(path).status_code)
        if move is Move.ATTACH:
            file = {"file": (io.BytesIO(b"Chamado aberto"), "chamado.txt")}
            answer = client.post(f"{path}/contest/files", data=file)
            return 200 if answer.status_code == 201 else int(answer.status_code)
        method, path = ("PUT", path) if move is Move.UPDATE else ("POST", f"{path}/{move.value}")
        return int(client.open(path, method=method, json=BODIES[move] | (body or {})).status_code)


@pytest.fixture
def stage(as_user: Any, cast: Cast, call: Call) -> Stage:
    stage = Stage(as_user, cast, call)
    assert stage.people["admin"].put("/api/settings", json={"version": 1, "contest_rounds": 2}).status_code == 200
    return stage


def expected(cast: Cast, status: Status, move: Move, who: str) -> int:
    """What the table says: 403 not this role, 404 out of reach, 403 not this person, 409 not from here, or done."""
    sees_drafts = {"admin", "evaluator"}
    if Permission(f"evaluation:{move.value}") not in GRANTS[Role(getattr(cast, who).role)]:
        return 403
    if who in ("other_supervisor", "bruno") or (status is Status.DRAFT and who not in sees_drafts):
        return 404
    if who not in MOVERS[WHO[move]]:
        return 403
    step = advance(status, move)
    if step is None:
        return 409
    return 200 if step.to else 204


@pytest.mark.parametrize("status", list(Status))
def test_every_move_by_everybody_is_in_the_table_or_refused(stage: Stage, cast: Cast, status: Status) -> None:
    path = stage.reach(status)
    for move in BODIES | {Move.DISCARD: {}, Move.ATTACH: {}}:
        for who in PEOPLE:
            code = stage.make(who, move, path)
            assert code == expected(cast, status, move, who), (status, move, who)
            if code < 300 and move not in (Move.UPDATE, Move.ATTACH):
                path = stage.reach(status)


@pytest.mark.parametrize("status", list(Status))
def test_the_actions_shown_are_the_moves_that_are_let_through(stage: Stage, cast: Cast, status: Status) -> None:
    path = stage.reach(status)
    for who in PEOPLE:
        shown = stage.people[who].get(path)
        actions = shown.get_json()["actions"] if shown.status_code == 200 else []
        moves = [move.value for move in open_moves(status) if expected(cast, status, move, who) < 300]
        assert actions == ([*moves, "print"] if shown.status_code == 200 else []), who


@pytest.mark.parametrize(("author", "other"), [("supervisor", "admin"), ("admin", "supervisor")])
def test_whoever_published_it_does_not_decide(stage: Stage, author: str, other: str) -> None:
    body = {"call_id": stage.call_id, "answers": golden(), "publish": True}
    path = f"{PATH}/{stage.people[author].post(PATH, json=body).get_json()['id']}"
    assert stage.make("ana", Move.CONTEST, path) == 200
    assert stage.people[author].get(path).get_json()["actions"] == ["print"]
    assert stage.make(author, Move.DECIDE, path) == 403
    assert stage.make(other, Move.DECIDE, path) == 200


def test_nothing_leads_out_of_the_end_and_no_person_makes_time_pass() -> None:
    assert [move for move in Move if advance(Status.CLOSED, move)] == []
    assert all(Move.EXPIRE not in open_moves(status) for status in Status)
    assert advance(Status.CONTESTED, Move.EXPIRE) is None, "a late decision never counts against the operator"
    expiring = {status for status in Status if advance(status, Move.EXPIRE)}
    assert expiring == {Status.PUBLISHED, Status.ACKNOWLEDGED, Status.UPHELD, Status.CHANGED}
