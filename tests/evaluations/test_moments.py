"""Comments pinned to moments of a call's recordings."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest

from monitoria.evaluations.rules import Moment, check_moments
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from tests.recordings.conftest import stored
from tests.support.evaluations import golden
from tests.support.jobs import work_off
from tests.support.people import Cast

Json = dict[str, Any]
RECORDING, UNMEASURED = uuid4(), uuid4()


def _faults(**members: Any) -> list[tuple[str, str]]:
    moment = Moment(**{"id": uuid4(), "recording_id": RECORDING, "at_seconds": 3.5, **members})
    faults = check_moments([moment], {RECORDING: 10.0, UNMEASURED: None}, {"greeting"})
    return [(fault.pointer, fault.rule) for fault in faults]


def test_a_moment_lies_in_a_recording_of_the_call() -> None:
    assert _faults() == []
    assert _faults(until_seconds=10.0, criterion="greeting") == []
    assert _faults(recording_id=UNMEASURED, at_seconds=500) == []
    assert _faults(recording_id=uuid4()) == [("/moments/0/recording_id", "unknown")]
    assert _faults(at_seconds=10.1) == [("/moments/0/at_seconds", "range")]
    assert _faults(until_seconds=3.5) == [("/moments/0/until_seconds", "range")]
    assert _faults(until_seconds=10.1) == [("/moments/0/until_seconds", "range")]
    assert _faults(criterion="unheard_of") == [("/moments/0/criterion", "criterion-unknown")]


def test_a_moment_comes_once() -> None:
    moment = Moment(uuid4(), RECORDING, 1.0)
    assert [f.rule for f in check_moments([moment, moment], {RECORDING: 10.0}, ())] == ["moment-repeated"]


@pytest.fixture
def recording(as_user: Any, cast: Cast, database: Database, config: Config) -> Json:
    """A measured recording of ten seconds on a call of Ana's."""
    evaluator = as_user(cast.evaluator)
    call = evaluator.post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()["id"]
    made = stored(evaluator, call)
    work_off(database, config)
    return made


def test_the_operator_is_shown_the_moments(as_user: Any, cast: Cast, recording: Json) -> None:
    evaluator, chosen = as_user(cast.evaluator), str(uuid4())
    moments = [
        {"recording_id": recording["id"], "at_seconds": 7.25, "until_seconds": 9, "criterion": "empathy"},
        {"id": chosen, "recording_id": recording["id"], "at_seconds": 1.5, "comment": "Boa saudação"},
    ]
    body = {"call_id": recording["call_id"], "answers": golden(), "moments": moments}
    draft = evaluator.post("/api/evaluations", json=body).get_json()
    first, second = draft["moments"]
    assert (first["id"], first["at_seconds"], first["comment"]) == (chosen, 1.5, "Boa saudação")
    assert (second["at_seconds"], second["until_seconds"], second["criterion"]) == (7.25, 9, "empathy")
    url = f"/api/evaluations/{draft['id']}"
    kept = evaluator.put(url, json={"version": 1, "summary": "Bom"}).get_json()
    assert kept["moments"] == draft["moments"]
    changed = evaluator.put(url, json={"version": kept["version"], "moments": [first]}).get_json()
    assert [moment["id"] for moment in changed["moments"]] == [chosen]
    assert evaluator.post(f"{url}/publish", json={}).status_code == 200
    assert as_user(cast.ana).get(url).get_json()["moments"] == [first]
    assert as_user(cast.bruno).get(url).status_code == 404


def test_a_faulty_moment_is_pointed_at_and_nothing_is_kept(as_user: Any, cast: Cast, recording: Json) -> None:
    evaluator = as_user(cast.evaluator)
    body: Json = {"call_id": recording["call_id"]}
    for moment, pointer in (
        ({"recording_id": recording["id"], "at_seconds": 99}, "/moments/0/at_seconds"),
        ({"recording_id": str(UUID(int=1)), "at_seconds": 1}, "/moments/0/recording_id"),
        ({"recording_id": recording["id"], "at_seconds": -1}, "/moments/0/at_seconds"),
        ({"recording_id": recording["id"]}, "/moments/0/at_seconds"),
    ):
        answer = evaluator.post("/api/evaluations", json={**body, "moments": [moment]})
        assert (answer.status_code, [e["pointer"] for e in answer.get_json()["errors"]]) == (422, [pointer])
    assert evaluator.get("/api/evaluations").get_json()["total"] == 0
