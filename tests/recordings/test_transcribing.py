"""The extra [transcription]: what is said when the model is missing, incomplete or broken; nothing is ever fetched.

Where faster-whisper is not installed, a module of its shape stands in for it: it can no more read a broken model.
"""

from __future__ import annotations

import io
import socket
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from monitoria.app import assemble
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.http.application import Application
from monitoria.platform.sound.transcription import NEEDED_FILES, Untranscribed, transcribe
from tests.recordings.conftest import stored
from tests.support.jobs import run_job, work_off
from tests.support.people import Cast
from tests.support.sounds import short_call

Json = dict[str, Any]
_STANDING_IN = """
class WhisperModel:
    def __init__(self, folder, device, compute_type, local_files_only):
        assert local_files_only
        with open(folder + "/model.bin") as file:
            if file.read() != "good":
                raise RuntimeError("Unsupported model binary version")

    def transcribe(self, path, word_timestamps):
        Thing = type("Thing", (), {})
        def thing(**given):
            made = Thing()
            made.__dict__.update(given)
            return made
        words = [thing(start=1.0, end=1.5, word=" Meu"), thing(start=1.5, end=3.0, word=" 529.982.247-25")]
        return iter([thing(start=1.0, end=3.0, text=" Meu CPF 529.982.247-25", words=words)]), thing(language="pt")
"""


@pytest.fixture
def whisper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """faster-whisper, or what stands in for it; whether it is the real one."""
    is_real = find_spec("faster_whisper") is not None
    if not is_real:
        folder = tmp_path / "modules"
        folder.mkdir()
        (folder / "faster_whisper.py").write_text(_STANDING_IN)
        monkeypatch.syspath_prepend(str(folder))
    yield is_real
    if not is_real:
        sys.modules.pop("faster_whisper", None)


@pytest.fixture
def model(whisper: bool, tmp_path: Path) -> Path:
    """A folder with every file of a model, none of which can be read."""
    folder = tmp_path / "model"
    folder.mkdir()
    for name in NEEDED_FILES:
        (folder / name).write_text("broken" if name == "model.bin" else "{}")
    return folder


@pytest.fixture
def config(config: Config, model: Path) -> Config:
    return Config(home=config.home, transcription_model=model)


@pytest.fixture
def app(config: Config, database: Database) -> Application:
    return assemble(config, database)


@pytest.fixture
def recording(as_user: Any, cast: Cast, call: str, database: Database, config: Config) -> Json:
    made = stored(as_user(cast.evaluator), call, short_call())
    work_off(database, config)
    return made


def _told(client: Any, recording: Json) -> Json:
    answer = client.get(f"/api/calls/{recording['call_id']}/recordings/{recording['id']}")
    told: Json = answer.get_json()
    return told


def _ask(client: Any, recording: Json) -> Json:
    answer = client.post(recording["transcript_url"].replace("/transcript", "/transcription"))
    assert answer.status_code == 202, answer.get_json()
    told: Json = answer.get_json()
    return told


@pytest.mark.parametrize(
    ("breaking", "reason", "next_step"),
    [
        ("nothing", "model-unreadable", "copie a pasta do modelo outra vez"),
        ("tokenizer.json", "model-incomplete", "copie model.bin, config.json e tokenizer.json"),
        ("model.bin", "model-incomplete", "copie model.bin, config.json e tokenizer.json"),
        ("everything", "model-missing", "MONITORIA_TRANSCRIPTION_MODEL"),
    ],
)
def test_a_broken_model_is_said_at_the_recording_with_what_to_do(
    as_user: Any, cast: Cast, recording: Json, database: Database, config: Config, model: Path, breaking: str,
    reason: str, next_step: str,
) -> None:  # fmt: skip
    evaluator = as_user(cast.evaluator)
    assert _ask(evaluator, recording)["transcription"]["code"] == "asked"
    if breaking == "everything":
        model.rename(model.with_name("gone"))
    elif breaking != "nothing":
        (model / breaking).unlink()
    work_off(database, config)
    told = _told(evaluator, recording)
    assert told["transcription"]["code"] == reason
    assert told["transcription"]["message"].startswith("A transcrição falhou: ")
    assert next_step in told["transcription"]["message"]
    assert (told["status"], told["has_transcript"]) == ("ready", False), "the sound is as good as before"
    assert ("transcribe" in told["actions"]) is (breaking != "everything")


def test_a_transcript_that_a_person_brings_ends_it(
    as_user: Any, cast: Cast, recording: Json, database: Database, config: Config
) -> None:
    evaluator = as_user(cast.evaluator)
    _ask(evaluator, recording)
    data = {"file": (io.BytesIO(b"WEBVTT\n\n00:01.000 --> 00:02.000\nBom dia"), "fala.vtt")}
    assert evaluator.post(recording["transcript_url"], data=data).status_code == 201
    work_off(database, config)
    told = _told(evaluator, recording)
    assert (told["transcription"], told["has_transcript"]) == (None, True)


def test_what_the_model_hears_is_kept_with_its_numbers_masked(
    as_user: Any, cast: Cast, recording: Json, database: Database, config: Config, model: Path, whisper: bool
) -> None:
    if whisper:
        pytest.skip("the real engine needs a real model")
    (model / "model.bin").write_text("good")
    evaluator = as_user(cast.evaluator)
    _ask(evaluator, recording)
    work_off(database, config)
    (segment,) = evaluator.get(recording["transcript_url"]).get_json()["segments"]
    assert (segment["text"], [word["text"] for word in segment["words"]]) == (
        "Meu CPF •••.•••.•••-••",
        ["Meu", "•••.•••.•••-••"],
    )
    assert _told(evaluator, recording)["transcription"] is None
    run_job(database, config, "recordings:transcribe_recording", recording_id=recording["id"])


def test_nothing_is_fetched_whatever_the_folder_lacks(
    config: Config, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The engine itself would fetch a tokenizer that is not there: it is never asked without one."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise AssertionError("the network was asked for something")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    sound = tmp_path / "a.wav"
    sound.write_bytes(short_call())
    for name in (None, *NEEDED_FILES):
        if name is not None:
            (model / name).unlink()
        with pytest.raises(Untranscribed) as refused:
            transcribe(sound, config)
        assert refused.value.reason == ("model-unreadable" if name is None else "model-incomplete")
