"""Who listens to what."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor
from monitoria.platform.events import emit
from monitoria.recordings import queries
from monitoria.recordings.events import RecordingPlayed
from monitoria.recordings.models import RecordingListen
from monitoria.recordings.queries import Found
from monitoria.recordings.service.identity import identity_of

FASTEST = 3.0
_GRACE_SECONDS = 60.0


def play_recording(session: Session, actor: Actor, found: Found, now: datetime) -> None:
    """Note that the actor listens; more within the window is the same listening."""
    present = queries.find_listening(session, found.recording.id, actor.id, now)
    if present is None:
        session.add(RecordingListen(recording_id=found.recording.id, user_id=actor.id, started_at=now, last_at=now))
        session.flush()
        emit(session, RecordingPlayed(**identity_of(found)))
    elif (now - present.last_at).total_seconds() >= 10:  # a player asks for many ranges at once
        present.last_at = now


def report_listening(session: Session, actor: Actor, found: Found, seconds: float, now: datetime) -> None:
    """Add what the actor's player has just played to his present listening, which begins now if there is none.

    No more is believed than fits into the time since it began, at the fastest speed.
    """
    play_recording(session, actor, found, now)
    present = queries.find_listening(session, found.recording.id, actor.id, now)
    if present is not None:
        most = (now - present.started_at).total_seconds() * FASTEST + _GRACE_SECONDS
        present.seconds = min(present.seconds + seconds, most)
        present.last_at = now
