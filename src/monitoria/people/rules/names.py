"""Names: what a user name and an e-mail look like, and the term in brief."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from monitoria.platform.errors import FieldError

_USERNAME = re.compile(r"[\w.@+-]{2,64}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


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
