"""The table of exports that are made in the background."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base, new_id, one_of
from monitoria.reports.rules import ExportStatus


class Export(Base):
    """One file that somebody asked for. Only he ever sees it.

    `filters` are the list's own, as they were given. `run` counts how often it was begun: a run that is no longer the
    present one stops. `reach` marks what its asker could see when the file was made.
    """

    __tablename__ = "exports"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    list: Mapped[str] = mapped_column(String(24))
    format: Mapped[str] = mapped_column(String(8))
    language: Mapped[str] = mapped_column(String(5))
    filters: Mapped[dict[str, Any]] = mapped_column(JSONB)
    status: Mapped[str] = mapped_column(String(10))
    file_name: Mapped[str] = mapped_column(String(80))
    storage_key: Mapped[str | None] = mapped_column(String(200), unique=True)
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    reach: Mapped[str | None] = mapped_column(String(64))
    rows_done: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    rows_total: Mapped[int | None]
    run: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    problem: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    progress_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(one_of("status", ExportStatus), name="status_is_known"),
        CheckConstraint("(status = 'ready') = (storage_key IS NOT NULL)", name="ready_has_a_file"),
        Index("ix_exports_created_by_id", "created_by_id", "id"),
        Index("ix_exports_watched", "status", postgresql_where=text("status IN ('queued', 'running', 'ready')")),
    )
