"""Passwords: how long, and what nobody should use. No rule of composition: length is what counts (NIST SP 800-63B)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from monitoria.platform.errors import FieldError

# As short as an installation may allow, and as long as anybody may want: a passphrase fits.
SHORTEST_PASSWORD = 8
MAX_PASSWORD_LENGTH = 128
# What an administrator may ask for at most: beyond it people write them down.
LONGEST_MINIMUM = 32

# Documented sample sign-ins: good for a demonstration, refused in production.
SAMPLE_PASSWORDS = {"admin": "admin123", "supervisor": "supervisor123", "operator": "operator123"}

_PRODUCT = "monitoria"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose password it is: what anybody who knows the person would try first."""

    username: str
    full_name: str = ""
    email: str | None = None


def check_password(
    password: str,
    owner: Owner,
    *,
    minimum: int = SHORTEST_PASSWORD,
    is_leaked: bool = False,
    pointer: str = "/password",
) -> list[FieldError]:
    """A password is long enough, is not the person or the product, and is in no list of leaked ones."""
    if not minimum <= len(password) <= MAX_PASSWORD_LENGTH:
        message = f"A senha deve ter de {minimum} a {MAX_PASSWORD_LENGTH} caracteres."
        return [FieldError(pointer, message, "length")]
    word = _plain(password)
    if word == _plain(owner.username):
        return [FieldError(pointer, "A senha não pode ser igual ao nome de usuário.", "same-as-username")]
    if word in _names_of(owner):
        message = "Não use como senha o próprio nome, o e-mail, o usuário nem o nome do sistema."
        return [FieldError(pointer, message, "personal")]
    if is_leaked:
        message = "Esta senha está em listas de senhas vazadas: escolha outra, de preferência uma frase."
        return [FieldError(pointer, message, "leaked")]
    return []


def _names_of(owner: Owner) -> set[str]:
    email = owner.email or ""
    names = (_PRODUCT, owner.username, owner.full_name, email, email.partition("@")[0])
    return {_plain(name) for name in names} - {""}


def _plain(text: str) -> str:
    """Letters and digits alone, without case or accents."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in taken_apart if c.isalnum())
