"""Loading a dump: into an empty installation, all of it or nothing, and a line that is broken is named."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, Text, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from monitoria.platform.database import APPEND_ONLY, Base, newest_revision
from monitoria.platform.dump.files import FileLoader
from monitoria.platform.dump.layout import (
    BATCH_LINES,
    VERSION,
    DumpRefused,
    Told,
    data_columns,
    forward_keys,
    quoted,
    tables,
)
from monitoria.platform.storage import Storage

_PATIENCE = text(
    "SELECT set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true), "
    "set_config('TimeZone', 'UTC', true)"
)
_BATCH_CHARACTERS = 4_000_000


def load_dump(
    session: Session, lines: Iterable[str], storage: Storage, must_be_empty: Sequence[str], told: Told
) -> None:
    """Load a dump in this one transaction, which must be its owner's. Raises `DumpRefused`, and then nothing is kept.

    What the schema itself installs gives way; a row in one of the tables `must_be_empty` refuses the whole dump.
    """
    session.execute(_PATIENCE)
    files = FileLoader(storage)
    loader = _Loader(session, files, told)
    try:
        _make_room(session, must_be_empty)
        with _later_checked(session):
            loader.load(lines)
    except BaseException:
        files.take_back()
        raise


def _make_room(session: Session, must_be_empty: Sequence[str]) -> None:
    for name in {*must_be_empty, *APPEND_ONLY}:
        if session.execute(text(f"SELECT 1 FROM {quoted(name)} LIMIT 1")).first() is not None:
            raise DumpRefused("Esta instalação já tem dados: um despejo só entra numa instalação vazia.")
    names = ", ".join(quoted(table.name) for table in tables() if table.name not in APPEND_ONLY)
    session.execute(text(f"TRUNCATE {names}"))


@contextmanager
def _later_checked(session: Session) -> Iterator[None]:
    """Let rows refer to rows that come later in the file; all are checked in the end."""
    keys = [(quoted(table.name), quoted(str(key.name))) for table, key in forward_keys()]
    for table, key in keys:
        session.execute(text(f"ALTER TABLE {table} ALTER CONSTRAINT {key} DEFERRABLE INITIALLY DEFERRED"))
    yield
    try:
        session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    except DBAPIError as error:
        raise DumpRefused(f"O despejo não está inteiro: {_reason(error)}") from None
    for table, key in keys:
        session.execute(text(f"ALTER TABLE {table} ALTER CONSTRAINT {key} NOT DEFERRABLE"))


class _Loader:
    """Goes along the lines: rows in batches, sequences, parts of files, the end."""

    def __init__(self, session: Session, files: FileLoader, told: Told) -> None:
        self._session = session
        self._files = files
        self._told = told
        self._tables = {table.name: table for table in tables()}
        self._columns = {name: frozenset(data_columns(table)) for name, table in self._tables.items()}
        self._waiting: list[tuple[int, str]] = []
        self._characters = 0
        self._table: str | None = None
        self._counts: Counter[str] = Counter()
        self._is_over = False

    def load(self, lines: Iterable[str]) -> None:
        expected: Mapping[str, int] = {}
        number = 0
        for number, line in enumerate(lines, start=1):
            document = _parsed(number, line)
            if number == 1:
                expected = _checked_header(document)
                continue
            try:
                self._take(number, line, document)
            except _BrokenLine:
                raise
            except (DumpRefused, KeyError, TypeError, ValueError) as error:
                raise DumpRefused(f"Linha {number}: {_said(error)}. Nada foi carregado.") from None
            self._told(number)
        if not self._is_over:
            raise DumpRefused(f"O despejo termina na linha {number} sem a linha do fim: está cortado.")
        if {name: self._counts[name] for name in expected} != dict(expected):
            raise DumpRefused("O despejo não tem tantas linhas de cada tabela quantas o cabeçalho diz.")

    def _take(self, number: int, line: str, document: Mapping[str, Any]) -> None:
        if self._is_over:
            raise DumpRefused("há algo depois do fim")
        if "table" in document:
            self._take_row(number, line, document)
            return
        self._flush()
        if "sequence" in document:
            self._take_sequence(document)
        elif "file" in document:
            self._files.take(document)
        elif document.get("end") is True:
            self._take_end(number, document)
        else:
            raise DumpRefused("não é uma linha de um despejo")

    def _take_row(self, number: int, line: str, document: Mapping[str, Any]) -> None:
        name = document["table"]
        columns = self._columns.get(name)
        if columns is None:
            raise DumpRefused(f"a tabela {name} não existe")
        if document["row"].keys() != columns:
            odd = ", ".join(sorted(document["row"].keys() ^ columns))
            raise DumpRefused(f"as colunas não são as da tabela {name} ({odd})")
        is_full = len(self._waiting) >= BATCH_LINES or self._characters > _BATCH_CHARACTERS
        if name != self._table or is_full:
            self._flush()
        self._table = name
        self._waiting.append((number, line))
        self._characters += len(line)
        self._counts[name] += 1

    def _flush(self) -> None:
        if not self._waiting or self._table is None:
            return
        statement = _insert(self._tables[self._table])
        waiting, self._waiting, self._characters = self._waiting, [], 0
        try:
            with self._session.begin_nested():
                self._session.execute(statement, {"lines": [line for _, line in waiting]})
        except DBAPIError:
            self._name_broken(statement, waiting)

    def _name_broken(self, statement: Any, waiting: Sequence[tuple[int, str]]) -> None:
        """One by one: which of these lines the database refuses."""
        for number, line in waiting:
            try:
                with self._session.begin_nested():
                    self._session.execute(statement, {"lines": [line]})
            except DBAPIError as error:
                raise _BrokenLine(number, _reason(error)) from None

    def _take_sequence(self, document: Mapping[str, Any]) -> None:
        if document["sequence"] not in Base.metadata._sequences:
            raise DumpRefused(f"a sequência {document['sequence']} não existe")
        given = {
            "name": quoted(document["sequence"]),
            "last": int(document["last_value"]),
            "is_called": bool(document["is_called"]),
        }
        self._session.execute(text("SELECT setval(CAST(:name AS regclass), :last, :is_called)"), given)

    def _take_end(self, number: int, document: Mapping[str, Any]) -> None:
        if document.get("lines") != number:
            raise DumpRefused(f"o despejo tinha {document.get('lines')} linhas: faltam algumas")
        if not self._files.is_between():
            raise DumpRefused("o último arquivo não terminou")
        self._is_over = True


class _BrokenLine(DumpRefused):
    """A line that the database refused: not always the one that was read last."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(f"Linha {number}: {reason}. Nada foi carregado.")


def _insert(table: Table) -> Any:
    """Rows of lines, read by PostgreSQL itself: what it wrote it reads the same."""
    name, names = quoted(table.name), data_columns(table)
    columns = ", ".join(quoted(column) for column in names)
    values = ", ".join(_value(table, column) for column in names)
    return text(
        f"INSERT INTO {name} ({columns}) SELECT {values} FROM unnest(:lines) WITH ORDINALITY AS l(line, at) "
        f"CROSS JOIN LATERAL json_populate_record(NULL::{name}, l.line::json -> 'row') r ORDER BY l.at"
    ).bindparams(bindparam("lines", type_=ARRAY(Text)))


def _value(table: Table, column: str) -> str:
    said = f"r.{quoted(column)}"
    kept = table.columns[column]
    # JSON's own null, where a null of SQL can't be.
    return f"coalesce({said}, 'null'::jsonb)" if isinstance(kept.type, JSONB) and not kept.nullable else said


def _parsed(number: int, line: str) -> Mapping[str, Any]:
    try:
        document = json.loads(line)
    except ValueError:
        raise DumpRefused(f"Linha {number}: não é JSON. Nada foi carregado.") from None
    if not isinstance(document, dict):
        raise DumpRefused(f"Linha {number}: não é um objeto JSON. Nada foi carregado.")
    return document


def _checked_header(document: Mapping[str, Any]) -> Mapping[str, int]:
    if document.get("monitoria") != "dump":
        raise DumpRefused("Este arquivo não é um despejo do Monitoria.")
    if document.get("version") != VERSION:
        raise DumpRefused(f"Este despejo é da versão {document.get('version')}; esta instalação lê a {VERSION}.")
    if document.get("schema") != newest_revision():
        raise DumpRefused(
            f"Este despejo é do esquema {document.get('schema')}, e esta instalação está no {newest_revision()}: "
            "leve as duas à mesma versão do Monitoria."
        )
    counts = document.get("tables")
    if not isinstance(counts, dict):
        raise DumpRefused("O cabeçalho do despejo não diz que tabelas há.")
    return counts


def _said(error: BaseException) -> str:
    if isinstance(error, DumpRefused):
        return str(error)
    return f"falta {error}" if isinstance(error, KeyError) else "não tem a forma de uma linha de despejo"


def _reason(error: DBAPIError) -> str:
    """What the database says first, without anybody's data."""
    diagnosis = getattr(error.orig, "diag", None)
    return str(getattr(diagnosis, "message_primary", None) or type(error.orig).__name__)
