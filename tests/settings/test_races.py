"""Two admins who add the same thing at the very same moment: two connections, real commits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from monitoria.app import assemble, make_bus
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from tests.support.http import signed_in_client
from tests.support.people import PASSWORD, make_cast

AT_ONCE = 8


@pytest.fixture
def admins(own_database_url: str, now: datetime) -> Iterator[list[Any]]:
    """Several sessions of an admin, each on a connection of its own."""
    database = Database(make_engine(own_database_url, pool_size=16), make_bus())
    with database.unit_of_work(Circumstances(None, now)) as session:
        cast = make_cast(session, now)
    app = assemble(Config(), database)
    yield [signed_in_client(app, database, cast.admin) for _ in range(AT_ONCE)]
    database.engine.dispose()


def test_the_same_thing_added_twice_at_once_is_a_conflict_and_never_a_fault(admins: list[Any]) -> None:
    start = threading.Barrier(AT_ONCE)

    def add(client: Any, path: str, body: dict[str, Any]) -> Any:
        start.wait()
        return client.post(path, json=body)

    things = {
        "/api/holidays": {"on": "2031-01-25", "name": "Aniversário de São Paulo"},
        "/api/categories": {"label": "Portabilidade"},
        "/api/teams": {"name": "Leste"},
        "/api/auth/register": {
            "username": "nova.pessoa",
            "full_name": "Nova Pessoa",
            "password": PASSWORD,
            "role": "evaluator",
        },
    }
    for path, body in things.items():
        with ThreadPoolExecutor(AT_ONCE) as threads:
            answers = list(threads.map(lambda client: add(client, path, body), admins))  # noqa: B023 - done within the turn
        codes = sorted(answer.status_code for answer in answers)
        assert codes == [201, *[409] * (AT_ONCE - 1)], (path, codes)
        if path == "/api/holidays":
            assert {answer.get_json().get("type") for answer in answers} == {None, "/problems/holiday-taken"}


def test_a_year_of_holidays_installed_twice_at_once_is_there_once(admins: list[Any]) -> None:
    def install(client: Any) -> int:
        return int(client.post("/api/holidays/national", json={"year": 2031}).status_code)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert set(threads.map(install, admins)) <= {200, 201}
    assert admins[0].get("/api/holidays?year=2031").get_json()["total"] == 13
