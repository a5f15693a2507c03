"""The extra `[media]` (PyAV): kinds of sound that the core does not decode."""

from __future__ import annotations

from importlib.util import find_spec


def has_media() -> bool:
    """Whether the extra is installed."""
    return find_spec("av") is not None
