"""PostgreSQL's own programs: pg_dump out, pg_restore and psql in, over pipes. Passwords go by environment alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sqlalchemy.engine import make_url

from monitoria.platform.config import PREFIX
from monitoria.platform.postgres.cluster import VERSION, program
from monitoria.platform.postgres.errors import PostgresError

CHUNK_BYTES = 1 << 18
# What is there goes in the same transaction in which what was kept comes: either all of it, or nothing.
_PRELUDE = """\\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET lock_timeout = '10s';
DROP SCHEMA public CASCADE;
"""
# A setting that came with PostgreSQL 17, among the first lines that pg_restore writes.
_FOR_OLDER_SERVERS = ("sed", "1,60{/^SET transaction_timeout = 0;$/d;}")


def find_program(name: str, server_version: int) -> Path:
    """`pg_dump` or another, at least as new as the server. Raises `PostgresError` when this machine has none."""
    ours = program(name)
    if server_version <= int(VERSION) and ours.exists():
        return ours
    found = shutil.which(name)
    if found is not None and _major_of(found) >= server_version:
        return Path(found)
    raise PostgresError(
        f"O banco de dados é um PostgreSQL {server_version}, mais novo que o {name} desta máquina: instale o "
        f"{name} {server_version} (no Debian, o pacote postgresql-client-{server_version})."
    )


@contextmanager
def dumping(url: str, snapshot: str, server_version: int) -> Iterator[Iterator[bytes]]:
    """pg_dump's custom format of the database as that snapshot sees it, in chunks.

    Raises `PostgresError` when the block ends and pg_dump has failed.
    """
    command = [str(find_program("pg_dump", server_version)), "--format=custom", "--no-owner", "--no-privileges"]
    command += ["--schema=public", f"--snapshot={snapshot}", "--lock-wait-timeout=30s"]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=_environment(url), stdout=subprocess.PIPE, stderr=said)  # noqa: S603
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            with process.stdout as output:
                yield iter(lambda: output.read(CHUNK_BYTES), b"")
        except BaseException:
            process.kill()
            process.wait()
            raise
        if process.wait() != 0:
            raise PostgresError(f"O pg_dump não conseguiu copiar o banco de dados: {_last_words(said)}")


def load(url: str, chunks: Iterable[bytes], server_version: int) -> None:
    """Replace everything in the schema `public` by what `dumping` gave, in one transaction.

    Raises `PostgresError`; the database is then as it was.
    """
    unpack = [str(find_program("pg_restore", server_version)), "--no-owner", "--no-privileges", "--file=-"]
    run = [str(find_program("psql", server_version)), "--no-psqlrc", "--quiet", "--single-transaction", "--file=-"]
    run += ["--output=/dev/null", "--set=ON_ERROR_STOP=1"]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as told:
        psql = subprocess.Popen(run, env=_environment(url), stdin=subprocess.PIPE, stderr=said)  # noqa: S603
        assert psql.stdin is not None  # noqa: S101 - it is a pipe
        with psql.stdin as script:
            is_whole = False
            try:
                is_whole = _unpack(unpack, chunks, script, told)
            finally:
                if not is_whole:  # at the end of its script psql would commit what came so far
                    psql.kill()
                    psql.wait()
        if psql.wait() == 0 and is_whole:
            return
        if is_whole or said.tell():
            raise PostgresError(f"O banco de dados da cópia não pôde ser gravado: {_last_words(said)}")
        raise PostgresError(f"O banco de dados da cópia não pode ser lido: {_last_words(told)}")


def _unpack(command: list[str], chunks: Iterable[bytes], script: IO[bytes], told: IO[bytes]) -> bool:
    """Have pg_restore write the statements into `script`; whether it read everything."""
    try:
        script.write(_PRELUDE.encode())
        script.flush()
    except BrokenPipeError:  # psql ended first, and says why
        return True
    filtering = subprocess.Popen(_FOR_OLDER_SERVERS, stdin=subprocess.PIPE, stdout=script)  # noqa: S603
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=filtering.stdin, stderr=told)  # noqa: S603
    assert filtering.stdin is not None  # noqa: S101 - these are pipes
    assert process.stdin is not None  # noqa: S101
    filtering.stdin.close()
    try:
        with suppress(BrokenPipeError), process.stdin as taking:  # whoever ended says why
            for chunk in chunks:
                taking.write(chunk)
    except BaseException:
        process.kill()
        raise
    finally:
        statuses = (process.wait(), filtering.wait())
    return statuses == (0, 0)


def _environment(url: str) -> Mapping[str, str]:
    """What libpq's programs connect with. Our settings are no business of theirs."""
    address = make_url(url)
    given = {
        "PGHOST": address.host,
        "PGPORT": address.port,
        "PGUSER": address.username,
        "PGPASSWORD": address.password,
        "PGDATABASE": address.database,
        "PGCONNECT_TIMEOUT": 10,
        "PGAPPNAME": "monitoria-backup",
        "PGOPTIONS": "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0",
        **{f"PG{_LIBPQ[name]}": value for name, value in address.query.items() if name in _LIBPQ},
    }
    around = {name: value for name, value in os.environ.items() if not name.startswith((PREFIX, "PG"))}
    return around | {name: str(value) for name, value in given.items() if value is not None}


# Words of an address and the end of the variable that says the same.
_LIBPQ = {
    "host": "HOST",
    "port": "PORT",
    "passfile": "PASSFILE",
    "sslmode": "SSLMODE",
    "sslrootcert": "SSLROOTCERT",
    "sslcert": "SSLCERT",
    "sslkey": "SSLKEY",
    "service": "SERVICE",
}


def _major_of(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    number = said.rpartition(" ")[2].partition(".")[0].strip()
    words = [word.partition(".")[0] for word in said.split() if word[:1].isdigit()]
    return int(words[0]) if words else int(number or 0)


def _last_words(file: IO[bytes]) -> str:
    file.seek(0)
    lines = file.read(65_536).decode(errors="replace").strip().splitlines()
    return (lines[0] if lines else "sem explicação").removeprefix("pg_dump: error: ")
