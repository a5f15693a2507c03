"""News goes up, in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from sqlalchemy.orm import Session

from monitoria.platform.events import Bus, Event, circumstances_of, emit


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Event):
    name: ClassVar[str] = "test.happened"
    what: str


def test_listeners_of_a_kind_and_of_every_kind_hear_in_order() -> None:
    heard: list[tuple[str, Any]] = []
    session = Session()
    bus = Bus([(Happened, lambda _, e: heard.append(("kind", e))), (Event, lambda _, e: heard.append(("all", e)))])
    bus.attach(session)
    emit(session, Happened(what="x"))
    assert [who for who, _ in heard] == ["kind", "all"]


def test_a_session_opened_elsewhere_refuses_to_lose_news() -> None:
    with pytest.raises(RuntimeError):
        emit(Session(), Happened(what="x"))
    with pytest.raises(RuntimeError):
        circumstances_of(Session())
