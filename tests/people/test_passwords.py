"""Which passwords are refused, and why; nothing is asked of how they are composed."""

from __future__ import annotations

from typing import Any

import pytest

from monitoria.people.rules import SAMPLE_PASSWORDS, Owner, check_password
from monitoria.people.service.leaked import is_leaked
from tests.support.people import PASSWORD, Cast

NINA = Owner("nina.alves", "Nina Alves", "nina@central.com.br")


@pytest.mark.parametrize("password", ["Nina Alves", "nina.alves!", "nina@central.com.br", "MONITÓRIA", "Monitoria!"])
def test_what_anybody_would_try_first_is_refused(password: str) -> None:
    assert check_password(password, NINA)[0].rule in ("personal", "same-as-username")


@pytest.mark.parametrize(
    "password", ["aaaaaaab", "só letras minúsculas", "🎧🎧🎧🎧🎧🎧🎧🎧", "!!!!!!!!", " espaço no começo", "x" * 128]
)
def test_nothing_is_asked_of_its_composition(password: str) -> None:
    assert check_password(password, NINA) == []


def test_the_minimum_is_the_installation_s() -> None:
    (fault,) = check_password("onze letras", NINA, minimum=12)
    assert (fault.rule, "12 a 128" in fault.message) == ("length", True)


@pytest.mark.parametrize("password", ["password1", "Senha123", "mudar@123", "12345678", "QWERTYUIOP"])
def test_leaked_passwords_are_known_however_they_are_capitalised(password: str) -> None:
    assert is_leaked(password)


@pytest.mark.parametrize("password", [PASSWORD, "comprida123", "supervisor123", "uma frase que ninguém usou"])
def test_others_are_not(password: str) -> None:
    assert not is_leaked(password)


def test_a_leaked_password_is_refused_with_its_place_and_reason(as_user: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    for password, rule in (("senha123", "leaked"), ("novato.ok", "same-as-username"), ("curta", "length")):
        made = admin.post("/api/auth/register", json={"username": "novato.ok", "password": password})
        (fault,) = made.get_json()["errors"]
        assert (made.status_code, fault["pointer"], fault["rule"]) == (422, "/password", rule)
    body = {"current_password": PASSWORD, "new_password": "iloveyou1"}
    (fault,) = as_user(cast.ana).post("/api/auth/password", json=body).get_json()["errors"]
    assert (fault["pointer"], fault["rule"]) == ("/new_password", "leaked")
    assert "listas de senhas vazadas" in fault["message"]


def test_the_minimum_is_asked_of_new_passwords_and_of_no_old_one(as_user: Any, client: Any, cast: Cast) -> None:
    admin = as_user(cast.admin)
    assert admin.put("/api/auth/policy", json={"version": 1, "min_password_length": 20}).status_code == 200
    made = admin.post("/api/auth/register", json={"username": "novato", "password": "uma-senha-melhor"})
    assert made.get_json()["errors"][0]["message"] == "A senha deve ter de 20 a 128 caracteres."
    old = {"username": "eva.monteiro", "password": PASSWORD}
    assert client.post("/api/auth/login", json=old).status_code == 200


def test_sample_passwords_are_refused_but_in_a_demonstration(as_user: Any, cast: Cast) -> None:
    new = {"username": "novato", "password": SAMPLE_PASSWORDS["admin"]}
    assert as_user(cast.admin).post("/api/auth/register", json=new).status_code == 422
