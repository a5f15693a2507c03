"""Where a recording's files lie, and how long a listening lasts."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

# Where recordings lie in the storage.
PREFIX = "recordings"
# What browsers are given of a sound that they can't play.
COPY_TYPE = "audio/wav"
# Asking for the sound again within this time is still the same listening.
LISTENING_WINDOW = timedelta(minutes=30)

_COPY, _PEAKS = ".play", ".peaks"


class RecordingStatus(StrEnum):
    """Waiting to be measured; measured; or not readable, with the problem that says why."""

    WAITING = "waiting"
    READY = "ready"
    FAILED = "failed"


def copy_key(key: str) -> str:
    """Where the copy that browsers can play lies, beside the original."""
    return key + _COPY


def peaks_key(key: str) -> str:
    """Where the peaks lie, beside the original."""
    return key + _PEAKS


def all_keys(key: str) -> tuple[str, ...]:
    """The original and everything that may lie beside it."""
    return (key, copy_key(key), peaks_key(key))


def original_key(key: str) -> str:
    """The original that this file belongs to."""
    return key.removesuffix(_COPY).removesuffix(_PEAKS)
