"""Pulses: what is quiet is answered from memory, and never a moment longer than it is quiet."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Collection, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from monitoria.platform.database import make_engine
from monitoria.platform.http.pulses import Board, Pulses, Quiet, is_plain, tell_pulse
from tests.platform.test_cli import finish, start

PATH = "/api/notifications/pulse"
HEAD = b"GET /api/notifications/pulse?since=1 HTTP/1.1\r\nHost: x\r\n\r\n"
ANA = uuid4()


class World:
    """A board on a real database, whose sessions live for as long as the test says."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.living: set[UUID] = set()
        self.board = Board(Pulses(frozenset({PATH}), self.find), engine)

    def find(self, _session: Session, wanted: Collection[UUID]) -> set[UUID]:
        return self.living & set(wanted)

    def ask(self, head: bytes = HEAD, *, lasts: float = 60, meanwhile: Callable[[], None] = lambda: None) -> UUID:
        """Somebody of Ana's asks, the whole way, and nothing is new."""
        session_id = uuid4()
        self.living.add(session_id)

        def application(environ: Any, begin: Any) -> list[bytes]:
            environ["monitoria.pulse"] = Quiet(ANA, session_id, time.time() + lasts, time.monotonic())
            meanwhile()
            begin("204 NO CONTENT", [])
            return []

        environ = {"PATH_INFO": PATH, "REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1"}
        with self.board.offering(head):
            self.board.ask(application, environ, lambda *_: lambda _: None)
        return session_id

    def tell(self, user_id: UUID) -> None:
        with Session(self.engine) as session, session.begin():
            tell_pulse(session, [user_id])


def _soon(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 5
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def world(own_database_url: str) -> Iterator[World]:
    engine = make_engine(own_database_url)
    made = World(engine)
    made.ask()
    assert _soon(lambda: made.board._watch is not None and made.board._watch.is_listening)
    yield made
    made.board.end()
    engine.dispose()


def test_what_is_quiet_is_answered_until_there_is_news_of_that_person(world: World) -> None:
    world.ask()
    assert (world.board.answer(HEAD) or b"").startswith(b"HTTP/1.1 204 ")
    world.tell(uuid4())
    time.sleep(0.2)
    assert world.board.answer(HEAD) is not None
    assert world.board.answer(HEAD.replace(b"since=1", b"since=2")) is None
    world.tell(ANA)
    assert _soon(lambda: world.board.answer(HEAD) is None)


def test_news_that_come_while_somebody_asks_are_not_overlooked(world: World) -> None:
    def news() -> None:
        before = world.board._count
        world.tell(ANA)
        assert _soon(lambda: world.board._count > before)

    world.ask(meanwhile=news)
    assert world.board.answer(HEAD) is None


def test_an_ended_session_and_an_expired_token_are_not_answered(world: World) -> None:
    session_id = world.ask()
    world.ask(HEAD + b"", lasts=60)
    world.living.clear()
    with Session(world.engine) as session:
        world.board.check(session)
    assert world.board.answer(HEAD) is None, session_id
    world.ask(lasts=-1)
    assert world.board.answer(HEAD) is None


def test_nothing_is_remembered_while_nobody_listens(world: World) -> None:
    world.ask()
    world.board.on_silence()
    assert world.board.answer(HEAD) is None


@pytest.mark.parametrize(
    ("head", "more"),
    [
        (HEAD, {"CONTENT_LENGTH": "5"}),
        (HEAD, {"HTTP_TRANSFER_ENCODING": "chunked"}),
        (HEAD, {"HTTP_CONNECTION": "close"}),
        (HEAD, {"SERVER_PROTOCOL": "HTTP/1.0"}),
        (HEAD[:-2], {}),
        (HEAD + HEAD, {}),
    ],
)
def test_only_a_whole_request_without_a_body_is_remembered(head: bytes, more: dict[str, str]) -> None:
    environ = {"REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1"}
    assert is_plain(HEAD, environ)
    assert not is_plain(head, {**environ, **more})


Ask = Callable[..., tuple[int, bytes, str | None]]


def _asking(connection: http.client.HTTPConnection) -> tuple[Ask, dict[str, str]]:
    headers: dict[str, str] = {}

    def ask(method: str, path: str, body: Any = None) -> tuple[int, bytes, str | None]:
        payload = None if body is None else json.dumps(body)
        connection.request(method, path, payload, {**headers, "Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers.get("Server")

    return ask, headers


def test_the_server_answers_quiet_pulses_before_gunicorn_does_and_goes_on_with_the_connection(tmp_path: Any) -> None:
    served = start(tmp_path / "dados")
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    try:
        ask, headers = _asking(connection)
        first = {"username": "primeira", "password": "senha-muito-boa"}
        assert ask("POST", "/api/auth/register", first)[0] == 201
        _, said, _ = ask("POST", "/api/auth/login", first)
        headers["Authorization"] = f"Bearer {json.loads(said)['access_token']}"
        _, said, _ = ask("GET", PATH)
        path = f"{PATH}?since={json.loads(said)['mark']}"
        assert _soon(lambda: ask("GET", path) == (204, b"", None)), "Gunicorn, which names itself, still answers"
        assert ask("GET", "/api/auth/me")[0] == 200, "the connection goes on as if nothing had been"
    finally:
        connection.close()
        finish(served)
