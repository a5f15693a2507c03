"""Around every request: its name, one line when it is over, what it took, and what its log lines carry."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import structlog
from flask import Flask, g, request
from prometheus_client import Counter, Histogram

from monitoria.platform import logs, tracing
from monitoria.platform.database import new_id
from monitoria.platform.metrics import meters

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger(__name__)

_ASKED = "monitoria.asked"
_SAFE_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
# Asked every few seconds by whoever watches over us.
_WATCHING = frozenset({"healthz", "readyz", "metrics"})


@dataclass(slots=True)
class Asked:
    """One request as it is told of. Its address is not: identifiers and search words stand in it."""

    request_id: str
    method: str
    route: str = "unknown"
    user_id: str | None = None
    status: int = 500
    size_bytes: int | None = None
    span: Any = None
    began: float = field(default_factory=time.perf_counter)


class Observing:
    """The outermost layer of the application."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        asked = Asked(_named(environ), _method(environ))
        environ[_ASKED] = asked
        logs.bind_anew(request_id=asked.request_id)
        meters.IN_FLIGHT.inc()
        if tracing.is_tracing():
            asked.span = tracing.begin_span("request", "server", environ.get("HTTP_TRACEPARENT"))

        def note(status: str, headers: Any, *rest: Any) -> Any:
            asked.status = int(status[:3])
            asked.size_bytes = next((int(value) for name, value in headers if name == "Content-Length"), None)
            return start(status, headers, *rest)

        try:
            answer = self._application(environ, note)
        except BaseException:
            _tell(asked)
            raise
        if asked.size_bytes is None and asked.status not in (204, 304):
            return _Counted(answer, asked)
        _tell(asked)
        return answer


class _Counted:
    """An answer whose length nobody knew: told of when its last piece has left."""

    def __init__(self, pieces: Iterable[bytes], asked: Asked) -> None:
        self._pieces = pieces
        self._asked = asked
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._size += len(piece)
            yield piece

    def close(self) -> None:
        close = getattr(self._pieces, "close", None)
        try:
            if close is not None:
                close()
        finally:
            self._asked.size_bytes = self._size
            _tell(self._asked)


def name_requests(app: Flask) -> None:
    """Let the application know what its requests are called."""

    @app.before_request
    def name_the_request() -> None:
        asked = asked_now()
        asked.route = (request.endpoint or "unknown").partition(":")[0]
        g.request_id = asked.request_id
        logs.bind(route=asked.route)


def asked_now() -> Asked:
    """The present request."""
    asked: Asked | None = request.environ.get(_ASKED)
    if asked is None:  # asked without a server around it
        asked = request.environ[_ASKED] = Asked(_named(request.environ), _method(request.environ))
    return asked


def name_the_asker(user_id: object) -> None:
    """Who asks is known by now."""
    asked = asked_now()
    asked.user_id = str(user_id)
    logs.bind(user_id=asked.user_id)


def _named(environ: WSGIEnvironment) -> str:
    """The name that the proxy in front gave it, if it is harmless; a new one otherwise."""
    given = environ.get("HTTP_X_REQUEST_ID", "")
    return given if _SAFE_ID.fullmatch(given) else new_id().hex


def _method(environ: WSGIEnvironment) -> str:
    method = environ.get("REQUEST_METHOD", "")
    return method if method in _METHODS else "OTHER"


@cache
def _meters_of(route: str, method: str, kind: int) -> tuple[Counter, Histogram]:
    return meters.REQUESTS.labels(route, method, f"{kind}xx"), meters.REQUEST_SECONDS.labels(route, method)


def _end_span(asked: Asked) -> None:
    known = {
        "http.request.method": asked.method,
        "http.route": asked.route,
        "http.response.status_code": asked.status,
        "monitoria.request_id": asked.request_id,
    }
    name, is_failed = f"{asked.method} {asked.route}", asked.status >= 500
    tracing.end_span(asked.span, name=name, is_failed=is_failed, **known)


def _tell(asked: Asked) -> None:
    seconds = time.perf_counter() - asked.began
    count, histogram = _meters_of(asked.route, asked.method, asked.status // 100)
    count.inc()
    histogram.observe(seconds)
    meters.IN_FLIGHT.dec()
    if asked.span is not None:
        _end_span(asked)
    if logs.tells_requests():
        tell = log.debug if asked.route in _WATCHING else log.warning if asked.status >= 500 else log.info
        tell(
            "request",
            request_id=asked.request_id,
            route=asked.route,
            method=asked.method,
            status=asked.status,
            duration_seconds=round(seconds, 6),
            user_id=asked.user_id,
            bytes=asked.size_bytes,
        )
    logs.bind_anew()
