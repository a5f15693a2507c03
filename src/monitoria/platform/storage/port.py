"""The port of storage, and what is the same for every kind of it.

A key is a relative path of plain words ("recordings/2026-11/<hex>.peaks"). A file appears whole under its key or not
at all, and never changes afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from monitoria.platform.database import new_id
from monitoria.platform.errors import Unavailable

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
LONGEST_KEY = 200


class StorageProblem(Unavailable):
    slug = "storage-unavailable"
    title = "Arquivos indisponíveis"
    default_detail = "O lugar onde os arquivos ficam não respondeu ou está cheio. Tente de novo em instantes."


class NotStored(Exception):
    """There is no file under this key."""


class Incoming(Protocol):
    """A file that is being written. Nobody sees it until `keep`; left without `keep` it is thrown away."""

    def write(self, chunk: bytes) -> None:
        """Add to the end. Raises `StorageProblem` when there is no room."""

    def keep(self, key: str) -> None:
        """Make it durable and visible under `key`. Raises `StorageProblem`."""


class Stored(Protocol):
    """A file that is kept."""

    @property
    def key(self) -> str: ...

    @property
    def size_bytes(self) -> int: ...

    @property
    def modified_at(self) -> datetime: ...

    @property
    def path(self) -> Path | None:
        """Where it lies on this machine, None when it does not."""

    def read(self, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Its bytes from `start` on, in chunks; `length` of them or all that follow."""

    def address(self, *, seconds: int, content_type: str, disposition: str | None = None) -> str | None:
        """Where a browser may fetch it by itself for so long, None when only we can serve it.

        It is answered with this type, and with this Content-Disposition when there is one.
        """

    def local(self) -> AbstractContextManager[Path]:
        """A file on this machine with its bytes, while the block lasts."""


class Storage(Protocol):
    """Where files are kept."""

    def receive(self) -> AbstractContextManager[Incoming]:
        """Begin a file. Raises `StorageProblem`."""

    def open(self, key: str) -> Stored:
        """The file under `key`. Raises `NotStored` or `StorageProblem`."""

    def delete(self, key: str) -> None:
        """Remove the file under `key`; nothing happens when there is none."""

    def list(self, prefix: str) -> Iterator[Stored]:
        """Every kept file whose key begins with `prefix`, and, under `incoming/`, what was begun and never kept."""


def check_key(key: str) -> str:
    """`key` itself. Raises ValueError when it could name something outside the storage."""
    if len(key) > LONGEST_KEY or not _KEY.fullmatch(key):
        raise ValueError(f"not a storage key: {key!r}")
    return key


def new_key(prefix: str, now: datetime) -> str:
    """A key that no file has, under `prefix` and the month."""
    return f"{prefix}/{now:%Y-%m}/{new_id().hex}"


def store_bytes(storage: Storage, key: str, content: bytes) -> None:
    """Keep a small file."""
    with storage.receive() as incoming:
        incoming.write(content)
        incoming.keep(key)
