"""Going out: requests that the installation makes to addresses that somebody typed in, and where it refuses to go."""

from monitoria.platform.outward.addresses import (
    Allowance,
    NotOurs,
    Place,
    is_public,
    read_allowance,
    read_place,
    resolve,
)
from monitoria.platform.outward.posting import Answer, NotPosted, post

__all__ = [
    "Allowance",
    "Answer",
    "NotOurs",
    "NotPosted",
    "Place",
    "is_public",
    "post",
    "read_allowance",
    "read_place",
    "resolve",
]
