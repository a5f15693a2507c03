"""`monitoria user create`: a person, made from the command line."""

from __future__ import annotations

import getpass
import sys
from dataclasses import dataclass

from monitoria.app import make_bus
from monitoria.cli.errors import CommandError
from monitoria.people.service import NewUser, register_user
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database, make_engine, new_id
from monitoria.platform.errors import Problem
from monitoria.platform.events import Circumstances


@dataclass(frozen=True, slots=True)
class Person:
    """Who to create."""

    username: str
    role: str
    full_name: str | None
    email: str | None


def read_password() -> str:
    """The password: asked twice at a terminal, else the first line of standard input; never an argument."""
    if not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            raise CommandError("Envie a senha pela entrada padrão, em uma linha.")
        return password
    password = getpass.getpass("Senha: ")
    if getpass.getpass("Repita a senha: ") != password:
        raise CommandError("As senhas não são iguais.")
    return password


def create_user(url: str, person: Person, password: str) -> str:
    """Register the person on the authority of whoever runs this machine; answers the user name.

    Raises `CommandError` with the reason when the service refuses.
    """
    now = utc_now()
    new = NewUser(
        username=person.username,
        password=password,
        full_name=person.full_name or person.username,
        email=person.email,
        role=Role(person.role),
    )
    engine = make_engine(url, pool_size=1, application="monitoria-cli")
    try:
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, now)) as session:
            return register_user(session, Actor(new_id(), Role.ADMIN), new, now).username
    except Problem as problem:
        reasons = [error.message for error in problem.errors] or [problem.detail]
        raise CommandError(" ".join(reasons)) from None
    finally:
        engine.dispose()
