"""Password hashes: argon2id with 19 MiB, 2 passes, 1 lane (OWASP's first recommendation)."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _HASHER.hash("a password that nobody has")


def hash_password(password: str) -> str:
    """The hash to store."""
    return _HASHER.hash(password)


def is_password(password: str, stored: str | None) -> bool:
    """Whether `password` made `stored`. Without a stored hash the same time is spent and the answer is no."""
    try:
        return _HASHER.verify(stored or _NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
