"""The archive of a copy: an ordinary tar, written and read from front to back, sealed over everything in it.

`backup.json` says what it is; `database/…` are the parts of pg_dump's custom format; `files/…` are the stored files
under their keys; `SHA256SUMS` is for `sha256sum -c`; `manifest.json` counts; `seal` is a hash over names, sizes and
contents of all before it. Nobody needs us to open one: `tar xf`, then `cat database/* | pg_restore`.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from monitoria.platform.backup.age import Damaged, Sink, Source

VERSION = 1
HEADER, DATABASE, FILES, SUMS, MANIFEST, SEAL = (
    "backup.json",
    "database/",
    "files/",
    "SHA256SUMS",
    "manifest.json",
    "seal",
)
PART_BYTES = 8 << 20
CHUNK_BYTES = 1 << 18
_MOST_JSON_BYTES = 1 << 20


class Broken(Exception):
    """The archive is not what was written; the message is one Portuguese sentence."""


class Content(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Member:
    """One thing in the archive, whose bytes are read once, in order."""

    name: str
    size: int
    content: Content

    def chunks(self) -> Iterator[bytes]:
        """All its bytes."""
        while chunk := self.content.read(CHUNK_BYTES):
            yield chunk

    def json(self) -> dict[str, Any]:
        """Its JSON object. Raises `Broken`."""
        try:
            found = json.loads(self.content.read(_MOST_JSON_BYTES))
        except ValueError:
            raise Broken(f"A cópia está danificada: {self.name} não pode ser lido.") from None
        if not isinstance(found, dict):
            raise Broken(f"A cópia está danificada: {self.name} não pode ser lido.")
        return found


class _Counting(io.RawIOBase):
    """tarfile asks its file where it stands."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._position = 0

    def write(self, data: Any) -> int:
        self._sink.write(bytes(data))
        self._position += len(data)
        return len(data)

    def tell(self) -> int:
        return self._position


class _Hashed:
    """Content that is hashed while it is read, for the seal and for itself."""

    def __init__(self, content: Content, seal: Any) -> None:
        self._content = content
        self._seal = seal
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        chunk = self._content.read(size)
        self._seal.update(chunk)
        self.digest.update(chunk)
        return chunk


class ArchiveWriter:
    """Adds one member after the other; `finish` must end it, inside its block."""

    def __init__(self, sink: Sink, header: Mapping[str, Any]) -> None:
        self._tar = tarfile.TarFile(
            fileobj=_Counting(sink), mode="w", format=tarfile.PAX_FORMAT, copybufsize=CHUNK_BYTES
        )
        self._seal = hashlib.sha256()
        # A line for every file of an installation may be more than memory should hold.
        self._sums = tempfile.TemporaryFile()  # noqa: SIM115 - closed with us
        self._add_json(HEADER, header)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sums.close()

    def add(self, name: str, size: int, content: Content) -> bytes:
        """Add a member; its SHA-256. Raises OSError when the content ends before `size`."""
        info = tarfile.TarInfo(name)
        info.size = size
        info.mode = 0o600
        self._seal.update(f"{name}\0{size}\0".encode())
        hashed = _Hashed(content, self._seal)
        self._tar.addfile(info, hashed)  # type: ignore[arg-type]
        _forget(self._tar)
        self._sums.write(f"{hashed.digest.hexdigest()}  {name}\n".encode())
        return hashed.digest.digest()

    def add_database(self, chunks: Iterable[bytes]) -> int:
        """Add the dump in parts; its size."""
        size = 0
        for number, part in enumerate(_parts(chunks), start=1):
            size += len(part)
            self.add(f"{DATABASE}{number:06}", len(part), io.BytesIO(part))
        return size

    def finish(self, manifest: Mapping[str, Any]) -> None:
        """Add what counts and seals all before it."""
        size = self._sums.tell()
        self._sums.seek(0)
        self._tar.addfile(_plain(SUMS, size), _sealed(SUMS, size, self._sums, self._seal))  # type: ignore[arg-type]
        self._add_json(MANIFEST, manifest)
        seal = self._seal.hexdigest().encode()
        self._tar.addfile(_plain(SEAL, len(seal)), io.BytesIO(seal))
        self._tar.close()

    def _add_json(self, name: str, document: Mapping[str, Any]) -> None:
        text = json.dumps(document, ensure_ascii=False, indent=1).encode()
        self._tar.addfile(_plain(name, len(text)), _sealed(name, len(text), io.BytesIO(text), self._seal))  # type: ignore[arg-type]


def _forget(tar: tarfile.TarFile) -> None:
    """It would remember every file that went through."""
    vars(tar)["members"].clear()


def _plain(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o600
    return info


def _sealed(name: str, size: int, content: Content, seal: Any) -> _Hashed:
    seal.update(f"{name}\0{size}\0".encode())
    return _Hashed(content, seal)


def _parts(chunks: Iterable[bytes]) -> Iterator[bytes]:
    part = bytearray()
    for chunk in chunks:
        part += chunk
        while len(part) >= PART_BYTES:
            yield bytes(part[:PART_BYTES])
            del part[:PART_BYTES]
    if part:
        yield bytes(part)


class ArchiveReader:
    """Goes through an archive from front to back; whoever reaches the end without `Broken` has seen it whole."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seal = hashlib.sha256()

    def __iter__(self) -> Iterator[Member]:
        """Every member but the seal, each to be read before the next. Raises `Broken`."""
        try:
            yield from self._members()
        except (tarfile.TarError, Damaged, OSError, ValueError) as error:
            raise Broken("A cópia está danificada ou incompleta: ela não é o que foi gravado.") from error

    def _members(self) -> Iterator[Member]:
        with tarfile.TarFile.open(fileobj=_Readable(self._source), mode="r|") as tar:
            for info in tar:
                _forget(tar)
                content = tar.extractfile(info)
                if content is None:
                    raise Broken(f"A cópia tem algo que não é um arquivo: {info.name}.")
                if info.name == SEAL:
                    self._check(content.read(128))
                    return
                self._seal.update(f"{info.name}\0{info.size}\0".encode())
                hashed = _Hashed(content, self._seal)
                yield Member(info.name, info.size, hashed)
                while hashed.read(CHUNK_BYTES):
                    pass
        raise Broken("A cópia está incompleta: falta o fim.")

    def _check(self, seal: bytes) -> None:
        if seal.decode("ascii", "replace") != self._seal.hexdigest():
            raise Broken("A cópia está danificada: o conteúdo não é o que foi gravado.")


class _Readable(io.RawIOBase):
    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, size: int = -1) -> bytes:
        return self._source.read(size)
