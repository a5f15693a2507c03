"""A small OpenID provider, run as a process of its own: real HTTP, real keys, and lies on demand.

`python -m tests.support.openid_provider` prints its address. `POST /control` takes what it tells next:
`{"claims": {…}, "lie": "none" | "wrong-key" | "hmac" | null, "nonce": …, "audience": …, "age": seconds, "sub_at": …}`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT = ("monitoria", "segredo-do-cliente")
KEY = RSAKey.generate_key(2048, {"kid": "um", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "um", "use": "sig", "alg": "RS256"})
CODES: dict[str, dict[str, str]] = {}
TOLD: dict[str, Any] = {}


class Provider(BaseHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Silent."""

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]

    def answer(self, body: object, status: int = 200, **headers: str) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", "Content-Length": str(len(raw)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def do_GET(self) -> None:
        path = urlsplit(self.path)
        if path.path == "/.well-known/openid-configuration":
            pages = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            found = {name: f"{self.issuer}/{name.partition('_')[0]}" for name in pages}
            self.answer({"issuer": TOLD.get("issuer", self.issuer), **found})
        elif path.path == "/jwks":
            self.answer(KeySet([KEY]).as_dict(private=False))
        elif path.path == "/userinfo":
            self.answer(TOLD.get("profile", {"sub": "x"}))
        else:
            self.authorize({name: values[0] for name, values in parse_qs(path.query).items()})

    def authorize(self, asked: dict[str, str]) -> None:
        code = secrets.token_urlsafe(16)
        CODES[code] = asked
        back = urlencode({"code": code, "state": TOLD.get("state", asked["state"])})
        self.answer({}, 302, Location=f"{asked['redirect_uri']}?{back}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/control":
            TOLD.clear()
            TOLD.update(json.loads(body))
            self.answer({})
            return
        given = {name: values[0] for name, values in parse_qs(body).items()}
        asked = CODES.pop(given.get("code", ""), None)
        if asked is None or not self.is_proved(given, asked):
            self.answer({"error": "invalid_grant"}, 400)
            return
        token = {"access_token": "acesso", "token_type": "Bearer", "id_token": self.id_token(asked)}
        self.answer(token)

    def is_proved(self, given: dict[str, str], asked: dict[str, str]) -> bool:
        proof = base64.urlsafe_b64encode(hashlib.sha256(given["code_verifier"].encode()).digest()).rstrip(b"=")
        pair = base64.b64encode(":".join(quote(part, safe="") for part in CLIENT).encode()).decode()
        return (
            proof.decode() == asked["code_challenge"]
            and asked["code_challenge_method"] == "S256"
            and given["redirect_uri"] == asked["redirect_uri"]
            and self.headers.get("Authorization") == f"Basic {pair}"
        )

    def id_token(self, asked: dict[str, str]) -> str:
        issued = int(time.time()) - TOLD.get("age", 0)
        claims = {
            "iss": self.issuer,
            "aud": TOLD.get("audience", asked["client_id"]),
            "iat": issued,
            "exp": issued + 300,
            "nonce": TOLD.get("nonce", asked["nonce"]),
            **TOLD.get("claims", {}),
        }
        lie = TOLD.get("lie")
        if lie in ("none", "hmac"):
            return forged({"none": "none", "hmac": "HS256"}[lie], claims)
        key = OTHER_KEY if lie == "wrong-key" else KEY
        return jwt.encode({"alg": "RS256", "kid": "um"}, claims, key)


def forged(algorithm: str, claims: dict[str, Any]) -> str:
    """A token that nobody signed, or with the public key taken for a shared secret."""
    parts = ({"alg": algorithm, "kid": "um"}, claims)
    signed = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts)
    mark = hmac.digest(KEY.as_pem(private=False), signed.encode(), "sha256") if algorithm == "HS256" else b""
    return f"{signed}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
