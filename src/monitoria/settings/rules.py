"""Rules of settings."""

from __future__ import annotations

import re


def key_from_label(label_key: str) -> str:
    """A key from an already normalised label: letters, digits and underscores, at most 60 of them."""
    return re.sub(r"[^a-z0-9]+", "_", label_key).strip("_")[:60] or "categoria"
