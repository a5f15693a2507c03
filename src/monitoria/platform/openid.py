"""OpenID Connect as a client: authorization code with PKCE, state and nonce; every claim of the answer is checked.

It knows the protocol and nothing of who is who. Claims and PKCE are Authlib's, signatures joserfc's.
"""

from __future__ import annotations

import hmac
import json
import secrets
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from monitoria.platform.config import is_safe_issuer

# Signed by a key whose public half the provider publishes: never by a shared secret, never by nothing.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_TIMEOUT_SECONDS = 5
_LONGEST_ANSWER = 1_000_000
_KEPT_SECONDS = 600
_LEEWAY_SECONDS = 60
_METADATA = "/.well-known/openid-configuration"


class OpenIdRefused(Exception):
    """The answer is not to be believed; why is for the log, never for the screen."""


class OpenIdUnavailable(Exception):
    """The provider does not answer, or not as one."""


@dataclass(frozen=True, slots=True)
class Provider:
    """The provider of an installation and who we are to it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    redirect_uri: str
    scope: str = "openid profile email"


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in under way: what has to be the same when its answer comes."""

    state: str
    nonce: str
    verifier: str


def begin(provider: Provider) -> tuple[str, Begun]:
    """Where the browser goes, and what to remember meanwhile. Raises `OpenIdUnavailable`."""
    begun = Begun(*(secrets.token_urlsafe(48) for _ in range(3)))
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": provider.redirect_uri,
        "scope": provider.scope,
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": create_s256_code_challenge(begun.verifier),
        "code_challenge_method": "S256",
    }
    address = _endpoint(_metadata(provider.issuer), "authorization_endpoint")
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", begun


def finish(provider: Provider, begun: Begun, state: str, code: str, now: datetime, wanted: str) -> dict[str, Any]:
    """The claims about whoever came back; those of the profile too where `wanted` or the e-mail is only there.

    Raises `OpenIdRefused` or `OpenIdUnavailable`.
    """
    if not hmac.compare_digest(begun.state.encode(), state.encode()):
        raise OpenIdRefused("the state is another")
    metadata = _metadata(provider.issuer)
    tokens = _exchange(provider, begun, code, _endpoint(metadata, "token_endpoint"))
    claims = _check(provider, begun, tokens, _endpoint(metadata, "jwks_uri"), now)
    is_whole = wanted in claims and "email" in claims
    if not is_whole and "userinfo_endpoint" in metadata and isinstance(tokens.get("access_token"), str):
        profile = _fetch(
            _endpoint(metadata, "userinfo_endpoint"), headers={"Authorization": f"Bearer {tokens['access_token']}"}
        )
        if profile.get("sub") != claims["sub"]:
            raise OpenIdRefused("the profile is of somebody else")
        claims = {**profile, **claims}
    return claims


def _exchange(provider: Provider, begun: Begun, code: str, address: str) -> dict[str, Any]:
    given = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": provider.redirect_uri,
        "code_verifier": begun.verifier,
        "client_id": provider.client_id,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if provider.client_secret:
        pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    return _fetch(address, headers=headers, body=urlencode(given).encode())


def _check(
    provider: Provider, begun: Begun, tokens: Mapping[str, Any], keys_address: str, now: datetime
) -> dict[str, Any]:
    raw = tokens.get("id_token")
    if not isinstance(raw, str):
        raise OpenIdRefused("there is no ID token")
    try:
        token = _verified(raw, keys_address)
        options = {"iss": {"value": provider.issuer}, "aud": {"value": provider.client_id}}
        params = {
            "nonce": begun.nonce,
            "client_id": provider.client_id,
            "access_token": tokens.get("access_token"),
        }
        claims = CodeIDToken(token.claims, token.header, options, params)
        claims.validate(now=int(now.timestamp()), leeway=_LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise OpenIdRefused(type(error).__name__) from None
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise OpenIdRefused("the subject is no word")
    return dict(claims)


def _verified(raw: str, keys_address: str) -> jwt.Token:
    """The token, signed by a key of the provider; a key that is new since we looked is looked for once."""
    try:
        return jwt.decode(raw, _keys(_kept(keys_address)), algorithms=ALGORITHMS)
    except (JoseError, ValueError):
        return jwt.decode(raw, _keys(_kept(keys_address, is_fresh=True)), algorithms=ALGORITHMS)


def _keys(found: dict[str, Any]) -> KeySet:
    return KeySet.import_key_set(cast(Any, found))


def _metadata(issuer: str) -> dict[str, Any]:
    found = _kept(issuer.rstrip("/") + _METADATA)
    if found.get("issuer") != issuer:
        raise OpenIdUnavailable("the provider calls itself otherwise than it is called here")
    return found


def _endpoint(metadata: Mapping[str, Any], name: str) -> str:
    address = metadata.get(name)
    if not isinstance(address, str) or not is_safe_issuer(address):
        raise OpenIdUnavailable(f"{name} is missing or not safe")
    return address


_KEPT: dict[str, tuple[float, dict[str, Any]]] = {}


def _kept(address: str, *, is_fresh: bool = False) -> dict[str, Any]:
    """A document of the provider, asked for again after ten minutes, or at once when it has to be fresh."""
    known = _KEPT.get(address)
    if known is None or is_fresh or known[0] < time.monotonic() - _KEPT_SECONDS:
        known = (time.monotonic(), _fetch(address))
        _KEPT[address] = known
    return known[1]


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """A provider that sends us elsewhere is not followed there with our secret."""


_OPENER = build_opener(_NoRedirects, HTTPSHandler())


def _fetch(address: str, *, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> dict[str, Any]:
    if not is_safe_issuer(address):
        raise OpenIdUnavailable("the address is not safe")
    asked = Request(address, data=body, headers={"Accept": "application/json", **(headers or {})})  # noqa: S310
    try:
        with _OPENER.open(asked, timeout=_TIMEOUT_SECONDS) as answer:
            found = json.loads(answer.read(_LONGEST_ANSWER))
    except HTTPError as error:
        if 400 <= error.code < 500 and body is not None:
            raise OpenIdRefused(f"the provider refuses the code ({error.code})") from None
        raise OpenIdUnavailable(f"the provider answers {error.code}") from None
    except (URLError, OSError, ValueError) as error:
        raise OpenIdUnavailable(type(error).__name__) from None
    if not isinstance(found, dict):
        raise OpenIdUnavailable("the provider answers no document")
    return found
