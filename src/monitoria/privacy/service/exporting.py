"""Handing out everything that is kept about a person, on the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.people.queries import get_user
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.events import emit
from monitoria.privacy import queries
from monitoria.privacy.errors import NobodyHere
from monitoria.privacy.events import DataExported
from monitoria.privacy.queries import Contributor, Package


def export_own_data(
    session: Session, actor: Actor, contributors: Sequence[Contributor], form: str, now: datetime
) -> Package:
    """Everything about the actor, for himself, on the record. Raises `Forbidden`."""
    require(actor, Permission.OWN_DATA)
    person = get_user(session, actor, actor.id)
    package = queries.gather(session, person, contributors, now)
    emit(session, DataExported(user_id=person.id, username=person.username, form=form))
    return package


def export_for_request(
    session: Session, actor: Actor, request_id: UUID, contributors: Sequence[Contributor], form: str, now: datetime
) -> Package:
    """Everything about whoever a request came from, for him.

    Raises `Forbidden`, `NotFound` or `NobodyHere`.
    """
    require(actor, Permission.DATA_REQUEST_PACKAGE)
    request = queries.get_request(session, actor, request_id)
    if request.user_id is None:
        raise NobodyHere()
    person = get_user(session, actor, request.user_id)
    package = queries.gather(session, person, contributors, now)
    emit(session, DataExported(user_id=person.id, username=person.username, form=form))
    return package
