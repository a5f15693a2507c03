"""A small HTTP client over loopback: one connection kept open, one token."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; `status` 0 when nothing did. `again`: the connection broke, and it was asked a second time."""

    status: int
    body: bytes
    seconds: float
    again: bool = False

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Asks one server, as one person."""

    def __init__(self, port: int, timeout: float = 30.0) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=timeout)
        self._headers = {"Content-Type": "application/json"}

    def sign_in(self, username: str, password: str) -> Client:
        """Become this person; raises RuntimeError when the server says no."""
        answer = self.ask("POST", "/api/auth/login", {"username": username, "password": password})
        if not answer.is_good:
            raise RuntimeError(f"sign-in of {username}: {answer.status} {answer.body[:300]!r}")
        self.become(answer.json()["access_token"])
        return self

    def become(self, token: str) -> None:
        """From now on, whoever holds this token."""
        self._headers["Authorization"] = f"Bearer {token}"

    def key(self, key: str | None) -> None:
        """The `Idempotency-Key` of what is sent next, until another is given."""
        self._headers.pop("Idempotency-Key", None)
        if key is not None:
            self._headers["Idempotency-Key"] = key

    @property
    def authorization(self) -> str:
        """The header that says who asks, for other connections."""
        return self._headers["Authorization"]

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """One request, timed to the last byte of its answer. A connection the server closed is opened again once."""
        payload = None if body is None else json.dumps(body).encode()
        began = time.perf_counter()
        for is_last in (False, True):
            try:
                self._connection.request(method, path, payload, self._headers)
                answer = self._connection.getresponse()
                content = answer.read()
                return Answer(answer.status, content, time.perf_counter() - began, again=is_last)
            except (OSError, HTTPException) as error:
                self._connection.close()
                # A closed idle connection: nothing was read, so asking again is safe.
                if is_last or not isinstance(error, ConnectionError | HTTPException):
                    return Answer(0, repr(error).encode(), time.perf_counter() - began)
        raise AssertionError("unreachable")

    def get(self, path: str) -> Any:
        """The JSON of an answer that must be good; raises RuntimeError otherwise."""
        return self.expect("GET", path)

    def expect(self, method: str, path: str, body: Any = None) -> Any:
        """The same for any method."""
        answer = self.ask(method, path, body)
        if not answer.is_good:
            raise RuntimeError(f"{method} {path}: {answer.status} {answer.body[:500]!r}")
        return answer.json() if answer.body else None
