"""What an OpenID provider says of a person, and which role follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# The most powerful first: of several groups the highest role counts.
_RANKS = ("admin", "supervisor", "evaluator", "operator")
_LONGEST_NAME = 160
_LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as the provider tells of him; `email` only when the provider has verified it.

    `role` is None when no group of his stands in the installation's map.
    """

    issuer: str
    subject: str
    username: str
    full_name: str
    email: str | None
    role: str | None


def identity_of(
    claims: Mapping[str, Any], issuer: str, role_claim: str, role_map: Sequence[tuple[str, str]]
) -> Identity:
    """What the claims say, as far as they can be used."""
    email = _text(claims.get("email"), _LONGEST_EMAIL)
    is_verified = claims.get("email_verified") is True
    username = _text(claims.get("preferred_username"), _LONGEST_EMAIL) or email or str(claims["sub"])
    return Identity(
        issuer=issuer,
        subject=str(claims["sub"]),
        username=username,
        full_name=_text(claims.get("name"), _LONGEST_NAME) or username,
        email=email if email and is_verified else None,
        role=role_from(claims.get(role_claim), role_map),
    )


def role_from(told: object, role_map: Sequence[tuple[str, str]]) -> str | None:
    """The highest role of the groups told, or None; `told` is a list of groups, or one."""
    groups = {told} if isinstance(told, str) else set()
    if isinstance(told, list):
        groups = {group for group in told if isinstance(group, str)}
    roles = {role for group, role in role_map if group in groups}
    return next((role for role in _RANKS if role in roles), None)


def _text(value: object, longest: int) -> str | None:
    """One line of printable text, or nothing."""
    if not isinstance(value, str):
        return None
    words = " ".join("".join(c if c.isprintable() else " " for c in value).split())[:longest]
    return words or None
