"""Writing down what is wrong with the rows of a file."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.imports.rules.problems import LONGEST_VALUE, RowProblem

_COLUMNS = "import_id, row, position, rule, message, value, is_warning"
_REPEATED = text(
    """
    INSERT INTO import_problems (import_id, row, position, rule, message, value, is_warning)
    SELECT :id, row, :position, 'repeated-id', format(CAST(:message AS text), first), '', false
      FROM (SELECT row, min(row) OVER (PARTITION BY key) AS first FROM import_keys WHERE import_id = :id) seen
     WHERE row > first
        ON CONFLICT DO NOTHING
    """
)


def clear_findings(session: Session, import_id: UUID) -> None:
    """Before a file is checked anew."""
    for table in ("import_problems", "import_keys"):
        session.execute(text(f"DELETE FROM {table} WHERE import_id = :id"), {"id": import_id})


def write_problems(session: Session, import_id: UUID, problems: Iterable[RowProblem]) -> None:
    """Add findings; one that is there already stays as it is."""
    rows = {(p.row, -1 if p.column is None else p.column, p.rule): p for p in problems}
    if not rows:
        return
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO import_problems ({_COLUMNS}) VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [
                (import_id, row, position, rule, p.message, _storable(p.value)[:LONGEST_VALUE], p.is_warning)
                for (row, position, rule), p in rows.items()
            ],
        )


def _storable(text_: str) -> str:
    return text_.encode("utf-8", "replace").decode()


def write_keys(session: Session, import_id: UUID, keys: Iterable[tuple[str, int]]) -> None:
    """Remember which identifier stood in which row."""
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy("COPY import_keys (import_id, key, row) FROM STDIN") as copy:
        for identifier, row in keys:
            digest = blake2b(identifier.encode("utf-8", "replace"), digest_size=8).digest()
            copy.write_row((import_id, int.from_bytes(digest, "big", signed=True), row))


def find_repeated(session: Session, import_id: UUID, column: int | None) -> None:
    """Note every row whose identifier stood in an earlier one; forget the identifiers."""
    session.execute(text("SET LOCAL statement_timeout = 0"))
    message = (
        "A linha repete a chamada da linha %s."
        if column is None
        else "O identificador já apareceu na linha %s; se ele só é único no dia, marque essa opção."
    )
    given = {"id": import_id, "position": -1 if column is None else column, "message": message}
    session.execute(_REPEATED, given)
    session.execute(text("DELETE FROM import_keys WHERE import_id = :id"), {"id": import_id})
