"""The head of a WAV file, read by ourselves: recorders that were cut off leave lengths that are not true."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_PCM, _FLOAT, _ALAW, _ULAW, _GSM, _EXTENSIBLE = 1, 3, 6, 7, 0x31, 0xFFFE
_NAMES = {_PCM: "pcm", _FLOAT: "float", _ALAW: "alaw", _ULAW: "ulaw", _GSM: "gsm"}
_BITS = {_PCM: (8, 16, 24, 32), _FLOAT: (32, 64), _ALAW: (8,), _ULAW: (8,), _GSM: (0, 8, 16)}
_GSM_BLOCK, _GSM_FRAMES = 65, 320
# The recorder never came back to write the length: everything that follows is sound.
_UNWRITTEN = (0, 0xFFFFFFFF)
MOST_CHANNELS = 16
LOWEST_RATE, HIGHEST_RATE = 1_000, 384_000


class NotWav(Exception):
    """The head can't be read; `reason` is a stable word, the text a Portuguese sentence."""

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class WavHead:
    """What the head tells and where the sound lies: `data_bytes` are really there, whatever the head says."""

    coding: str
    channels: int
    sample_rate: int
    bits: int
    data_offset: int
    data_bytes: int
    is_length_true: bool
    said_bytes: int

    @property
    def plays_in_browsers(self) -> bool:
        return self.coding in ("pcm", "float") and self.is_length_true and self.channels <= 2

    @property
    def frames(self) -> int:
        """Samples a channel that the bytes hold."""
        return self._frames_in(self.data_bytes)

    @property
    def said_frames(self) -> int | None:
        """Samples a channel that the head speaks of, None when nobody wrote the length."""
        return None if self.said_bytes in _UNWRITTEN else self._frames_in(self.said_bytes)

    def _frames_in(self, count: int) -> int:
        if self.coding == "gsm":
            return count // _GSM_BLOCK * _GSM_FRAMES
        return count // (self.channels * max(1, self.bits // 8))


def read_wav_head(head: bytes, size: int) -> WavHead:
    """The head of a WAV file of `size` bytes that begins with `head`. Raises `NotWav`."""
    if head[8:12] != b"WAVE":
        raise NotWav("riff", "O arquivo é RIFF, mas não é WAV.")
    fmt: tuple[int, int, int, int] | None = None
    at = 12
    while at + 8 <= len(head):
        name, length = head[at : at + 4], int.from_bytes(head[at + 4 : at + 8], "little")
        if name == b"fmt ":
            fmt = _read_format(head[at + 8 : at + 8 + length])
        if name == b"data":
            return _with_data(fmt, at + 8, length, size)
        at += 8 + length + (length & 1)
    raise NotWav("no-sound", "O arquivo WAV só tem o cabeçalho: não há som nele.")


def _read_format(chunk: bytes) -> tuple[int, int, int, int]:
    if len(chunk) < 16:
        raise NotWav("head", "O cabeçalho do arquivo WAV está cortado.")
    tag, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", chunk)
    if tag == _EXTENSIBLE and len(chunk) >= 26:
        tag = int.from_bytes(chunk[24:26], "little")
    if tag not in _NAMES or bits not in _BITS[tag]:
        raise NotWav("coding", f"A codificação {tag} ({bits} bits) deste arquivo WAV não é conhecida.")
    if not 1 <= channels <= MOST_CHANNELS or not LOWEST_RATE <= rate <= HIGHEST_RATE:
        raise NotWav("head", "O cabeçalho do arquivo WAV diz canais ou taxa que não existem.")
    return tag, channels, rate, bits


def _with_data(fmt: tuple[int, int, int, int] | None, offset: int, said: int, size: int) -> WavHead:
    if fmt is None:
        raise NotWav("head", "O cabeçalho do arquivo WAV não diz o formato do som.")
    there = max(0, size - offset)
    is_true = 0 < said <= there
    tag, channels, rate, bits = fmt
    found = WavHead(_NAMES[tag], channels, rate, bits, offset, said if is_true else there, is_true, said)
    if found.frames == 0:
        raise NotWav("no-sound", "O arquivo WAV só tem o cabeçalho: não há som nele.")
    return found
