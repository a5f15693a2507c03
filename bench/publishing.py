"""What the sums cost whoever publishes: the same application in this process, with and without those who count."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median
from typing import Any

from flask.testing import FlaskClient

from bench.client import Client
from monitoria.analytics import listeners as counting
from monitoria.app import SUBSCRIPTIONS, assemble
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Bus

TURNS, WARM = 150, 20
_CRITERIA = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")


def publishing_milliseconds(url: str, helper: Client) -> tuple[float, float]:
    """The median milliseconds of publishing a draft: with the sums kept, and with nobody there who keeps them."""
    calls = _free_calls(helper)
    subscriptions = {True: SUBSCRIPTIONS, False: tuple(s for s in SUBSCRIPTIONS if s not in counting.SUBSCRIPTIONS)}
    engines = {kept: make_engine(url, pool_size=1, application="monitoria-bench") for kept in subscriptions}
    clients = {kept: _client(url, Database(engines[kept], Bus(subscriptions[kept]))) for kept in subscriptions}
    taken: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(TURNS):
        for kept in (True, False) if turn % 2 else (False, True):
            taken[kept].append(_publish(*clients[kept], next(calls), turn))
    for engine in engines.values():
        engine.dispose()
    return 1e3 * median(taken[True][WARM:]), 1e3 * median(taken[False][WARM:])


def _free_calls(helper: Client) -> Iterator[str]:
    cursor = ""
    while True:
        page = helper.get(f"/api/calls?evaluated=false&limit=200{cursor}")
        yield from (call["id"] for call in page["items"])
        cursor = f"&cursor={page['next_cursor']}"


def _client(url: str, database: Database) -> tuple[FlaskClient, dict[str, str]]:
    client = assemble(Config(database_url=url), database).test_client()
    login = client.post("/api/auth/login", json={"username": "admin", "password": "admin123"}).get_json()
    return client, {"Authorization": f"Bearer {login['access_token']}"}


def _publish(client: FlaskClient, headers: dict[str, str], call_id: str, turn: int) -> float:
    answers = [{"criterion": key, "value": (turn + place) % 11} for place, key in enumerate(_CRITERIA)]
    body: dict[str, Any] = {"call_id": call_id, "answers": answers}
    draft = client.post("/api/evaluations", json=body, headers=headers).get_json()
    began = time.perf_counter()
    answer = client.post(f"/api/evaluations/{draft['id']}/publish", json={}, headers=headers)
    seconds = time.perf_counter() - began
    if answer.status_code != 200:
        raise RuntimeError(f"publish: {answer.status_code} {answer.get_data(as_text=True)[:300]}")
    return seconds
