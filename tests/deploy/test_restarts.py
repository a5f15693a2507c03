"""Web processes are restarted one after the other under load, and nobody notices."""

from __future__ import annotations

import socket
import sys
import threading
from collections import Counter
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from tests.deploy.conftest import Stack
from tests.support.processes import Door, wait_until

# One stack for all: on one worker.
pytestmark = pytest.mark.xdist_group("stack")
CALLERS = 4
# As fast as four people never are; faster would only keep the processes that start from starting.
PAUSE_SECONDS = 0.02


class Load:
    """Callers that hardly pause, each reading and writing in turn on a connection that is kept."""

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
        while not self._is_over.wait(PAUSE_SECONDS):
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
        wanted = sum(self.answers.values()) + 40
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


def test_on_a_held_socket_an_upload_ends_and_who_comes_meanwhile_waits(stack: Stack) -> None:
    """As systemd holds it: the third descriptor, and two variables that name it."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        door = Door(listener.getsockname()[1])
        piece = stack.made.piece("web-on-socket", "web")
        piece.command = [sys.executable, "-c", PASS_ON, str(listener.fileno()), *piece.command]
        piece.descriptors = (listener.fileno(),)
        piece.start()
        # Nobody answers yet: it waits, and is answered by who comes.
        assert door.ask("GET", "/api/auth/setup").status == 200
        uploading, rest = _begin_upload(stack, door)
        ending = threading.Thread(target=piece.stop)
        ending.start()
        answers: list[int] = []
        waiting = threading.Thread(target=lambda: answers.append(door.ask("GET", "/api/auth/setup").status))
        waiting.start()
        uploading.send(rest)
        assert uploading.getresponse().status < 500, "what was under way ends"
        uploading.close()
        ending.join()
        piece.start()
        waiting.join()
        piece.stop()
    assert answers == [200]


def _begin_upload(stack: Stack, door: Door) -> tuple[HTTPConnection, bytes]:
    """An upload whose first part has arrived, and the rest of it."""
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="l.csv"\r\n\r\n'
    content = head + bytes(2_500_000) + b"\r\n--x--\r\n"
    connection = door.open()
    connection.putrequest("POST", "/api/imports")
    for name, value in {**stack.signed_in, "Content-Type": "multipart/form-data; boundary=x"}.items():
        connection.putheader(name, value)
    connection.putheader("Content-Length", str(len(content)))
    connection.endheaders(content[:1_500_000])
    # Being let in is over when the first bytes lie in storage.
    incoming = Path(stack.made.settings["home"], "files", "incoming")
    wait_until(lambda: incoming.is_dir() and any(incoming.iterdir()), "nothing arrives", 20)
    return connection, content[1_500_000:]


PASS_ON = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.set_inheritable(3, True)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""
