"""What privacy does when something happens."""

from __future__ import annotations

from sqlalchemy.orm import Session

from monitoria.calls.events import CallDeleted
from monitoria.people.events import UserRegistered, UserUpdated
from monitoria.platform.events import Subscription
from monitoria.privacy import queries, service
from monitoria.privacy.errors import UnderHold
from monitoria.recordings.events import RecordingDeleted


def on_person_changed(session: Session, event: UserRegistered | UserUpdated) -> None:
    """Whom a term concerns follows from the role: a new operator has not accepted, a former one need not."""
    if isinstance(event, UserRegistered) or "role" in event.changes:
        service.note_owed_terms(session, [event.user_id])


def on_call_deleted(session: Session, event: CallDeleted) -> None:
    """What is held is not deleted; holds that were released go with their call."""
    if queries.is_held(session, event.call_id, event.team_id):
        raise UnderHold()
    for hold in queries.holds_of_call(session, event.call_id):
        session.delete(hold)


def on_recording_deleted(session: Session, event: RecordingDeleted) -> None:
    """What is held is not deleted."""
    if queries.is_held(session, event.call_id, event.team_id):
        raise UnderHold()


SUBSCRIPTIONS: tuple[Subscription, ...] = (
    (UserRegistered, on_person_changed),
    (UserUpdated, on_person_changed),
    (CallDeleted, on_call_deleted),
    (RecordingDeleted, on_recording_deleted),
)
