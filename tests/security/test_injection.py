"""What people write is data: to the database, to a log and to a spreadsheet alike."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
import structlog

from monitoria.platform.http.application import Application
from monitoria.platform.logs import configure_logs
from tests.security.world import World

# What would be true, and what would be false, if a text became part of a question.
PAIRS = [
    ("' OR '1'='1", "' OR '1'='2"),
    ("x') OR ('1'='1", "x') OR ('1'='2"),
    ("1 OR 1=1 --", "1 OR 1=2 --"),
    ("zz%", "zz_q"),
    ("x' UNION SELECT 1 WHERE 1=1 --", "x' UNION SELECT 1 WHERE 1=2 --"),
]
ODD = [
    "'",
    '"',
    "\\",
    "';--",
    "$$",
    "_",
    "&|!():*<->",
    "%s%(x)s{0}",
    "\u0000",
    "(" * 50,
    "é" * 200,
    "\u202e",
    "[a-",
    "(?",
]


def _texts(document: dict[str, Any], path: str) -> Iterator[str]:
    """Parameters of a list that take any text, and those that choose an order or a page."""
    for parameter in document["paths"][path]["get"].get("parameters", []):
        shape = parameter["schema"]
        choices = [shape, *shape.get("anyOf", ())]
        is_text = any(c.get("type") == "string" and not {"enum", "format", "const"} & set(c) for c in choices)
        if parameter["in"] == "query" and (is_text or parameter["name"] in ("sort", "cursor")):
            yield parameter["name"]


def _outcome(answer: Any) -> Any:
    body = answer.get_json(silent=True) or {}
    return answer.status_code, body.get("total", body.get("items"))


def test_no_text_of_a_question_reaches_the_language_of_the_database(world: World) -> None:
    admin, tried = world.clients["admin"], 0
    for path, methods in world.app.api_doc["paths"].items():
        if "get" not in methods or "{" in path or path.endswith(("/export", ".pdf")):
            continue
        for name in _texts(world.app.api_doc, path):
            for truth, lie in PAIRS:
                asked = [admin.get(f"{path}?{urlencode({name: text})}") for text in (truth, lie)]
                assert _outcome(asked[0]) == _outcome(asked[1]), f"{path} {name}={truth}"
            for text in ODD:
                answer = admin.get(f"{path}?{urlencode({name: text})}")
                assert answer.status_code < 500, f"{path} {name}={text!r}"
                tried += 1
    assert tried > 150


def test_a_cursor_of_somebody_else_shows_nothing_out_of_reach(world: World) -> None:
    admin, tried = world.clients["admin"], 0
    for path, methods in world.app.api_doc["paths"].items():
        if "get" not in methods or "{" in path or "cursor" not in _texts(world.app.api_doc, path):
            continue
        cursor = (admin.get(f"{path}?limit=1").get_json() or {}).get("next_cursor")
        for who in ("carla", "other_supervisor"):
            answer = world.clients[who].get(path, query_string={"cursor": cursor} if cursor else {})
            said = answer.get_data(as_text=True)
            assert answer.status_code < 500
            for name in ("call_id", "evaluation_id", "recording_id", "plan_id", "import_id"):
                assert world.parts[name] not in said, f"{path} as {who} tells {name}"
        tried += cursor is not None
    assert tried > 2


def test_what_a_client_says_of_itself_ends_no_line_of_the_log(
    app: Application, capsys: pytest.CaptureFixture[str]
) -> None:
    structlog.reset_defaults()
    configure_logs("info")
    forged = 'x\r\n{"event": "signed in", "level": "info"}\u2028\x1b[31m\x00'
    structlog.get_logger("test").error("unexpected fault", path=forged, agent=forged, user=forged)
    lines = capsys.readouterr().err.split("\n")
    told = [json.loads(line) for line in lines if line.startswith("{")]
    assert [line["event"] for line in told] == ["unexpected fault"]
    assert told[0]["path"] == forged


def test_a_name_for_a_request_is_one_word(app: Application) -> None:
    for forged in ("a b", "a;b", "é", "a" * 65, "<b>", "a,b"):
        said = app.test_client().get("/healthz", headers={"X-Request-ID": forged}).headers["X-Request-ID"]
        assert said != forged
        assert said.isalnum()


FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://mal")', "\t=1+1", "\r=1+1"]


def test_every_export_neutralises_what_begins_a_formula(world: World) -> None:
    admin, cast = world.clients["admin"], world.cast
    for number, formula in enumerate(FORMULAS):
        new = {"operator_id": str(cast.ana.id), "subject": formula, "customer_name": formula, "notes": formula}
        assert admin.post("/api/calls", json=new).status_code == 201
        admin.post("/api/teams", json={"name": f"{formula} {number}"})
        admin.post("/api/categories", json={"label": f"{formula} {number}"})
        admin.post("/api/holidays", json={"on": f"2032-05-1{number}", "name": formula})
        admin.post("/api/scorecards", json={"name": f"{formula} {number}"})
        admin.post("/api/privacy/requests", json={"kind": "access", "subject_name": formula, "details": formula})
    exports = [route.rule for route in world.app.declared_routes if route.rule.endswith("/export")]
    seen = 0
    for path in exports:
        for form, delimiter in (("csv", ";"), ("csv-intl", ",")):
            answer = admin.get(path, query_string={"format": form})
            if answer.status_code == 422:
                continue
            table = io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"), newline="")
            for row in csv.reader(table, delimiter=delimiter):
                risky = [cell for cell in row if (cell[:1] in "=+@\t\r" and cell) or cell.startswith("-1+")]
                assert risky == [], path
                seen += sum("1+1" in cell for cell in row)
    assert len(exports) >= 10
    assert seen > 10
