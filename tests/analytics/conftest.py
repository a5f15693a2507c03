"""Evaluations that charts are asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from monitoria.people.models import User
from monitoria.platform.clock import utc_now
from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from tests.support.calls import make_call
from tests.support.evaluations import GOLDEN, answers
from tests.support.people import Cast

Json = dict[str, Any]
Given = Callable[..., Json]


@pytest.fixture
def given(as_user: Any, database: Database, cast: Cast) -> Given:
    """`given(operator, value, by=evaluator, …)`: an evaluation whose every answer is `value`, published now."""

    def make(operator: User, value: float, *, by: User | None = None, origin: str = "targeted", **call: Any) -> Json:
        now = utc_now()
        with database.unit_of_work(Circumstances(cast.admin.id, now)) as session:
            made = make_call(session, cast.admin, operator, now, started_at=now - timedelta(hours=1), **call)
        body = {"call_id": str(made.id), "answers": answers(**dict.fromkeys(GOLDEN, value)), "publish": True}
        answer = as_user(by or cast.evaluator).post("/api/evaluations", json=body | {"origin": origin})
        assert answer.status_code == 201, answer.get_json()
        return answer.get_json()  # type: ignore[no-any-return]

    return make
