"""A decoder that never ends is cut off, and takes nothing with it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from monitoria.platform.sound import apart
from monitoria.platform.sound.kinds import Kind


def test_a_decoder_that_hangs_is_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "endless.wav"
    os.mkfifo(endless)  # opening it waits for a writer who never comes
    monkeypatch.setattr(apart, "WALL_SECONDS", 1.5)
    began = time.monotonic()
    with pytest.raises(apart.Undecoded) as caught:
        apart.measure_apart(endless, Kind("wav", "audio/wav"), tmp_path / "peaks", None)
    assert caught.value.reason == "took-too-long"
    assert time.monotonic() - began < 15
    assert not (tmp_path / "peaks").exists()


def test_a_decoder_that_is_killed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "a.wav"
    broken.write_bytes(b"RIFF")
    monkeypatch.setenv("PYTHONHOME", "/nowhere")  # an interpreter that dies as it starts
    with pytest.raises(apart.Undecoded) as caught:
        apart.measure_apart(broken, Kind("wav", "audio/wav"), tmp_path / "peaks", None)
    assert caught.value.reason == "decoder-died"
