"""Forged and outlived tokens open nothing; after a rotation of the secret the old ones live until they expire."""

from __future__ import annotations

import base64
import json
import time
from dataclasses import replace
from typing import Any

import jwt
import pytest

from monitoria.app import assemble
from monitoria.people.models import SecondFactor
from monitoria.people.service import seal_anew
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.http.application import Application
from monitoria.platform.sealing import SealBroken, Sealer
from tests.support.http import signed_in_client
from tests.support.people import Cast

OLD, NEW = "segredo-antigo-de-trinta-e-dois-caracteres", "segredo-novo-de-trinta-e-dois-caracteres-"


def who(app: Application, token: str) -> int:
    return app.test_client().get("/api/auth/me", headers={"Authorization": f"Bearer {token}"}).status_code


def _packed(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


def test_a_token_that_is_signed_by_nobody_or_somebody_else_is_refused(
    app: Application, config: Config, database: Database, cast: Cast
) -> None:
    good = signed_in_client(app, database, cast.admin).token
    claims = jwt.decode(good, options={"verify_signature": False})
    header = jwt.get_unverified_header(good)
    assert who(app, good) == 200
    longer = {**claims, "exp": int(time.time()) + 10**6}
    forged = [
        f"{_packed({**header, 'alg': 'none'})}.{_packed(claims)}.",
        f"{_packed({**header, 'alg': 'None'})}.{_packed(claims)}.{good.split('.')[2]}",
        f"{good.split('.')[0]}.{_packed(longer)}.{good.split('.')[2]}",
        f"{good.rpartition('.')[0]}.",
        jwt.encode(claims, "outro-segredo-de-trinta-e-dois-caracteres", headers={"kid": header["kid"]}),
        good[:-4] + "AAAA",
        jwt.encode({**claims, "iss": "outro"}, config.secret_key),
        jwt.encode({**claims, "sub": "1"}, config.secret_key),
        jwt.encode({name: value for name, value in claims.items() if name != "sid"}, config.secret_key),
    ]
    assert {who(app, token) for token in forged} == {401}


@pytest.mark.parametrize("kid", ["../../etc/passwd", "", "x' OR 1=1", 7, None, ["a"]])
def test_the_name_of_a_key_chooses_among_ours_alone(
    app: Application, config: Config, database: Database, cast: Cast, kid: Any
) -> None:
    claims = jwt.decode(signed_in_client(app, database, cast.admin).token, options={"verify_signature": False})
    head = _packed({"alg": "HS256", "typ": "JWT", "kid": kid})
    signed = f"{head}.{_packed(claims)}"
    forged = jwt.api_jws.PyJWS().get_algorithm_by_name("HS256")
    mark = forged.sign(signed.encode(), forged.prepare_key("outro-segredo-de-trinta-e-dois-caracteres"))
    assert who(app, f"{signed}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}") == 401


def test_after_a_rotation_old_tokens_live_on_and_new_ones_are_signed_anew(
    shared_config: Config, database: Database, cast: Cast
) -> None:
    before = assemble(replace(shared_config, secret_key=OLD), database)
    client = before.test_client()
    signed = client.post("/api/auth/login", json={"username": "eva.monteiro", "password": "uma-senha-boa"}).get_json()
    rotated = assemble(replace(shared_config, secret_key=NEW, secret_key_previous=OLD), database)
    forgot = assemble(replace(shared_config, secret_key=NEW), database)
    assert (who(rotated, signed["access_token"]), who(forgot, signed["access_token"])) == (200, 401)
    header = {"Authorization": f"Bearer {signed['refresh_token']}"}
    assert forgot.test_client().post("/api/auth/refresh", headers=header).status_code == 401
    renewed = rotated.test_client().post("/api/auth/refresh", headers=header).get_json()
    assert (who(forgot, renewed["access_token"]), who(before, renewed["access_token"])) == (200, 401)


def test_what_was_sealed_before_a_rotation_is_opened_and_sealed_anew(database: Database, cast: Cast, now: Any) -> None:
    old, both, new = Sealer([OLD], "p"), Sealer([NEW, OLD], "p"), Sealer([NEW], "p")
    about = str(cast.ana.id)
    with database.unit_of_work(Circumstances(None, now)) as session:
        factor = SecondFactor(user_id=cast.ana.id, sealed_secret=old.seal("ABC", about), created_at=now)
        session.add(factor)
        session.flush()
        assert seal_anew(session, new) == 0, "what can't be opened is left as it is"
        assert (seal_anew(session, both), seal_anew(session, both)) == (1, 0)
        assert new.open(factor.sealed_secret, about) == "ABC"


@pytest.mark.parametrize("change", ["purpose", "about", "text", "empty"])
def test_a_seal_opens_for_its_own_purpose_and_person_alone(change: str) -> None:
    sealed = Sealer([OLD], "p").seal("segredo", "ana")
    assert "segredo" not in sealed
    opener = Sealer([OLD], "q" if change == "purpose" else "p")
    given = {"text": sealed[:-6] + "AAAAAA", "empty": ""}.get(change, sealed)
    with pytest.raises(SealBroken):
        opener.open(given, "bia" if change == "about" else "ana")
