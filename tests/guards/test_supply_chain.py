"""`./audit`: what the product is made of, by what licences, and what is known against it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def audit() -> Any:
    loader = SourceFileLoader("monitoria_audit", str(ROOT / "audit"))
    spec = spec_from_loader("monitoria_audit", loader)
    assert spec is not None
    module = module_from_spec(spec)
    sys.modules["monitoria_audit"] = module
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def test_no_component_of_server_or_browser_has_a_licence_that_is_refused(
    audit: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main(["licences"]) == 0
    told = capsys.readouterr().out
    assert "pkg:pypi/flask@" in told
    assert "pkg:npm/react@" in told
    untold = [component.purl for component in audit.components() if not component.licence]
    assert len(untold) < 25, untold  # packages for other machines than this one


def test_a_licence_is_refused_by_its_name_alone(audit: Any) -> None:
    def component(licence: str) -> Any:
        return audit.Component("pkg:pypi/x@1", "x", "1", licence, ())

    refused = ["GPL-3.0-only", "AGPL-3.0-or-later", "GNU General Public License v2 (GPLv2)"]
    allowed = ["MIT", "LGPL-3.0-only", "GNU Lesser General Public License v3 (LGPLv3)", "MIT OR GPL-2.0-only", ""]
    assert len(audit.faults_of([component(licence) for licence in refused])) == len(refused)
    assert audit.faults_of([component(licence) for licence in allowed]) == []


def test_the_bill_of_materials_is_whole_and_the_same_each_time(audit: Any, tmp_path: Path) -> None:
    assert audit.main(["sbom", str(tmp_path / "a.json")]) == 0
    assert audit.main(["sbom", str(tmp_path / "b.json")]) == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    bill = json.loads((tmp_path / "a.json").read_text())
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    listed = bill["components"]
    assert len({component["bom-ref"] for component in listed}) == len(listed) > 60
    for component in listed:
        assert set(component) <= {"type", "bom-ref", "name", "version", "purl", "licenses", "hashes"}
        assert component["type"] == "library"
        assert re.fullmatch(r"pkg:(pypi|npm)/[^@\s]+@[^@\s]+", component["purl"])
        for digest in component["hashes"]:
            length = {"SHA-256": 64, "SHA-512": 128}[digest["alg"]]
            assert re.fullmatch(rf"[0-9a-f]{{{length}}}", digest["content"])
    assert bill["dependencies"][0]["dependsOn"] == [component["bom-ref"] for component in listed]


class _Osv(BaseHTTPRequestHandler):
    """Answers as OSV does: a result for each question, in order; `vulns` where something is known."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        known = {"vulns": [{"id": "PYSEC-2026-1", "modified": "2026-01-02T03:04:05Z"}, {"id": "GHSA-xxxx-yyyy-zzzz"}]}
        results = [known if query["package"]["purl"].startswith("pkg:pypi/flask@") else {} for query in asked]
        body = json.dumps({"results": results}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...


@pytest.fixture
def source() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Osv) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/v1/querybatch"
        server.shutdown()
        thread.join()


def test_what_a_source_of_vulnerabilities_says_is_read(
    audit: Any, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main(["vulnerabilities", "--source", source]) == 1
    told = capsys.readouterr().out
    assert re.search(r"^pkg:pypi/flask@[\d.]+: PYSEC-2026-1, GHSA-xxxx-yyyy-zzzz$", told, re.MULTILINE)
    assert told.rstrip().endswith("1 com falhas conhecidas.")


def test_without_the_network_the_audit_says_so_and_fails(
    audit: Any, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit.main(["vulnerabilities", "--source", source.replace("http://", "http://user@[::bad]")]) == 2
    assert audit.main(["vulnerabilities", "--source", "http://127.0.0.1:1/"]) == 2
    assert "nada foi verificado" in capsys.readouterr().err
