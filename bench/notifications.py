"""A thousand open pages that ask for news: what they cost the web processes, and how soon a notice shows."""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench.client import Client
from bench.measure import percentile
from bench.operations import CRITERIA
from bench.report import Bar, print_bars
from bench.stage import Server, serving

PEOPLE = ("joão.silva", "ana.santos", "pedro.oliveira", "carla.souza", "lucas.ferreira")
PASSWORD = "operator123"
# As the page asks (web/src/features/notifications/queries.ts).
PAUSE_SECONDS = 3.0
NOTICES = 5
CPU_ALLOWED, LATENCY_ALLOWED = 0.10, 5.0
_HEADERS = (
    "Host: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36\r\n"
    "Accept: application/json\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: pt-BR,pt;q=0.9,en;q=0.8\r\n"
    "Referer: http://127.0.0.1/evaluations\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Site: same-origin\r\n"
)


@dataclass
class Pages:
    """What the pages saw, together."""

    asked: int = 0
    whole: int = 0
    faults: list[str] = field(default_factory=list)
    news: dict[str, list[float]] = field(default_factory=dict)


async def _page(port: int, number: int, authorization: str, seen: Pages, end: float) -> None:
    """One open page: a connection of its own, a pulse every few seconds."""
    mark, latest = "", ""
    await asyncio.sleep(random.random() * PAUSE_SECONDS)  # noqa: S311 - spread, no secret
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.monotonic() < end:
        began = time.monotonic()
        line = f"GET /api/notifications/pulse?since={mark} HTTP/1.1\r\nX-Page: {number}\r\n"
        writer.write(f"{line}Authorization: {authorization}\r\n{_HEADERS}\r\n".encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        seen.asked += 1
        seen.whole += b"\nServer: gunicorn" in answer  # which names itself; the shorter way does not
        if answer.startswith(b"HTTP/1.1 200"):
            length = next(line for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length"))
            told = json.loads(await reader.readexactly(int(length.partition(b":")[2])))
            if latest and told["latest_id"] != latest:
                seen.news.setdefault(told["latest_id"], []).append(time.monotonic())
            mark, latest = told["mark"], told["latest_id"] or "none"
        elif not answer.startswith(b"HTTP/1.1 204"):
            seen.faults.append(answer[:80].decode(errors="replace"))
        await asyncio.sleep(max(0.0, PAUSE_SECONDS - (time.monotonic() - began)))
    writer.close()


def _cpu_seconds(server: Server) -> float:
    """Of the web processes, the worker and PostgreSQL left out."""
    found = psutil.Process(server.process.pid).children(recursive=True)
    web = [process for process in found if "monitoria.cli.web" in process.cmdline()]
    return sum(sum(process.cpu_times()[:2]) for process in web)


def _publish(client: Client) -> float:
    """Somebody's call is evaluated; when the server had said that it is so."""
    call = client.get("/api/calls?evaluated=false&limit=1")["items"][0]["id"]
    answers = [{"criterion": criterion, "value": 8} for criterion in CRITERIA]
    client.expect("POST", "/api/evaluations", {"call_id": call, "answers": answers, "publish": True})
    return time.monotonic()


async def _measure(server: Server, pages: int, seconds: float) -> tuple[Pages, float, list[float]]:
    clients = [await asyncio.to_thread(server.client, name, PASSWORD) for name in PEOPLE]
    evaluator = await asyncio.to_thread(server.client)
    seen, end = Pages(), time.monotonic() + 3 * PAUSE_SECONDS + seconds + (NOTICES + 1) * 2 * PAUSE_SECONDS
    tasks = [
        asyncio.create_task(_page(server.port, number, clients[number % len(clients)].authorization, seen, end))
        for number in range(pages)
    ]
    await asyncio.sleep(3 * PAUSE_SECONDS)
    before, began = _cpu_seconds(server), time.monotonic()
    await asyncio.sleep(seconds)
    share = (_cpu_seconds(server) - before) / (time.monotonic() - began)
    latencies: list[float] = []
    for _ in range(NOTICES):
        told_at = await asyncio.to_thread(_publish, evaluator)
        await asyncio.sleep(2 * PAUSE_SECONDS)
        latencies += [at - told_at for times in seen.news.values() for at in times]
        seen.news.clear()
    await asyncio.gather(*tasks)
    return seen, share, latencies


def run(*, pages: int, seconds: float) -> int:
    """Measure and judge; 0 when both bars are met and nothing failed."""
    with (
        tempfile.TemporaryDirectory(prefix="monitoria-bench-") as folder,
        serving(Path(folder), None, "--demo") as server,
    ):
        seen, share, latencies = asyncio.run(_measure(server, pages, seconds))
    print(f"{pages} pages, a pulse every {PAUSE_SECONDS} s: {seen.asked} pulses, {seen.whole} went the whole way")
    print(f"faults: {len(seen.faults)} {seen.faults[:3]}")
    if latencies:
        middle, most = percentile(latencies, 0.5), max(latencies)
        print(f"from commit to page: p50 {middle:.2f} s, most {most:.2f} s, n {len(latencies)}")
    bars = [
        Bar("web processes, of one core", round(share, 3), CPU_ALLOWED),
        Bar("from commit to page, s", round(max(latencies, default=99.0), 2), LATENCY_ALLOWED),
        Bar("answers that were neither 200 nor 204", float(len(seen.faults)), 0.0),
    ]
    print_bars(bars)
    return 0 if all(bar.is_met for bar in bars) else 1
