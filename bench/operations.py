"""What is measured: each operation as an act that gives the seconds one request took."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.client import Client
from bench.stage import Server

Act = Callable[[], float]
CRITERIA = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")
DEEP_PAGE = 200
EVALUATIONS_PREPARED = 400
FILTER = "status=open&priority=high"


@dataclass(frozen=True, slots=True)
class Targets:
    """Addresses that depend on what is in the database."""

    deep_page: str
    details: list[str]
    operator_ids: list[str]
    call_ids: list[str]


def find_targets(client: Client) -> Targets:
    """Walk to page 200, and pick evaluated calls all over the table."""
    cursor, path = None, "/api/calls"
    for _ in range(DEEP_PAGE - 1):
        cursor = client.get(path)["next_cursor"]
        path = f"/api/calls?cursor={cursor}"
    evaluated: list[str] = []
    today = datetime.now(UTC).date()
    for days in range(3, 363, 30):
        page = client.get(f"/api/calls?evaluated=true&limit=40&to={today - timedelta(days=days)}")
        evaluated += [call["id"] for call in page["items"]]
    operators = client.get("/api/users?role=operator&limit=100&active=true")["items"]
    fresh = client.get(f"/api/calls?evaluated=false&limit=200&to={today - timedelta(days=2)}")
    more = client.get(
        f"/api/calls?evaluated=false&limit=200&cursor={fresh['next_cursor']}&to={today - timedelta(days=2)}"
    )
    free = [call["id"] for call in [*fresh["items"], *more["items"]]]
    return Targets(path, [f"/api/calls/{call}" for call in evaluated], [o["id"] for o in operators], free)


def readings(targets: Targets) -> dict[str, list[str]]:
    """Every measured GET: its name and the addresses it goes round."""
    today = datetime.now(UTC).date()
    year = f"from={today - timedelta(days=364)}&to={today}"
    return {
        "list, page 1": ["/api/calls"],
        "list, page 200": [targets.deep_page],
        "list, filtered": [f"/api/calls?{FILTER}"],
        "search, common word": ["/api/calls?q=cliente"],
        "search, two words": ["/api/calls?q=contesta%C3%A7%C3%B5es+cart%C3%A3o"],
        "search, a name": ["/api/calls?q=concei%C3%A7%C3%A3o+vasconcelos", "/api/calls?q=lu%C3%ADza+queir%C3%B3s"],
        "search, protocol": ["/api/calls?q=20260"],
        "detail": targets.details,
        "dashboard, 30 days": ["/api/dashboard/stats"],
        "dashboard, 365 days": [f"/api/dashboard/stats?{year}"],
        "operators, 30 days": ["/api/dashboard/operator-performance"],
        "recent activity": ["/api/dashboard/recent-activity"],
    }


def reading(client: Client, paths: list[str]) -> Act:
    """GET the paths, one after the other, round and round."""
    turn = itertools.cycle(paths)

    def act() -> float:
        answer = client.ask("GET", next(turn))
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} {answer.body[:300]!r}")
        return answer.seconds

    return act


def writings(server: Server, targets: Targets) -> dict[str, Act]:
    """Creating a call, beginning, saving and publishing an evaluation, and one made and published in one request."""
    client = server.client()
    chance = random.Random(1)  # noqa: S311 - only a choice
    made = [_begin(client, call) for call in targets.call_ids]
    return {
        "create call": _creating(client, targets, chance),
        "create evaluation": _drafting(server.client("avaliador2", "operator123"), targets),
        "save draft": _saving(client, made[0]),
        "publish": _publishing(client, made[1:]),
        "create and publish": _evaluating(server.client("avaliador1", "operator123"), targets),
    }


def _begin(client: Client, call_id: str) -> dict[str, Any]:
    """A draft of this call; the one that an earlier run left open is as good."""
    answer = client.ask("POST", "/api/evaluations", {"call_id": call_id})
    found: dict[str, Any] = answer.json()
    if answer.status == 409:
        return dict(client.get(f"/api/evaluations/{found['evaluation_id']}"))
    return found


def _timed(client: Client, method: str, path: str, body: Any) -> tuple[float, Any]:
    answer = client.ask(method, path, body)
    if not answer.is_good:
        raise RuntimeError(f"{method} {path}: {answer.status} {answer.body[:500]!r}")
    return answer.seconds, answer.json()


def _creating(client: Client, targets: Targets, chance: random.Random) -> Act:
    def act() -> float:
        body = {
            "operator_id": chance.choice(targets.operator_ids),
            "category": "billing",
            "customer_name": "Conceição Vasconcelos",
            "customer_phone": f"(11) 9{chance.randrange(10**7, 10**8)}",
            "subject": "Contestação da fatura",
            "notes": "Cliente contesta duas cobranças iguais no cartão; aberto pedido de estorno.",
        }
        return _timed(client, "POST", "/api/calls", body)[0]

    return act


def _answers(value: int) -> list[dict[str, Any]]:
    return [{"criterion": key, "value": (value + place) % 11} for place, key in enumerate(CRITERIA)]


def _saving(client: Client, draft: dict[str, Any]) -> Act:
    version, values = draft["version"], itertools.count()

    def act() -> float:
        nonlocal version
        body = {"version": version, "answers": _answers(next(values))[:2]}
        seconds, saved = _timed(client, "PUT", f"/api/evaluations/{draft['id']}", body)
        version = saved["version"]
        return seconds

    return act


def _publishing(client: Client, drafts: list[dict[str, Any]]) -> Act:
    waiting = iter(drafts)

    def act() -> float:
        draft = next(waiting)
        body = {"version": draft["version"], "answers": _answers(7)}
        return _timed(client, "POST", f"/api/evaluations/{draft['id']}/publish", body)[0]

    return act


def _drafting(client: Client, targets: Targets) -> Act:
    calls = itertools.cycle(targets.call_ids)

    def act() -> float:
        seconds, made = _timed(client, "POST", "/api/evaluations", {"call_id": next(calls), "answers": _answers(5)})
        client.ask("DELETE", f"/api/evaluations/{made['id']}")
        return seconds

    return act


def _evaluating(client: Client, targets: Targets) -> Act:
    calls = itertools.cycle(targets.call_ids)

    def act() -> float:
        body = {"call_id": next(calls), "answers": _answers(5), "publish": True}
        return _timed(client, "POST", "/api/evaluations", body)[0]

    return act
