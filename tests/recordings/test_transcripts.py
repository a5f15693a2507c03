"""Transcripts beside a recording, over HTTP."""

from __future__ import annotations

import io
import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from monitoria.platform.config import Config
from monitoria.platform.sound.transcription import can_transcribe
from tests.recordings.conftest import stored
from tests.support.people import Cast

Json = dict[str, Any]
SAID = {
    "segments": [
        {"start": 0, "end": 2, "text": "Bom dia, sobre as reclamações?"},
        {"start": 2, "end": 4, "text": "Meu CPF é 529.982.247-25"},
    ]
}


@pytest.fixture
def recording(as_user: Any, cast: Cast, call: str) -> Json:
    return stored(as_user(cast.evaluator), call)


def _import(client: Any, recording: Json, content: bytes) -> Any:
    data = {"file": (io.BytesIO(content), "fala.json")}
    return client.post(recording["transcript_url"], data=data, content_type="multipart/form-data")


def test_an_imported_transcript_is_searched(as_user: Any, cast: Cast, recording: Json) -> None:
    evaluator, ana = as_user(cast.evaluator), as_user(cast.ana)
    assert ana.get(recording["transcript_url"]).status_code == 404
    made = _import(evaluator, recording, json.dumps(SAID).encode())
    assert (made.status_code, made.get_json()["source"]) == (201, "imported")
    read = ana.get(recording["transcript_url"] + "?q=reclamacao").get_json()
    assert (read["matches"], read["segments"][1]["text"]) == ([0], "Meu CPF é •••.•••.•••-••")
    shown = ana.get(f"/api/calls/{recording['call_id']}/recordings/{recording['id']}").get_json()
    assert shown["has_transcript"] is True
    assert as_user(cast.bruno).get(recording["transcript_url"]).status_code == 404
    assert _import(ana, recording, b"WEBVTT").status_code == 403


def test_a_second_transcript_replaces_the_first(as_user: Any, cast: Cast, recording: Json) -> None:
    evaluator = as_user(cast.evaluator)
    _import(evaluator, recording, json.dumps(SAID).encode())
    assert _import(evaluator, recording, b"WEBVTT\n\n00:01.000 --> 00:02.000\nOutra").status_code == 201
    assert [s["text"] for s in evaluator.get(recording["transcript_url"]).get_json()["segments"]] == ["Outra"]
    assert evaluator.delete(recording["transcript_url"]).status_code == 403
    assert as_user(cast.supervisor).delete(recording["transcript_url"]).status_code == 204
    assert evaluator.get(recording["transcript_url"]).status_code == 404


def test_what_is_no_transcript_is_refused(as_user: Any, cast: Cast, recording: Json) -> None:
    answer = _import(as_user(cast.evaluator), recording, b"RIFF....")
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/transcript-refused")


def test_without_a_model_it_is_said(as_user: Any, cast: Cast, recording: Json) -> None:
    url = recording["transcript_url"].replace("/transcript", "/transcription")
    answer = as_user(cast.evaluator).post(url)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/transcription-missing")


def test_a_model_folder_that_is_not_there_is_as_good_as_none(tmp_path: Path) -> None:
    assert not can_transcribe(Config())
    assert not can_transcribe(Config(transcription_model=tmp_path / "nowhere"))
    a_file = tmp_path / "model.bin"
    a_file.touch()
    assert not can_transcribe(Config(transcription_model=a_file))
    # A folder alone is not enough either: the extra must be there.
    assert can_transcribe(Config(transcription_model=tmp_path)) is (find_spec("faster_whisper") is not None)


def test_what_may_be_done_about_a_transcript_is_said(as_user: Any, cast: Cast, recording: Json) -> None:
    def offered(person: Any) -> set[str]:
        shown = as_user(person).get(f"/api/calls/{recording['call_id']}/recordings/{recording['id']}").get_json()
        return {word for word in shown["actions"] if "transcri" in word}

    assert offered(cast.supervisor) == {"import-transcript"}
    _import(as_user(cast.evaluator), recording, json.dumps(SAID).encode())
    assert offered(cast.supervisor) == {"import-transcript", "delete-transcript"}
    assert offered(cast.evaluator) == {"import-transcript"}
    assert offered(cast.ana) == set()


def test_a_player_says_how_much_it_played(as_user: Any, cast: Cast, recording: Json) -> None:
    evaluator = as_user(cast.evaluator)
    url = f"/api/calls/{recording['call_id']}/recordings/{recording['id']}/listens"
    assert evaluator.post(url, json={"seconds": 12.5}).status_code == 204
    assert evaluator.post(url, json={"seconds": 10}).status_code == 204
    assert evaluator.post(url, json={"seconds": 3_600}).status_code == 204
    (listen,) = as_user(cast.ana).get(url).get_json()["items"]
    assert 22.5 <= listen["seconds"] < 120  # no more than the time that has passed allows
    assert evaluator.post(url, json={"seconds": -1}).status_code == 422
