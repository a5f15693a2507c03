"""One PostgreSQL a run, one database a worker, one outer transaction a test.

`MONITORIA_TEST_DATABASE_URL` puts the run on a server of your own (an administrator's URL, any database); otherwise
the embedded PostgreSQL is started. A PostgreSQL that can't be had is a failure, never a skip.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from monitoria.app import assemble, make_bus
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine, migrate
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from monitoria.platform.postgres import APPLICATION_ROLE, EmbeddedPostgres, create_role
from tests.support.people import Cast, make_cast

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
TEMPLATE = "monitoria_test_template"
_STACK = ExitStack()


def _admin(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _sibling(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def _start_server() -> str:
    """An administrator's URL on the server of this run."""
    given = os.environ.get("MONITORIA_TEST_DATABASE_URL")
    if given:
        return given.replace("postgresql://", "postgresql+psycopg://", 1)
    folder = Path(tempfile.mkdtemp(prefix="monitoria-tests-"))
    _STACK.callback(shutil.rmtree, folder, ignore_errors=True)
    url = _STACK.enter_context(EmbeddedPostgres(folder / "postgres")).url("postgres")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # the run's data need not outlive the machine
        _admin(url, f"ALTER SYSTEM SET {setting} = off")
    _admin(url, "SELECT pg_reload_conf()")
    return url


def pytest_configure(config: pytest.Config) -> None:
    """The first process of the run starts the server and makes the template; workers inherit the address."""
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    url = _start_server()
    _admin(url, f"DROP DATABASE IF EXISTS {TEMPLATE} WITH (FORCE)")
    _admin(url, f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 ENCODING 'UTF8'")
    create_role(url, APPLICATION_ROLE)
    migrate(_sibling(url, TEMPLATE), APPLICATION_ROLE)
    os.environ["_MONITORIA_TEST_SERVER"] = url


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        _STACK.close()


@pytest.fixture(scope="session")
def server_url() -> str:
    """An administrator's URL on the run's PostgreSQL."""
    return os.environ["_MONITORIA_TEST_SERVER"]


def _clone(server_url: str, name: str) -> str:
    _admin(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _admin(server_url, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    return _sibling(server_url, name)


@pytest.fixture(scope="session")
def engine(server_url: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """This worker's own database, migrated and empty but for what migrations install, as the application has it."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    engine = make_engine(_clone(server_url, f"monitoria_test_{worker}"), pool_size=5)
    event.listen(engine, "connect", _become_application)
    yield engine
    engine.dispose()


def _become_application(connection: Any, _record: Any) -> None:
    connection.execute(f"SET ROLE {APPLICATION_ROLE}")
    connection.commit()


@pytest.fixture
def own_database_url(server_url: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the test's own, for what needs real commits: concurrency, processes, faults."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"monitoria_own_{worker}"
    yield _clone(server_url, name)
    _admin(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def shared_database(engine: Engine) -> Database:
    """What this worker's application is built on: `database` puts the connection of each test in."""
    return Database(engine, make_bus())


@pytest.fixture
def database(engine: Engine, shared_database: Database) -> Iterator[Database]:
    """Units of work that all vanish with the test."""
    with engine.connect() as connection:
        outer = connection.begin()
        shared_database.engine = connection
        yield shared_database
        shared_database.engine = engine
        outer.rollback()


@pytest.fixture
def now() -> datetime:
    """The test's present: Friday 20 November 2026, noon in São Paulo."""
    return NOW


@pytest.fixture
def session(database: Database, now: datetime) -> Iterator[Session]:
    """An open unit of work in which nobody in particular acts."""
    with database.unit_of_work(Circumstances(None, now, "test")) as session:
        yield session


@pytest.fixture
def cast(database: Database, now: datetime) -> Cast:
    """Two teams with their people, committed for the test."""
    with database.unit_of_work(Circumstances(None, now, "test")) as session:
        return make_cast(session, now)


@pytest.fixture(scope="session")
def shared_config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The configuration of every test of this worker that has none of its own."""
    return Config(database_url="postgresql+psycopg:///never-used", home=tmp_path_factory.mktemp("home"))


@pytest.fixture
def config(shared_config: Config) -> Config:
    """How the application is set up; a test that needs other settings overrides it."""
    return shared_config


@pytest.fixture(scope="session")
def shared_app(shared_config: Config, shared_database: Database) -> Application:
    """Built once a worker: a hundred and more routes take a while."""
    return assemble(shared_config, shared_database)


@pytest.fixture
def app(config: Config, shared_config: Config, shared_app: Application, database: Database) -> Application:
    """The whole application on the test's transaction; it remembers nothing of the test before."""
    if config is not shared_config:
        return assemble(config, database)
    shared_app.extensions["monitoria.verified_tokens"].clear()
    return shared_app


@pytest.fixture
def client(app: Application) -> FlaskClient:
    """Nobody signed in."""
    return app.test_client()


@pytest.fixture
def as_user(app: Application, database: Database, now: datetime) -> Any:
    """`as_user(cast.admin)`: a client that sends that person's access token."""
    from tests.support.http import signed_in_client  # noqa: PLC0415 - needs the application

    return lambda user: signed_in_client(app, database, user)


@pytest.fixture
def count_queries(engine: Engine) -> Any:
    """`with count_queries() as queries:` collects the statements that the application sends, savepoints aside."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting
