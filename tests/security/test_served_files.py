"""Files that people send come back as what they are, to be saved: no browser ever shows one as a page of ours."""

from __future__ import annotations

import io
import time
import zipfile
from fnmatch import fnmatch
from typing import Any
from urllib.parse import unquote

import pytest

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from tests.security.test_every_route import with_real_ids
from tests.security.world import World, fill
from tests.support.imports import send
from tests.support.jobs import work_off
from tests.support.sounds import short_call

PAGE = b"<!doctype html><html><script>document.title='pwned'</script></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='document.title=1'><script>1</script></svg>"
HOSTILE = {
    "page.html": PAGE,
    "drawing.svg": SVG,
    "page.wav": PAGE,
    "page.png": PAGE,
    "text.txt": PAGE,
    "sound.html": short_call() + PAGE,
    "picture.html": b"GIF89a/*" + PAGE + b"*/=1;",
    "paper.html": b"%PDF-1.7\n" + PAGE,
    "feed.xml": b"<?xml version='1.0'?><?xml-stylesheet href='x.xsl'?><x/>",
}
SHOWN = ("audio/", "application/json", "application/problem+json")


def _check(answer: Any, path: str) -> None:
    """Bytes are saved, never shown; only sound is played in place."""
    assert answer.headers["X-Content-Type-Options"] == "nosniff", path
    assert "sandbox" in answer.headers["Content-Security-Policy"], path
    assert not answer.mimetype.startswith(("text/html", "image/svg", "text/xml", "application/xml")), path
    if answer.status_code < 300 and not answer.mimetype.startswith(SHOWN):
        assert answer.headers["Content-Disposition"].startswith("attachment"), path


def test_whatever_comes_back_as_bytes_is_saved_and_never_shown(
    world: World, database: Database, config: Config
) -> None:
    work_off(database, config)
    seen = set()
    for route, path in with_real_ids(world):
        if not route.content:
            continue
        values = [{}] if "<" not in route.rule else world.owned(route)
        for value in values:
            for who in ("admin", "supervisor", "ana"):
                with world.clients[who].get(fill(route, value) if value else path) as answer:
                    _check(answer, path)
                    if answer.status_code == 200:
                        kinds = [kind.partition(";")[0] for kind in route.content]
                        assert any(fnmatch(answer.mimetype, kind) for kind in kinds), path
                        seen.add(route.rule)
    assert len(seen) >= 8, seen


def test_a_page_that_pretends_to_be_something_else_is_never_served_as_one(world: World) -> None:
    evaluator, ana = world.clients["evaluator"], world.clients["ana"]
    call = f"/api/calls/{world.parts['call_id']}/recordings"
    contest = f"/api/evaluations/{world.parts['evaluation_id']}/contest/files"
    for name, content in HOSTILE.items():
        kept = evaluator.post(call, data={"file": (io.BytesIO(content), name)})
        assert kept.status_code in (201, 422), name
        if kept.status_code == 201:
            for address in (kept.get_json()["audio_url"], f"{call}/{kept.get_json()['id']}/audio?original=true"):
                with evaluator.get(address) as answer:
                    _check(answer, name)
                    assert answer.mimetype.startswith("audio/"), name
        kept = ana.post(contest, data={"file": (io.BytesIO(content), name)})
        assert kept.status_code in (201, 422), name
        send(world.clients["supervisor"], content, name)
    with ana.get(contest.rpartition("/contest")[0]) as shown:
        files = [file for held in shown.get_json()["contests"] for file in held["files"]]
    assert len(files) > 1
    for file in files:
        with ana.get(f"{contest}/{file['id']}") as answer:
            _check(answer, file["file_name"])
            assert answer.mimetype == "application/octet-stream"


NAMES = [
    "../../../etc/passwd",
    "..\\..\\windows\\x.png",
    "/etc/shadow",
    "a\r\nSet-Cookie: x=1.png",
    'a"; filename="b.html',
    "<script>.png",
    "\u202egnp.exe",
    "nul\x00.png",
    ".",
    "..",
    "x" * 400 + ".png",
    "%2e%2e%2fa.png",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_file_s_name_leads_nowhere(world: World, config: Config, name: str) -> None:
    ana = world.clients["ana"]
    contest = f"/api/evaluations/{world.parts['evaluation_id']}/contest/files"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", "%0D%0A")
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{quoted}"\r\n\r\n'
    content = b"\x89PNG\r\n\x1a\n" + name.encode()
    body = head.encode() + content + b"\r\n--x--\r\n"
    kept = ana.post(contest, data=body, content_type="multipart/form-data; boundary=x")
    assert kept.status_code == 201, kept.get_json()
    files = ana.get(contest.rpartition("/contest")[0]).get_json()["contests"][-1]["files"]
    shown = files[-1]["file_name"]
    assert 0 < len(shown) <= 255
    assert shown.isprintable()
    assert not set(shown) & set("/\\\r\n\x00")
    with ana.get(f"{contest}/{files[-1]['id']}") as answer:
        said = answer.headers["Content-Disposition"]
        assert (unquote(said.partition("''")[2]), answer.data) == (shown, content)
        assert "Set-Cookie" not in answer.headers
        assert set(said.partition("''")[2]) <= set(
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%._-~/"
        )
    inside = (config.home / "files").resolve()
    for path in inside.rglob("*"):
        assert path.resolve().is_relative_to(inside)
        assert len(path.name) < 60, "a name of ours"


def _laughing() -> bytes:
    """A workbook whose sheet says "lol" a thousand million times, if one believes its entities."""
    lols = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    sheet = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lols}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>&l9;&f;</t></is></c></row></sheetData></worksheet>'
    )
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        book.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{rels}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        book.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


def test_a_workbook_full_of_entities_is_read_as_none_or_refused(world: World) -> None:
    began = time.process_time()
    answer = send(world.clients["supervisor"], _laughing(), "risos.xlsx")
    assert time.process_time() - began < 5
    assert answer.status_code in (201, 422)
    assert b"root:" not in answer.data
    assert b"lollol" not in answer.data
