"""What goes with every answer: policies without exceptions, nothing kept where others find it, cookies out of reach."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from monitoria.platform.config import Config
from monitoria.platform.http import webapp_files
from monitoria.platform.http.application import Application
from tests.security.test_every_route import with_real_ids
from tests.security.world import World
from tests.support.people import PASSWORD, Cast

PAGES = ("/", "/calls", "/index.html", "/api/docs")


@pytest.fixture(autouse=True)
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A built web application of one page."""
    (tmp_path / "index.html").write_text('<!doctype html><meta property="csp-nonce" nonce="" /><p nonce="">')
    monkeypatch.setattr(webapp_files, "FOLDER", tmp_path)


def policy_of(answer: Any) -> dict[str, list[str]]:
    directives = answer.headers["Content-Security-Policy"].split(";")
    return {words[0]: words[1:] for words in (directive.split() for directive in directives)}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_our_files_and_nothing_that_was_written_into_it(client: FlaskClient, path: str) -> None:
    policy = policy_of(client.get(path))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert "unsafe" not in str(policy)
    assert len(policy["style-src"]) == 2
    assert re.fullmatch(r"'nonce-[\w-]{22}'", policy["style-src"][1])


def test_each_page_has_a_nonce_of_its_own_and_knows_it(client: FlaskClient) -> None:
    first, second = client.get("/"), client.get("/")
    nonces = [policy_of(answer)["style-src"][1][7:-1] for answer in (first, second)]
    assert nonces[0] != nonces[1]
    assert f'<meta property="csp-nonce" nonce="{nonces[0]}" />' in first.get_data(as_text=True)
    assert "ETag" not in first.headers, "nobody is told that an older page, with an older nonce, is still good"


def test_every_answer_of_the_api_is_data_that_nobody_keeps_shows_or_embeds(world: World) -> None:
    for route, path in with_real_ids(world):
        if route.method != "GET":
            continue
        with world.clients["admin"].get(path) as answer:
            policy = policy_of(answer)
        assert policy["default-src"] == policy["frame-ancestors"] == ["'none'"], path
        assert policy["sandbox"] == [], path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.mimetype != "text/html", path
        # What is kept for its length's sake is asked about each time, by the one person who may.
        assert answer.headers["Cache-Control"] in ("no-store", "private, no-store", "private, no-cache"), path


@pytest.mark.parametrize("path", ["/", "/api/auth/setup", "/api/não-existe", "/healthz"])
def test_no_other_site_may_read_an_answer(client: FlaskClient, path: str) -> None:
    for origin in ("https://mal.exemplo", "null", "http://localhost"):
        headers = client.get(path, headers={"Origin": origin}).headers
        assert not [name for name in headers.keys() if name.startswith("Access-Control-")], path  # noqa: SIM118
    asked = {"Origin": "https://mal.exemplo", "Access-Control-Request-Method": "PUT"}
    answer = client.options("/api/users", headers=asked)
    assert answer.status_code == 405
    assert not [name for name in answer.headers.keys() if name.startswith("Access-Control-")]  # noqa: SIM118


class TestBehindTls:
    """An installation that says that it has TLS in front."""

    @pytest.fixture
    def config(self, shared_config: Config) -> Config:
        return replace(shared_config, secure_cookies=True)

    def test_browsers_never_come_without_it_again(self, client: FlaskClient) -> None:
        for path in (*PAGES, "/api/auth/me", "/healthz"):
            strict = client.get(path).headers["Strict-Transport-Security"]
            assert strict == "max-age=31536000; includeSubDomains", path

    def test_cookies_are_this_host_s_alone_and_out_of_scripts_and_other_sites_reach(
        self, app: Application, cast: Cast
    ) -> None:
        client = app.test_client()
        signed_in = {"username": cast.ana.username, "password": PASSWORD, "cookie": True}
        answer = client.post("/api/auth/login", json=signed_in, base_url="https://localhost")
        cookies = {line.partition("=")[0]: line.split("; ")[1:] for line in answer.headers.getlist("Set-Cookie")}
        ours = {
            f"__Host-{name}"
            for name in ("access_token_cookie", "refresh_token_cookie", "csrf_access_token", "csrf_refresh_token")
        }
        assert ours <= set(cookies)
        for name, flags in cookies.items():
            assert "Secure" in flags, name
            assert not [flag for flag in flags if flag.startswith("Domain")], name
            # The page must be able to read the twin that it sends back, which alone opens nothing.
            assert ("HttpOnly" in flags) == ("csrf" not in name), name
            assert name not in ours or {"Path=/", "SameSite=Strict"} <= set(flags), name
        assert client.get("/api/auth/me", base_url="https://localhost").status_code == 200
        csrf = client.get_cookie("__Host-csrf_refresh_token", path="/")
        assert csrf is not None
        kept = {"X-CSRF-TOKEN": csrf.value}
        assert client.post("/api/auth/refresh", headers=kept, base_url="https://localhost").status_code == 200


def test_without_tls_nothing_is_promised_of_it(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/").headers
