"""Our own reading of WAV gives the samples that libsndfile gives."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from monitoria.platform.sound.decode import open_sound
from monitoria.platform.sound.kinds import recognise
from monitoria.platform.sound.peaks import Peaks, pack_peaks, unpack_peaks


@pytest.mark.parametrize(
    "coding", ["ULAW", "ALAW", "PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE", "GSM610"]
)
@pytest.mark.parametrize("channels", [1, 2])
def test_samples_are_those_of_the_library(tmp_path: Path, coding: str, channels: int) -> None:
    if coding == "GSM610" and channels == 2:
        pytest.skip("GSM knows one channel")
    chance = np.random.default_rng(3)
    sound = chance.uniform(-0.9, 0.9, (16_011, channels)).astype(np.float32)
    path = tmp_path / "a.wav"
    soundfile.write(path, sound, 8_000, subtype=coding)
    content = path.read_bytes()
    opened = open_sound(path, recognise(content, len(content)))
    ours = np.concatenate(list(opened.blocks))
    theirs = soundfile.read(io.BytesIO(content), always_2d=True)[0] * 32_768
    assert (opened.channels, opened.sample_rate, ours.shape) == (channels, 8_000, theirs.shape)
    assert np.max(np.abs(ours - theirs)) <= 1


def test_peaks_are_packed_and_reduced() -> None:
    packed = pack_peaks(50.0, [bytes(range(100)), bytes(100)])
    peaks = unpack_peaks(packed)
    assert peaks == Peaks(50.0, (bytes(range(100)), bytes(100)))
    assert peaks.reduced_to(4)[0] == bytes([24, 49, 74, 99])
    assert peaks.reduced_to(1_000)[0] == bytes(range(100))
    for broken in (b"", packed[:-1], b"NOPE" + packed[4:]):
        with pytest.raises(ValueError, match="no peaks"):
            unpack_peaks(broken)
