"""Tables of privacy: terms and who accepted them, how long things are kept, holds, and requests of data subjects."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base, new_id, one_of
from monitoria.privacy.rules import RequestKind, RequestStatus


class Term(Base):
    """One version of a text that everybody of a role accepts. Frozen once published; the newest is in force."""

    __tablename__ = "terms"
    __table_args__ = (CheckConstraint("version >= 1", name="version_counts_from_one"),)

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    concerns: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(160))
    text: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str | None] = mapped_column(String(160))
    text_en: Mapped[str | None] = mapped_column(Text)
    published_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    published_at: Mapped[datetime]


class TermAcceptance(Base):
    """Somebody read a version and said so, once."""

    __tablename__ = "term_acceptances"
    __table_args__ = (ForeignKeyConstraint(["key", "version"], ["terms.key", "terms.version"]),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    accepted_at: Mapped[datetime]
    request_id: Mapped[str | None] = mapped_column(String(64))


class RetentionPolicy(Base):
    """How long a team's recordings and records are kept; the row without a team holds for all others.

    None: until somebody deletes them. `is_regulated`: the minimum of the regulated services holds.
    """

    __tablename__ = "retention_policies"
    __table_args__ = (
        CheckConstraint("recording_days >= 1", name="recordings_are_kept_a_day"),
        CheckConstraint("record_years >= 1", name="records_are_kept_a_year"),
        CheckConstraint(
            "NOT is_regulated OR ((recording_days IS NULL OR recording_days >= 90) "
            "AND (record_years IS NULL OR record_years >= 2))",
            name="regulated_are_kept_long_enough",
        ),
        UniqueConstraint("team_id", postgresql_nulls_not_distinct=True),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    is_regulated: Mapped[bool]
    recording_days: Mapped[int | None]
    record_years: Mapped[int | None]
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention


class LegalHold(Base):
    """Nothing of this call, or of this team, is purged or deleted while the hold stands."""

    __tablename__ = "legal_holds"
    __table_args__ = (
        CheckConstraint("num_nonnulls(call_id, team_id) = 1", name="holds_one_thing"),
        CheckConstraint("(released_at IS NULL) = (released_by_id IS NULL)", name="released_by_somebody"),
        Index("ix_legal_holds_call_id", "call_id"),
        Index("ix_legal_holds_team_id", "team_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    # Checked at the end of the transaction: a call that is deleted takes the holds that were released with it.
    call_id: Mapped[UUID | None] = mapped_column(ForeignKey("calls.id", deferrable=True, initially="DEFERRED"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    reason: Mapped[str] = mapped_column(String(500))
    placed_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    placed_at: Mapped[datetime]
    released_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    released_at: Mapped[datetime | None]


class DataRequest(Base):
    """What a data subject asked for, until when it is owed, and what was answered."""

    __tablename__ = "data_requests"
    __table_args__ = (
        CheckConstraint(one_of("kind", RequestKind), name="kind_is_known"),
        CheckConstraint(one_of("status", RequestStatus), name="status_is_known"),
        CheckConstraint("(status = 'open') = (closed_at IS NULL)", name="closed_has_a_time"),
        CheckConstraint("due_on >= received_on", name="due_after_received"),
        Index("ix_data_requests_due_on_id", "due_on", "id"),
        Index("ix_data_requests_user_id", "user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(12))
    subject_name: Mapped[str] = mapped_column(String(160))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    details: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text, default="")
    received_on: Mapped[date]
    due_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
