"""Rules of people: names, passwords, and how many failures stop a sign-in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitoria.platform.errors import FieldError

MAX_FAILURES = 10
FAILURE_WINDOW = timedelta(minutes=15)
MIN_PASSWORD_LENGTH = 8
MAX_PASSWORD_LENGTH = 128

_USERNAME = re.compile(r"[\w.@+-]{2,64}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")

# Documented sample sign-ins: good for a demonstration, refused in production.
SAMPLE_PASSWORDS = {"admin": "admin123", "supervisor": "supervisor123", "operator": "operator123"}


@dataclass(frozen=True, slots=True)
class TermBrief:
    """A term that somebody has to accept, in brief. Filled by privacy's own queries."""

    key: str
    version: int
    title: str


def check_username(username: str) -> list[FieldError]:
    """A user name has 2 to 64 letters (accents welcome), digits, dots, hyphens, underscores, + or @.

    So it has once its signs are replaced by what they stand for: a single sign may stand for a blank or a sentence.
    """
    if _USERNAME.fullmatch(username) and _USERNAME.fullmatch(unicodedata.normalize("NFKC", username)):
        return []
    message = "Use de 2 a 64 letras, números, ponto, hífen ou sublinhado, sem espaços."
    return [FieldError("/username", message, "format")]


def check_email(email: str | None) -> list[FieldError]:
    """An e-mail is optional; a given one looks like an address."""
    if email is None or (len(email) <= 254 and _EMAIL.fullmatch(email)):
        return []
    return [FieldError("/email", "Este não parece um endereço de e-mail.", "format")]


def check_password(password: str, username: str, *, pointer: str = "/password") -> list[FieldError]:
    """A password has 8 to 128 characters and is not the user name. Anything else is the person's business."""
    if not MIN_PASSWORD_LENGTH <= len(password) <= MAX_PASSWORD_LENGTH:
        message = f"A senha deve ter de {MIN_PASSWORD_LENGTH} a {MAX_PASSWORD_LENGTH} caracteres."
        return [FieldError(pointer, message, "length")]
    if password.casefold() == username.casefold():
        return [FieldError(pointer, "A senha não pode ser igual ao nome de usuário.", "same-as-username")]
    return []


def wait_after_failures(failures: Sequence[datetime], now: datetime) -> timedelta | None:
    """How long sign-in stays closed after `failures` (in any order), or None while it is open.

    Ten failures within fifteen minutes close it until the oldest of the last ten is fifteen minutes old.
    """
    recent = sorted((at for at in failures if at > now - FAILURE_WINDOW), reverse=True)[:MAX_FAILURES]
    if len(recent) < MAX_FAILURES:
        return None
    return recent[-1] + FAILURE_WINDOW - now
