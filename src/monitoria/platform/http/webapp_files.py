"""The built web application: hashed files for ever, and the same page for every address that is not the API's."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, request, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

from monitoria.platform.http.headers import new_nonce

FOLDER = Path(__file__).resolve().parent / "webapp"
PAGE = "index.html"
# Where the page says the nonce of its styles to the libraries that add some.
_NONCE = 'nonce=""'
_A_YEAR = 31_536_000
_RESERVED = ("api/", "healthz", "readyz", "metrics")


def serve_web_application(app: Flask) -> None:
    """Serve the single-page application with history fallback."""

    def page(path: str = "") -> Response:
        if path == "api" or path.startswith(_RESERVED):
            raise NotFound()
        if path != PAGE and _is_file(path):
            return _file(path)
        if path.startswith("assets/") or not (FOLDER / PAGE).is_file():
            raise NotFound()
        return _page()

    app.add_url_rule("/", "web_root", page)
    app.add_url_rule("/<path:path>", "web", page, provide_automatic_options=False)


def _is_file(path: str) -> bool:
    """Whether the web application has this file. Of what lies outside its folder not even the existence is told."""
    inside = safe_join(str(FOLDER), path) if path else None
    try:
        return inside is not None and Path(inside).is_file()
    except OSError:  # a name longer than any file's
        return False


def _page() -> Response:
    """The page, made anew for each asker: its nonce is good for one answer, so nobody is told that it is unchanged."""
    text = (FOLDER / PAGE).read_text()
    headers = {"Cache-Control": "no-cache"}
    return Response(text.replace(_NONCE, f'nonce="{new_nonce()}"', 1), 200, headers, content_type="text/html")


def _file(path: str) -> Response:
    response = send_from_directory(FOLDER, path)
    if request.path.startswith("/assets/"):
        response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    return response
