"""The columns that sums are made of."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import BigInteger, text
from sqlalchemy.orm import MappedColumn, mapped_column

# Where there is no team: a key is never null.
NO_TEAM = UUID(int=0)


def counted() -> MappedColumn[int]:
    """How often something happened."""
    return mapped_column(default=0, server_default=text("0"))


def summed() -> MappedColumn[int]:
    """A sum of whole units."""
    return mapped_column(BigInteger, default=0, server_default=text("0"))
