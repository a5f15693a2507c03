"""One POST to somewhere else: to the very address that was checked, in a bounded time, following nothing."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from monitoria.platform.outward.addresses import Address, Allowance, Lookup, NotOurs, Place, read_place, resolve

TIMEOUT_SECONDS = 10.0
# As much of an answer as is read at all.
LONGEST_ANSWER = 1_024


class NotPosted(Exception):
    """No answer came. `rule`: `timeout`, `unreachable`, `tls`, `not-http`, or what `NotOurs` names."""

    def __init__(self, rule: str, reason: str) -> None:
        super().__init__(reason)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and the beginning of the body."""

    status: int
    body: bytes


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    allowance: Allowance,
    *,
    seconds: float = TIMEOUT_SECONDS,
    lookup: Lookup | None = None,
) -> Answer:
    """Send `body` to `url` and hear the answer, all within `seconds`. Redirects are answers like any other.

    The name is looked up once, what it leads to is checked, and exactly that is connected to: a name that leads
    elsewhere a moment later (DNS rebinding) changes nothing. TLS still checks the name. Raises `NotPosted`.
    """
    end = time.monotonic() + seconds
    try:
        place = read_place(url, allowance)
        addresses = resolve(place, allowance, _left(end), lookup)
        return _exchange(place, addresses, body, headers, end)
    except NotOurs as error:
        raise NotPosted(error.rule, str(error)) from None
    except TimeoutError:
        raise NotPosted("timeout", f"Não houve resposta em {seconds:g} segundos.") from None
    except ssl.SSLError as error:
        reason = getattr(error, "verify_message", "") or error.reason or "TLS"
        raise NotPosted("tls", f"A conexão segura falhou: {reason}.") from None
    except OSError as error:
        raise NotPosted("unreachable", f"O endereço não responde: {error.strerror or error}.") from None
    except (HTTPException, ValueError) as error:
        raise NotPosted("not-http", f"A resposta não é HTTP ({type(error).__name__}).") from None


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError()
    return left


def _exchange(
    place: Place, addresses: Sequence[Address], body: bytes, headers: Mapping[str, str], end: float
) -> Answer:
    connection = HTTPConnection(place.host, place.port)
    connection.sock = _connect(place, addresses, end)
    try:
        connection.putrequest("POST", place.target, skip_host=True, skip_accept_encoding=True)
        for name, value in {"Host": place.authority, "Connection": "close", **headers}.items():
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(body)))
        connection.sock.settimeout(_left(end))
        connection.endheaders(body)
        return _read_answer(connection.sock, end)
    finally:
        connection.close()


def _connect(place: Place, addresses: Sequence[Address], end: float) -> socket.socket:
    """A connection to the first of these addresses that takes one."""
    for number, address in enumerate(addresses, start=1):
        try:
            found = socket.create_connection((str(address), place.port), timeout=_left(end))
            break
        except TimeoutError:
            raise
        except OSError:
            if number == len(addresses):
                raise
    if not place.is_secret:
        return found
    try:
        return ssl.create_default_context().wrap_socket(found, server_hostname=place.host)
    except BaseException:
        found.close()
        raise


class _Timed(io.RawIOBase):
    """Reads a socket until the time is over, however slowly its other end drips."""

    def __init__(self, found: socket.socket, end: float) -> None:
        self._socket = found
        self._end = end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._socket.settimeout(_left(self._end))
        return self._socket.recv_into(buffer)


class _Source:
    """What `HTTPResponse` takes for a socket."""

    def __init__(self, found: socket.socket, end: float) -> None:
        self._raw = _Timed(found, end)

    def makefile(self, *_: Any) -> io.BufferedReader:
        return io.BufferedReader(self._raw)


def _read_answer(found: socket.socket, end: float) -> Answer:
    response = HTTPResponse(_Source(found, end), method="POST")  # type: ignore[arg-type]
    try:
        response.begin()
        body = b""
        with suppress(OSError, HTTPException, ValueError):  # the status is said: its words matter less
            body = response.read(LONGEST_ANSWER)
        return Answer(response.status, body[:LONGEST_ANSWER])
    finally:
        response.close()
