"""Writing a dump: rows as PostgreSQL itself says them in JSON, all of one moment; then files, in parts."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Table, text
from sqlalchemy.orm import Session

from monitoria.platform.database import Base, newest_revision
from monitoria.platform.dump.layout import PART_BYTES, VERSION, data_columns, quoted, tables
from monitoria.platform.storage import NotStored, Storage

_ROWS_AT_ONCE = 1_000
_SNAPSHOT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
_PATIENCE = text(
    "SELECT set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true), "
    "set_config('TimeZone', 'UTC', true), set_config('cursor_tuple_fraction', '1', true)"
)


def write_dump(session: Session, now: datetime, storage: Storage | None, prefixes: Iterable[str]) -> Iterator[str]:
    """The lines of the dump, without line ends; with `storage`, also the files under these prefixes.

    `session` must not have been used yet: all rows are of the moment in which it begins to read.
    """
    session.execute(_SNAPSHOT)
    session.execute(_PATIENCE)
    counts = {
        table.name: session.execute(text(f"SELECT count(*) FROM {quoted(table.name)}")).scalar_one()
        for table in tables()
    }
    yield _line(
        {
            "monitoria": "dump",
            "version": VERSION,
            "schema": newest_revision(),
            "made_at": now.isoformat(),
            "tables": counts,
            "with_files": storage is not None,
        }
    )
    lines = 1
    for line in _body(session, storage, prefixes):
        lines += 1
        yield line
    yield _line({"end": True, "lines": lines + 1})


def _body(session: Session, storage: Storage | None, prefixes: Iterable[str]) -> Iterator[str]:
    for table in tables():
        yield from _rows(session, table)
    for sequence in sorted(Base.metadata._sequences):
        last = session.execute(text(f"SELECT last_value, is_called FROM {quoted(sequence)}")).one()
        yield _line({"sequence": sequence, "last_value": last.last_value, "is_called": last.is_called})
    if storage is not None:
        for prefix in sorted(prefixes):
            for key in sorted(stored.key for stored in storage.list(prefix)):
                yield from _file(storage, key)


def _rows(session: Session, table: Table) -> Iterator[str]:
    columns = ", ".join(quoted(name) for name in data_columns(table))
    order = ", ".join(quoted(column.name) for column in (list(table.primary_key.columns) or table.columns))
    statement = text(
        f"SELECT row_to_json(r)::text FROM (SELECT {columns} FROM {quoted(table.name)} ORDER BY {order}) r"
    )
    found = session.connection().execute(statement, execution_options={"yield_per": _ROWS_AT_ONCE})
    try:
        for (row,) in found:
            yield f'{{"table":"{table.name}","row":{row}}}'
    finally:
        found.close()


def _file(storage: Storage, key: str) -> Iterator[str]:
    try:
        stored = storage.open(key)
    except NotStored:  # removed since the dump began, by whoever no longer needs it
        return
    digest, size = hashlib.sha256(), 0
    while part := b"".join(stored.read(size, PART_BYTES)):
        digest.update(part)
        size += len(part)
        yield _line({"file": key, "part": base64.b64encode(part).decode()})
    yield _line({"file": key, "size": size, "sha256": digest.hexdigest()})


def _line(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
