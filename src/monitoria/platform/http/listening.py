"""One connection a process that listens to PostgreSQL's NOTIFY, in a thread of its own."""

from __future__ import annotations

import threading
import time
from typing import Any, Protocol, cast

import psycopg
import structlog
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

log = structlog.get_logger(__name__)

# Somebody who signed out is answered for at most so long.
CHECK_SECONDS = 20.0
FIRST_DELAY, LONGEST_DELAY = 1.0, 10.0
_HEARD_SECONDS = 10.0
# What we tell ourselves, to know that news reach us: a pooler in between may swallow them.
_ECHO = "echo"
_WAKE = text("SELECT pg_notify(:channel, :payload)")


class Listener(Protocol):
    """Whoever wants the news."""

    def on_news(self, payload: str) -> None: ...

    def on_silence(self) -> None: ...

    def check(self, session: Session) -> None: ...


class Watch:
    """Listens from the first `begin` on, for as long as the process lives; a database that is gone is waited for."""

    def __init__(self, engine: Engine, channel: str, listener: Listener) -> None:
        self.is_listening = False
        self._engine = engine
        self._channel = channel
        self._listener = listener
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_over = False

    def begin(self) -> None:
        """Start listening, if nobody does."""
        if self._thread is not None:
            return
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._listen_for_ever, name="pulses", daemon=True)
                self._thread.start()

    def end(self) -> None:
        """Stop listening; returns once nobody does."""
        self._is_over = True
        if self._thread is not None:
            with self._engine.begin() as connection:
                connection.execute(_WAKE, {"channel": self._channel, "payload": _ECHO})
            self._thread.join(LONGEST_DELAY)

    def _listen_for_ever(self) -> None:
        delay = FIRST_DELAY
        while not self._is_over:
            began = time.monotonic()
            try:
                self._listen()
            except (psycopg.Error, SQLAlchemyError, OSError) as error:
                log.warning("nobody listens for news; they are asked for", error=type(error).__name__)
            finally:
                self.is_listening = False
                self._listener.on_silence()
            if self._is_over:
                return
            delay = FIRST_DELAY if time.monotonic() - began > LONGEST_DELAY else min(delay * 2, LONGEST_DELAY)
            time.sleep(delay)

    def _listen(self) -> None:
        """Until the connection is lost, or what we say ourselves is not heard."""
        raw = self._engine.raw_connection()
        connection = cast("psycopg.Connection[Any]", raw.driver_connection)
        raw.detach()  # ours for good: the pool may open another
        with connection:
            connection.autocommit = True
            connection.execute(f"LISTEN {self._channel}")
            self._listener.on_silence()
            while not self._is_over and self._hears_itself(connection):
                self.is_listening = True
                with Session(self._engine) as session:
                    self._listener.check(session)
                self._hear(connection, CHECK_SECONDS)

    def _hears_itself(self, connection: psycopg.Connection[Any]) -> bool:
        connection.execute("SELECT pg_notify(%s, %s)", (self._channel, _ECHO))
        return self._hear(connection, _HEARD_SECONDS, until_echo=True)

    def _hear(self, connection: psycopg.Connection[Any], seconds: float, *, until_echo: bool = False) -> bool:
        end, has_echo = time.monotonic() + seconds, False
        while (left := end - time.monotonic()) > 0:
            # One packet at a time, to its end: what is left of a packet that was begun would be lost.
            for notice in connection.notifies(timeout=left, stop_after=1):
                if notice.payload == _ECHO:
                    has_echo = True
                else:
                    self._listener.on_news(notice.payload)
            if has_echo and (until_echo or self._is_over):
                return True
        return False
