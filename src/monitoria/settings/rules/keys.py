"""Rules of settings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

_LONGEST_KEY = 60


def keys_from_label(label_key: str) -> Iterator[str]:
    """Keys for an already normalised label, the best first: letters, digits and underscores, at most 60 of them."""
    base = re.sub(r"[^a-z0-9]+", "_", label_key).strip("_")[:_LONGEST_KEY] or "categoria"
    yield base
    for number in count(2):
        ending = f"_{number}"
        yield base[: _LONGEST_KEY - len(ending)] + ending
