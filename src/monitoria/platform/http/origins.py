"""Whose page a request came from: browsers say so, and what another site's page sends changes nothing here.

A second lock beside the CSRF token and SameSite cookies; the only one where nobody is signed in yet (signing somebody
in as somebody else). Programs say nothing, or prove themselves with a bearer token, which no other site's page can do.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Request

from monitoria.platform.errors import Forbidden

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_SITES = frozenset({"same-origin", "none"})


class ForeignOrigin(Forbidden):
    slug = "foreign-origin"
    title = "Pedido de outro site"
    default_detail = (
        "Este pedido veio da página de outro site e não foi feito. Abra o Monitoria e tente de novo por ele."
    )


def refuse_foreign_pages(request: Request) -> None:
    """Raises `ForeignOrigin` for a request that changes something and that a browser sent for another site's page."""
    if request.method in _SAFE or request.headers.get("Authorization", "").startswith("Bearer "):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        is_own = site in _OWN_SITES
    else:  # an older browser: the name alone, for a proxy may leave out the port and end the TLS
        is_own = origin is None or _host_of(origin) == _host_of(f"//{request.host}")
    if not is_own:
        raise ForeignOrigin()


def _host_of(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
