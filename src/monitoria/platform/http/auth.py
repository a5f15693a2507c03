"""Tokens: Flask-JWT-Extended behind our own problems. A browser uses HttpOnly cookies with CSRF, programs a bearer."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

import jwt
from flask import Flask, Response, current_app, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    create_refresh_token,
    get_jwt,
    get_jwt_request_location,
    set_access_cookies,
    set_refresh_cookies,
    unset_jwt_cookies,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import CSRFError, JWTExtendedException, NoAuthorizationError
from sqlalchemy.orm import Session

from monitoria.platform.access import Actor
from monitoria.platform.config import Config
from monitoria.platform.errors import Forbidden, Unauthenticated
from monitoria.platform.http.routing import Auth

# Given the claims of a valid access token, who it is now; None when the session ended or the person left.
FindActor = Callable[[Session, dict[str, object], datetime], Actor | None]
# Given a personal API key as it was sent, and from where: the claims it proves. Raises what it is refused with.
AdmitKey = Callable[[Session, str, str, datetime], dict[str, object]]
# How a key begins; no other token does.
KEY_MARK = "mon_"


# What a request presented → the claims it proved. Whether the session still lives is asked of the database each time;
# this only spares the arithmetic of checking the same signature again.
Presented = tuple[Auth, str, str | None, str | None, str | None]
MOST_VERIFIED = 4_096
LONGEST_VERIFIED = 2_048
_VERIFIED = "monitoria.verified_tokens"


class TokenExpired(Unauthenticated):
    slug = "token-expired"
    title = "Sessão vencida"
    default_detail = "O acesso venceu: renove a sessão ou entre de novo."


class TokenRefused(Unauthenticated):
    slug = "token-refused"
    title = "Acesso recusado"
    default_detail = "Este acesso não é válido ou foi encerrado. Entre de novo."


class CsrfRefused(Forbidden):
    slug = "csrf-refused"
    title = "Pedido não confirmado"
    default_detail = "Falta a confirmação de que o pedido veio desta página (cabeçalho X-CSRF-TOKEN)."


def configure_tokens(app: Flask, config: Config) -> None:
    """Sign with the installation's secret; lifetimes from the settings; cookies out of scripts' reach."""
    app.config.update(
        JWT_SECRET_KEY=config.secret_key,
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(seconds=config.access_token_seconds),
        JWT_REFRESH_TOKEN_EXPIRES=timedelta(seconds=config.refresh_token_seconds),
        JWT_TOKEN_LOCATION=["headers", "cookies"],
        JWT_COOKIE_CSRF_PROTECT=True,
        JWT_COOKIE_SECURE=config.secure_cookies,
        JWT_COOKIE_SAMESITE="Strict",
        JWT_SESSION_COOKIE=False,
        **_cookies(secure=config.secure_cookies),
        JWT_ENCODE_ISSUER="monitoria",
        JWT_DECODE_ISSUER="monitoria",
    )
    _choose_keys(JWTManager(app), config)
    app.extensions[_VERIFIED] = {}


def place_of_cookie(name: str, path: str, *, secure: bool) -> tuple[str, str]:
    """Its name and path. Behind TLS a browser takes `__Host-` from this very host alone, and for all of it."""
    return (f"__Host-{name}", "/") if secure else (name, path)


def _cookies(*, secure: bool) -> dict[str, str]:
    access, of_access = place_of_cookie("access_token_cookie", "/api", secure=secure)
    refresh, of_refresh = place_of_cookie("refresh_token_cookie", "/api/auth", secure=secure)
    return {
        "JWT_ACCESS_COOKIE_NAME": access,
        "JWT_REFRESH_COOKIE_NAME": refresh,
        "JWT_ACCESS_CSRF_COOKIE_NAME": place_of_cookie("csrf_access_token", "/", secure=secure)[0],
        "JWT_REFRESH_CSRF_COOKIE_NAME": place_of_cookie("csrf_refresh_token", "/", secure=secure)[0],
        "JWT_ACCESS_COOKIE_PATH": of_access,
        "JWT_REFRESH_COOKIE_PATH": of_refresh,
    }


def read_key(auth: Auth) -> str | None:
    """The personal API key that the request came with, if any. It renews no session: raises `TokenRefused`."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if auth is Auth.PUBLIC or scheme.lower() != "bearer" or not token.strip().startswith(KEY_MARK):
        return None
    if auth is Auth.REFRESH:
        raise TokenRefused("Uma chave de API não renova sessões.")
    return token.strip()


def _choose_keys(manager: JWTManager, config: Config) -> None:
    """A token names the key that signed it; the one before the last rotation is good while it is configured."""
    keys = {_key_name(secret): secret for secret in (config.secret_key_previous, config.secret_key) if secret}
    newest = _key_name(config.secret_key)

    @manager.encode_key_loader
    def sign_with(_identity: str) -> str:
        return config.secret_key

    @manager.decode_key_loader
    def check_with(header: dict[str, Any], _claims: dict[str, Any]) -> str:
        name = header.get("kid", newest)
        return keys.get(name, config.secret_key) if isinstance(name, str) else config.secret_key


def _key_name(secret: str) -> str:
    """The same for the same secret, and tells nothing of it."""
    return hmac.new(secret.encode(), b"monitoria/key-name", hashlib.sha256).hexdigest()[:16]


def _headers() -> dict[str, str]:
    return {"kid": _key_name(current_app.config["JWT_SECRET_KEY"])}


def read_claims(auth: Auth) -> dict[str, object]:
    """The claims of the request's token, `{}` when none is needed and none is given.

    Raises `TokenExpired`, `TokenRefused`, `CsrfRefused` or `Unauthenticated`.
    """
    if auth is Auth.PUBLIC:
        return {}
    if auth is Auth.REFRESH:  # good once: there is nothing to spare
        return _verify(auth)
    verified: dict[Presented, dict[str, object]] = current_app.extensions[_VERIFIED]
    presented = _presented(auth)
    known = verified.get(presented)
    if known is not None and cast(int, known["exp"]) > time.time():
        return known
    claims = _verify(auth)
    if claims and sum(len(part or "") for part in presented[1:]) <= LONGEST_VERIFIED:
        if len(verified) >= MOST_VERIFIED:
            verified.clear()
        verified[presented] = claims
    return claims


def _presented(auth: Auth) -> Presented:
    """Everything the verdict depends on: the same again gives the same verdict, until the token expires."""
    return (
        auth,
        request.method,
        request.headers.get("Authorization"),
        request.cookies.get(current_app.config["JWT_ACCESS_COOKIE_NAME"]),
        request.headers.get("X-CSRF-TOKEN"),
    )


def _verify(auth: Auth) -> dict[str, object]:
    if not request.headers.get("X-CSRF-TOKEN", "").isascii():  # can't be compared in constant time, nor be ours
        raise CsrfRefused()
    try:
        verified = verify_jwt_in_request(optional=auth is Auth.OPTIONAL, refresh=auth is Auth.REFRESH)
    except jwt.ExpiredSignatureError:
        raise TokenExpired() from None
    except CSRFError:
        raise CsrfRefused() from None
    except NoAuthorizationError:
        raise Unauthenticated(headers={"WWW-Authenticate": "Bearer"}) from None
    except (JWTExtendedException, jwt.PyJWTError, ValueError, IndexError):  # IndexError: a header of commas and blanks
        raise TokenRefused() from None
    claims = cast(dict[str, object], get_jwt()) if verified else {}
    if claims and claims["type"] != ("refresh" if auth is Auth.REFRESH else "access"):
        raise TokenRefused()  # the library refuses a refresh token as access, and lets any other kind pass
    return claims


def came_in_cookie() -> bool:
    """Whether the token that was just verified came as a cookie; what answers it may then not show a script tokens."""
    return get_jwt_request_location() == "cookies"


def issue_access(user_id: UUID, session_id: UUID) -> str:
    """A short-lived access token; the identity in it is a string."""
    claims = {"sid": str(session_id)}
    return cast(
        str, create_access_token(identity=str(user_id), additional_claims=claims, additional_headers=_headers())
    )


def issue_refresh(user_id: UUID, session_id: UUID, rotation: int) -> str:
    """A refresh token, the `rotation`-th of its session's family; each is good once."""
    claims = {"sid": str(session_id), "rot": rotation}
    return cast(
        str, create_refresh_token(identity=str(user_id), additional_claims=claims, additional_headers=_headers())
    )


def set_session_cookies(response: Response, access: str, refresh: str) -> None:
    """Give the browser both tokens as HttpOnly cookies and their readable CSRF twins."""
    set_access_cookies(response, access)
    set_refresh_cookies(response, refresh)


def clear_session_cookies(response: Response) -> None:
    """Take them back."""
    unset_jwt_cookies(response)


def claim_id(claims: dict[str, Any], name: str) -> UUID:
    """A claim that holds an identifier; raises `TokenRefused` when it does not."""
    try:
        return UUID(str(claims[name]))
    except (KeyError, ValueError):
        raise TokenRefused() from None
