"""What may be kept of a page with its filters."""

from __future__ import annotations

from enum import StrEnum
from urllib.parse import parse_qsl

MOST_VIEWS = 50
LONGEST_VIEW_NAME = 80
LONGEST_QUERY = 2_000


class ViewPage(StrEnum):
    """The pages that filters can be kept of."""

    DASHBOARD = "dashboard"
    ANALYTICS = "analytics"


def is_query(text: str) -> bool:
    """Whether this is what stands behind an address from its question mark on, or nothing: no page, no script."""
    if not text:
        return True
    if not text.startswith("?") or not text.isascii() or not text.isprintable() or any(c in text for c in " <>\"'#"):
        return False
    try:
        parse_qsl(text[1:], keep_blank_values=True, strict_parsing=len(text) > 1, max_num_fields=100)
    except ValueError:
        return False
    return True
