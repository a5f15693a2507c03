"""Copies are encrypted in age's own format: what is published opens, what was touched does not."""

from __future__ import annotations

import io
import os

import pytest

from monitoria.platform.backup.age import CHUNK_BYTES, Damaged, Decrypting, Encrypting, WrongPassphrase, _read_head

WORDS = "uma senha de teste"
# The header of the published test vector "scrypt" (C2SP/CCTV, age): passphrase "password".
PUBLISHED = b"""age-encryption.org/v1
-> scrypt rF0/NwblUHHTpgQgRpe5CQ 10
gUjEymFKMVXQEKdMMHL24oYexjE3TIC0O0zGSqJ2aUY
--- IOXiQYStkoT1mvZW2tFOqZdhRVvj58egABx/sWfZQbc
"""


def encrypted(content: bytes) -> bytes:
    """`content`, written in uneven pieces, with little work for the passphrase."""
    sink = io.BytesIO()
    writing = Encrypting(sink, WORDS, work=8)
    for start in range(0, len(content), 30_011):
        writing.write(content[start : start + 30_011])
    writing.finish()
    return sink.getvalue()


def decrypted(sealed: bytes, words: str = WORDS) -> bytes:
    """What comes out, read in uneven pieces."""
    reading = Decrypting(io.BytesIO(sealed), words)
    return b"".join(iter(lambda: reading.read(20_021), b""))


def test_the_published_header_opens() -> None:
    file_key, nonce = _read_head(io.BytesIO(PUBLISHED + bytes(range(16))), "password")
    assert file_key == b"YELLOW SUBMARINE"
    assert nonce == bytes(range(16))


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_what_goes_in_comes_out(size: int) -> None:
    content = os.urandom(size)
    assert decrypted(encrypted(content)) == content


def test_another_passphrase_opens_nothing() -> None:
    with pytest.raises(WrongPassphrase):
        decrypted(encrypted(b"segredo"), "outra senha")


def test_what_was_touched_anywhere_is_refused() -> None:
    sealed = encrypted(os.urandom(2 * CHUNK_BYTES + 500))
    for place in (0, 30, 60, 110, 170, 400, CHUNK_BYTES, 2 * CHUNK_BYTES, len(sealed) - 1):
        touched = bytearray(sealed)
        touched[place] ^= 1
        with pytest.raises((Damaged, WrongPassphrase)):
            decrypted(bytes(touched))


def test_what_was_cut_off_or_added_to_is_refused() -> None:
    sealed = encrypted(os.urandom(2 * CHUNK_BYTES + 500))
    head = len(sealed) - (2 * CHUNK_BYTES + 500) - 3 * 16
    for length in (10, head, head + 100, head + CHUNK_BYTES + 16, head + 2 * (CHUNK_BYTES + 16), len(sealed) - 1):
        with pytest.raises(Damaged):
            decrypted(sealed[:length])
    with pytest.raises(Damaged):
        decrypted(sealed + b"x")
