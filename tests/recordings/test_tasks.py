"""What the job makes of files, the odd ones above all: measured or failed with a reason, never lost."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import pytest

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.http.application import Application
from tests.recordings.conftest import send
from tests.support.jobs import run_job, work_off
from tests.support.people import Cast
from tests.support.sounds import RATE, encoded, short_call, tone, wav

Json = dict[str, Any]
Measured = Callable[[bytes], Json]


def _codes(recording: Json) -> list[tuple[str, int | None]]:
    return [(note["code"], note["channel"]) for note in recording["channel_notes"]]


def test_two_channels_tell_who_speaks(measured: Measured) -> None:
    recording = measured(short_call())
    assert (recording["status"], recording["problem"], recording["channel_notes"]) == ("ready", None, [])
    assert (recording["duration_seconds"], recording["channels"], recording["sample_rate"]) == (10.0, 2, RATE)
    analysis = recording["analysis"]
    for name, seconds in {
        "operator_speech_seconds": 4,
        "customer_speech_seconds": 3.5,
        "overlap_seconds": 1,
        "silence_seconds": 3.5,
        "longest_silence_seconds": 1,
        "longest_monologue_seconds": 2,
        "first_response_seconds": 1,
        "operator_share": 4 / 7.5,
    }.items():
        assert analysis[name] == pytest.approx(seconds, abs=0.05), name
    assert analysis["silences"] == []
    assert [(round(span["start"]), round(span["end"])) for span in analysis["overlaps"]] == [(8, 9)]


def test_peaks_follow_the_sound(measured: Measured, as_user: Any, cast: Cast) -> None:
    recording = measured(short_call())
    peaks = as_user(cast.ana).get(recording["peaks_url"] + "?points=10").get_json()
    assert (peaks["points"], peaks["duration_seconds"], len(peaks["channels"])) == (10, 10.0, 2)
    left, right = ([round(value, 1) for value in channel] for channel in peaks["channels"])
    assert left == [0, 0.3, 0.3, 0, 0, 0, 0, 0.3, 0.3, 0]
    assert right == [0, 0, 0, 0, 0.3, 0.3, 0, 0, 0.3, 0.3]
    assert as_user(cast.ana).get(recording["peaks_url"]).get_json()["points"] == 500
    assert as_user(cast.ana).get(recording["peaks_url"] + "?points=1").status_code == 422


def test_before_it_is_measured_there_are_no_peaks(as_user: Any, cast: Cast, call: str) -> None:
    made = send(as_user(cast.evaluator), call, short_call()).get_json()
    answer = as_user(cast.evaluator).get(made["peaks_url"])
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/recording-not-ready")


def test_mono_tells_silence_alone_and_says_so(measured: Measured) -> None:
    recording = measured(wav(tone(10, [(1, 2), (6, 9)])))
    assert _codes(recording) == [("mono", None)]
    analysis = recording["analysis"]
    assert analysis["silence_seconds"] == pytest.approx(6, abs=0.05)
    assert [(round(span["start"]), round(span["end"])) for span in analysis["silences"]] == [(2, 6)]
    for name in ("operator_speech_seconds", "customer_speech_seconds", "overlap_seconds", "operator_share"):
        assert analysis[name] is None, name


def test_a_dead_channel_is_said(measured: Measured) -> None:
    recording = measured(wav(tone(5, [(1, 2)]), tone(5, [])))
    assert _codes(recording) == [("dead-channel", 1)]
    assert recording["analysis"]["customer_speech_seconds"] is None
    assert recording["analysis"]["silence_seconds"] == pytest.approx(4, abs=0.05)


def test_equal_channels_are_said(measured: Measured) -> None:
    one = tone(5, [(1, 2)])
    recording = measured(wav(one, one))
    assert _codes(recording) == [("equal-channels", None)]
    assert recording["analysis"]["operator_speech_seconds"] is None


def test_a_silent_file_is_said(measured: Measured) -> None:
    assert _codes(measured(wav(tone(2, []), tone(2, [])))) == [("silent", None)]


@pytest.mark.parametrize("said", [0, 0xFFFFFFFF])
def test_a_length_that_was_never_written_is_what_follows(
    measured: Measured, as_user: Any, cast: Cast, said: int
) -> None:
    recording = measured(wav(tone(2, [(0, 1)]), data_length=said))
    assert (recording["status"], recording["duration_seconds"], _codes(recording)) == ("ready", 2.0, [("mono", None)])
    played = as_user(cast.ana).get(recording["audio_url"]).data
    assert played == wav(tone(2, [(0, 1)]))


def test_a_truncated_file_is_as_long_as_what_is_there(measured: Measured) -> None:
    recording = measured(wav(tone(10, [(1, 2)]))[: 44 + 4 * RATE * 2 + 1])
    assert (recording["duration_seconds"], _codes(recording)) == (4.0, [("mono", None), ("lying-length", None)])


def test_metadata_that_lies_about_the_length_is_not_believed(measured: Measured) -> None:
    recording = measured(wav(tone(3, [(1, 2)]), data_length=9 * RATE * 2))
    assert (recording["duration_seconds"], _codes(recording)) == (3.0, [("mono", None), ("lying-length", None)])


@pytest.mark.parametrize(
    ("container", "coding", "content_type", "is_copied"),
    [
        ("WAV", "ULAW", "audio/wav", True),
        ("WAV", "ALAW", "audio/wav", True),
        ("WAV", "GSM610", "audio/wav", True),
        ("WAV", "PCM_U8", "audio/wav", False),
        ("WAV", "PCM_24", "audio/wav", False),
        ("WAV", "PCM_32", "audio/wav", False),
        ("WAV", "FLOAT", "audio/wav", False),
        ("FLAC", "PCM_16", "audio/flac", False),
        ("MP3", "MPEG_LAYER_III", "audio/mpeg", False),
        ("OGG", "OPUS", "audio/ogg", False),
        ("OGG", "VORBIS", "audio/ogg", False),
    ],
)
def test_every_kind_of_the_core_is_read_and_plays(
    measured: Measured, as_user: Any, cast: Cast, container: str, coding: str, content_type: str, is_copied: bool
) -> None:
    content = encoded(tone(4, [(1, 2)]), container, coding)
    recording = measured(content)
    assert (recording["status"], recording["content_type"]) == ("ready", content_type), recording["problem"]
    assert recording["duration_seconds"] == pytest.approx(4, abs=0.15)
    assert recording["analysis"]["silence_seconds"] == pytest.approx(3, abs=0.3)
    ana = as_user(cast.ana)
    played = ana.get(recording["audio_url"])
    assert (played.status_code, played.data == content) == (200, not is_copied)
    if is_copied:
        assert (played.content_type, played.data[:4]) == ("audio/wav", b"RIFF")
        assert struct.unpack_from("<HH", played.data, 20) == (1, 1)
    assert ana.get(recording["audio_url"] + "?original=1").data == content


def test_a_kind_that_browsers_can_t_play_waits_for_its_copy(as_user: Any, cast: Cast, call: str) -> None:
    made = send(as_user(cast.evaluator), call, encoded(tone(1, [(0, 1)]), "WAV", "ULAW")).get_json()
    answer = as_user(cast.evaluator).get(made["audio_url"])
    assert (made["is_playable"], answer.status_code) == (False, 409)
    assert answer.get_json()["type"] == "/problems/recording-not-ready"


@pytest.mark.parametrize("content", [b"fLaC" + bytes(400), b"ID3" + bytes(400), b"OggS" + b"OpusHead" + bytes(300)])
def test_a_beginning_with_nothing_behind_it_fails_with_a_reason(
    measured: Measured, as_user: Any, cast: Cast, content: bytes
) -> None:
    recording = measured(content)
    assert (recording["status"], recording["problem"]["code"]) == ("failed", "undecodable")
    assert (recording["is_playable"], recording["duration_seconds"]) == (False, None)
    for url in (recording["audio_url"], recording["peaks_url"]):
        assert as_user(cast.ana).get(url).get_json()["type"] == "/problems/recording-not-playable"
    assert as_user(cast.ana).get(recording["audio_url"] + "?original=1").data == content


def test_a_flac_that_breaks_off_is_kept_to_where_it_breaks(measured: Measured) -> None:
    whole = encoded(tone(20, [(0, 20)]), "FLAC", "PCM_16")
    recording = measured(whole[: len(whole) // 2])
    assert recording["status"] == "ready"
    assert 5 < recording["duration_seconds"] < 15
    assert {code for code, _ in _codes(recording)} & {"damaged", "lying-length"}


def test_measuring_twice_changes_nothing(
    measured: Measured, as_user: Any, cast: Cast, database: Database, config: Config
) -> None:
    recording = measured(short_call())
    run_job(database, config, "recordings:measure_recording", recording_id=recording["id"])
    url = f"/api/calls/{recording['call_id']}/recordings/{recording['id']}"
    assert as_user(cast.ana).get(url).get_json() == {**recording, "actions": ["play", "see-listens"]}


def test_a_file_that_is_gone_is_said(
    as_user: Any, cast: Cast, call: str, app: Application, database: Database, config: Config
) -> None:
    client = as_user(cast.evaluator)
    made = send(client, call, short_call()).get_json()
    for file in list(app.settings.storage.list("recordings")):
        app.settings.storage.delete(file.key)
    work_off(database, config)
    recording = client.get(f"/api/calls/{call}/recordings/{made['id']}").get_json()
    assert (recording["status"], recording["problem"]["code"]) == ("failed", "lost")
    assert client.get(made["audio_url"]).status_code == 409


def test_deleted_recordings_leave_no_file(
    measured: Measured, as_user: Any, cast: Cast, app: Application, database: Database, config: Config
) -> None:
    before = {file.key for file in app.settings.storage.list("recordings")}
    recording = measured(encoded(tone(1, [(0, 1)]), "WAV", "ULAW"))
    assert len({file.key for file in app.settings.storage.list("recordings")} - before) == 3
    as_user(cast.admin).delete(f"/api/calls/{recording['call_id']}/recordings/{recording['id']}")
    work_off(database, config)
    assert {file.key for file in app.settings.storage.list("recordings")} == before
