"""Rules of webhooks: what is told, how it is signed, when it is tried again."""

from monitoria.webhooks.rules.kinds import KINDS, TEST, Kind, body_of
from monitoria.webhooks.rules.signing import new_secret, secret_bytes, sign, signatures
from monitoria.webhooks.rules.tries import (
    KEPT,
    MOST_ENDPOINTS,
    MOST_TRIES,
    OVERLAP,
    WORTH_SENDING,
    DeliveryState,
    OffReason,
    is_hopeless,
    next_try,
)

__all__ = [
    "KEPT",
    "KINDS",
    "MOST_ENDPOINTS",
    "MOST_TRIES",
    "OVERLAP",
    "TEST",
    "WORTH_SENDING",
    "DeliveryState",
    "Kind",
    "OffReason",
    "body_of",
    "is_hopeless",
    "new_secret",
    "next_try",
    "secret_bytes",
    "sign",
    "signatures",
]
