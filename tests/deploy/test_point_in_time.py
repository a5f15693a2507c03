"""The recipe of the guide brings a database back to the minute before a mistake."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from monitoria.platform.postgres.account import choose_account, open_way, own
from monitoria.platform.postgres.cluster import program
from monitoria.platform.processes import Account, become
from tests.deploy.test_guide import BLOCKS, BY_POSTGRES
from tests.support.processes import wait_until

CONFIGURATION = """
listen_addresses = ''
fsync = off
shared_buffers = 16MB
max_connections = 10
wal_level = minimal
max_wal_senders = 0
io_method = sync
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL of one's own, on a socket in its folder; runs as whoever may."""

    folder: Path
    account: Account | None

    def run(self, commands: str, **environment: str) -> None:
        """Commands of the guide, as the user of the database."""
        around = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("PG", "MONITORIA_"))},
            "PATH": f"{program('psql').parent}:{os.environ['PATH']}",
            "PGDATA": str(self.folder / "dados"),
            "PGHOST": str(self.folder),
            "PGUSER": "monitoria",
            "ARQUIVO": str(self.folder / "arquivo"),
            "BASE": str(self.folder / "base"),
            **environment,
        }
        account = self.account
        said = self.folder / "disse"
        with said.open("ab") as output:  # a file: the server that is started would keep a pipe open
            done = subprocess.run(
                ["sh", "-eu", "-c", commands],
                cwd=self.folder,
                env=around,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                check=False,
                timeout=60,
                preexec_fn=None if account is None else lambda: become(account),
            )
        assert done.returncode == 0, said.read_text()

    def ask(self, statement: str) -> list[Any]:
        with psycopg.connect(host=str(self.folder), user="monitoria", dbname="postgres", autocommit=True) as connection:
            found = connection.execute(statement)  # type: ignore[call-overload]
            return [row[0] for row in found.fetchall()] if found.description else []


@pytest.fixture
def server() -> Iterator[Server]:
    """Data that nobody needs, in a folder short enough for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="monitoria-pitr-"))
    account = choose_account(folder / "dados")
    own(account, folder)
    open_way(account, [folder, program("postgres").parent])
    made = Server(folder, account)
    made.run("initdb --username=monitoria --auth=trust --no-sync --encoding=UTF8 --locale=C >&2")
    with (folder / "dados" / "postgresql.conf").open("a") as file:
        file.write(f"{CONFIGURATION}unix_socket_directories = '{folder}'\n")
    made.run('pg_ctl start -w -D "$PGDATA" -l registro')
    yield made
    made.run('pg_ctl stop -w -m immediate -D "$PGDATA"')
    shutil.rmtree(folder, ignore_errors=True)


def test_a_mistake_is_undone_to_the_moment_before_it(server: Server) -> None:
    archiving, base, recovery = [block.commands for block in BLOCKS if block.how == BY_POSTGRES]
    server.run(archiving)
    server.ask("CREATE TABLE chamadas (nota text)")
    server.ask("INSERT INTO chamadas VALUES ('antes da base')")
    server.run(base)
    server.ask("INSERT INTO chamadas VALUES ('depois da base')")
    (moment,) = server.ask("SELECT clock_timestamp()::text")
    server.ask("DELETE FROM chamadas")
    (segment,) = server.ask("SELECT pg_walfile_name(pg_switch_wal())")
    wait_until((server.folder / "arquivo" / segment).exists, "the journal is not archived", 30)
    server.run(recovery, INSTANTE=moment)
    wait_until(lambda: server.ask("SELECT pg_is_in_recovery()") == [False], "it is never whole again", 30)
    assert server.ask("SELECT nota FROM chamadas ORDER BY nota") == ["antes da base", "depois da base"]
    server.ask("INSERT INTO chamadas VALUES ('e continua')")
