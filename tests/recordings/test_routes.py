"""Recordings over HTTP."""

from __future__ import annotations

import hashlib
import io
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from tests.recordings.conftest import send, stored
from tests.support.people import Cast
from tests.support.sounds import short_call, tone, wav


def _files(app: Application) -> list[str]:
    return [file.key for file in app.settings.storage.list("recordings")]


def test_a_recording_is_kept_byte_for_byte(as_user: Any, cast: Cast, call: str) -> None:
    content, evaluator = short_call(), as_user(cast.evaluator)
    made = stored(evaluator, call, content)
    assert (made["file_name"], made["size_bytes"], made["status"]) == ("ligação.wav", len(content), "waiting")
    assert (made["sha256"], made["content_type"]) == (hashlib.sha256(content).hexdigest(), "audio/wav")
    assert (made["duration_seconds"], made["analysis"], made["version"]) == (None, None, 1)
    answer = evaluator.get(made["audio_url"])
    assert (answer.status_code, answer.data, answer.content_type) == (200, content, "audio/wav")
    saved = evaluator.get(made["audio_url"] + "?original=1")
    assert saved.data == content
    assert saved.headers["Content-Disposition"] == "attachment; filename*=UTF-8''liga%C3%A7%C3%A3o.wav"
    listed = evaluator.get(f"/api/calls/{call}/recordings").get_json()
    assert (listed["items"], listed["actions"]) == ([made], ["create"])
    assert evaluator.get(f"/api/calls/{call}/recordings/{made['id']}").get_json() == made


def test_the_same_bytes_on_a_call_are_one_recording(as_user: Any, cast: Cast, call: str, app: Application) -> None:
    evaluator = as_user(cast.evaluator)
    made, kept = stored(evaluator, call), _files(app)
    again = send(evaluator, call, short_call(), "outro nome.wav")
    assert (again.status_code, again.get_json()) == (200, made)
    assert _files(app) == kept
    other = evaluator.post("/api/calls", json={"operator_id": str(cast.bruno.id)}).get_json()["id"]
    assert stored(evaluator, other)["id"] != made["id"]


def test_a_repeated_request_makes_one_recording(as_user: Any, cast: Cast, call: str) -> None:
    evaluator, headers = as_user(cast.evaluator), {"Idempotency-Key": "k"}
    first, second = (send(evaluator, call, short_call(), headers=headers) for _ in range(2))
    assert (second.status_code, second.get_json()) == (201, first.get_json())
    assert second.headers["Idempotent-Replay"] == "true"
    other = send(evaluator, call, wav(tone(1, [(0, 1)])), headers=headers)
    assert (other.status_code, other.get_json()["type"]) == (422, "/problems/idempotency-key-reused")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("bytes=0-9", (0, 10)), ("bytes=100-", (100, None)), ("bytes=-7", (-7, None)), ("bytes=5-99999999", (5, None))],
)
def test_a_range_is_answered_in_part(as_user: Any, cast: Cast, call: str, wanted: str, expected: Any) -> None:
    content, evaluator = short_call(), as_user(cast.evaluator)
    answer = evaluator.get(stored(evaluator, call)["audio_url"], headers={"Range": wanted})
    part = content[slice(*expected)]
    assert (answer.status_code, answer.data) == (206, part)
    start = content.index(part) if expected[0] >= 0 else len(content) - len(part)
    start = expected[0] if expected[0] >= 0 else start
    assert answer.headers["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(content)}"
    assert answer.headers["Content-Length"] == str(len(part))
    assert answer.headers["Accept-Ranges"] == "bytes"


def test_a_range_beyond_the_end_is_refused(as_user: Any, cast: Cast, call: str) -> None:
    evaluator = as_user(cast.evaluator)
    answer = evaluator.get(stored(evaluator, call)["audio_url"], headers={"Range": "bytes=99999999-"})
    assert (answer.status_code, answer.get_json()["type"]) == (416, "/problems/range-not-satisfiable")
    assert answer.headers["Content-Range"] == f"bytes */{len(short_call())}"


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "lines=1-2", "bytes=x", "bytes=9-1"])
def test_what_is_no_single_range_is_answered_whole(as_user: Any, cast: Cast, call: str, wanted: str) -> None:
    evaluator = as_user(cast.evaluator)
    answer = evaluator.get(stored(evaluator, call)["audio_url"], headers={"Range": wanted})
    assert (answer.status_code, answer.data) == (200, short_call())


def test_unchanged_bytes_are_not_sent_again(as_user: Any, cast: Cast, call: str) -> None:
    evaluator = as_user(cast.evaluator)
    url = stored(evaluator, call)["audio_url"]
    tag = evaluator.get(url).headers["ETag"]
    same = evaluator.get(url, headers={"If-None-Match": tag})
    assert (same.status_code, same.data) == (304, b"")
    part = evaluator.get(url, headers={"Range": "bytes=0-3", "If-Range": tag})
    assert (part.status_code, part.data) == (206, b"RIFF")
    whole = evaluator.get(url, headers={"Range": "bytes=0-3", "If-Range": '"another"'})
    assert (whole.status_code, len(whole.data)) == (200, len(short_call()))
    head = evaluator.head(url)
    assert (head.status_code, head.data, head.headers["Content-Length"]) == (200, b"", str(len(short_call())))


def test_nginx_is_told_where_the_bytes_lie(as_user: Any, cast: Cast, call: str, app: Application) -> None:
    evaluator = as_user(cast.evaluator)
    url = stored(evaluator, call)["audio_url"]
    object.__setattr__(app.settings.config, "file_redirect", "/internal-files/")
    try:
        answer = evaluator.get(url)
    finally:
        object.__setattr__(app.settings.config, "file_redirect", "")
    assert answer.headers["X-Accel-Redirect"] == f"/internal-files/{_files(app)[-1]}"
    assert (answer.data, answer.content_type) == (b"", "audio/wav")


def test_out_of_reach_nothing_exists(as_user: Any, cast: Cast, call: str) -> None:
    made = stored(as_user(cast.evaluator), call)
    base = f"/api/calls/{call}/recordings"
    for person in (cast.bruno, cast.other_supervisor):
        client = as_user(person)
        for path in (base, f"{base}/{made['id']}", made["audio_url"], f"{base}/{made['id']}/listens"):
            assert client.get(path).status_code == 404, path
    assert send(as_user(cast.other_supervisor), call, short_call()).status_code == 404
    assert as_user(cast.other_supervisor).delete(f"{base}/{made['id']}").status_code == 404
    assert send(as_user(cast.ana), call, short_call()).status_code == 403
    assert as_user(cast.ana).get(made["audio_url"]).status_code == 200
    other = as_user(cast.evaluator).post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()["id"]
    assert as_user(cast.evaluator).get(f"/api/calls/{other}/recordings/{made['id']}").status_code == 404


def test_only_those_who_lead_delete(
    as_user: Any, cast: Cast, call: str, database: Database, app: Application, now: Any
) -> None:
    made = stored(as_user(cast.evaluator), call)
    url = f"/api/calls/{call}/recordings/{made['id']}"
    assert "delete" not in made["actions"]
    assert as_user(cast.evaluator).delete(url).status_code == 403
    assert "delete" in as_user(cast.supervisor).get(url).get_json()["actions"]
    assert as_user(cast.supervisor).delete(url).status_code == 204
    assert as_user(cast.supervisor).get(url).status_code == 404
    with database.unit_of_work(Circumstances(None, now)) as session:
        jobs = session.execute(text("SELECT task_name, args->>'storage_key' FROM procrastinate_jobs")).all()
    assert ("recordings:remove_files", _files(app)[-1]) in [tuple(job) for job in jobs]


def test_a_deleted_call_takes_its_recordings_with_it(as_user: Any, cast: Cast, call: str, database: Database) -> None:
    made = stored(as_user(cast.evaluator), call)
    assert as_user(cast.admin).delete(f"/api/calls/{call}").status_code == 204
    with database.unit_of_work(Circumstances(None, None)) as session:  # type: ignore[arg-type]
        left = session.execute(text("SELECT count(*) FROM recordings WHERE id = :id"), {"id": made["id"]}).scalar_one()
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    assert left == 0


def test_who_listened_is_shown_to_the_operator_and_his_leaders(as_user: Any, cast: Cast, call: str) -> None:
    evaluator = as_user(cast.evaluator)
    made = stored(evaluator, call)
    for _ in range(3):
        evaluator.get(made["audio_url"], headers={"Range": "bytes=0-10"})
    url = f"/api/calls/{call}/recordings/{made['id']}/listens"
    for person in (cast.ana, cast.supervisor, cast.admin):
        page = as_user(person).get(url).get_json()
        assert [item["full_name"] for item in page["items"]] == [cast.evaluator.full_name]
    assert evaluator.get(url).status_code == 403


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty"),
        (wav(tone(0, [])), "no-sound"),
        (wav(tone(1, []))[:30], "head"),
        (wav(tone(1, []))[:44], "no-sound"),
        (b"<!DOCTYPE html><html><body>404 Not Found</body></html>", "html"),
        (b"\n  <html>", "html"),
        ("Chamada não encontrada".encode(), "text"),
        (bytes(range(256)) * 8, "unknown"),
        (b"RIFF\x00\x00\x00\x00AVI LIST", "riff"),
        (b"OggS" + bytes(600), "ogg-codec"),
    ],
)
def test_what_is_no_recording_is_refused(
    as_user: Any, cast: Cast, call: str, app: Application, content: bytes, rule: str
) -> None:
    before = _files(app)
    answer = send(as_user(cast.evaluator), call, content)
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/recording-refused")
    assert [(e["pointer"], e["rule"]) for e in answer.get_json()["errors"]] == [("/file", rule)]
    assert _files(app) == before


def test_a_wrong_extension_does_not_count(as_user: Any, cast: Cast, call: str) -> None:
    answer = send(as_user(cast.evaluator), call, short_call(), "ligacao.mp3")
    assert (answer.status_code, answer.get_json()["content_type"]) == (201, "audio/wav")


def test_a_call_that_does_not_exist_is_told_before_the_body_is_read(as_user: Any, cast: Cast) -> None:
    answer = send(as_user(cast.evaluator), str(uuid4()), short_call())
    assert answer.status_code == 404


def test_a_form_without_its_file_is_refused(as_user: Any, cast: Cast, call: str) -> None:
    url, client = f"/api/calls/{call}/recordings", as_user(cast.evaluator)
    for data in ({"file": "um texto"}, {"other": "x"}, {}):
        answer = client.post(url, data=data, content_type="multipart/form-data; boundary=abc" if not data else None)
        assert answer.status_code in (400, 415, 422), data
    answer = client.post(url, data={"file": "um texto"}, content_type="multipart/form-data")
    assert [e["pointer"] for e in answer.get_json()["errors"]] == ["/file"]
    assert client.post(url, json={"file": 1}).get_json()["type"] == "/problems/not-a-form"


def test_an_operator_sees_who_listened_to_any_call_of_his_own(as_user: Any, cast: Cast) -> None:
    evaluator, ana = as_user(cast.evaluator), as_user(cast.ana)
    heard = {}
    for person in (cast.ana, cast.bruno):
        call = evaluator.post("/api/calls", json={"operator_id": str(person.id)}).get_json()
        sound = {"file": (io.BytesIO(short_call()), f"{person.username}.wav")}
        recording = evaluator.post(f"/api/calls/{call['id']}/recordings", data=sound).get_json()
        for client in (evaluator, as_user(person)):
            assert client.get(f"{recording['audio_url']}?original=true").status_code == 200
        heard[person.username] = (call, recording)
    call, recording = heard[cast.ana.username]
    found = ana.get("/api/recordings/listens").get_json()
    line = {name: found["items"][0][name] for name in ("call_id", "protocol", "recording_id", "full_name")}
    assert (found["total"], line) == (
        1,
        {
            "call_id": call["id"],
            "protocol": call["protocol"],
            "recording_id": recording["id"],
            "full_name": cast.evaluator.full_name,
        },
    )
    assert as_user(cast.admin).get("/api/recordings/listens").get_json()["items"] == []
    assert evaluator.get("/api/recordings/listens").status_code == 403
