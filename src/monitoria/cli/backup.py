"""`monitoria backup`: the database as of one moment and every file it names, in one archive that is checked on the way.

The database goes first, from a snapshot; then the files. A file never changes under its key and is removed only after
the row that named it, so what the snapshot names is there, unless it was removed meanwhile: that is looked up and told.
"""

from __future__ import annotations

import getpass
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from monitoria.app import make_bus
from monitoria.cli.dump import kept_prefixes
from monitoria.cli.errors import CommandError
from monitoria.cli.whole import whole_file
from monitoria.evaluations.models import EvaluationContestFile
from monitoria.platform.backup import FILES, VERSION, ArchiveWriter, Encrypting, KeySet
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.errors import Problem
from monitoria.platform.events import Circumstances, Event, emit
from monitoria.platform.postgres.tools import dumping
from monitoria.platform.storage import NotStored, Stored, make_storage
from monitoria.recordings.models import Recording
from monitoria.settings.events import BackupMade

# Tables whose rows are worth nothing without their file, of which they keep the hash.
NAMED = (Recording.__tablename__, EvaluationContestFile.__tablename__)
_AT_ONCE = 2_000
_MOST_NAMED = 5


@dataclass(slots=True)
class Told:
    """What was met on the way; the manifest says it, and so do we."""

    files: int = 0
    file_bytes: int = 0
    database_bytes: int = 0
    missing: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    removed: int = 0


def backup(config: Config, to: Path, passphrase: str | None, *, allow_damaged: bool) -> int:
    """Write a copy to `to`, a file or a folder. Raises `CommandError`; then there is no file at all."""
    path = to / _name(encrypted=passphrase is not None) if to.is_dir() else to
    with KeySet() as keys, whole_file(path) as file:
        sink = Encrypting(file, passphrase) if passphrase else file
        try:
            told = _write(config, sink, keys)
        except Problem as problem:
            raise CommandError(f"A cópia não foi feita: {problem.detail}") from None
        if (told.missing or told.damaged) and not allow_damaged:
            raise CommandError(_what_is_wrong(told))
        if isinstance(sink, Encrypting):
            sink.finish()
    note(config, BackupMade(by=who_asks(), files=told.files, is_encrypted=passphrase is not None))
    kind = "cifrada" if passphrase else "sem cifra: guarde-a bem, ela tem os dados de todos"
    print(f"Cópia em {path}: banco de dados e {told.files} arquivo(s), {path.stat().st_size / 1e6:.1f} MB ({kind}).")
    return 0


def _name(*, encrypted: bool) -> str:
    return f"monitoria-{utc_now():%Y%m%d-%H%M%S}.{'tar.age' if encrypted else 'tar'}"


def _what_is_wrong(told: Told) -> str:
    names = ", ".join([*told.missing, *told.damaged][:_MOST_NAMED])
    return (
        f"A cópia não foi feita: {len(told.missing)} arquivo(s) faltam e {len(told.damaged)} não são o que entrou "
        f"({names}). Traga-os de uma cópia anterior, ou copie assim mesmo com --allow-damaged."
    )


def _write(config: Config, sink: Any, keys: KeySet) -> Told:
    told, storage = Told(), make_storage(config)
    with ExitStack() as opened:
        with _snapshot(config) as (connection, snapshot):
            server = connection.info.server_version // 10_000
            archive = opened.enter_context(ArchiveWriter(sink, _header(connection, server)))
            for table in NAMED:
                keys.add(named_files(connection, table))
            with dumping(config.owner_url, snapshot, server) as chunks:
                told.database_bytes = archive.add_database(chunks)
        for prefix in sorted(kept_prefixes()):
            for stored in storage.list(prefix):
                _add_file(archive, stored, keys, told)
        _look_up_missing(config, keys, told)
        archive.finish(asdict(told))
    return told


@contextmanager
def _snapshot(config: Config) -> Iterator[tuple[psycopg.Connection[Any], str]]:
    """A transaction that sees one moment, and the name under which pg_dump sees the same."""
    try:
        with psycopg.connect(config.owner_url.replace("+psycopg", "", 1)) as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            found = connection.execute("SELECT pg_export_snapshot()").fetchone()
            yield connection, str(found[0] if found else "")
    except psycopg.OperationalError as error:
        raise CommandError(f"O banco de dados não pode ser lido: {error}".strip()) from None


def _header(connection: psycopg.Connection[Any], server: int) -> dict[str, Any]:
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return {
        "monitoria": "backup",
        "version": VERSION,
        "product": version("monitoria"),
        "schema": found[0] if found else None,
        "postgres": server,
        "made_at": utc_now().isoformat(),
        "made_on": socket.gethostname(),
    }


def named_files(connection: psycopg.Connection[Any], table: str) -> Iterator[tuple[str, bytes]]:
    """The keys of the files that `table` names, and the hash of each."""
    statement = sql.SQL("SELECT storage_key, sha256 FROM {}").format(sql.Identifier(table))
    with connection.cursor(name="named") as cursor:
        cursor.itersize = _AT_ONCE
        yield from cursor.execute(statement)


def _add_file(archive: ArchiveWriter, stored: Stored, keys: KeySet, told: Told) -> None:
    try:
        content = _Content(stored)
    except NotStored:  # removed since it was listed, by whoever no longer needs it
        return
    wanted = keys.meet(stored.key)
    found = archive.add(f"{FILES}{stored.key}", stored.size_bytes, content)
    told.files += 1
    told.file_bytes += stored.size_bytes
    if wanted is not None and wanted != found:
        told.damaged.append(stored.key)


class _Content:
    """A stored file as something to read from: opened at once, so that one that is gone is noticed before its head.

    Raises `NotStored` then, and `CommandError` when it can't be read or ends before its size.
    """

    def __init__(self, stored: Stored) -> None:
        self._key, self._left = stored.key, stored.size_bytes
        self._chunks = stored.read()
        try:
            self._waiting = next(self._chunks, b"")
        except FileNotFoundError:
            raise NotStored(stored.key) from None
        except OSError as error:
            raise self._unreadable(error.strerror) from None

    def read(self, size: int) -> bytes:
        try:
            while len(self._waiting) < size and (chunk := next(self._chunks, b"")):
                self._waiting += chunk
        except OSError as error:
            raise self._unreadable(error.strerror) from None
        found, self._waiting = self._waiting[:size], self._waiting[size:]
        if len(found) < min(size, self._left):
            raise self._unreadable("terminou antes do tamanho dele")
        self._left -= len(found)
        return found

    def _unreadable(self, reason: str | None) -> CommandError:
        return CommandError(f"A cópia não foi feita: o arquivo {self._key} não pode ser lido ({reason}).")


def _look_up_missing(config: Config, keys: KeySet, told: Told) -> None:
    """What was named and not met: is it still named? Then it is missing."""
    unmet = list(keys.unmet())
    if not unmet:
        return
    with psycopg.connect(config.owner_url.replace("+psycopg", "", 1)) as connection:
        for table in NAMED:
            statement = sql.SQL("SELECT storage_key FROM {} WHERE storage_key = ANY(%s) ORDER BY 1")
            found = connection.execute(statement.format(sql.Identifier(table)), [unmet]).fetchall()
            told.missing += [str(row[0]) for row in found]
    told.removed = len(unmet) - len(told.missing)


def who_asks() -> str:
    """The person at the keyboard, as this machine knows him."""
    try:
        return f"{getpass.getuser()}@{socket.gethostname()}"
    except (KeyError, OSError):
        return f"?@{socket.gethostname()}"


def note(config: Config, event: Event) -> None:
    """Have the audit trail remember it."""
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-backup")
    try:
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, utc_now(), "cli")) as session:
            emit(session, event)
    finally:
        engine.dispose()
