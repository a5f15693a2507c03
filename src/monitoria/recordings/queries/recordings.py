"""Every SELECT about recordings: their reach is that of their call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Numeric, cast, func, select
from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.calls.queries import get_call
from monitoria.people.models import User
from monitoria.platform.access import Actor, Facts, reach_calls
from monitoria.platform.errors import NotFound
from monitoria.platform.http import PageQuery, Slice, SortKey, read_page
from monitoria.recordings.models import (
    Recording,
    RecordingBatch,
    RecordingBatchItem,
    RecordingListen,
    RecordingTranscript,
)
from monitoria.recordings.rules import LISTENING_WINDOW, BatchStatus, RecordingStatus

BY_AGE = SortKey("created_at", (Recording.id,), is_descending=False)  # identifiers grow with the time of creation
BY_LAST = SortKey("-started_at", (RecordingListen.id,), is_descending=True)


@dataclass(frozen=True, slots=True)
class Found:
    """A recording with the facts of its call that decisions and events need."""

    recording: Recording
    protocol: str
    operator_id: UUID
    team_id: UUID | None

    @property
    def facts(self) -> Facts:
        """What decisions about this recording look at."""
        return Facts(team_id=self.team_id, operator_id=self.operator_id)


@dataclass(frozen=True, slots=True)
class Listen:
    """One listening and the name of whoever listened."""

    listen: RecordingListen
    full_name: str


_FOUND: Any = select(Recording, Call.protocol, Call.operator_id, Call.team_id).join(Call, Call.id == Recording.call_id)


def _in_reach(actor: Actor, call_id: UUID) -> Any:
    reach = reach_calls(actor, operator=Call.operator_id, team=Call.team_id)
    return _FOUND.where(Recording.call_id == call_id, reach)


def silent_share(call_id: Any) -> Any:
    """How much of the recordings of a call is silence: percent, to the hundredth; null where none was measured."""
    measured = cast(Recording.analysis["silence_seconds"].astext, Numeric)
    share = 100 * func.sum(measured) / func.nullif(func.sum(cast(Recording.duration_seconds, Numeric)), 0)
    return (
        select(func.round(share, 2))
        .where(Recording.call_id == call_id, measured.is_not(None), Recording.duration_seconds > 0)
        .scalar_subquery()
    )


def list_recordings(session: Session, actor: Actor, call_id: UUID, page: PageQuery) -> Slice[Found]:
    """The recordings of a call in reach, the first uploaded first. Raises `NotFound` for the call."""
    get_call(session, actor, call_id)
    return read_page(
        session,
        _in_reach(actor, call_id),
        page=page,
        sort=BY_AGE,
        shape=lambda row: Found(*row),
        key=lambda found: (found.recording.id,),
    )


def get_recording(session: Session, actor: Actor, call_id: UUID, recording_id: UUID, *, lock: bool = False) -> Found:
    """One recording of a call in reach; raises `NotFound`."""
    statement = _in_reach(actor, call_id).where(Recording.id == recording_id)
    if lock:
        statement = statement.with_for_update(of=Recording).execution_options(populate_existing=True)
    row = session.execute(statement).one_or_none()
    if row is None:
        raise NotFound("Esta gravação não existe ou não está ao seu alcance.")
    return Found(*row)


def find_recording(session: Session, recording_id: UUID, *, lock: bool = False) -> Found | None:
    """One recording for the system itself, whoever may see it."""
    statement = _FOUND.where(Recording.id == recording_id)
    if lock:
        statement = statement.with_for_update(of=Recording).execution_options(populate_existing=True)
    row = session.execute(statement).one_or_none()
    return None if row is None else Found(*row)


def find_same_bytes(session: Session, call_id: UUID, sha256: bytes) -> Recording | None:
    """The recording of this call that has these bytes."""
    same = select(Recording).where(Recording.call_id == call_id, Recording.sha256 == sha256)
    return session.scalars(same).one_or_none()


def find_of_call(session: Session, call_id: UUID) -> list[Recording]:
    """All recordings of a call, for the system itself."""
    return list(session.scalars(select(Recording).where(Recording.call_id == call_id)))


def lengths_of_call(session: Session, call_id: UUID) -> dict[UUID, float | None]:
    """How long each recording of a call is, None while unknown, the first one first, for the system itself."""
    statement = select(Recording.id, Recording.duration_seconds).where(Recording.call_id == call_id)
    rows = session.execute(statement.order_by(Recording.created_at, Recording.id))
    return {identity: seconds for identity, seconds in rows}


def keys_of_recordings(session: Session, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that belong to a recording."""
    return set(session.scalars(select(Recording.storage_key).where(Recording.storage_key.in_(list(keys)))))


def find_forgotten(session: Session, before: datetime, limit: int) -> Sequence[UUID]:
    """Recordings that came before that moment and still wait to be measured, the oldest first."""
    waits = (Recording.status == RecordingStatus.WAITING.value, Recording.created_at < before)
    return session.scalars(select(Recording.id).where(*waits).order_by(Recording.created_at).limit(limit)).all()


def known_keys(session: Session, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that belong to a recording, or to a file of a batch that is still open."""
    wanted = list(keys)
    waiting = (
        select(RecordingBatchItem.storage_key)
        .join(RecordingBatch, RecordingBatch.id == RecordingBatchItem.batch_id)
        .where(RecordingBatchItem.storage_key.in_(wanted), RecordingBatch.status == BatchStatus.OPEN.value)
    )
    return keys_of_recordings(session, wanted) | set(session.scalars(waiting))


def find_listening(session: Session, recording_id: UUID, user_id: UUID, now: datetime) -> RecordingListen | None:
    """The person's present listening of this recording, if it has not ended."""
    return session.scalars(
        select(RecordingListen)
        .where(
            RecordingListen.recording_id == recording_id,
            RecordingListen.user_id == user_id,
            RecordingListen.last_at > now - LISTENING_WINDOW,
        )
        .order_by(RecordingListen.last_at.desc())
        .limit(1)
    ).one_or_none()


def list_listens(session: Session, actor: Actor, call_id: UUID, recording_id: UUID, page: PageQuery) -> Slice[Listen]:
    """Who listened to a recording in reach, the latest first. Raises `NotFound`."""
    get_recording(session, actor, call_id, recording_id)
    statement: Any = (
        select(RecordingListen, User.full_name)
        .join(User, User.id == RecordingListen.user_id)
        .where(RecordingListen.recording_id == recording_id)
    )
    return read_page(
        session,
        statement,
        page=page,
        sort=BY_LAST,
        shape=lambda row: Listen(*row),
        key=lambda found: (found.listen.id,),
    )


@dataclass(frozen=True, slots=True)
class OwnListen:
    """One listening of one of the asking operator's own calls."""

    listen: RecordingListen
    full_name: str
    call_id: UUID
    protocol: str


def list_own_listens(session: Session, actor: Actor, page: PageQuery) -> Slice[OwnListen]:
    """Who listened to the calls that the actor took himself, whatever else he may reach; the latest first."""
    statement: Any = (
        select(RecordingListen, User.full_name, Call.id, Call.protocol)
        .join(User, User.id == RecordingListen.user_id)
        .join(Recording, Recording.id == RecordingListen.recording_id)
        .join(Call, Call.id == Recording.call_id)
        .where(Call.operator_id == actor.id, RecordingListen.user_id != actor.id)
    )
    return read_page(
        session,
        statement,
        page=page,
        sort=BY_LAST,
        shape=lambda row: OwnListen(*row),
        key=lambda found: (found[0].id,),
    )


def get_transcript(session: Session, recording_id: UUID) -> RecordingTranscript:
    """What was said in a recording that was found in reach; raises `NotFound` when nobody wrote it down."""
    transcript = session.get(RecordingTranscript, recording_id)
    if transcript is None:
        raise NotFound("Esta gravação não tem transcrição.")
    return transcript


def folders(session: Session) -> list[str]:
    """The months whose folders hold recordings."""
    return list(session.scalars(select(func.regexp_replace(Recording.storage_key, "/[^/]*$", "")).distinct()))


def keys_in(session: Session, folder: str, before: datetime) -> dict[str, UUID]:
    """The keys of the recordings in a folder that were there before this moment."""
    rows = session.execute(
        select(Recording.storage_key, Recording.id).where(
            Recording.storage_key.startswith(f"{folder}/", autoescape=True), Recording.created_at < before
        )
    )
    return {key: identity for key, identity in rows}


def listens_of(session: Session, operator_id: UUID) -> list[dict[str, Any]]:
    """Who listened to an operator's recordings, the latest first, for him to take along."""
    columns: Any = (
        Call.protocol,
        User.full_name.label("listener"),
        RecordingListen.started_at,
        RecordingListen.last_at,
        RecordingListen.seconds,
    )
    heard = (
        select(*columns)
        .join(Recording, Recording.id == RecordingListen.recording_id)
        .join(Call, Call.id == Recording.call_id)
        .join(User, User.id == RecordingListen.user_id)
        .where(Call.operator_id == operator_id)
    )
    return [dict(row._mapping) for row in session.execute(heard.order_by(RecordingListen.id.desc()))]
