"""Mixed load by several people at once, and everything that was acknowledged to them, to be asked for afterwards."""

from __future__ import annotations

import hashlib
import io
import random
import threading
import time
import uuid
import wave
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from typing import Any

import numpy as np

from bench.client import Answer, Client
from bench.operations import CRITERIA

PEOPLE = (
    ("avaliador1", "operator123", "evaluate"),
    ("avaliador2", "operator123", "evaluate"),
    ("admin", "admin123", "evaluate"),
    ("supervisor", "supervisor123", "look"),
    ("admin", "admin123", "look"),
    ("admin", "admin123", "record"),
    ("ana.santos", "operator123", "hear"),
    ("joão.silva", "operator123", "hear"),
)
PAUSE_SECONDS = 0.06
PATIENCE_SECONDS = 20.0
# Expected answers that are no: a version that moved on while an answer was lost, many open exports, a sign-in to renew.
NO_BUT_RIGHT = frozenset({401, 409, 429})
BOUNDARY = "bench-boundary"


@dataclass
class Record:
    """What all people saw."""

    answers: list[tuple[float, bool]] = field(default_factory=list)  # when, and whether it failed
    refused: Counter[str] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    writes: dict[tuple[str, str], tuple[float, Any]] = field(default_factory=dict)  # kind, id → when, what
    attempts: dict[str, set[Any]] = field(default_factory=dict)  # draft → values sent since the last acknowledged
    acknowledged: Counter[str] = field(default_factory=Counter)
    exports: dict[str, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, method: str, path: str, answer: Answer) -> None:
        """One answer."""
        failed = answer.status == 0 or answer.status >= 500 or answer.again
        name = f"{method} {_shape(path)} {answer.status}"
        with self.lock:
            self.answers.append((time.monotonic(), failed))
            if failed:
                self.refused[name] += 1
            elif not answer.is_good and answer.status not in NO_BUT_RIGHT:
                self.odd.append(f"{name}: {answer.body[:200]!r}")

    def wrote(self, kind: str, identity: str, what: Any = None) -> None:
        """The server said that this is kept."""
        with self.lock:
            self.writes[kind, identity] = (time.monotonic(), what)
            self.acknowledged[kind] += 1

    def between(self, first: float, last: float) -> list[tuple[float, bool]]:
        """The answers of a stretch of time."""
        with self.lock:
            return [answer for answer in self.answers if first <= answer[0] < last]


def _shape(path: str) -> str:
    return "/".join("…" if len(part) == 36 else part for part in path.partition("?")[0].split("/"))


class Person:
    """Somebody who goes on working, whatever happens."""

    def __init__(self, port: int, record: Record, who: tuple[str, str, str], number: int) -> None:
        self.port, self.record, self.number = port, record, number
        self.username, self.password, self.does = who
        self.client = Client(port, timeout=PATIENCE_SECONDS)
        self.chance = random.Random(number)  # noqa: S311 - a reproducible walk
        self.operators: list[str] = []
        self.calls: list[str] = []
        self.turn = 0

    def work(self, stop: threading.Event) -> None:
        """Until told to stop."""
        self._sign_in(stop)
        act: Callable[[], None] = getattr(self, f"_{self.does}")
        while not stop.is_set():
            self.turn += 1
            try:
                act()
            except (KeyError, TypeError, ValueError) as error:  # an answer that is no answer: told, and on
                with self.record.lock:
                    self.record.odd.append(f"{self.does}: {error!r}")
            stop.wait(PAUSE_SECONDS)

    def ask(self, method: str, path: str, body: Any = None, key: str | None = None) -> Answer:
        """One request; a sign-in that ran out is renewed and the request asked again."""
        self.client.key(key)
        answer = self.client.ask(method, path, body)
        self.record.note(method, path, answer)
        if answer.status == 401:
            given = {"username": self.username, "password": self.password}
            signed = self.client.ask("POST", "/api/auth/login", given)
            self.record.note("POST", "/api/auth/login", signed)
            if signed.is_good:
                self.client.become(signed.json()["access_token"])
                answer = self.client.ask(method, path, body)
                self.record.note(method, path, answer)
        time.sleep(PAUSE_SECONDS / 2)
        return answer

    def until_known(self, method: str, path: str, body: Any) -> Any:
        """Sent again with the same key until the server says what became of it; None when that takes too long."""
        key, end = uuid.uuid4().hex, time.monotonic() + 60
        while time.monotonic() < end:
            answer = self.ask(method, path, body, key)
            if answer.is_good:
                return answer.json()
            if 400 <= answer.status < 500 and answer.status != 401:
                return None
            time.sleep(0.3)
        return None

    def _sign_in(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self.client.sign_in(self.username, self.password)
            except RuntimeError:
                time.sleep(0.5)
            else:
                return

    def _register(self) -> str | None:
        if not self.operators:
            found = self.ask("GET", "/api/users?role=operator&limit=100&active=true")
            self.operators = [person["id"] for person in found.json()["items"]] if found.is_good else []
        if not self.operators:
            return None
        body = {"operator_id": self.chance.choice(self.operators), "subject": f"Falha {self.number}.{self.turn}"}
        made = self.until_known("POST", "/api/calls", body)
        if made is None:
            return None
        self.record.wrote("call", made["id"])
        return str(made["id"])

    def _evaluate(self) -> None:
        """A call, its evaluation saved four times, published."""
        call = self._register()
        draft = call and self.until_known("POST", "/api/evaluations", {"call_id": call})
        if not draft:
            return
        identity, version = draft["id"], draft["version"]
        for _ in range(4):
            value = self.chance.randrange(11)
            sent = (version, value)
            with self.record.lock:
                self.record.attempts.setdefault(identity, set()).add(value)
            answers = [{"criterion": key, "value": value} for key in CRITERIA]
            saved = self.ask("PUT", f"/api/evaluations/{identity}", {"version": version, "answers": answers})
            if saved.is_good:
                version = saved.json()["version"]
                with self.record.lock:
                    self.record.attempts[identity] = {value}
                self.record.wrote("save", identity, (version, value))
            else:
                version = self._version(identity) or sent[0]
        last = {"version": version, "answers": [{"criterion": key, "value": 7} for key in CRITERIA]}
        with self.record.lock:
            self.record.attempts.setdefault(identity, set()).add(7)
        published = self.ask("POST", f"/api/evaluations/{identity}/publish", last)
        if published.is_good:
            self.record.wrote("publish", identity)

    def _version(self, identity: str) -> int | None:
        for _ in range(100):
            found = self.ask("GET", f"/api/evaluations/{identity}")
            if found.is_good:
                return int(found.json()["version"])
            if found.status == 404:
                return None
            time.sleep(0.3)
        return None

    def _look(self) -> None:
        """Lists, a detail, the dashboard; now and then a file made by a worker."""
        page = self.ask("GET", "/api/calls")
        if page.is_good:
            self.ask("GET", f"/api/calls/{self.chance.choice(page.json()['items'])['id']}")
        for path in ("/api/dashboard/stats", "/api/analytics/over-time", "/api/evaluations?limit=20"):
            self.ask("GET", path)
        if self.turn % 6 == 0:
            asked = self.ask("POST", "/api/exports", {"list": "users", "format": "csv"})
            if asked.is_good:
                with self.record.lock:
                    self.record.exports[asked.json()["id"]] = time.monotonic()

    def _hear(self) -> None:
        """An operator's open page."""
        self.ask("GET", "/api/notifications/pulse")
        self.ask("GET", "/api/auth/me")
        self.ask("GET", "/api/evaluations?limit=10")

    def _record(self) -> None:
        """A recording sent, and heard."""
        call = self._register()
        if call is None:
            return
        sound = tone(self.chance.random())
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'.encode()
        body = head + sound + f"\r\n--{BOUNDARY}--\r\n".encode()
        path = f"/api/calls/{call}/recordings"
        answer = self._send(path, body)
        self.record.note("POST", path, answer)
        if answer.is_good:
            kept = answer.json()
            self.record.wrote("recording", f"{call}/recordings/{kept['id']}", hashlib.sha256(sound).hexdigest())
            self.ask("GET", f"/api/calls/{call}/recordings/{kept['id']}")
        time.sleep(0.4)

    def _send(self, path: str, body: bytes) -> Answer:
        connection, began = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS), time.perf_counter()
        headers = {
            "Authorization": self.client.authorization,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.read(), time.perf_counter() - began)
        except (OSError, HTTPException) as error:
            return Answer(0, repr(error).encode(), time.perf_counter() - began)
        finally:
            connection.close()


def tone(seed: float) -> bytes:
    """Two seconds of sound that nobody else has."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        times = np.arange(16_000)
        sound.writeframes((np.sin(times * (0.2 + seed / 3)) * 8_000).astype("<i2").tobytes())
    return file.getvalue()
