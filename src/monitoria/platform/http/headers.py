"""What goes with every answer so that a browser does with it what we mean, and nothing else.

Two content policies: that of our pages, which may run our own scripts and styles and nothing that was written into
the page, and that of everything else (data, files), which is never a page at all.
"""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

from monitoria.platform.config import Config
from monitoria.platform.http.origins import refuse_foreign_pages
from monitoria.platform.storage import media_origins

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    # What our pages open, or what opens them, shares no window with them; other sites embed nothing of ours.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
_A_YEAR = 31_536_000
_PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; media-src 'self' blob:{media}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"


def new_nonce() -> str:
    """The mark of this answer's page: a style that a library adds carries it, one that was written in can't know it."""
    g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def dress_responses(app: Flask, config: Config) -> None:
    """Refuse the requests of other sites' pages, and give every answer its headers."""
    media = media_origins(config)
    always = dict(_ALWAYS)
    if config.secure_cookies:  # there is TLS in front, and there always will be
        always["Strict-Transport-Security"] = f"max-age={_A_YEAR}; includeSubDomains"

    @app.before_request
    def look_where_it_comes_from() -> None:
        refuse_foreign_pages(request)

    @app.after_request
    def dress(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.request_id
        response.headers.update(always)
        response.headers["Content-Security-Policy"] = _policy(response, media)
        if request.path.startswith("/api/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _policy(response: Response, media: str) -> str:
    """That of a page for the pages that we made ourselves, which are marked; anything else is data."""
    nonce = g.get("nonce")
    if nonce is None or response.mimetype != "text/html":
        return _DATA_POLICY
    return _PAGE_POLICY.format(nonce=nonce, media=f" {media}" if media else "")
