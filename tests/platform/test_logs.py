"""Logs: one line each, one form for everybody, one identifier from a request to its last job, and no secrets."""

from __future__ import annotations

import io
import json
import logging
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask.testing import FlaskClient
from sqlalchemy import select, text

from monitoria.audit.models import AuditEntry
from monitoria.audit.tasks import seal_audit_entries
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from monitoria.platform.jobs import defer
from monitoria.platform.logs import bound, configure_logs
from tests.support.jobs import work_off
from tests.support.people import Cast


class Lines(io.StringIO):
    """What was logged."""

    def read_lines(self, **wanted: object) -> list[dict[str, Any]]:
        said = [json.loads(line) for line in self.getvalue().splitlines()]
        return [line for line in said if all(line.get(name) == value for name, value in wanted.items())]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Everything that is logged, as in production."""
    root = logging.getLogger()
    handlers, level, stream = root.handlers, root.level, Lines()
    logging.captureWarnings(False)
    configure_logs("info", "json", stream)
    yield stream
    configure_logs("info", "text", io.StringIO())
    structlog.reset_defaults()
    root.handlers, root.level = handlers, level


def test_a_request_is_one_line_that_says_what_it_took_and_nothing_of_its_address(
    as_user: Any, cast: Cast, lines: Lines
) -> None:
    answer = as_user(cast.admin).get("/api/calls?q=Maria+das+Dores&limit=5", headers={"X-Request-ID": "nginx-42"})
    [line] = lines.read_lines(event="request")
    assert line.pop("duration_seconds") > 0
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "event": "request",
        "request_id": "nginx-42",
        "route": "list_calls",
        "method": "GET",
        "status": 200,
        "user_id": str(cast.admin.id),
        "bytes": len(answer.data),
    }
    assert "Maria" not in lines.getvalue()


@pytest.mark.parametrize("given", ["a b", "x" * 65, "á", "a;b", 'a"b', "../a", "%0a"])
def test_a_name_that_could_do_harm_is_replaced(client: FlaskClient, given: str) -> None:
    named = client.get("/healthz", headers={"X-Request-ID": given}).headers["X-Request-ID"]
    assert named != given
    assert named.isalnum()


def test_a_fault_outside_the_api_is_a_page_with_the_code_that_the_logs_have(client: FlaskClient) -> None:
    headers = {"Accept": "text/html,*/*", "X-Request-ID": "code-1"}
    page = client.get("/assets/<b>", headers=headers)
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "<code>code-1</code>" in page.text
    assert "<b>" not in page.text
    assert client.get("/api/nothing", headers=headers).json["request_id"] == "code-1"
    assert client.get("/assets/nothing").mimetype == "application/problem+json"


def test_one_identifier_leads_from_the_request_over_the_trail_to_the_job(
    as_user: Any, cast: Cast, database: Database, config: Config, lines: Lines
) -> None:
    answer = as_user(cast.admin).post(
        "/api/exports", json={"list": "users", "format": "csv", "lang": "pt-BR"}, headers={"X-Request-ID": "one-id"}
    )
    assert answer.status_code in (201, 202), answer.json
    work_off(database, config)
    with database.unit_of_work(Circumstances(None, utc_now())) as session:
        names = session.scalars(select(AuditEntry.name).where(AuditEntry.request_id == "one-id")).all()
    assert "export.requested" in names
    [request] = lines.read_lines(event="request", request_id="one-id")
    [job] = lines.read_lines(event="job", request_id="one-id", task="exports:run_export")
    assert (request["status"], job["outcome"]) == (answer.status_code, "done")
    assert job["duration_seconds"] > 0
    assert job["waited_seconds"] >= 0


def test_what_a_job_defers_carries_the_same_name(database: Database, config: Config) -> None:
    with database.unit_of_work(Circumstances(None, utc_now(), "first")) as session:
        defer(session, seal_audit_entries, timestamp=0)
        origin = session.execute(text("SELECT args -> '_origin' ->> 'request_id' FROM procrastinate_jobs")).scalar_one()
    assert origin == "first"


def test_libraries_speak_in_the_same_form_and_carry_what_is_bound(lines: Lines) -> None:
    with bound(request_id="r-1", route="list_calls"):
        logging.getLogger("procrastinate.worker").warning("a %s", "word")
        logging.getLogger("gunicorn.error").error("nginx is\ngone")
        try:
            raise ValueError("DETAIL: nobody")
        except ValueError:
            logging.getLogger("some.library").exception("it fell")
    first, second, third = lines.read_lines(request_id="r-1", route="list_calls")
    assert (first["event"], first["logger"], first["level"]) == ("a word", "procrastinate.worker", "warning")
    assert second["event"] == "nginx is\ngone"
    assert third["exception"].startswith("Traceback")
    assert lines.getvalue().count("\n") == 3


def test_a_warning_is_a_line_too(lines: Lines) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        configure_logs("info", "json", lines)
        warnings.warn("old thing", DeprecationWarning, stacklevel=1)
        logging.captureWarnings(False)
    assert "old thing" in lines.read_lines(logger="py.warnings")[0]["event"]


def test_text_that_people_send_ends_no_line_and_hides_none(lines: Lines) -> None:
    structlog.get_logger("test").warning("odd", said='one\ntwo\r{"event":"forged"}\x1b[2K\u2028three\x85\ud800')
    assert lines.getvalue().count("\n") == 1
    assert lines.getvalue().isprintable() or lines.getvalue()[:-1].isprintable()
    assert lines.read_lines(event="forged") == []


def test_what_the_database_refuses_is_logged_without_its_values(database: Database, lines: Lines) -> None:
    try:
        with database.unit_of_work(Circumstances(None, utc_now())) as session:
            session.execute(text("INSERT INTO categories SELECT * FROM categories LIMIT 1"))
    except Exception:
        structlog.get_logger("test").error("refused", exc_info=True)
    [line] = lines.read_lines(event="refused")
    assert "DETAIL: …" in line["exception"]
    assert "already exists" not in line["exception"]


def test_a_journey_leaves_no_secret_and_nobody_in_the_logs(
    app: Application, as_user: Any, cast: Cast, database: Database, config: Config, lines: Lines
) -> None:
    configure_logs("debug", "json", lines)
    secrets = ["Senha-Muito-Secreta-9", "Zulmira Quintanilha", "zulmira@exemplo.com.br", "zulmira.q"]
    password, name, address, username = secrets
    admin = as_user(cast.admin)
    made = admin.post(
        "/api/auth/register",
        json={"username": username, "password": password, "full_name": name, "email": address, "role": "evaluator"},
    )
    assert made.status_code == 201, made.json
    stranger = app.test_client()
    forged = 'Mozilla\n{"event":"forged"}'
    environ = {"HTTP_USER_AGENT": forged, "HTTP_X_REQUEST_ID": "x\ny"}
    for said in (password, password + "-errada"):
        stranger.post("/api/auth/login", json={"username": username, "password": said}, environ_overrides=environ)
    stranger.post("/api/auth/login", json={"username": f"{username}\nforged", "password": password})
    cookies = [cookie.value for cookie in stranger._cookies.values()] if stranger._cookies else []
    admin.get(f"/api/users?q={username}", environ_overrides=environ)
    admin.get(f"/nada/{username}%0aforged?senha={password}")
    admin.post(
        "/api/auth/register", json={"username": username, "password": password, "full_name": name, "role": "evaluator"}
    )
    work_off(database, config)
    said = lines.getvalue()
    for secret in (*secrets, *cookies, admin.token, config.secret_key, "forged", "Mozilla"):
        assert secret not in said
    assert len(lines.read_lines(event="request")) == 7
