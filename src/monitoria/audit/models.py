"""The audit trail's tables: what happened, and the chain that seals it. Both only ever grow."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index, LargeBinary, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base, new_id


class AuditEntry(Base):
    """One fact: who (None: the system), what, about what, when, in which request. Written once, never changed.

    `transaction_id` is the transaction that wrote it: what is older than every running one can be sealed in order.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index("ix_audit_entries_at_id", "at", "id"),
        Index("ix_audit_entries_team_id_at_id", "team_id", "at", "id"),
        Index("ix_audit_entries_operator_id_at_id", "operator_id", "at", "id"),
        Index("ix_audit_entries_subject_type_subject_id", "subject_type", "subject_id"),
        Index("ix_audit_entries_actor_id_at_id", "actor_id", "at", "id"),
        Index("ix_audit_entries_name_at_id", "name", "at", "id"),
        Index("ix_audit_entries_transaction_id_id", "transaction_id", "id"),
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
    transaction_id: Mapped[int] = mapped_column(
        BigInteger, server_default=text("(pg_current_xact_id()::text)::bigint"), deferred=True
    )


class AuditSeal(Base):
    """A link of the chain: `hash` is over the link before and the entry. No foreign key: a gap must be findable."""

    __tablename__ = "audit_seals"

    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[UUID] = mapped_column(unique=True)
    transaction_id: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_at: Mapped[datetime]
