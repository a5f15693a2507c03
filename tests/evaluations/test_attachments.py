"""Files beside a contest: of kinds that can only be looked at, for nobody else, and gone when nobody knows them."""

from __future__ import annotations

import io
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitoria.calls.models import Call
from monitoria.evaluations.rules import recognise_attachment
from monitoria.platform.clock import utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.storage import make_storage, store_bytes
from tests.support.evaluations import golden
from tests.support.jobs import run_job
from tests.support.people import Cast

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(9), "image/jpeg"),
        (b"GIF89a" + bytes(9), "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7\n", "application/pdf"),
        ("Olá, mundo\r\n".encode(), "text/plain; charset=utf-8"),
        ("\ufeffCom BOM".encode(), "text/plain; charset=utf-8"),
        (b"RIFF\x10\x00\x00\x00WAVEfmt ", None),
        (b"MZ\x90\x00\x03", None),
        (b"PK\x03\x04", None),
        (b"texto\x00binario", None),
        ("Olá".encode("latin-1"), None),
        (b"", None),
        (b"   \n", None),
    ],
)
def test_the_content_says_what_a_file_is(content: bytes, kind: str | None) -> None:
    assert recognise_attachment(content) == kind


@pytest.fixture
def path(evaluator: Any, as_user: Any, cast: Cast, call: Call) -> str:
    """A contested evaluation of Ana's."""
    made = evaluator.post("/api/evaluations", json={"call_id": str(call.id), "answers": golden(), "publish": True})
    path = f"/api/evaluations/{made.get_json()['id']}"
    items = [{"criterion": "empathy", "value": 10, "reason": "Fui atenciosa."}]
    assert as_user(cast.ana).post(f"{path}/contest", json={"items": items}).status_code == 200
    return path


def send(client: Any, path: str, content: bytes, name: str = "tela.png") -> Any:
    return client.post(f"{path}/contest/files", data={"file": (io.BytesIO(content), name)})


def test_a_file_is_kept_beside_the_contest_and_only_saved(as_user: Any, cast: Cast, path: str) -> None:
    ana, supervisor = as_user(cast.ana), as_user(cast.supervisor)
    for _ in range(2):  # the same bytes are one file
        answer = send(ana, path, PNG, "../Tela <b>ç.html")
        assert answer.status_code == 201, answer.get_json()
    (kept,) = supervisor.get(path).get_json()["contests"][0]["files"]
    assert (kept["file_name"], kept["content_type"], kept["size_bytes"]) == ("Tela <b>ç.html", "image/png", len(PNG))
    assert set(kept) == {"id", "file_name", "content_type", "size_bytes", "added_at"}
    got = supervisor.get(f"{path}/contest/files/{kept['id']}")
    assert (got.status_code, got.data) == (200, PNG)
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    for stranger in (cast.bruno, cast.other_supervisor):
        assert as_user(stranger).get(f"{path}/contest/files/{kept['id']}").status_code == 404


def test_only_its_operator_adds_files_and_only_while_it_is_open(as_user: Any, cast: Cast, path: str) -> None:
    for other in (cast.supervisor, cast.admin, cast.evaluator):
        assert send(as_user(other), path, PNG).status_code == 403
    assert send(as_user(cast.bruno), path, PNG).status_code == 404
    verdict = {"items": [{"criterion": "empathy", "decision": "uphold"}], "reason": "Visto."}
    assert as_user(cast.supervisor).post(f"{path}/decide", json=verdict).status_code == 200
    assert send(as_user(cast.ana), path, PNG).status_code == 409


def test_what_is_large_many_or_something_else_is_refused(
    as_user: Any, cast: Cast, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = as_user(cast.ana)
    monkeypatch.setattr("monitoria.evaluations.service.attachments.LARGEST_ATTACHMENT", 1 << 10)

    def rule(content: bytes) -> str:
        answer = send(ana, path, content)
        assert answer.status_code == 422, answer.get_json()
        return str(answer.get_json()["errors"][0]["rule"])

    assert rule(b"MZ\x90\x00\x03") == "kind"
    assert rule(PNG + bytes(1 << 10)) == "too-large"
    for number in range(5):
        assert "attach" in ana.get(path).get_json()["actions"]
        assert send(ana, path, PNG + bytes([number])).status_code == 201
    assert "attach" not in ana.get(path).get_json()["actions"]
    assert rule(PNG + b"6") == "too-many"


def test_files_that_no_contest_knows_are_swept(
    as_user: Any, cast: Cast, path: str, database: Database, config: Config
) -> None:
    storage = make_storage(config)
    others = {file.key for file in storage.list("contests")}  # what tests before this one left
    assert send(as_user(cast.ana), path, PNG).status_code == 201
    store_bytes(storage, "contests/2026-11/orphan", PNG)
    store_bytes(storage, "contests/2026-11/fresh", PNG)
    mine = {file.key for file in storage.list("contests")} - others
    _age({file.path for file in storage.list("contests") if not file.key.endswith("fresh")})
    run_job(database, config, "evaluations:sweep_contest_files", timestamp=0)
    left = {file.key for file in storage.list("contests")}
    assert mine - left == {"contests/2026-11/orphan"}
    storage.delete("contests/2026-11/fresh")


def _age(paths: set[Path | None]) -> None:

    old = (utc_now() - timedelta(hours=2)).timestamp()
    for path in paths:
        assert path is not None
        os.utime(path, (old, old))
