"""The bare SQL of an operation: the very statements the application sends, replayed by psycopg alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from flask.testing import FlaskClient
from sqlalchemy import event

from monitoria.app import assemble, make_bus
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.http.application import Application


@dataclass(frozen=True, slots=True)
class Statement:
    """What was sent."""

    sql: str
    parameters: Any


class Recorder:
    """The application in this process, on the same database, noting the statements of each request."""

    def __init__(self, url: str) -> None:
        self._engine = make_engine(url, pool_size=1, application="monitoria-bench")
        self._app: Application = assemble(Config(database_url=url), Database(self._engine, make_bus()))
        self._client: FlaskClient = self._app.test_client()
        login = self._client.post("/api/auth/login", json={"username": "admin", "password": "admin123"}).get_json()
        self._headers = {"Authorization": f"Bearer {login['access_token']}"}

    def record(self, path: str) -> list[Statement]:
        """The statements of a GET."""
        seen: list[Statement] = []

        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
            seen.append(Statement(statement, parameters))

        event.listen(self._engine, "before_cursor_execute", note)
        try:
            answer = self._client.get(path, headers=self._headers)
        finally:
            event.remove(self._engine, "before_cursor_execute", note)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code} {answer.get_data(as_text=True)[:300]}")
        return seen

    def close(self) -> None:
        """Give the connection back."""
        self._engine.dispose()


def connect(url: str) -> psycopg.Connection[Any]:
    """A connection with the settings the application's have."""
    connection = psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://", 1))
    connection.execute("SET jit = off")
    connection.execute("SET timezone = 'UTC'")
    connection.commit()
    return connection


def replay(connection: psycopg.Connection[Any], statements: list[Statement]) -> Callable[[], float]:
    """An act that runs the statements in one transaction and fetches every row."""

    def act() -> float:
        began = time.perf_counter()
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.sql, statement.parameters)
                if cursor.description is not None:  # a setting answers nothing
                    cursor.fetchall()
        connection.rollback()
        return time.perf_counter() - began

    return act


def commit_floor(connection: psycopg.Connection[Any]) -> Callable[[], float]:
    """The least a write can do: one row and a commit that reaches the disk."""

    def act() -> float:
        began = time.perf_counter()
        connection.execute("UPDATE installation SET pass_mark = pass_mark")
        connection.commit()
        return time.perf_counter() - began

    return act
