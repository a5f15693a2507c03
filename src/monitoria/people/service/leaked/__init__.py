"""Whether a password is in the list of those that leaked and are tried first. The list is here: nobody is asked."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


def is_leaked(password: str) -> bool:
    """Whether it is in the list, however it is capitalised."""
    return password.casefold() in _leaked()


@cache
def _leaked() -> frozenset[str]:
    packed = files(__package__).joinpath("passwords.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().splitlines())
