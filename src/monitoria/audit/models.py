"""The audit trail's table."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base, new_id


class AuditEntry(Base):
    """One fact: who (None: the system), what, about what, when, in which request. Written once, never changed."""

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_at_id", "at", "id"),
        Index("ix_audit_entries_team_id_at_id", "team_id", "at", "id"),
        Index("ix_audit_entries_operator_id_at_id", "operator_id", "at", "id"),
        Index("ix_audit_entries_subject_type_subject_id", "subject_type", "subject_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    at: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[UUID | None]
    subject_type: Mapped[str] = mapped_column(String(30))
    subject_id: Mapped[str | None] = mapped_column(String(64))
    team_id: Mapped[UUID | None]
    operator_id: Mapped[UUID | None]
    request_id: Mapped[str | None] = mapped_column(String(64))
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
