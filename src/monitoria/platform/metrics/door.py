"""Who may read the metrics, and the answer: the same for the web process and for a worker of its own."""

from __future__ import annotations

import hmac
import ipaddress
import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Metric, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from monitoria.platform.config import Config
from monitoria.platform.metrics import meters
from monitoria.platform.metrics.folder import VARIABLE

Answer = tuple[int, list[tuple[str, str]], bytes]

# What a proxy leaves on a request. With one in front, everybody comes from loopback.
_PASSED_ON = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
_PLAIN = ("Content-Type", "text/plain; charset=utf-8")
_STATUSES = {200: "200 OK", 401: "401 Unauthorized", 404: "404 Not Found"}


class Collector(Protocol):
    """Whatever has metrics to tell."""

    def collect(self) -> Iterable[Metric]: ...


class Door:
    """Open to the holder of the token; where none is set, to this machine alone. To anybody else there is nothing."""

    def __init__(self, config: Config, collectors: Sequence[Collector] = ()) -> None:
        self._token = config.metrics_token.encode()
        self._has_proxy = config.trusted_proxies > 0
        self._collectors = collectors

    def answer(self, environ: Mapping[str, Any]) -> Answer:
        """Status, headers and body for whoever asks."""
        if not self._token and (self._has_proxy or not _is_from_here(environ)):
            return 404, [_PLAIN], b""
        if self._token and not self._is_known(environ.get("HTTP_AUTHORIZATION", "")):
            return 401, [_PLAIN, ("WWW-Authenticate", "Bearer")], b""
        return 200, [("Content-Type", CONTENT_TYPE_LATEST), ("Cache-Control", "no-store")], expose(self._collectors)

    def _is_known(self, said: str) -> bool:
        scheme, _, token = said.partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(token.strip().encode(), self._token)

    def listen(self, host: str, port: int) -> WSGIServer:
        """Answer in a thread of its own, for as long as the process lives: a worker has no other web server."""

        def application(environ: dict[str, Any], start: Any) -> list[bytes]:
            is_asked = environ["PATH_INFO"] == "/metrics" and environ["REQUEST_METHOD"] in ("GET", "HEAD")
            status, headers, body = self.answer(environ) if is_asked else (404, [_PLAIN], b"")
            start(_STATUSES[status], headers)
            return [body]

        server = make_server(host, port, application, handler_class=_Silent)
        threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
        return server


def expose(collectors: Sequence[Collector]) -> bytes:
    """Everything that is counted, in every process of this installation on this machine, and what is looked up."""
    registry: Any = _Together([_counted(), *collectors])
    return generate_latest(registry)


def _counted() -> Collector:
    if os.environ.get(VARIABLE):
        return MultiProcessCollector(CollectorRegistry())  # type: ignore[no-untyped-call]
    return meters.REGISTRY


class _Together:
    def __init__(self, collectors: Sequence[Collector]) -> None:
        self._collectors = collectors

    def collect(self) -> Iterator[Metric]:
        for collector in self._collectors:
            yield from collector.collect()


class _Silent(WSGIRequestHandler):
    timeout = 10

    def log_message(self, format: str, *args: Any) -> None: ...


def _is_from_here(environ: Mapping[str, Any]) -> bool:
    try:
        address = ipaddress.ip_address(environ.get("REMOTE_ADDR") or "")
    except ValueError:
        return False
    return address.is_loopback and not any(name in environ for name in _PASSED_ON)
