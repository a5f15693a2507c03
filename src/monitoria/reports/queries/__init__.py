"""Every SELECT of reports; each begins from what the caller may see."""

from monitoria.reports.queries.exports import (
    count_open,
    find_expired,
    find_silent,
    get_export,
    known_keys,
    list_exports,
    load_export,
)

__all__ = [
    "count_open",
    "find_expired",
    "find_silent",
    "get_export",
    "known_keys",
    "list_exports",
    "load_export",
]
