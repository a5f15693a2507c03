"""Where real files lie that no test needs, and some use when they are at hand."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve()


def samples(kind: str) -> Path:
    """The folder of samples of this kind, in a folder beside the project or beside one above it."""
    places = [parent / "shared" / "data" / kind for parent in _HERE.parents[3:]]
    return next((place for place in places if place.is_dir()), places[0])
