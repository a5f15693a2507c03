"""Calls that tests play with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.calls.service import NewCall, create_call
from monitoria.people.models import User
from monitoria.platform.access import Role
from monitoria.platform.clock import Zone
from tests.support.people import actor_of

ZONE = Zone("America/Sao_Paulo")


def make_call(session: Session, admin: User, operator: User, now: datetime, **fields: Any) -> Call:
    """Register a call of `operator` as `admin` would."""
    assert admin.role == Role.ADMIN.value
    return create_call(session, actor_of(admin), NewCall(operator_id=operator.id, **fields), now, ZONE)
