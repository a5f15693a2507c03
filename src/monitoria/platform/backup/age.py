"""Encryption by passphrase in the format of age (age-encryption.org/v1), so that the tool `age` opens our copies too.

A file key is wrapped with scrypt; the content goes in chunks of 64 KiB, each sealed with ChaCha20-Poly1305 under a
counter, the last one marked: what is changed, cut off, moved or added is found. Nothing is held but one chunk.
Source: https://age-encryption.org/v1 (C2SP/C2SP, age.md).
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"age-encryption.org/v1\n"
CHUNK_BYTES = 65_536
_TAG_BYTES = 16
_KEY_BYTES, _SALT_BYTES, _NONCE_BYTES = 16, 16, 16
_LONGEST_LINE = 256
# 2^17 · 8 · 128 bytes = 128 MiB for each guess at the passphrase (OWASP's figure for scrypt).
WORK = 17
_MOST_WORK = 20
_SCRYPT_LABEL = b"age-encryption.org/v1/scrypt"


class WrongPassphrase(Exception):
    """The passphrase is not the one the file was encrypted with."""


class Damaged(Exception):
    """The file is not what was written: cut off, changed, or no age file of one passphrase."""


class Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Encrypting:
    """Writes encrypted to `sink` what is written to it; `finish` must end it."""

    def __init__(self, sink: Sink, passphrase: str, work: int = WORK) -> None:
        self._sink = sink
        self._waiting = bytearray()
        file_key = os.urandom(_KEY_BYTES)
        salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
        wrapped = _wrapping(passphrase, salt, work).encrypt(bytes(12), file_key, None)
        head = b"%s-> scrypt %s %d\n%s\n---" % (MAGIC, _encoded(salt), work, _encoded(wrapped))
        sink.write(b"%s %s\n%s" % (head, _encoded(_mac(file_key, head)), nonce))
        self._chunks = _Chunks(file_key, nonce)

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) > CHUNK_BYTES:  # the last chunk is known only at the end
            self._sink.write(self._chunks.seal(bytes(self._waiting[:CHUNK_BYTES]), is_last=False))
            del self._waiting[:CHUNK_BYTES]
        return len(data)

    def finish(self) -> None:
        """Write the last chunk."""
        self._sink.write(self._chunks.seal(bytes(self._waiting), is_last=True))
        self._waiting.clear()


class Decrypting:
    """Reads what `source` holds encrypted. Raises `WrongPassphrase` at once, `Damaged` where the fault is met."""

    def __init__(self, source: Source, passphrase: str) -> None:
        self._source = source
        file_key, nonce = _read_head(source, passphrase)
        self._chunks = _Chunks(file_key, nonce)
        self._ahead = _exactly(source, CHUNK_BYTES + _TAG_BYTES)
        self._plain = bytearray()
        self._is_over = False

    def read(self, size: int) -> bytes:
        """The next `size` bytes; fewer only at the end."""
        while len(self._plain) < size and not self._is_over:
            self._open_next()
        found = bytes(self._plain[:size])
        del self._plain[:size]
        return found

    def _open_next(self) -> None:
        sealed, whole = self._ahead, CHUNK_BYTES + _TAG_BYTES
        self._ahead = _exactly(self._source, whole) if len(sealed) == whole else b""
        self._is_over = not self._ahead
        try:
            self._plain += self._chunks.open(sealed, is_last=self._is_over)
        except InvalidTag:
            raise Damaged() from None


class _Chunks:
    """STREAM: a counter of eleven bytes and one that says whether it is the last make the nonce of each chunk."""

    def __init__(self, file_key: bytes, nonce: bytes) -> None:
        self._cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
        self._number = 0

    def seal(self, plain: bytes, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(is_last), plain, None)

    def open(self, sealed: bytes, *, is_last: bool) -> bytes:
        return self._cipher.decrypt(self._nonce(is_last), sealed, None)

    def _nonce(self, is_last: bool) -> bytes:
        nonce = self._number.to_bytes(11, "big") + (b"\x01" if is_last else b"\x00")
        self._number += 1
        return nonce


def _read_head(source: Source, passphrase: str) -> tuple[bytes, bytes]:
    lines = [_line(source) for _ in range(4)]
    stanza, (dashes, _, given) = lines[1].split(b" "), lines[3].partition(b" ")
    if lines[0] + b"\n" != MAGIC or stanza[:2] != [b"->", b"scrypt"] or len(stanza) != 4 or dashes != b"---":
        raise Damaged()
    work = int(stanza[3]) if stanza[3].isdigit() else 0
    if not 1 <= work <= _MOST_WORK:
        raise Damaged()
    try:
        file_key = _wrapping(passphrase, _decoded(stanza[2]), work).decrypt(bytes(12), _decoded(lines[2]), None)
    except InvalidTag:
        raise WrongPassphrase() from None
    head = b"\n".join([*lines[:3], b"---"])
    if len(file_key) != _KEY_BYTES or not hmac.compare_digest(_mac(file_key, head), _decoded(given)):
        raise Damaged()
    return file_key, _exactly(source, _NONCE_BYTES)


def _wrapping(passphrase: str, salt: bytes, work: int) -> ChaCha20Poly1305:
    deriving = Scrypt(salt=_SCRYPT_LABEL + salt, length=32, n=2**work, r=8, p=1)
    return ChaCha20Poly1305(deriving.derive(passphrase.encode()))


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(file_key)


def _mac(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_derived(file_key, b"", b"header"), head, "sha256")


def _encoded(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise Damaged() from None


def _line(source: Source) -> bytes:
    line = b""
    while len(line) < _LONGEST_LINE:
        letter = source.read(1)
        if not letter:
            break
        if letter == b"\n":
            return line
        line += letter
    raise Damaged()


def _exactly(source: Source, size: int) -> bytes:
    """So many bytes; fewer only at the end."""
    found = bytearray()
    while len(found) < size and (part := source.read(size - len(found))):
        found += part
    return bytes(found)
