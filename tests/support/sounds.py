"""Sound files that tests make: tones and silences where the test says so."""

from __future__ import annotations

import io
import math
import struct
from array import array
from collections.abc import Sequence
from functools import cache

RATE = 8_000
Spans = Sequence[tuple[float, float]]


def tone(seconds: float, spans: Spans, *, rate: int = RATE, level: float = 0.3, hertz: float = 300) -> array[int]:
    """So many seconds of 16-bit silence with a tone in each span."""
    samples = array("h", bytes(2 * round(seconds * rate)))
    for start, end in spans:
        for at in range(round(start * rate), min(round(end * rate), len(samples))):
            samples[at] = round(32767 * level * math.sin(2 * math.pi * hertz * at / rate))
    return samples


def wav(*channels: array[int], rate: int = RATE, data_length: int | None = None) -> bytes:
    """A 16-bit PCM WAV; `data_length` is what its head says of its data, the truth unless told otherwise."""
    mixed = array("h", bytes(2 * len(channels) * len(channels[0])))
    for number, channel in enumerate(channels):
        mixed[number :: len(channels)] = channel
    data = mixed.tobytes()
    said = len(data) if data_length is None else data_length
    fmt = struct.pack(
        "<4sIHHIIHH", b"fmt ", 16, 1, len(channels), rate, rate * 2 * len(channels), 2 * len(channels), 16
    )
    body = fmt + struct.pack("<4sI", b"data", said) + data
    return struct.pack("<4sI4s", b"RIFF", (4 + len(body)) & 0xFFFFFFFF, b"WAVE") + body


@cache
def short_call() -> bytes:
    """Ten seconds in two channels: the operator 1–3 s and 7–9 s, the customer 4–6 s and 8–9.5 s."""
    return wav(tone(10, [(1, 3), (7, 9)]), tone(10, [(4, 6), (8, 9.5)], hertz=440))


def encoded(samples: array[int], container: str, coding: str, rate: int = RATE) -> bytes:
    """One channel in another container and coding, by libsndfile's names."""
    import numpy as np  # noqa: PLC0415 - most tests make do without
    import soundfile  # noqa: PLC0415

    target = io.BytesIO()
    soundfile.write(target, np.frombuffer(samples, np.int16), rate, format=container, subtype=coding)
    return target.getvalue()
