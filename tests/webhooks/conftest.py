"""A receiver on loopback, and an installation that may speak to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from monitoria.platform.config import Config
from monitoria.platform.outward import read_allowance
from tests.support.people import Cast
from tests.support.receiver import Receiver, receiving

ALLOWED = "127.0.0.1, recebedor.test"


@pytest.fixture(scope="module")
def allowing_config(shared_config: Config) -> Config:
    return replace(shared_config, webhook_allow=read_allowance(ALLOWED))


@pytest.fixture
def config(allowing_config: Config) -> Config:
    return allowing_config


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def admin(as_user: Any, cast: Cast) -> Any:
    return as_user(cast.admin)


def make_webhook(admin: Any, url: str, *kinds: str, **more: Any) -> dict[str, Any]:
    body = {"name": "CRM", "url": url, "kinds": list(kinds or ("call.created",)), **more}
    answer = admin.post("/api/webhooks", json=body)
    assert answer.status_code == 201, answer.get_json()
    made: dict[str, Any] = answer.get_json()
    return made
