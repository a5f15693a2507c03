"""One stack of real processes for the whole folder: nginx before two web processes, a worker, a database by URL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.conftest import _admin, _clone
from tests.support.processes import NGINX, NO_NGINX, Door, Front, Installation, installation, nginx_before

PASSWORD = "senha-muito-boa"


@dataclass(slots=True)
class Stack:
    """What runs, and the administrator who is signed in."""

    made: Installation
    front: Front
    token: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def door(self) -> Door:
        return self.front.door

    @property
    def signed_in(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@pytest.fixture(scope="session")
def stack_database_url(server_url: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of this file's own."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    name = f"monitoria_stack_{worker}"
    yield _clone(server_url, name)
    _admin(server_url, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def stack(stack_database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The pieces, ready, with their first administrator."""
    if NGINX is None:
        pytest.skip(NO_NGINX)
    folder = tmp_path_factory.mktemp("stack")
    settings = {
        "environment": "production",
        "secret_key": "um-segredo-de-teste-com-mais-de-32-caracteres",
        "trusted_proxies": "1",
        "secure_cookies": "1",
        "file_redirect": "/arquivos-internos/",
        "max_upload_bytes": "3000000",
    }
    with installation(folder, stack_database_url, **settings) as made:
        doors = [made.add_web()[1] for _ in range(2)]
        made.add_worker()
        upload = {"NGINX_UPLOAD_BYTES": "3000000"}
        with nginx_before(doors, folder / "nginx", folder / "home" / "files", **upload) as front:
            made.await_ready()
            yield sign_in(Stack(made, front))


def sign_in(stack: Stack) -> Stack:
    """Register the first administrator, as the first visitor does, and keep his token."""
    who = {"username": "primeira", "password": PASSWORD}
    answer = stack.door.ask("POST", "/api/auth/register", {**who, "full_name": "Ana Primeira"})
    assert answer.status == 201, answer.body
    stack.token = stack.door.ask("POST", "/api/auth/login", who).json["access_token"]
    return stack
