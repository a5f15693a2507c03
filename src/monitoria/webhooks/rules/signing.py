"""Signatures, as Standard Webhooks 1.0 has them: a receiver checks them with any library of that name."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

_MARK = "whsec_"
_SECRET_BYTES = 32


def new_secret() -> str:
    """A secret as it is shown, once: `whsec_` and 256 bits in base64."""
    return _MARK + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def secret_bytes(secret: str) -> bytes:
    """What signs."""
    return base64.b64decode(secret.removeprefix(_MARK))


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256 over identifier, time of sending and body, in base64."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(secret_bytes(secret), signed, hashlib.sha256)).decode()


def signatures(given: Iterable[str], message_id: str, at: datetime, body: bytes) -> dict[str, str]:
    """The three headers, with one signature by each of these secrets."""
    timestamp = int(at.timestamp())
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(sign(secret, message_id, timestamp, body) for secret in given),
    }
