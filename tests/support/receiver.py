"""A program elsewhere that hears what is told: a real HTTP server on loopback, which checks signatures by itself."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Heard:
    """One request."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    def is_signed_by(self, secret: str) -> bool:
        """Checked from the specification's words, with no code of ours."""
        key = base64.b64decode(secret.split("_", 1)[1])
        content = self.headers["webhook-id"].encode() + b"." + self.headers["webhook-timestamp"].encode() + b"."
        wanted = base64.b64encode(hmac.new(key, content + self.body, hashlib.sha256).digest()).decode()
        given = [part.split(",", 1) for part in self.headers["webhook-signature"].split(" ")]
        fresh = abs(time.time() - int(self.headers["webhook-timestamp"])) <= 300
        return fresh and any(mark == "v1" and hmac.compare_digest(value, wanted) for mark, value in given)


@dataclass
class Receiver:
    """Answers with `status` unless `answers` holds others to give first; `reply` may do anything instead."""

    url: str = ""
    status: int = 200
    body: bytes = b"ok"
    headers: dict[str, str] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    reply: Callable[[BaseHTTPRequestHandler], None] | None = None
    heard: list[Heard] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2].partition("/")[0])


@contextmanager
def receiving(host: str = "127.0.0.1", port: int = 0, context: Any = None) -> Iterator[Receiver]:
    """A receiver while the block lasts; with an SSL context it speaks TLS."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            names = {name.lower(): value for name, value in self.headers.items()}
            receiver.heard.append(Heard(self.path, names, body))
            if receiver.reply is not None:
                receiver.reply(self)
                return
            self.send_response(receiver.answers.pop(0) if receiver.answers else receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(receiver.body)))
            self.end_headers()
            self.wfile.write(receiver.body)

        def log_message(self, *_: object) -> None: ...

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None: ...  # the other end went away

    server = Quiet((host, port), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.url = f"{'https' if context else 'http'}://{host}:{server.server_port}/aviso"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
