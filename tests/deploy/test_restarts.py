"""Web processes are restarted one after the other under load, and nobody notices."""

from __future__ import annotations

import socket
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.deploy.conftest import Stack
from tests.support.processes import Door, Installation, Piece, wait_until

# One stack for all: on one worker.
pytestmark = pytest.mark.xdist_group("stack")
CALLERS = 4


class Load:
    """Callers that ask without a pause, each reading and writing in turn on a connection that is kept."""

    def __init__(self, door: Door, headers: dict[str, str]) -> None:
        self._door, self._headers = door, headers
        self._is_over = threading.Event()
        self.answers: Counter[str] = Counter()
        self._threads = [threading.Thread(target=self._call, args=(number,)) for number in range(CALLERS)]

    def __enter__(self) -> Load:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        for thread in self._threads:
            thread.join()

    def _call(self, number: int) -> None:
        connection, turn = self._door.open(), 0
        while not self._is_over.is_set():
            turn += 1
            try:
                connection = self._ask(connection, is_writing=turn % 3 == 0, mark=f"{number}-{turn}")
            except (OSError, HTTPException) as error:
                self.answers[type(error).__name__] += 1
                connection.close()
                connection = self._door.open()
        connection.close()

    def _ask(self, connection: HTTPConnection, *, is_writing: bool, mark: str) -> HTTPConnection:
        body = f'{{"label": "Motivo {mark}"}}'.encode() if is_writing else None
        headers = {**self._headers, "Content-Type": "application/json"}
        connection.request("POST" if is_writing else "GET", "/api/categories", body, headers)
        answer = connection.getresponse()
        answer.read()
        self.answers[str(answer.status)] += 1
        if answer.headers.get("Connection") == "close":
            connection.close()
            return self._door.open()
        return connection

    def goes_on(self) -> None:
        """Return when many more answers have come."""
        wanted = sum(self.answers.values()) + 60
        wait_until(lambda: sum(self.answers.values()) > wanted, "the load stands still", 60)


def test_two_web_processes_restarted_in_turn_fail_nobody(stack: Stack) -> None:
    with Load(stack.door, stack.signed_in) as load:
        for piece, door in stack.made.webs:
            load.goes_on()
            assert piece.stop() == 0, "it ends by itself, in time"
            load.goes_on()
            piece.start()
            wait_until(door.is_ready, f"{piece.name} does not come back: {piece.words()[-1_000:]}")
        load.goes_on()
    assert set(load.answers) == {"200", "201"}, load.answers
    with stack.made.connect() as connection:
        found = connection.execute("SELECT count(*) FROM categories WHERE label LIKE 'Motivo %'").fetchone()
    assert found is not None
    assert found[0] == load.answers["201"], "what was acknowledged is there, once"


def test_an_upload_that_is_under_way_ends_before_its_process_does(stack: Stack) -> None:
    piece, door = stack.made.webs[0]
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="l.csv"\r\n\r\n'
    content = head + bytes(2_500_000) + b"\r\n--x--\r\n"
    connection = door.open()
    connection.putrequest("POST", "/api/imports")
    for name, value in {**stack.signed_in, "Content-Type": "multipart/form-data; boundary=x"}.items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(content)))
    connection.endheaders(content[:1_500_000])
    ending = threading.Thread(target=piece.stop)
    try:
        # Being let in is over when the first bytes lie in storage.
        incoming = Path(stack.made.settings["home"], "files", "incoming")
        wait_until(lambda: incoming.is_dir() and any(incoming.iterdir()), "nothing arrives", 20)
        ending.start()
        wait_until(lambda: not _accepts(door), "it still takes new connections", 20)
        connection.send(content[1_500_000:])
        answer = connection.getresponse()
        assert answer.status < 500, answer.read()
    finally:
        connection.close()
        if ending.ident is not None:
            ending.join()
            piece.start()
        wait_until(door.is_ready, "it does not come back")


def test_who_comes_while_a_process_on_a_held_socket_is_restarted_waits(stack: Stack) -> None:
    """As systemd holds it: the third descriptor, and two variables that name it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        door = Door(listener.getsockname()[1])
        piece = stack.made.piece("web-on-socket", "web")
        piece.command = [sys.executable, "-c", PASS_ON, str(listener.fileno()), *piece.command]
        piece.descriptors = (listener.fileno(),)
        answers = []
        asking = threading.Thread(target=lambda: answers.append(door.ask("GET", "/api/auth/setup").status))
        asking.start()
        piece.start()
        asking.join(60)
        assert piece.stop() == 0
        again = threading.Thread(target=lambda: answers.append(door.ask("GET", "/api/auth/setup").status))
        again.start()
        piece.start()
        again.join(60)
        piece.stop()
    assert answers == [200, 200]


PASS_ON = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""


def _accepts(door: Door) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", door.port), timeout=1):
        return True
    return False


@contextmanager
def passed_on(made: Installation, listener: socket.socket) -> Iterator[Piece]:
    """A web process on a socket that somebody else holds, as systemd passes it on."""
    piece = made.piece("web-on-socket", "web")
    # The number of the process is only known to itself; the socket must be the third descriptor.
    script = 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" "$@" 3<&"$SOCKET"'
    piece.command = ["/bin/sh", "-c", script, *piece.command]
    piece.environment = {**piece.environment, "SOCKET": str(listener.fileno())}
    yield piece
    piece.stop()
