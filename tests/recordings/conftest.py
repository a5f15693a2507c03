"""What tests of recordings share: a call of Ana's, sending it a file, and measuring what was sent."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from tests.support.jobs import work_off
from tests.support.people import Cast
from tests.support.sounds import short_call

Json = dict[str, Any]
Store = Callable[..., Json]


@pytest.fixture
def call(as_user: Any, cast: Cast) -> str:
    """The identifier of a call of Ana's."""
    answer = as_user(cast.evaluator).post("/api/calls", json={"operator_id": str(cast.ana.id)})
    return str(answer.get_json()["id"])


def send(client: Any, call: str, content: bytes, name: str = "ligação.wav", **options: Any) -> Any:
    """Add a file to a call, whatever is answered."""
    data = {"file": (io.BytesIO(content), name)}
    return client.post(f"/api/calls/{call}/recordings", data=data, content_type="multipart/form-data", **options)


def stored(client: Any, call: str, content: bytes | None = None) -> Json:
    """Add a file to a call."""
    answer = send(client, call, short_call() if content is None else content)
    assert answer.status_code == 201, answer.get_json()
    return answer.get_json()  # type: ignore[no-any-return]


@pytest.fixture
def measured(as_user: Any, cast: Cast, call: str, database: Database, config: Config) -> Callable[[bytes], Json]:
    """`measured(content)`: the recording after the job has looked at it."""

    def measure(content: bytes) -> Json:
        client = as_user(cast.evaluator)
        made = stored(client, call, content)
        work_off(database, config)
        return client.get(f"/api/calls/{call}/recordings/{made['id']}").get_json()  # type: ignore[no-any-return]

    return measure
