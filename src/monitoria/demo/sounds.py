"""Sounds for the sample: two voices that take turns, made of tones, the same every time."""

from __future__ import annotations

import hashlib
import math
import random
import struct
from array import array
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor
from monitoria.platform.config import Config
from monitoria.platform.http import UploadedFile
from monitoria.platform.storage import make_storage, new_key, store_bytes
from monitoria.recordings.rules import PREFIX
from monitoria.recordings.service import store_recording

RATE = 8_000
LONGEST_SECONDS = 90
_HOLD_SECONDS = 7.0
_PITCHES = ((118, 131, 147), (196, 208, 220))  # the operator's, the customer's


def add_sounds(
    session: Session,
    actor: Actor,
    calls: Sequence[tuple[UUID, int]],
    chance: random.Random,
    config: Config,
    now: datetime,
) -> None:
    """Give each of these calls (and its length in seconds) a recording, as if `actor` had uploaded it."""
    storage = make_storage(config)
    for number, (call_id, seconds) in enumerate(calls, 1):
        content = make_sound(chance, min(seconds, LONGEST_SECONDS))
        key = new_key(PREFIX, now)
        store_bytes(storage, key, content)
        digest = hashlib.sha256(content).hexdigest()
        file = UploadedFile(key, f"exemplo-{number}.wav", "audio/wav", len(content), digest)
        store_recording(session, actor, call_id, file, storage, now)


def make_sound(chance: random.Random, seconds: int) -> bytes:
    """A WAV of two channels: turns of speech with pauses between them, a hold, and some speaking at once."""
    voices = [[_syllable(pitch) for pitch in pitches] for pitches in _PITCHES]
    channels = [array("h", bytes(2 * seconds * RATE)) for _ in voices]
    at, speaker, has_held = 1.0, 0, False
    while at < seconds - 4:
        length = chance.uniform(2.0, 6.0)
        _speak(channels[speaker], voices[speaker], chance, at, min(length, seconds - 1 - at))
        overlap = chance.random() < 0.15
        at += length - (0.8 if overlap else -chance.uniform(0.3, 1.1))
        if not has_held and at > seconds / 2:
            at, has_held = at + _HOLD_SECONDS, True
        speaker = 1 - speaker
    mixed = array("h", bytes(4 * seconds * RATE))
    mixed[0::2], mixed[1::2] = channels
    data = mixed.tobytes()
    fmt = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 2, RATE, RATE * 4, 4, 16)
    return b"RIFF" + struct.pack("<I", 36 + len(data)) + b"WAVE" + fmt + b"data" + struct.pack("<I", len(data)) + data


def _syllable(pitch: int) -> array[int]:
    """A fifth of a second of a voice: a few harmonics that swell and fade."""
    count = RATE // 5
    return array(
        "h",
        (
            round(
                9_000
                * math.sin(math.pi * at / count)
                * sum(math.sin(2 * math.pi * pitch * part * at / RATE) / part for part in (1, 2, 3, 5))
                / 2
            )
            for at in range(count)
        ),
    )


def _speak(
    channel: array[int], voice: Sequence[array[int]], chance: random.Random, start: float, seconds: float
) -> None:
    end = start + seconds
    while start < end:
        syllable = chance.choice(voice)
        at = round(start * RATE)
        stop = min(at + len(syllable), len(channel))
        channel[at:stop] = syllable[: stop - at]
        start += len(syllable) / RATE + chance.choice((0.0, 0.0, 0.02, 0.12))
