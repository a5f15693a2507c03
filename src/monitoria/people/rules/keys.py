"""Rules of personal API keys: what one looks like, how long it lives, how many a person has."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import string
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitoria.platform.errors import FieldError

MOST_KEYS = 20
USUAL_DAYS, MOST_DAYS = 90, 365
# How often the last use is written: a key that reads all day must not write all day.
USE_NOTED_EVERY = timedelta(minutes=1)
# Keys that ended are shown for so long.
ENDED_KEPT = timedelta(days=90)

_TOKEN = re.compile(r"mon_([0-9a-z]{12})_([0-9A-Za-z]{43})")
_SMALL, _LETTERS = string.digits + string.ascii_lowercase, string.digits + string.ascii_letters


@dataclass(frozen=True, slots=True)
class Token:
    """A key as its holder sends it: `prefix` names it and may be shown, `secret` proves it."""

    prefix: str
    secret: str

    def __str__(self) -> str:
        return f"mon_{self.prefix}_{self.secret}"


def new_token() -> Token:
    """A token that nobody guesses: its secret is drawn from 62^43, more than 2^256."""
    prefix = "".join(secrets.choice(_SMALL) for _ in range(12))
    return Token(prefix, "".join(secrets.choice(_LETTERS) for _ in range(43)))


def read_token(text: str) -> Token | None:
    """The token in `text`; None for anything else."""
    found = _TOKEN.fullmatch(text)
    return None if found is None else Token(found[1], found[2])


def hash_secret(secret: str) -> bytes:
    """What is stored (SHA-256). The secret is drawn, not chosen: there is no dictionary to slow down."""
    return hashlib.sha256(secret.encode()).digest()


def is_secret(secret: str, stored: bytes | None) -> bool:
    """Whether `secret` made `stored`; takes as long without a stored one, and then says no."""
    return hmac.compare_digest(hash_secret(secret), stored or bytes(32)) and stored is not None


def is_use_due(used_at: datetime | None, now: datetime) -> bool:
    """Whether this use is to be written down."""
    return used_at is None or used_at <= now - USE_NOTED_EVERY


def check_scopes(scopes: Sequence[str], offered: Collection[str]) -> list[FieldError]:
    """Each scope is one of those that this person's keys may have."""
    message = "Este escopo não existe ou o seu perfil não o permite a uma chave."
    return [FieldError(f"/scopes/{at}", message, "scope") for at, word in enumerate(scopes) if word not in offered]
