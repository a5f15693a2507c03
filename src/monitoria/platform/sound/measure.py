"""One pass over the decoded sound: its true length, the peaks and levels of each channel, and a playable copy."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np

from monitoria.platform.sound.decode import FULL, Samples, Sound, Undecodable
from monitoria.platform.sound.peaks import pack_peaks
from monitoria.platform.sound.speech import Levels, Spans, is_dead, spans_of

LONGEST_SECONDS = 12 * 3_600
# Every so many samples are looked at to tell whether two channels are the same.
_COMPARED_EVERY = 8
_SAME_SHARE = 1e-4


@dataclass(frozen=True, slots=True)
class Measurement:
    """What decoding told. `speech` and `is_dead` are a channel each; `damage` is what the decoder said, if it stopped.

    `is_same`: two channels carry the same sound.
    """

    seconds: float
    sample_rate: int
    channels: int
    said_seconds: float | None
    damage: str | None
    speech: list[Spans]
    is_dead: list[bool]
    is_same: bool
    peaks: bytes


@dataclass(slots=True)
class _Tally:
    """What is gathered block by block."""

    frame: int
    channels: int
    samples: int = 0
    levels: list[list[Levels]] = field(default_factory=list)
    tops: list[list[bytes]] = field(default_factory=list)
    difference: float = 0.0
    energy: float = 0.0

    def __post_init__(self) -> None:
        self.levels = [[] for _ in range(self.channels)]
        self.tops = [[] for _ in range(self.channels)]

    def add(self, block: Samples) -> None:
        self.samples += len(block)
        for number in range(self.channels):
            self._add_channel(number, np.ascontiguousarray(block[:, number]))
        if self.channels == 2:
            self._compare(block[::_COMPARED_EVERY])

    def _add_channel(self, number: int, channel: Samples) -> None:
        missing = -len(channel) % self.frame
        if missing:  # the last block alone
            channel = np.concatenate((channel, np.zeros(missing, np.int16)))
        frames = channel.reshape(-1, self.frame)
        top = np.maximum(frames.max(axis=1).astype(np.int32), -frames.min(axis=1).astype(np.int32))
        self.tops[number].append(np.minimum((top * 255 + FULL // 2) // FULL, 255).astype(np.uint8).tobytes())
        values = frames.astype(np.float32)
        squares = np.einsum("ij,ij->i", values, values)
        self.levels[number].append(np.sqrt(squares / self.frame) / FULL)

    def _compare(self, some: Samples) -> None:
        left, right = some[:, 0].astype(np.float32), some[:, 1].astype(np.float32)
        apart = left - right
        self.difference += float(np.dot(apart, apart))
        self.energy += float(np.dot(left, left) + np.dot(right, right))


def measure(sound: Sound, copy: Path | None = None) -> Measurement:
    """Decode everything once; with `copy`, write it there as a WAV of 16 bits on the way.

    Raises `Undecodable` when not even a frame of 20 ms can be decoded.
    """
    tally, damage = _Tally(sound.frame, sound.channels), None
    with _copying(copy, sound) as file:
        try:
            for block in _bounded(sound):
                tally.add(block)
                if file is not None:
                    file.write(block.astype("<i2", copy=False).tobytes())
        except Undecodable as error:
            damage = str(error)
    if tally.samples < sound.frame:
        raise Undecodable(damage or "there is no sound")
    frame_seconds = sound.frame / sound.sample_rate
    levels = [np.concatenate(parts) for parts in tally.levels]
    return Measurement(
        seconds=tally.samples / sound.sample_rate,
        sample_rate=sound.sample_rate,
        channels=sound.channels,
        said_seconds=sound.said_seconds,
        damage=damage,
        speech=[spans_of(own, frame_seconds, other) for own, other in zip(levels, _others(levels), strict=True)],
        is_dead=[is_dead(channel) for channel in levels],
        is_same=sound.channels == 2 and tally.energy > 0 and tally.difference < _SAME_SHARE * tally.energy,
        peaks=pack_peaks(1 / frame_seconds, [b"".join(parts) for parts in tally.tops]),
    )


def _others(levels: list[Levels]) -> list[Levels] | list[None]:
    """The other channel of each, where there are two."""
    return levels[::-1] if len(levels) == 2 else [None] * len(levels)


def _bounded(sound: Sound) -> Iterator[Samples]:
    left = LONGEST_SECONDS * sound.sample_rate
    for block in sound.blocks:
        left -= len(block)
        if left < 0:
            raise Undecodable("the sound is longer than twelve hours")
        yield block


@contextmanager
def _copying(copy: Path | None, sound: Sound) -> Iterator[BinaryIO | None]:
    if copy is None:
        yield None
        return
    with copy.open("wb") as file:
        file.write(bytes(44))
        yield file
        size = file.tell() - 44
        file.seek(0)
        file.write(_wav_head(sound, size))


def _wav_head(sound: Sound, size: int) -> bytes:
    width = 2 * sound.channels
    fmt = struct.pack("<HHIIHH", 1, sound.channels, sound.sample_rate, sound.sample_rate * width, width, 16)
    riff, data = min(size + 36, 0xFFFFFFFF), min(size, 0xFFFFFFFF)
    return struct.pack("<4sI4s4sI", b"RIFF", riff, b"WAVE", b"fmt ", 16) + fmt + struct.pack("<4sI", b"data", data)
