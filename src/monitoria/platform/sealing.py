"""Sealing what must be kept but never read where it lies: AES-256-GCM, keys derived from the installation's secret."""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from monitoria.platform.config import Config

_NONCE_BYTES = 12
_KEY_BYTES = 32


class SealBroken(Exception):
    """It was sealed with another secret, for something else, or changed since."""


class Sealer:
    """Seals with the newest secret and opens with any that is still known; a key is good for one purpose alone."""

    def __init__(self, secrets: Iterable[str], purpose: str) -> None:
        self._keys = [AESGCM(_derive(secret, purpose)) for secret in secrets if secret]

    def seal(self, text: str, about: str) -> str:
        """`text`, sealed; it opens only for the same `about`."""
        nonce = os.urandom(_NONCE_BYTES)
        return urlsafe_b64encode(nonce + self._keys[0].encrypt(nonce, text.encode(), about.encode())).decode()

    def open(self, sealed: str, about: str) -> str:
        """What was sealed. Raises `SealBroken`."""
        return self._open(sealed, about)[0]

    def is_old(self, sealed: str, about: str) -> bool:
        """Whether it was sealed with an earlier secret, and should be sealed anew. Raises `SealBroken`."""
        return self._open(sealed, about)[1] > 0

    def _open(self, sealed: str, about: str) -> tuple[str, int]:
        try:
            raw = urlsafe_b64decode(sealed.encode())
        except ValueError:
            raise SealBroken() from None
        for place, key in enumerate(self._keys):
            try:
                return key.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], about.encode()).decode(), place
            except (InvalidTag, ValueError):
                continue
        raise SealBroken()


@lru_cache(maxsize=16)
def _sealer(secret: str, previous: str, purpose: str) -> Sealer:
    return Sealer((secret, previous), purpose)


def make_sealer(config: Config, purpose: str) -> Sealer:
    """What seals for `purpose` in this installation."""
    return _sealer(config.secret_key, config.secret_key_previous, purpose)


def _derive(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"monitoria/{purpose}".encode()).derive(secret.encode())
