"""Evaluations when the call changes at the very same moment: real threads, real commits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event, select

from monitoria.app import make_bus
from monitoria.calls.errors import OperatorIsFixed
from monitoria.calls.models import Call
from monitoria.calls.service import CallChanges, update_call
from monitoria.evaluations import service
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.rules import Filling
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances
from tests.support.calls import ZONE, make_call
from tests.support.people import actor_of, make_cast


@pytest.fixture
def own_database(own_database_url: str) -> Iterator[Database]:
    database = Database(make_engine(own_database_url, pool_size=3), make_bus())
    yield database
    database.engine.dispose()


def test_a_call_is_not_handed_over_while_its_evaluation_begins(own_database: Database, now: datetime) -> None:
    with own_database.unit_of_work(Circumstances(None, now, "test")) as session:
        cast = make_cast(session, now)
        call_id = make_call(session, cast.admin, cast.ana, now).id
    has_read, refused = threading.Event(), []

    def linger(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO evaluations"):
            has_read.set()
            time.sleep(0.3)  # time enough to hand the call over, were it not held

    def hand_over() -> None:
        has_read.wait()
        changes = CallChanges(1, {"operator_id": cast.carla.id})
        try:
            with own_database.unit_of_work(Circumstances(cast.admin.id, now, "test")) as session:
                update_call(session, actor_of(cast.admin), call_id, changes, now, ZONE)
        except OperatorIsFixed as problem:
            refused.append(problem)

    event.listen(own_database.engine, "before_cursor_execute", linger)
    thread = threading.Thread(target=hand_over)
    thread.start()
    with own_database.unit_of_work(Circumstances(cast.evaluator.id, now, "test")) as session:
        service.create_evaluation(session, actor_of(cast.evaluator), call_id, None, Filling(), now, ZONE)
    thread.join()
    with own_database.unit_of_work(Circumstances(None, now, "test")) as session:
        operators = {session.scalar(select(Call.operator_id)), session.scalar(select(Evaluation.operator_id))}
    assert (operators, len(refused)) == ({cast.ana.id}, 1)
