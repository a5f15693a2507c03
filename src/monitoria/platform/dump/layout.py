"""What both directions agree on: the version, the order of tables, and which columns are data."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ForeignKeyConstraint, Table

from monitoria.platform.database import Base

VERSION = 1
# Bytes of a file in one line, before base64.
PART_BYTES = 196_608
BATCH_LINES = 1_000

# Is told how many lines are through.
Told = Callable[[int], None]


class DumpRefused(Exception):
    """A Portuguese sentence that says why nothing was loaded."""


def tables() -> list[Table]:
    """Every table, those that others refer to first; circles are broken at a foreign key made later (`use_alter`)."""
    return list(Base.metadata.sorted_tables)


def data_columns(table: Table) -> list[str]:
    """The columns that are data: not those that PostgreSQL computes of others."""
    return [column.name for column in table.columns if column.computed is None]


def forward_keys() -> list[tuple[Table, ForeignKeyConstraint]]:
    """Foreign keys to rows that may come later in the file: of circles, and of a table to itself."""
    place = {table.name: at for at, table in enumerate(tables())}
    return [
        (table, key)
        for table in tables()
        for key in table.foreign_key_constraints
        if place[key.referred_table.name] >= place[table.name]
    ]


def quoted(name: str) -> str:
    """An identifier of the schema as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
