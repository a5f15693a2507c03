"""Loading a table whole: its indexes and foreign keys stand aside meanwhile and are made anew at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Session
from sqlalchemy.schema import AddConstraint, DropConstraint

BATCH = 5_000


@contextmanager
def bulk_load(session: Session, table: Any) -> Iterator[None]:
    """Empty `table`, which must hold nothing worth keeping, and load it in the block without indexes and checks.

    Foreign keys are checked for all rows at once as they come back, so nothing false gets in.
    """
    connection = session.connection()
    indexes: list[Index] = sorted(table.indexes, key=lambda index: str(index.name))
    keys = [constraint for constraint in table.constraints if isinstance(constraint, ForeignKeyConstraint)]
    connection.execute(text(f"TRUNCATE {table.name} CASCADE"))
    for index in indexes:
        index.drop(connection)
    for key in keys:
        connection.execute(DropConstraint(key))
    yield
    for index in indexes:
        index.create(connection)
    for key in keys:
        connection.execute(AddConstraint(key))


def copy_lines(session: Session, table: str, columns: str, lines: Iterator[str]) -> Iterator[int]:
    """COPY ready-made lines of PostgreSQL's text format; gives the number of rows after each batch."""
    driver: Any = session.connection().connection.driver_connection
    rows = 0
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        batch: list[str] = []
        for line in lines:
            batch.append(line)
            if len(batch) == BATCH:
                copy.write("".join(batch))
                rows += len(batch)
                batch.clear()
                yield rows
        copy.write("".join(batch))
        yield rows + len(batch)
