"""Pulses: questions that open pages ask every few seconds ("anything new?") and whose answer is nearly always no.

A pulse is an ordinary route that answers 204 when there is nothing new. A request that was answered so is remembered
byte for byte; the same bytes are answered the same, without the thread, the database and the application, until news
of its person arrives (PostgreSQL's NOTIFY, in the transaction that makes the news), its token expires, or its session
is found ended. What is not remembered, and everything while nobody listens for news, goes the whole way: this is only
ever faster, never another answer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formatdate
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import request
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from monitoria.platform.http.listening import Watch
from monitoria.platform.http.work import Work
from monitoria.platform.metrics import meters

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CHANNEL = "monitoria_pulse"
# A page that did not ask for so long is gone.
FORGOTTEN_SECONDS = 120.0
MOST_REMEMBERED = 20_000
LONGEST_HEAD = 8_192
_SEEN = "monitoria.pulse"
_NOTIFY = text("SELECT pg_notify(:channel, :people)")
_PER_NOTICE = 200

# Of these sessions, which still live.
FindLiving = Callable[[Session, Collection[UUID]], set[UUID]]


@dataclass(frozen=True, slots=True)
class Pulses:
    """The routes that are pulses, and who knows which sessions still live."""

    paths: frozenset[str]
    find_living: FindLiving


@dataclass(slots=True)
class Quiet:
    """A request that was answered "nothing new", and whose it is."""

    user_id: UUID
    session_id: UUID
    expires_at: float
    used_at: float


def tell_pulse(session: Session, people: Iterable[UUID]) -> None:
    """There is news for these people, if the transaction holds."""
    told = [str(person) for person in people]
    for start in range(0, len(told), _PER_NOTICE):
        part = ",".join(told[start : start + _PER_NOTICE])
        session.execute(_NOTIFY, {"channel": CHANNEL, "people": part})


def remember_asker(work: Work) -> None:
    """Called by the handler of a pulse: the answer, if it is 204, may be remembered for whoever asks."""
    session_id, expires_at = work.actor.session_id, work.claims.get("exp")
    if session_id is not None and isinstance(expires_at, int):
        request.environ[_SEEN] = Quiet(work.actor.id, session_id, float(expires_at), time.monotonic())


class Board:
    """What is quiet, in one process. `answer` is called by the server's own loop and must take microseconds."""

    def __init__(self, pulses: Pulses, engine: Engine | None) -> None:
        self._pulses = pulses
        self._quiet: dict[bytes, Quiet] = {}
        self._heads: dict[UUID, set[bytes]] = {}
        self._news: dict[UUID, int] = {}
        self._count = self._silenced = 0
        self._lock = threading.Lock()
        self._offered = threading.local()
        self._watch = None if engine is None else Watch(engine, CHANNEL, self)
        self._answer, self._answered_at = b"", 0

    def end(self) -> None:
        """Stop listening when the database goes."""
        if self._watch is not None:
            self._watch.end()

    def answer(self, head: bytes) -> bytes | None:
        """The whole answer to a request of which these are all bytes; None: ask the application."""
        quiet = self._quiet.get(head)
        if quiet is None or self._watch is None or not self._watch.is_listening:
            return None
        now = time.time()
        if quiet.expires_at <= now:
            return None
        quiet.used_at = time.monotonic()
        meters.PULSES.inc()
        if int(now) != self._answered_at:
            self._answered_at = int(now)
            self._answer = (
                f"HTTP/1.1 204 No Content\r\nDate: {formatdate(now, usegmt=True)}\r\n"
                "Connection: keep-alive\r\nCache-Control: no-store\r\n\r\n"
            ).encode()
        return self._answer

    @contextmanager
    def offering(self, head: bytes | None) -> Iterator[None]:
        """While the block runs, this thread answers the request whose bytes these are."""
        self._offered.head = head
        try:
            yield
        finally:
            self._offered.head = None

    def ask(self, application: WSGIApplication, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Let the application answer; remember the request when there was nothing new."""
        head = getattr(self._offered, "head", None)
        if head is None or self._watch is None or environ["PATH_INFO"] not in self._pulses.paths:
            return application(environ, start)
        self._watch.begin()
        began, said = self._count, []

        def note(status: str, headers: Any, *rest: Any) -> Any:
            said.append(status[:3])
            return start(status, headers, *rest)

        answer = application(environ, note)
        seen = environ.get(_SEEN)
        if said[-1:] == ["204"] and isinstance(seen, Quiet) and is_plain(head, environ):
            self._remember(head, seen, began)
        return answer

    def _remember(self, head: bytes, seen: Quiet, began: int) -> None:
        with self._lock:
            is_late = began < max(self._news.get(seen.user_id, 0), self._silenced)
            if is_late or len(self._quiet) >= MOST_REMEMBERED:
                return
            self._quiet[head] = seen
            self._heads.setdefault(seen.user_id, set()).add(head)

    def on_news(self, payload: str) -> None:
        """These people are not quiet any more."""
        with self._lock:
            self._count += 1
            for person in payload.split(","):
                user_id = UUID(person)
                self._news[user_id] = self._count
                for head in self._heads.pop(user_id, ()):
                    self._quiet.pop(head, None)

    def on_silence(self) -> None:
        """Nobody listened for a while: nothing that is remembered is sure."""
        with self._lock:
            self._count += 1
            self._silenced = self._count
            self._news.clear()
            self._quiet.clear()
            self._heads.clear()

    def check(self, session: Session) -> None:
        """Forget the sessions that ended and the pages that are gone."""
        before = time.monotonic() - FORGOTTEN_SECONDS
        known = dict(self._quiet)
        living = self._pulses.find_living(session, {quiet.session_id for quiet in known.values()})
        with self._lock:
            for head, quiet in known.items():
                if quiet.session_id not in living or quiet.used_at < before:
                    self._quiet.pop(head, None)
                    self._heads.get(quiet.user_id, set()).discard(head)
            self._heads = {user_id: heads for user_id, heads in self._heads.items() if heads}
            # A request older than this is long answered.
            self._news = {user_id: at for user_id, at in self._news.items() if at > self._count - MOST_REMEMBERED}


def is_plain(head: bytes, environ: WSGIEnvironment) -> bool:
    """Whether these bytes are one whole request without a body, on a connection that stays open."""
    odd = ("CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING", "HTTP_EXPECT", "HTTP_UPGRADE")
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("SERVER_PROTOCOL") == "HTTP/1.1"
        and head.endswith(b"\r\n\r\n")
        and head.count(b"\r\n\r\n") == 1
        and environ.get("HTTP_CONNECTION", "").lower() in ("", "keep-alive")
        and not any(name in environ for name in odd)
    )


def living_board(pulses: Pulses, engine: object) -> Board:
    """The board of an application; without an engine of its own (tests) it remembers nothing."""
    return Board(pulses, engine if isinstance(engine, Engine) else None)
