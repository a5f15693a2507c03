"""Tables of notices: what was told to whom, the letters about it, and what each person prefers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.notifications.rules import Language, Mail
from monitoria.platform.database import Base, new_id, one_of


class LetterState(StrEnum):
    """`unsure`: its content was handed over and no answer came; sending it again might tell the same thing twice."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    FAILED = "failed"
    SKIPPED = "skipped"


class Notification(Base):
    """One thing told to one person.

    The identifiers say what it speaks of; `operator_id` and `team_id` are those of the thing, so that whoever loses
    the reach of it loses the notice. It is not `is_shown` when its person wants only the letter.
    """

    __tablename__ = "notifications"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    is_shown: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    evaluation_id: Mapped[UUID | None]
    call_id: Mapped[UUID | None]
    contest_id: Mapped[UUID | None]
    plan_id: Mapped[UUID | None]
    import_id: Mapped[UUID | None]
    operator_id: Mapped[UUID | None]
    team_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))

    __table_args__ = (
        Index("ix_notifications_user_id_at", "user_id", "at", "id"),
        Index("ix_notifications_unread", "user_id", "at", "id", postgresql_where=text("read_at IS NULL AND is_shown")),
        Index("ix_notifications_at", "at"),
        Index("ix_notifications_evaluation_id", "evaluation_id"),
    )


class NotificationDelivery(Base):
    """The letter about one notice; a digest is the letter of many.

    It is claimed (`sending`) before anything leaves; `handed_at` is written right before its content does.
    """

    __tablename__ = "notification_deliveries"

    notification_id: Mapped[UUID] = mapped_column(ForeignKey("notifications.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    mode: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    told_at: Mapped[datetime]
    due_at: Mapped[datetime]
    unreachable_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        CheckConstraint(one_of("mode", (Mail.AT_ONCE, Mail.DIGEST)), name="mode_is_known"),
        CheckConstraint(one_of("state", LetterState), name="state_is_known"),
        Index("ix_notification_deliveries_open", "due_at", postgresql_where=text("state IN ('pending', 'sending')")),
    )


class NotificationPreference(Base):
    """What one person chose; a kind that is not in `kinds` is told as the kind itself says."""

    __tablename__ = "notification_preferences"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8))
    kinds: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
    updated_at: Mapped[datetime]

    __table_args__ = (CheckConstraint(one_of("language", Language), name="language_is_known"),)
