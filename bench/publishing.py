"""What the sums cost whoever publishes: the same server with and without those who count."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.client import Client
from bench.stage import serving_nothing

TURNS, WARM = 200, 40
_CRITERIA = ("greeting", "communication", "problem_solving", "empathy", "procedures", "closing")


def publishing_milliseconds(folder: Path, url: str) -> tuple[float, float]:
    """The median time of publishing a draft: with the sums kept, and with nobody there who keeps them."""
    settings = {"MONITORIA_HOME": str(folder), "MONITORIA_DATABASE_URL": url, "MONITORIA_ACCESS_TOKEN_SECONDS": "86400"}
    with (
        serving_nothing(folder, "bench.counting:app", {**settings, "BENCH_COUNTS": "yes"}, "/healthz") as counted,
        serving_nothing(folder, "bench.counting:app", {**settings, "BENCH_COUNTS": "no"}, "/healthz") as uncounted,
    ):
        servers = {True: counted.client(), False: uncounted.client()}
        calls = _free_calls(servers[True])
        taken: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(TURNS):
            for kept in (True, False) if turn % 2 else (False, True):
                taken[kept].append(_publish(servers[kept], next(calls), turn))
    return 1e3 * median(taken[True][WARM:]), 1e3 * median(taken[False][WARM:])


def _free_calls(client: Client) -> Iterator[str]:
    cursor = ""
    while True:
        page = client.get(f"/api/calls?evaluated=false&limit=200{cursor}")
        yield from (call["id"] for call in page["items"])
        cursor = f"&cursor={page['next_cursor']}"


def _publish(client: Client, call_id: str, turn: int) -> float:
    answers = [{"criterion": key, "value": (turn + place) % 11} for place, key in enumerate(_CRITERIA)]
    draft = client.expect("POST", "/api/evaluations", {"call_id": call_id, "answers": answers})
    answer = client.ask("POST", f"/api/evaluations/{draft['id']}/publish", {})
    if not answer.is_good:
        raise RuntimeError(f"publish: {answer.status} {answer.body[:300]!r}")
    return answer.seconds
