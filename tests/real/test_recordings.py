"""The sample recordings through the real way in: sent, measured by the job, played, where they are at hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from tests.support.jobs import work_off
from tests.support.people import Cast
from tests.support.samples import samples

RECORDINGS = samples("recordings")
SOUNDS = {
    "Auto0_GUID_000_AGENT_ChrisL_DT_2025-02-19T06-01-22_Mono.wav": (1, 8_000, 277.7),
    "call_center_sample.wav": (1, None, None),
    "ligacao_A_estereo.ogg": (2, None, None),
    "ligacao_A_estereo_8k.wav": (2, 8_000, None),
    "ligacao_A_mono_16k.mp3": (1, 16_000, None),
    "ligacao_A_mono_8k.wav": (1, 8_000, None),
    "ligacao_A_mono_gsm610_8k.wav": (1, 8_000, None),
    "silero_60s.opus": (1, None, 8.06),
    "test_audio_stereo.wav": (2, None, None),
    "whatstheweatherlike-mulaw.wav": (1, 16_000, None),
}
pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the samples are not here")


@pytest.fixture
def measured(as_user: Any, cast: Cast, database: Database, config: Config) -> dict[str, dict[str, Any]]:
    """Every sample on one call, after the job has looked at it."""
    client = as_user(cast.evaluator)
    call = client.post("/api/calls", json={"operator_id": str(cast.ana.id)}).get_json()["id"]
    for name in SOUNDS:
        head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
        body = head + (RECORDINGS / name).read_bytes() + b"\r\n--x--\r\n"
        kind = "multipart/form-data; boundary=x"
        answer = client.post(f"/api/calls/{call}/recordings", data=body, content_type=kind)
        assert answer.status_code == 201, (name, answer.get_json())
    work_off(database, config)
    items = client.get(f"/api/calls/{call}/recordings?limit=100").get_json()["items"]
    for item in items:
        first = client.get(item["audio_url"], headers={"Range": "bytes=0-99"})
        assert (first.status_code, len(first.data)) == (206, 100), item["file_name"]
    return {item["file_name"]: item for item in items}


def test_every_sample_is_measured_and_plays_and_the_made_call_is_told_by_its_truth(
    measured: dict[str, dict[str, Any]],
) -> None:
    assert set(measured) == set(SOUNDS)
    for name, (channels, rate, seconds) in SOUNDS.items():
        found = measured[name]
        assert (found["status"], found["channels"], found["is_playable"]) == ("ready", channels, True), name
        assert rate is None or found["sample_rate"] == rate, name
        assert seconds is None or found["duration_seconds"] == pytest.approx(seconds, abs=0.5), name
        if channels == 1:
            assert [note["code"] for note in found["channel_notes"] if note["code"] == "mono"] == ["mono"], name
    truth = json.loads((RECORDINGS / "ligacao_A.ground_truth.json").read_text())["ligacao_A_estereo_8k.wav"]
    analysis = measured["ligacao_A_estereo_8k.wav"]["analysis"]
    totals = {
        "operator_speech_seconds": "left_active_s",
        "customer_speech_seconds": "right_active_s",
        "overlap_seconds": "both_active_s",
        "silence_seconds": "neither_active_s",
    }
    for ours, told in totals.items():
        assert analysis[ours] == pytest.approx(truth[told], abs=0.25), ours
