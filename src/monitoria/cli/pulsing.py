"""The web worker: Gunicorn's threads, and pulses answered by its loop before a thread is troubled."""

from __future__ import annotations

import select
import socket
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from monitoria.platform.http.pulses import LONGEST_HEAD, Board

# The first request of a connection comes right behind it; who only connects is left to Gunicorn's own patience.
FIRST_BYTES_MS = 20


class PulsingWorker(ThreadWorker):  # type: ignore[misc]
    """A request whose bytes the application's board knows is answered at once; any other goes the usual way."""

    def load_wsgi(self) -> None:
        super().load_wsgi()
        self.board: Board | None = getattr(self.wsgi, "pulses", None)

    def set_accept_enabled(self, enabled: bool) -> None:
        """A worker that stops takes in what already waits, and then lets go of the socket: its queue is empty."""
        super().set_accept_enabled(enabled and self.alive)
        if self.alive:
            return
        for listener in (one for one in self.sockets if one.sock is not None):
            while self._takes_in(listener):
                pass
            listener.close()

    def _takes_in(self, listener: Any) -> bool:
        before = self.nr_conns
        self.accept(listener)
        return bool(self.nr_conns > before)

    def enqueue_req(self, conn: TConn) -> None:
        """Something arrived on a connection: in the main loop."""
        if not self._answer_pulse(conn):
            super().enqueue_req(conn)
            return
        conn.set_timeout()
        self.keepalived_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_client_socket_readable, conn))

    def handle(self, conn: TConn) -> Any:
        """In a thread; a new connection's first request may have come since."""
        if conn.parser is None and not hasattr(conn, "head"):
            waiting = select.poll()
            waiting.register(conn.sock, select.POLLIN)
            if waiting.poll(FIRST_BYTES_MS) and self._answer_pulse(conn):
                return True
        return super().handle(conn)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """A request, in a thread: its bytes may be remembered."""
        if self.board is None:
            return super().handle_request(req, conn)
        with self.board.offering(conn.__dict__.pop("head", None)):
            return super().handle_request(req, conn)

    def _answer_pulse(self, conn: TConn) -> bool:
        """Whether what waits on the connection is a pulse that is known to be quiet, and was answered."""
        has_more = conn.parser is not None and conn.parser.unreader.buf.getvalue()
        if self.board is None or not self.alive or has_more or len(self.keepalived_conns) >= self.max_keepalived:
            return False
        try:
            head = conn.sock.recv(LONGEST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
            if not head.startswith(b"GET /api/"):
                return False
            answer = self.board.answer(head)
            if answer is None:
                conn.head = head
                return False
            conn.sock.recv(len(head), socket.MSG_DONTWAIT)
            return bool(conn.sock.send(answer, socket.MSG_DONTWAIT) == len(answer))
        except OSError:  # nothing there yet, or nobody any more: the usual way knows what to do
            return False
