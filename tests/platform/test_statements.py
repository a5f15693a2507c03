"""Slow statements are told with their route and request, without what people wrote; spans reach a real receiver."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import structlog
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from monitoria.app import assemble, make_bus
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from monitoria.platform.logs import bound, configure_logs
from monitoria.platform.statements import watch_statements
from monitoria.platform.tracing import begin_tracing, end_tracing, is_tracing
from tests.support.http import signed_in_client
from tests.support.jobs import work_off
from tests.support.people import make_cast


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    stream = io.StringIO()
    configure_logs("info", "json", stream)
    yield stream
    structlog.reset_defaults()


@pytest.fixture
def watched(server_url: str, own_database_url: str) -> Iterator[Engine]:
    engine = make_engine(own_database_url, pool_size=3)
    watch_statements(engine, 0.05)
    yield engine
    engine.dispose()


def test_a_slow_statement_is_told_with_its_route_and_without_its_parameters(
    watched: Engine, lines: io.StringIO
) -> None:
    with watched.connect() as connection, bound(request_id="r-7", route="list_calls"):
        connection.execute(text("SELECT 1"))
        connection.execute(text("SELECT pg_sleep(:s), :who"), {"s": 0.06, "who": "Maria das Dores"})
        connection.execute(text("SET LOCAL statement_timeout = 60"))
        with pytest.raises(DBAPIError):
            connection.execute(text("SELECT pg_sleep(5)"))
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    slow, given_up = (line for line in told if line["event"] == "slow statement")
    assert (slow["route"], slow["request_id"], slow["rows"], slow["is_given_up"]) == ("list_calls", "r-7", 1, False)
    assert slow["duration_seconds"] >= 0.05
    assert "pg_sleep(%(s)s" in slow["statement"]
    assert (given_up["is_given_up"], given_up["rows"]) == (True, None)
    assert "Maria" not in lines.getvalue()


class Receiver(BaseHTTPRequestHandler):
    """What a collector of OpenTelemetry is, as far as the wire goes."""

    spans: list[Any]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Encoding") == "gzip":
            import gzip  # noqa: PLC0415

            body = gzip.decompress(body)
        sent = ExportTraceServiceRequest.FromString(body)
        assert self.path == "/v1/traces"
        for resource in sent.resource_spans:
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def spans() -> Iterator[list[Any]]:
    """What a receiver on this machine was sent, complete once tracing has ended."""
    handler: Any = type("OneReceiver", (Receiver,), {"spans": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    begin_tracing(f"http://127.0.0.1:{server.server_port}", "test")
    yield handler.spans
    end_tracing()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_request_its_statements_and_its_job_are_one_trace(watched: Engine, config: Config, spans: list[Any]) -> None:
    database = Database(watched, make_bus())
    with database.unit_of_work(Circumstances(None, utc_now(), "test")) as session:
        cast = make_cast(session, utc_now())
    app = assemble(config, database)
    admin = signed_in_client(app, database, cast.admin)
    parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    body = {"list": "users", "format": "csv", "lang": "pt-BR"}
    answer = admin.post("/api/exports?q=Maria", json=body, headers={"traceparent": parent})
    assert answer.status_code < 300, answer.json
    work_off(database, config)
    end_tracing()
    ours = [span for span in spans if span.trace_id.hex() == "0af7651916cd43dd8448eb211c80319c"]
    request = next(span for span in ours if span.kind == 2)
    assert request.parent_span_id.hex() == "b7ad6b7169203331"
    assert any(span.kind == 3 and span.name == "SELECT" and span.parent_span_id == request.span_id for span in ours)
    job = next(span for span in ours if span.name == "exports:run_export")
    assert job.kind == 5
    assert any(span.parent_span_id == job.span_id for span in ours)
    assert "Maria" not in str(ours)


def test_nothing_is_made_while_it_is_off() -> None:
    assert not is_tracing()
    begin_tracing("", "web")
    assert not is_tracing()
