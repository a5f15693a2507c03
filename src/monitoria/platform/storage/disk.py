"""Storage in a local folder: written aside, made durable, then moved into its place in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from monitoria.platform.database import new_id
from monitoria.platform.storage.port import NotStored, StorageProblem, check_key

CHUNK_BYTES = 262_144
SENT_EARLY_BYTES = 8 << 20
INCOMING = "incoming"
# The group may read: a web server that sends the bytes for us belongs to it.
_FILE_MODE, _FOLDER_MODE = 0o640, 0o750


@dataclass(frozen=True, slots=True)
class DiskFile:
    """A file under the storage's folder."""

    key: str
    size_bytes: int
    modified_at: datetime
    path: Path

    def read(self, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        left = self.size_bytes - start if length is None else length
        with self.path.open("rb") as file:
            file.seek(start)
            while left > 0 and (chunk := file.read(min(CHUNK_BYTES, left))):
                left -= len(chunk)
                yield chunk

    def address(self, *, seconds: int, content_type: str, disposition: str | None = None) -> str | None:  # noqa: ARG002 - the port's
        return None

    @contextmanager
    def local(self) -> Iterator[Path]:
        yield self.path


class _IncomingFile:
    def __init__(self, folder: Path, path: Path) -> None:
        self._folder = folder
        self._path = path
        self._written = self._sent = 0
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)

    def write(self, chunk: bytes) -> None:
        view = memoryview(chunk)
        try:
            while view:
                view = view[os.write(self._descriptor, view) :]
        except OSError as error:
            raise StorageProblem() from error
        self._written += len(chunk)
        if self._written - self._sent >= SENT_EARLY_BYTES:
            self._send_early()

    def _send_early(self) -> None:
        """Have the system begin to write what has come, so that little is left to wait for in the end."""
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(self._descriptor, self._sent, self._written - self._sent, os.POSIX_FADV_DONTNEED)
        self._sent = self._written

    def keep(self, key: str) -> None:
        target = self._folder / check_key(key)
        try:
            os.fsync(self._descriptor)
            target.parent.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            os.rename(self._path, target)
            _sync_folder(target.parent)
        except OSError as error:
            raise StorageProblem() from error

    def close(self) -> None:
        os.close(self._descriptor)
        with suppress(FileNotFoundError):
            self._path.unlink()


class DiskStorage:
    """Files under `folder`, which is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def receive(self) -> Iterator[_IncomingFile]:
        aside = self.folder / INCOMING
        try:
            aside.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            incoming = _IncomingFile(self.folder, aside / new_id().hex)
        except OSError as error:
            raise StorageProblem() from error
        try:
            yield incoming
        finally:
            incoming.close()

    def open(self, key: str) -> DiskFile:
        path = self.folder / check_key(key)
        try:
            return _as_file(key, path)
        except (FileNotFoundError, NotADirectoryError):
            raise NotStored(key) from None
        except OSError as error:
            raise StorageProblem() from error

    def delete(self, key: str) -> None:
        try:
            (self.folder / check_key(key)).unlink(missing_ok=True)
        except OSError as error:
            raise StorageProblem() from error

    def list(self, prefix: str) -> Iterator[DiskFile]:
        start = self.folder / check_key(prefix)
        for folder, _, names in os.walk(start if start.is_dir() else start.parent):
            for name in sorted(names):
                path = Path(folder, name)
                key = path.relative_to(self.folder).as_posix()
                if key.startswith(prefix):
                    with suppress(FileNotFoundError):  # kept or deleted while we look
                        yield _as_file(key, path)


def _as_file(key: str, path: Path) -> DiskFile:
    found = path.stat()
    return DiskFile(key, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC), path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
