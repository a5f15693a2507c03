"""Tables of recordings, of who listened to them, and of what was said in them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base, new_id
from monitoria.recordings.rules import BatchStatus, RecordingStatus

_STATUSES = ", ".join(repr(status.value) for status in RecordingStatus)
_BATCH_STATUSES = ", ".join(repr(status.value) for status in BatchStatus)


class Recording(Base):
    """One file of sound. `sha256` is of the original, which lies unchanged under `storage_key`.

    What is measured is None until the job has decoded it. `playable_type` is that of what browsers can play: the
    original, or its copy when it `has_copy`. `transcription`: it was asked for, or the word for why it failed.
    """

    __tablename__ = "recordings"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    # Checked at the end of the transaction: whoever deletes a call tells us, and we delete its recordings.
    call_id: Mapped[UUID] = mapped_column(ForeignKey("calls.id", deferrable=True, initially="DEFERRED"))
    storage_key: Mapped[str] = mapped_column(String(200, collation="C"), unique=True)
    file_name: Mapped[str] = mapped_column(String(255))
    format: Mapped[str] = mapped_column(String(20))
    content_type: Mapped[str] = mapped_column(String(60))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(12))
    problem: Mapped[str | None] = mapped_column(String(40))
    duration_seconds: Mapped[float | None]
    channels: Mapped[int | None]
    sample_rate: Mapped[int | None]
    analysis: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    notes: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default=text("'[]'"))
    has_copy: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    playable_type: Mapped[str | None] = mapped_column(String(60))
    has_transcript: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    transcription: Mapped[str | None] = mapped_column(String(20))
    version: Mapped[int] = mapped_column(default=1)
    uploaded_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
    __table_args__ = (
        UniqueConstraint("call_id", "sha256"),
        CheckConstraint(f"status IN ({_STATUSES})", name="status_is_known"),
        CheckConstraint("size_bytes > 0", name="has_bytes"),
        CheckConstraint("status <> 'ready' OR duration_seconds > 0", name="ready_is_measured"),
        Index("ix_recordings_waiting", "created_at", postgresql_where=text("status = 'waiting'")),
    )


class RecordingListen(Base):
    """Somebody listened: one row a person and listening. `seconds` is what his player says it played."""

    __tablename__ = "recording_listens"
    __table_args__ = (
        Index("ix_recording_listens_recording_id", "recording_id", "user_id", "last_at"),
        Index("ix_recording_listens_user_id", "user_id"),
        CheckConstraint("seconds >= 0", name="seconds_are_not_negative"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    started_at: Mapped[datetime]
    last_at: Mapped[datetime]
    seconds: Mapped[float] = mapped_column(default=0.0, server_default=text("0"))


class RecordingTranscript(Base):
    """What was said: `segments` is a list of {start, end, speaker, text, words}, numbers of documents masked."""

    __tablename__ = "recording_transcripts"

    recording_id: Mapped[UUID] = mapped_column(ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(String(20))
    language: Mapped[str | None] = mapped_column(String(12))
    segments: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    created_at: Mapped[datetime]


class RecordingBatch(Base):
    """Files that wait to be matched to calls: a person looks at the matches before anything is added."""

    __tablename__ = "recording_batches"
    __table_args__ = (
        CheckConstraint(f"status IN ({_BATCH_STATUSES})", name="status_is_known"),
        Index("ix_recording_batches_created_by_id", "created_by_id", "id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    status: Mapped[str] = mapped_column(String(12))
    patterns: Mapped[list[str]] = mapped_column(JSONB)
    window_seconds: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention


class RecordingBatchItem(Base):
    """One file of a batch: what it is, the call it belongs to and how that was found, or why it can't be added."""

    __tablename__ = "recording_batch_items"
    __table_args__ = (
        Index("ix_recording_batch_items_batch_id", "batch_id", "position"),
        Index("ix_recording_batch_items_call_id", "call_id"),
        Index("ix_recording_batch_items_recording_id", "recording_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("recording_batches.id", ondelete="CASCADE"))
    position: Mapped[int]
    storage_key: Mapped[str] = mapped_column(String(200, collation="C"), unique=True)
    file_name: Mapped[str] = mapped_column(String(255))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes] = mapped_column(LargeBinary)
    problem: Mapped[str | None] = mapped_column(String(300))
    call_id: Mapped[UUID | None] = mapped_column(ForeignKey("calls.id", ondelete="SET NULL"))
    matched_by: Mapped[str | None] = mapped_column(String(12))
    candidate_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), default=list, server_default=text("'{}'"))
    recording_id: Mapped[UUID | None] = mapped_column(ForeignKey("recordings.id", ondelete="SET NULL"))
