"""Single sign-on against a real OpenID provider: a process of its own, spoken to over HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from monitoria.people.models import User
from monitoria.people.rules import identity_of, role_from
from monitoria.platform.config import Config, ConfigError
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from monitoria.platform.openid import OpenIdUnavailable, Provider, begin
from tests.support.factors import enrol
from tests.support.people import Cast

ROOT = Path(__file__).resolve().parents[2]
SSO = "/api/auth/single-sign-on"
MAP = (("gestão", "admin"), ("monitores", "evaluator"), ("lideres", "supervisor"), ("central", "operator"))
NINA = {"sub": "nina-1", "preferred_username": "nina.alves", "name": "Nina Alves", "groups": ["monitores"]}


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Where it leads is what is looked at."""


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    command = [sys.executable, "-m", "tests.support.openid_provider"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


@pytest.fixture
def config(shared_config: Config, issuer: str) -> Config:
    return replace(
        shared_config,
        public_url="https://monitoria.exemplo.com.br",
        oidc_issuer=issuer,
        oidc_client_id="monitoria",
        oidc_client_secret="segredo-do-cliente",
        oidc_role_map=",".join(f"{group}={role}" for group, role in MAP),
        oidc_create_users=True,
        oidc_label="Entrar com a conta da empresa",
    )


@pytest.fixture
def tells(issuer: str) -> Any:
    """What the provider tells of whoever comes, and how it lies."""

    def tell(claims: dict[str, Any], **lies: Any) -> None:
        body = json.dumps({"claims": {"email": "", **claims}, **lies}).encode()
        with build_opener().open(Request(f"{issuer}/control", data=body)):  # noqa: S310
            pass

    return tell


def go(client: FlaskClient) -> dict[str, str]:
    """Begin, visit the provider, and come back with what it put in the address."""
    begun = client.post(f"{SSO}/start")
    assert begun.status_code == 200, begun.get_json()
    try:
        build_opener(_Stay()).open(begun.get_json()["address"])
    except HTTPError as moved:
        back = urlsplit(moved.headers["Location"])
        moved.close()
    assert back.path == "/sign-in/return"
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def come(client: FlaskClient) -> Any:
    return client.post(f"{SSO}/finish", json=go(client))


def test_the_sign_in_page_offers_it_where_it_is_configured(client: FlaskClient, shared_app: Application) -> None:
    shown = {"enabled": True, "label": "Entrar com a conta da empresa"}
    assert client.get(SSO).get_json() == shown
    without = shared_app.test_client()
    assert without.get(SSO).get_json() == {"enabled": False, "label": None}
    assert without.post(f"{SSO}/start").get_json()["type"] == "/problems/single-sign-on-off"


def test_a_newcomer_is_created_with_the_role_of_his_group(client: FlaskClient, cast: Cast, tells: Any) -> None:
    tells(NINA)
    answer = come(client)
    assert answer.status_code == 200
    assert set(answer.get_json()) == {"user"}
    me = client.get("/api/auth/me").get_json()
    assert (me["username"], me["full_name"], me["role"]) == ("nina.alves", "Nina Alves", "evaluator")
    tells({**NINA, "groups": ["lideres"], "preferred_username": "outro.nome"})
    assert come(client).get_json()["user"]["id"] == me["id"], "the same subject is the same person"
    assert client.get("/api/auth/me").get_json()["role"] == "supervisor", "the role follows at each sign-in"


def test_a_known_person_is_met_once_by_verified_e_mail(
    client: FlaskClient, as_user: Any, cast: Cast, tells: Any, database: Database, now: datetime
) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        eva = session.get_one(User, cast.evaluator.id)
        eva.email = eva.email_key = "eva@exemplo.com.br"
    enrol(as_user(cast.evaluator))
    tells({**NINA, "email": "Eva@exemplo.com.br", "email_verified": False})
    assert come(client).get_json()["user"]["id"] != str(cast.evaluator.id)
    tells({**NINA, "sub": "eva-1", "email": "Eva@exemplo.com.br", "email_verified": True})
    assert come(client).get_json()["user"]["id"] == str(cast.evaluator.id), "the provider's factor is enough"
    tells({**NINA, "sub": "eva-2", "email": "eva@exemplo.com.br", "email_verified": True})
    other = come(client)
    assert (other.status_code, other.get_json()["type"]) == (403, "/problems/nobody-for-identity")


def test_nobody_without_a_mapped_group_comes_in(client: FlaskClient, cast: Cast, tells: Any) -> None:
    tells({**NINA, "groups": ["visitas"]})
    answer = come(client)
    assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/nobody-for-identity")
    assert "administrador" in answer.get_json()["detail"]


def test_nobody_is_created_where_that_was_not_chosen(
    config: Config, database: Database, cast: Cast, tells: Any
) -> None:
    from monitoria.app import assemble  # noqa: PLC0415

    tells(NINA)
    client = assemble(replace(config, oidc_create_users=False), database).test_client()
    assert come(client).get_json()["type"] == "/problems/nobody-for-identity"


def test_who_was_deactivated_stays_out(client: FlaskClient, as_user: Any, cast: Cast, tells: Any) -> None:
    tells(NINA)
    nina = come(client).get_json()["user"]["id"]
    assert as_user(cast.admin).delete(f"/api/users/{nina}").status_code == 204
    assert come(client).get_json()["type"] == "/problems/nobody-for-identity"


def test_the_last_administrator_keeps_his_role(
    client: FlaskClient, cast: Cast, tells: Any, database: Database, now: datetime
) -> None:
    with database.unit_of_work(Circumstances(None, now)) as session:
        link = "INSERT INTO provider_identities (issuer, subject, user_id, linked_at) VALUES (:i, 'a', :u, now())"
        issuer = client.application.settings.config.oidc_issuer  # type: ignore[attr-defined]
        session.execute(text(link), {"i": issuer, "u": cast.admin.id})
    tells({**NINA, "sub": "a", "groups": ["central"]})
    assert come(client).get_json()["type"] == "/problems/last-admin"


@pytest.mark.parametrize(
    "lie",
    [
        {"lie": "none"},
        {"lie": "wrong-key"},
        {"lie": "hmac"},
        {"nonce": "outro"},
        {"audience": "outro-cliente"},
        {"audience": ["monitoria", "outro-cliente"]},
        {"age": 1_000},
        {"age": -1_000},
        {"claims": {**NINA, "iss": "https://outro.exemplo.com"}},
        {"claims": {**NINA, "sub": ""}},
        {"state": "outro"},
    ],
    ids=["alg none", "wrong key", "public key as secret", "nonce", "audience", "audiences", "expired", "future",
         "issuer", "no subject", "state"],
)  # fmt: skip
def test_a_lie_opens_nothing(client: FlaskClient, cast: Cast, tells: Any, lie: dict[str, Any]) -> None:
    tells(lie.pop("claims", NINA), **lie)
    answer = come(client)
    assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/single-sign-on-refused")
    assert client.get("/api/auth/me").status_code == 401


def test_a_code_is_good_once(client: FlaskClient, cast: Cast, tells: Any) -> None:
    tells(NINA)
    back = go(client)
    kept = client.get_cookie("monitoria_single_sign_on", path=SSO)
    assert client.post(f"{SSO}/finish", json=back).status_code == 200
    assert client.get_cookie("monitoria_single_sign_on", path=SSO) is None
    assert kept is not None
    client.set_cookie(kept.key, kept.value, path=SSO)
    assert client.post(f"{SSO}/finish", json=back).get_json()["type"] == "/problems/single-sign-on-refused"


def test_what_one_browser_began_no_other_ends(client: FlaskClient, app: Application, cast: Cast, tells: Any) -> None:
    tells(NINA)
    back = go(client)
    other = app.test_client()
    assert other.post(f"{SSO}/finish", json=back).get_json()["type"] == "/problems/single-sign-on-refused"
    go(other)
    assert other.post(f"{SSO}/finish", json=back).get_json()["type"] == "/problems/single-sign-on-refused"


def test_the_profile_is_asked_for_what_the_token_lacks(client: FlaskClient, cast: Cast, tells: Any) -> None:
    short = {"sub": "nina-1", "email": "nina@exemplo.com.br"}
    tells(short, profile={**NINA, "sub": "outra"})
    assert come(client).get_json()["type"] == "/problems/single-sign-on-refused"
    tells(short, profile=NINA)
    assert come(client).get_json()["user"]["role"] == "evaluator"


def test_a_provider_that_is_away_or_somebody_else_is_a_problem_with_a_next_step(
    config: Config, database: Database
) -> None:
    from monitoria.app import assemble  # noqa: PLC0415

    away = replace(config, oidc_issuer="http://127.0.0.1:9/longe")
    answer = assemble(away, database).test_client().post(f"{SSO}/start")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/provider-unavailable")
    with pytest.raises(OpenIdUnavailable):
        begin(Provider(config.oidc_issuer.replace("127.0.0.1", "localhost"), "monitoria", "", "https://x"))


def test_the_highest_of_several_groups_counts_and_what_is_no_list_counts_nothing() -> None:
    assert role_from(["central", "lideres", 7], MAP) == "supervisor"
    assert role_from("central", MAP) == "operator"
    assert [role_from(told, MAP) for told in (None, 7, {"central": 1}, [["central"]])] == [None] * 4


def test_what_a_provider_tells_is_taken_as_one_printable_line() -> None:
    told = {"sub": "1", "name": " Nina\n\x1b[31m  Alves ", "email": "n@x.com", "email_verified": "true"}
    found = identity_of(told, "https://i", "groups", MAP)
    assert (found.full_name, found.email, found.role) == ("Nina [31m Alves", None, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [("OIDC_ISSUER", "http://exemplo.com.br"), ("OIDC_ROLE_MAP", "a=chefe"), ("OIDC_ROLE_MAP", "central")],
)
def test_a_bad_setting_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=name):
        Config.from_environment({f"MONITORIA_{name}": value})


def test_the_issuer_alone_is_not_enough() -> None:
    with pytest.raises(ConfigError, match="CLIENT_ID"):
        Config.from_environment({"MONITORIA_OIDC_ISSUER": "https://exemplo.com.br"})


def test_what_was_begun_too_long_ago_is_begun_anew(client: FlaskClient, app: Application, tells: Any) -> None:
    from monitoria.platform.clock import utc_now  # noqa: PLC0415
    from monitoria.platform.sealing import make_sealer  # noqa: PLC0415

    begun = {"state": "s", "nonce": "n", "verifier": "v", "until": (utc_now() - timedelta(seconds=1)).isoformat()}
    sealed = make_sealer(app.settings.config, "single-sign-on").seal(json.dumps(begun), "sign-in under way")
    client.set_cookie("monitoria_single_sign_on", sealed, path=SSO)
    answer = client.post(f"{SSO}/finish", json={"code": "c", "state": "s"})
    assert answer.get_json()["type"] == "/problems/single-sign-on-refused"
