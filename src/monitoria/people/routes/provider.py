"""/api/auth/single-sign-on: signing in through the organisation's OpenID provider."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import cast

import structlog
from flask import Response, request

from monitoria.people import service
from monitoria.people.errors import ProviderUnavailable, SingleSignOnOff, SingleSignOnRefused
from monitoria.people.routes.answers import lifetime_of, origin_of, session_answer
from monitoria.people.rules import identity_of
from monitoria.people.schemas import SessionOut, SingleSignOnBody, SingleSignOnOut, SingleSignOnStartOut
from monitoria.platform import openid
from monitoria.platform.config import Config, read_role_map
from monitoria.platform.http import Auth, Router, Work
from monitoria.platform.http.auth import place_of_cookie
from monitoria.platform.sealing import SealBroken, Sealer, make_sealer

router = Router("auth", "/api/auth/single-sign-on")
log = structlog.get_logger(__name__)

# The page of the web application that a provider sends people back to.
RETURN_PAGE = "/sign-in/return"
_COOKIE = "monitoria_single_sign_on"
_ABOUT = "sign-in under way"
_TIME = timedelta(minutes=10)


@router.get("", None, auth=Auth.PUBLIC)
def get_single_sign_on(work: Work) -> SingleSignOnOut:
    """Whether one signs in here through the organisation's provider, and what its button says."""
    return SingleSignOnOut(enabled=bool(work.config.oidc_issuer), label=work.config.oidc_label or None)


@router.post("/start", None, auth=Auth.PUBLIC)
def start_single_sign_on(work: Work) -> SingleSignOnStartOut:
    """Begin: the address of the provider's own page, and a cookie that binds what follows to this browser."""
    try:
        address, begun = openid.begin(_provider(work.config))
    except openid.OpenIdUnavailable as error:
        raise _unavailable(error) from None
    shown = SingleSignOnStartOut(address=address)
    response = Response(shown.model_dump_json(), 200, content_type="application/json")
    kept = json.dumps({**asdict(begun), "until": (work.now + _TIME).isoformat()})
    name, path = _cookie(work)
    response.set_cookie(
        name,
        _sealer(work).seal(kept, _ABOUT),
        max_age=_TIME,
        path=path,
        secure=work.config.secure_cookies,
        httponly=True,
        samesite="Lax",
    )
    return cast(SingleSignOnStartOut, response)


@router.post("/finish", None, auth=Auth.PUBLIC)
def finish_single_sign_on(work: Work, body: SingleSignOnBody) -> SessionOut:
    """Finish with what the provider sent back: a session in cookies."""
    config = work.config
    provider, begun = _provider(config), _begun(work)
    try:
        claims = openid.finish(provider, begun, body.state, body.code, work.now, config.oidc_role_claim)
    except openid.OpenIdUnavailable as error:
        raise _unavailable(error) from None
    except openid.OpenIdRefused as error:
        log.warning("single sign-on refused", reason=str(error), request_id=work.request_id)
        raise SingleSignOnRefused() from None
    identity = identity_of(claims, provider.issuer, config.oidc_role_claim, read_role_map(config.oidc_role_map))
    rules = service.ProviderRules(bool(config.oidc_role_map), config.oidc_create_users)
    origin = origin_of(work, keeps_cookies=True)
    opened = service.sign_in_with_provider(work.session, identity, rules, origin, work.now, lifetime_of(work))
    response = cast(Response, session_answer(work, opened, in_cookies=True))
    name, path = _cookie(work)
    response.delete_cookie(name, path=path, secure=work.config.secure_cookies)
    return cast(SessionOut, response)


def _cookie(work: Work) -> tuple[str, str]:
    return place_of_cookie(_COOKIE, router.prefix, secure=work.config.secure_cookies)


def _provider(config: Config) -> openid.Provider:
    if not config.oidc_issuer:
        raise SingleSignOnOff()
    return openid.Provider(
        config.oidc_issuer,
        config.oidc_client_id,
        config.oidc_client_secret,
        f"{config.public_url}{RETURN_PAGE}",
    )


def _begun(work: Work) -> openid.Begun:
    """What this browser began; raises `SingleSignOnRefused` when it began nothing, or too long ago."""
    try:
        kept = json.loads(_sealer(work).open(request.cookies.get(_cookie(work)[0], ""), _ABOUT))
    except SealBroken:
        kept = None
    if kept is None or datetime.fromisoformat(kept.pop("until")) < work.now:
        raise SingleSignOnRefused("A entrada demorou demais ou começou em outro navegador. Comece de novo.")
    return openid.Begun(**kept)


def _sealer(work: Work) -> Sealer:
    return make_sealer(work.config, "single-sign-on")


def _unavailable(error: Exception) -> ProviderUnavailable:
    log.warning("the OpenID provider is unavailable", reason=str(error))
    return ProviderUnavailable(headers={"Retry-After": "5"})
