"""A database for the duration of a command: the configured server, else the embedded one, started when it is not up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg

from monitoria.cli.errors import CommandError
from monitoria.platform.config import Config
from monitoria.platform.database import MigrationBlocked, migrate
from monitoria.platform.postgres import APPLICATION_ROLE, AlreadyRunningError, EmbeddedPostgres, running_url

DATA_FOLDER = "postgres"
OLDEST_POSTGRES = 15
CONNECT_SECONDS = 5
# Another command may be starting the same server right now.
OTHERS_START_SECONDS = 15


@contextmanager
def database_for(config: Config) -> Iterator[Config]:
    """`config` with addresses, the application's and the owner's, that work until the block ends."""
    if config.database_url is not None:
        check_server(config.database_url)
        yield config
        return
    found = _running(config)
    if found is not None:
        yield found
        return
    try:
        with EmbeddedPostgres(config.home / DATA_FOLDER) as server:
            yield on_server(config, server)
    except AlreadyRunningError:
        yield _wait_for_other(config)


def on_server(config: Config, server: EmbeddedPostgres) -> Config:
    """`config` with the addresses of an embedded server that runs."""
    return replace(config, database_url=server.url(role=APPLICATION_ROLE), migration_database_url=server.url())


def _running(config: Config) -> Config | None:
    owner = running_url(config.home / DATA_FOLDER)
    application = running_url(config.home / DATA_FOLDER, role=APPLICATION_ROLE)
    if owner is None or application is None:
        return None
    return replace(config, database_url=application, migration_database_url=owner)


def migrate_to_newest(config: Config) -> None:
    """Bring the tables to this version's schema. Raises `CommandError` when somebody never lets go of one."""
    try:
        migrate(config.owner_url, config.database_url)
    except MigrationBlocked:
        raise CommandError(
            "Uma tabela ficou ocupada por outra transação o tempo todo: veja quem a segura (pg_stat_activity) e rode "
            "“monitoria migrate” de novo. O que já estava em uso continua funcionando."
        ) from None


def check_server(url: str) -> None:
    """Raises `CommandError` when the configured server does not answer, refuses us, or is too old."""
    try:
        with psycopg.connect(url.replace("+psycopg", "", 1), connect_timeout=CONNECT_SECONDS) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise CommandError(f"O banco de dados de MONITORIA_DATABASE_URL não pode ser usado: {reason}") from None
    if version < OLDEST_POSTGRES:
        raise CommandError(
            f"O banco de dados é um PostgreSQL {version}; o Monitoria precisa do {OLDEST_POSTGRES} ou mais novo."
        )


def _wait_for_other(config: Config) -> Config:
    end = time.monotonic() + OTHERS_START_SECONDS
    while time.monotonic() < end:
        found = _running(config)
        if found is not None:
            return found
        time.sleep(0.2)
    raise CommandError(f"Outro processo usa a pasta {config.home} e o banco de dados dele não responde.")
