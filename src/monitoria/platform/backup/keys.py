"""A set of storage keys that may be larger than memory should hold: on disk, for the time of a command."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

_AT_ONCE = 5_000


class KeySet:
    """Keys with the hash each should have, crossed off as they are met. Its nameless file ends with it."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(
            "CREATE TABLE keys (key TEXT PRIMARY KEY, hash BLOB, met INTEGER DEFAULT 0) WITHOUT ROWID"
        )
        self._database.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(self, keys: Iterable[tuple[str, bytes | None]]) -> None:
        self._database.executemany("INSERT OR REPLACE INTO keys (key, hash) VALUES (?, ?)", keys)

    def meet(self, key: str) -> bytes | None:
        """Cross `key` off; the hash it should have, when one is known."""
        found = self._database.execute("SELECT hash FROM keys WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        self._database.execute("UPDATE keys SET met = 1 WHERE key = ?", (key,))
        return bytes(found[0]) if found[0] is not None else None

    def __contains__(self, key: str) -> bool:
        return self._database.execute("SELECT 1 FROM keys WHERE key = ?", (key,)).fetchone() is not None

    def unmet(self) -> Iterator[str]:
        """The keys that were never met."""
        cursor = self._database.cursor()
        cursor.arraysize = _AT_ONCE
        for (key,) in cursor.execute("SELECT key FROM keys WHERE met = 0 ORDER BY key"):
            yield key

    def __iter__(self) -> Iterator[str]:
        for (key,) in self._database.cursor().execute("SELECT key FROM keys ORDER BY key"):
            yield key
