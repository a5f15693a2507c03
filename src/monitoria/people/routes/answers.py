"""What an opened session answers: tokens, or cookies; and from where a request came."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from flask import Response, request

from monitoria.people import service
from monitoria.people.schemas import SessionOut, show_user
from monitoria.platform.access import Actor, Role
from monitoria.platform.http import Work
from monitoria.platform.http.auth import issue_access, issue_refresh, place_of_cookie, set_session_cookies

# By it an account knows a browser again; it opens nothing.
_BROWSER_COOKIE = "monitoria_browser"
_LONGEST_TOKEN = 100
_LONGEST_AGENT = 500
_KEPT_FOR = timedelta(days=400)


def origin_of(work: Work, *, keeps_cookies: bool = False) -> service.Origin:
    """From where the current request came."""
    token = request.cookies.get(_browser_cookie(work)[0], "")
    return service.Origin(
        address=work.address,
        agent=request.headers.get("User-Agent", "")[:_LONGEST_AGENT],
        browser_token=token if 0 < len(token) <= _LONGEST_TOKEN else None,
        keeps_cookies=keeps_cookies,
    )


def _browser_cookie(work: Work) -> tuple[str, str]:
    return place_of_cookie(_BROWSER_COOKIE, "/api/auth", secure=work.config.secure_cookies)


def lifetime_of(work: Work) -> timedelta:
    """For how long a session that is not used stays open."""
    return timedelta(seconds=work.config.refresh_token_seconds)


def session_answer(work: Work, opened: service.Opened, *, in_cookies: bool) -> SessionOut:
    """The tokens of a session, in the body or in cookies."""
    user, held = opened.user, opened.session
    access = issue_access(user.id, held.id)
    refresh = issue_refresh(user.id, held.id, held.rotation)
    shown = show_user(Actor(user.id, Role(user.role)), user)
    if not in_cookies:
        return SessionOut(
            access_token=access,
            refresh_token=refresh,
            token_type="Bearer",  # noqa: S106
            expires_in=work.config.access_token_seconds,
            user=shown,
        )
    body = SessionOut(user=shown, expires_in=None).model_dump_json(include={"user"})
    response = Response(body, 200, content_type="application/json")
    set_session_cookies(response, access, refresh)
    if opened.browser_token is not None:
        _remember_browser(work, response, opened.browser_token)
    return cast(SessionOut, response)


def _remember_browser(work: Work, response: Response, token: str) -> None:
    name, path = _browser_cookie(work)
    response.set_cookie(
        name,
        token,
        max_age=_KEPT_FOR,
        path=path,
        secure=work.config.secure_cookies,
        httponly=True,
        samesite="Lax",
    )
