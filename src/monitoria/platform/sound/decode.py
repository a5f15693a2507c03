"""Decoding to 16-bit samples, block by block: memory does not grow with the length of the sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import soundfile

from monitoria.platform.sound.kinds import HEAD_BYTES, Kind, NotSound
from monitoria.platform.sound.wav import WavHead, read_wav_head

Samples = npt.NDArray[np.int16]

# So much sound a block; a whole number of the frames that are measured.
BLOCK_FRAMES = 100
FRAME_SECONDS = 0.02
HALF, FULL = 128, 32_768


class Undecodable(Exception):
    """Nothing, or nothing more, can be decoded; the text says what the decoder said."""


@dataclass(frozen=True, slots=True)
class Sound:
    """An open sound. `blocks` give (samples, channels) arrays and raise `Undecodable` where the file is damaged.

    `said_seconds` is the length that the file claims, None when it claims none.
    """

    sample_rate: int
    channels: int
    said_seconds: float | None
    blocks: Iterator[Samples]

    @property
    def frame(self) -> int:
        """Samples in a measured frame of 20 ms."""
        return frame_of(self.sample_rate)


def frame_of(sample_rate: int) -> int:
    return max(1, round(sample_rate * FRAME_SECONDS))


def open_sound(path: Path, kind: Kind) -> Sound:
    """Open a file that `recognise` took for `kind`. Raises `Undecodable`."""
    if kind.needs_media:
        from monitoria.platform.sound.media import open_media  # noqa: PLC0415 - the extra may be absent

        return open_media(path)
    if kind.name.startswith("wav-"):
        return _open_wav(path)
    return _open_with_library(path)


def _open_wav(path: Path) -> Sound:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    try:
        wav = read_wav_head(head, path.stat().st_size)
    except NotSound as error:
        raise Undecodable(str(error)) from None
    seconds = wav.said_frames / wav.sample_rate if wav.said_frames is not None else None
    blocks = _gsm_blocks(path, wav) if wav.coding == "gsm" else _raw_blocks(path, wav)
    return Sound(wav.sample_rate, wav.channels, seconds, blocks)


def _raw_blocks(path: Path, wav: WavHead) -> Iterator[Samples]:
    sample_bytes = wav.bits // 8 * wav.channels
    count = frame_of(wav.sample_rate) * BLOCK_FRAMES * sample_bytes
    left = wav.data_bytes // sample_bytes * sample_bytes
    with path.open("rb") as file:
        file.seek(wav.data_offset)
        while left > 0 and (raw := file.read(min(count, left))):
            left -= len(raw)
            whole = len(raw) // sample_bytes * sample_bytes
            yield _to_samples(raw[:whole], wav).reshape(-1, wav.channels)


def _to_samples(raw: bytes, wav: WavHead) -> Samples:
    if wav.coding in _TABLES:
        return _by_table(raw, _TABLES[wav.coding])
    if wav.coding == "float":
        return _clipped(np.frombuffer(raw, np.dtype(f"<f{wav.bits // 8}")))
    if wav.bits == 8:
        return (np.frombuffer(raw, np.uint8).astype(np.int16) - HALF) << 8
    if wav.bits == 24:
        three = np.frombuffer(raw, np.uint8).reshape(-1, 3)
        return np.ascontiguousarray(three[:, 1:]).view("<i2").reshape(-1).astype(np.int16)
    if wav.bits == 32:
        return (np.frombuffer(raw, "<i4") >> 16).astype(np.int16)
    return np.frombuffer(raw, "<i2").astype(np.int16, copy=False)


def _clipped(values: npt.NDArray[Any]) -> Samples:
    scaled: Samples = np.clip(np.nan_to_num(values) * FULL, -FULL, FULL - 1).astype(np.int16)
    return scaled


def _mu_law() -> Samples:
    """ITU-T G.711 µ-law, all 256 codes."""
    codes = ~np.arange(256, dtype=np.uint8)
    magnitude = (((codes & 0x0F).astype(np.int32) << 3) + 0x84 << ((codes >> 4) & 7)) - 0x84
    return np.where(codes & 0x80, -magnitude, magnitude).astype(np.int16)


def _a_law() -> Samples:
    """ITU-T G.711 A-law, all 256 codes."""
    codes = np.arange(256, dtype=np.uint8) ^ 0x55
    mantissa, exponent = (codes & 0x0F).astype(np.int32), ((codes >> 4) & 7).astype(np.int32)
    magnitude = np.where(exponent == 0, (mantissa << 4) + 8, (mantissa << 4) + 0x108 << np.maximum(exponent - 1, 0))
    return np.where(codes & 0x80, magnitude, -magnitude).astype(np.int16)


def _pairs(values: Samples) -> npt.NDArray[np.int32]:
    """What each two codes in a row stand for: looked up together they cost half."""
    both = np.arange(65_536, dtype=np.uint16).view(np.uint8)
    return values[both].view(np.int32)


_TABLES = {"ulaw": _pairs(_mu_law()), "alaw": _pairs(_a_law())}


def _by_table(raw: bytes, table: npt.NDArray[np.int32]) -> Samples:
    codes = np.frombuffer(raw + b"\0" * (len(raw) % 2), np.uint16)
    samples: Samples = np.take(table, codes).view(np.int16)[: len(raw)]
    return samples


def _gsm_blocks(path: Path, wav: WavHead) -> Iterator[Samples]:
    """GSM 06.10 needs the library; a head whose length is not true is written anew for it."""
    if wav.is_length_true:
        yield from _open_with_library(path).blocks
        return
    fixed = path.with_name(path.name + ".fixed")
    try:
        _write_fixed(path, fixed, wav)
        yield from _open_with_library(fixed).blocks
    finally:
        fixed.unlink(missing_ok=True)


def _write_fixed(path: Path, fixed: Path, wav: WavHead) -> None:
    with path.open("rb") as source, fixed.open("wb") as target:
        head = bytearray(source.read(wav.data_offset))
        whole = wav.data_bytes // 65 * 65
        head[4:8] = (len(head) - 8 + whole).to_bytes(4, "little")
        head[-4:] = whole.to_bytes(4, "little")
        target.write(head)
        while whole > 0 and (chunk := source.read(min(1 << 20, whole))):
            whole -= len(chunk)
            target.write(chunk)


def _open_with_library(path: Path) -> Sound:
    try:
        file = soundfile.SoundFile(path)
    except soundfile.LibsndfileError as error:
        raise Undecodable(str(error.error_string)) from None
    said = file.frames / file.samplerate if 0 < file.frames < 1 << 60 else None
    return Sound(file.samplerate, file.channels, said, _library_blocks(file))


def _library_blocks(file: Any) -> Iterator[Samples]:
    count = frame_of(file.samplerate) * BLOCK_FRAMES
    buffer = np.empty((count, file.channels), np.float32)
    with file:
        while True:
            try:
                read = file.buffer_read_into(buffer, dtype="float32")
            except soundfile.LibsndfileError as error:
                raise Undecodable(str(error.error_string)) from None
            if not read:
                return
            yield _clipped(buffer[:read])
