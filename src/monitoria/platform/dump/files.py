"""Files of a dump on their way into the storage: kept as they come, taken back when the dump is refused."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from monitoria.platform.dump.layout import DumpRefused
from monitoria.platform.storage import Incoming, Storage


class FileLoader:
    """Takes the parts of one file after the other."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._kept: list[str] = []
        self._key: str | None = None
        self._stack = ExitStack()
        self._incoming: Incoming | None = None
        self._digest = hashlib.sha256()
        self._size = 0

    def take(self, line: Mapping[str, Any]) -> None:
        """One part of a file, or its end. Raises `DumpRefused`, ValueError."""
        key = line["file"]
        if self._key is None:
            self._begin(key)
        if key != self._key or self._incoming is None:
            raise DumpRefused(f"o arquivo {self._key} não terminou antes de começar {key}")
        if "part" in line:
            self._write(self._incoming, line["part"])
        else:
            self._end(self._incoming, line)

    def is_between(self) -> bool:
        """Whether no file is half way."""
        return self._key is None

    def take_back(self) -> None:
        """Leave nothing of what came."""
        self._stack.close()
        for key in self._kept:
            self._storage.delete(key)

    def _begin(self, key: str) -> None:
        self._key, self._digest, self._size = key, hashlib.sha256(), 0
        self._incoming = self._stack.enter_context(self._storage.receive())

    def _write(self, incoming: Incoming, part: str) -> None:
        try:
            said = base64.b64decode(part, validate=True)
        except binascii.Error:
            raise DumpRefused(f"uma parte do arquivo {self._key} não pode ser lida") from None
        self._digest.update(said)
        self._size += len(said)
        incoming.write(said)

    def _end(self, incoming: Incoming, line: Mapping[str, Any]) -> None:
        if (self._size, self._digest.hexdigest()) != (line.get("size"), line.get("sha256")):
            raise DumpRefused(f"o arquivo {self._key} não é o que saiu: tamanho ou SHA-256 diferem")
        incoming.keep(str(self._key))
        self._kept.append(str(self._key))
        self._stack.close()
        self._key = self._incoming = None
