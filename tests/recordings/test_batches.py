"""Many files at once, over HTTP."""

from __future__ import annotations

import io
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from monitoria.recordings import service
from tests.support.jobs import work_off
from tests.support.people import Cast
from tests.support.sounds import short_call, tone, wav

Json = dict[str, Any]
SOUND = wav(tone(1, [(0, 1)]))


def _open(client: Any, *files: tuple[str, bytes], url: str = "/api/recordings/batches") -> Any:
    data = {"files": [(io.BytesIO(content), name) for name, content in files]}
    return client.post(url, data=data, content_type="multipart/form-data")


def _call(client: Any, operator: Any, **fields: Any) -> Json:
    answer = client.post("/api/calls", json={"operator_id": str(operator.id), **fields})
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


@pytest.fixture
def calls(as_user: Any, cast: Cast) -> list[Json]:
    """Three calls of one minute: Ana's with a unique id of Asterisk, Bruno's, and Carla's."""
    admin = as_user(cast.admin)
    start = {"started_at": "2026-03-02T14:35:00"}
    return [
        _call(admin, cast.ana, external_id="1700487301.123", source="asterisk", **start),
        _call(admin, cast.bruno, **start),
        _call(admin, cast.carla, **start),
    ]


def test_files_find_their_calls_and_are_added_when_confirmed(
    as_user: Any, cast: Cast, calls: list[Json], database: Database, config: Config, app: Application
) -> None:
    evaluator = as_user(cast.evaluator)
    before = {file.key for file in app.settings.storage.list("recordings")}
    answer = _open(
        evaluator,
        ("q-600-551199-20260302-143501-1700487301.123.wav", SOUND),
        (f"{calls[1]['protocol']}.wav", SOUND),
        (f"{cast.carla.username}_20260302_143530.wav", SOUND),
        ("sem pista.wav", SOUND),
        ("página.wav", b"<html>"),
    )
    assert answer.status_code == 201, answer.get_json()
    batch = answer.get_json()
    assert [(item["matched_by"], item["call"] and item["call"]["id"]) for item in batch["items"]] == [
        ("external-id", calls[0]["id"]),
        ("protocol", calls[1]["id"]),
        ("time", calls[2]["id"]),
        (None, None),
        (None, None),
    ]
    assert "HTML" in batch["items"][4]["problem"]
    assert (batch["files"], batch["matched"], batch["status"]) == (5, 3, "open")
    url = f"/api/recordings/batches/{batch['id']}"
    assert evaluator.get(f"/api/calls/{calls[0]['id']}/recordings").get_json()["total"] == 0
    done = evaluator.post(f"{url}/confirm", json={"version": batch["version"]}).get_json()
    assert [item["recording_id"] is not None for item in done["items"]] == [True, True, True, False, False]
    for call in calls:
        (recording,) = evaluator.get(f"/api/calls/{call['id']}/recordings").get_json()["items"]
        assert recording["sha256"]
    ran = work_off(database, config)
    assert (ran.count("recordings:measure_recording"), ran.count("recordings:remove_files")) == (3, 2)
    originals = {file.key for file in app.settings.storage.list("recordings")} - before
    assert len([key for key in originals if "." not in key.rpartition("/")[2]]) == 3
    assert evaluator.post(f"{url}/confirm", json={"version": done["version"]}).status_code == 409


def test_a_person_chooses_where_the_name_does_not_tell(as_user: Any, cast: Cast, calls: list[Json]) -> None:
    evaluator = as_user(cast.evaluator)
    batch = _open(evaluator, ("20260302_143505_ninguém.wav", SOUND), ("x_20260302_143505.wav", short_call())).get_json()
    assert [item["call"] for item in batch["items"]] == [None, None]
    url = f"/api/recordings/batches/{batch['id']}"
    chosen = [{"id": batch["items"][0]["id"], "call_id": calls[1]["id"]}]
    changed = evaluator.put(url, json={"version": batch["version"], "items": chosen}).get_json()
    assert changed["items"][0]["call"]["protocol"] == calls[1]["protocol"]
    assert changed["items"][0]["matched_by"] == "person"
    body = {"version": changed["version"], "patterns": ["{any}_{date}_{time}"]}
    near = evaluator.put(url, json=body).get_json()
    assert near["items"][0]["matched_by"] == "person"
    assert {c["id"] for c in near["items"][1]["candidates"]} == {call["id"] for call in calls}
    stale = evaluator.put(url, json={"version": batch["version"]})
    assert stale.status_code == 409
    bad = evaluator.put(url, json={"version": near["version"], "patterns": ["{moon}"]})
    assert [error["pointer"] for error in bad.get_json()["errors"]] == ["/patterns/0"]


def test_calls_out_of_reach_are_never_matched_nor_named(as_user: Any, cast: Cast, calls: list[Json]) -> None:
    supervisor = as_user(cast.supervisor)
    batch = _open(supervisor, (f"{calls[2]['protocol']}.wav", SOUND), ("a_20260302_143505.wav", SOUND)).get_json()
    assert calls[2]["protocol"] not in str([item["call"] for item in batch["items"]])
    chosen = [{"id": batch["items"][0]["id"], "call_id": calls[2]["id"]}]
    url = f"/api/recordings/batches/{batch['id']}"
    assert supervisor.put(url, json={"version": batch["version"], "items": chosen}).status_code == 404
    assert as_user(cast.other_supervisor).get(url).status_code == 404
    assert as_user(cast.admin).get(url).status_code == 200
    assert _open(as_user(cast.ana), ("a.wav", SOUND)).status_code == 403


def test_more_files_join_and_a_discarded_batch_leaves_nothing(
    as_user: Any, cast: Cast, database: Database, config: Config, app: Application
) -> None:
    evaluator = as_user(cast.evaluator)
    before = {file.key for file in app.settings.storage.list("recordings")}
    batch = _open(evaluator, ("a.wav", SOUND)).get_json()
    url = f"/api/recordings/batches/{batch['id']}"
    more = _open(evaluator, ("b.wav", SOUND), ("c.wav", SOUND), url=f"{url}/files")
    assert (more.status_code, more.get_json()["files"]) == (200, 3)
    assert evaluator.get("/api/recordings/batches").get_json()["items"][0]["files"] == 3
    assert evaluator.delete(url).status_code == 204
    work_off(database, config)
    assert {file.key for file in app.settings.storage.list("recordings")} == before
    assert evaluator.get(url).get_json()["status"] == "discarded"
    assert _open(evaluator, ("d.wav", SOUND), url=f"{url}/files").status_code == 409


def test_a_batch_that_was_left_expires_with_its_files_and_one_in_use_stays(
    as_user: Any, cast: Cast, session: Session, database: Database, config: Config, app: Application
) -> None:
    evaluator = as_user(cast.evaluator)
    left, used = (_open(evaluator, (name, SOUND)).get_json() for name in ("a.wav", "b.wav"))
    session.execute(
        text("UPDATE recording_batches SET updated_at = now() - interval '15 days' WHERE id = :id"), {"id": left["id"]}
    )
    session.commit()
    key = session.scalar(text("SELECT storage_key FROM recording_batch_items WHERE batch_id = :id"), {"id": left["id"]})
    with database.unit_of_work(Circumstances(None, utc_now(), "job-test")) as work:
        assert service.expire_batches(work, utc_now()) == 1
    shown = [evaluator.get(f"/api/recordings/batches/{one['id']}").get_json() for one in (left, used)]
    assert [one["status"] for one in shown] == ["discarded", "open"]
    assert shown[0]["expires_at"] is None
    assert shown[1]["expires_at"] > shown[1]["updated_at"]
    work_off(database, config)
    assert key not in {file.key for file in app.settings.storage.list("recordings")}
