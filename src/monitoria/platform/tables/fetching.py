"""Rows of a statement as text, fetched from PostgreSQL as they are written: memory does not grow with the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import Session

from monitoria.platform.clock import Zone
from monitoria.platform.database import new_id

TextRow = Sequence[str | None]
# More would no longer lie in the processor's cache when they are written.
BLOCK_ROWS = 500
# A plan for the first rows alone would be a bad one for all of them; and whoever reads slowly is waited for.
_PATIENCE = text(
    "SELECT set_config('cursor_tuple_fraction', '1', true), set_config('statement_timeout', '600000', true), "
    "set_config('idle_in_transaction_session_timeout', '600000', true), set_config('plan_cache_mode', "
    "'force_custom_plan', true)"
)
_SPEAK = text("SELECT set_config('TimeZone', :zone, true)")


def fetch_rows(session: Session, statement: Select[Any], zone: Zone) -> Iterator[Sequence[TextRow]]:
    """The rows of `statement`, whose columns are all text, some hundreds at a time; times are said in `zone`.

    All rows are of one moment: it is one statement, read through a cursor. Leaving early ends it.
    """
    session.execute(_PATIENCE)
    session.execute(_SPEAK, {"zone": zone.name})
    connection = session.connection()
    compiled = statement.compile(connection, compile_kwargs={"render_postcompile": True})
    # The driver's own cursor: rows of nothing but text need no shape, and making one costs more than fetching them.
    raw: Any = connection.connection.driver_connection
    with raw.cursor(name=f"rows_{new_id().hex}") as cursor:
        cursor.execute(str(compiled), compiled.params)
        yield from _one_ahead(iter(lambda: cursor.fetchmany(BLOCK_ROWS), []))
    session.execute(_SPEAK, {"zone": "UTC"})


def _one_ahead(blocks: Iterator[Sequence[TextRow]]) -> Iterator[Sequence[TextRow]]:
    """The same blocks; PostgreSQL makes the next one while this one is written."""
    with ThreadPoolExecutor(1, thread_name_prefix="fetching") as aside:
        coming = aside.submit(next, blocks, None)
        try:
            while (block := coming.result()) is not None:
                coming = aside.submit(next, blocks, None)
                yield block
        finally:
            wait([coming])


def count_rows(session: Session, statement: Select[Any], most: int | None = None) -> int:
    """How many rows there are, every one counted; with `most`, counting stops just above it."""
    session.execute(_PATIENCE)
    counted = statement if most is None else statement.limit(most + 1)
    return session.execute(select(func.count()).select_from(counted.order_by(None).subquery())).scalar_one()
