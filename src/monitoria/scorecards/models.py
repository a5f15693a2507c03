"""Tables of scorecards. A published version never changes again; its definition is one document.

The document is what `rules.to_document` writes: it is read and written whole, checked by `rules` before it is
published, and kept for as long as an evaluation rests on it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base, new_id
from monitoria.scorecards.rules import CardStatus

STATUSES = ", ".join(f"'{status.value}'" for status in CardStatus)


class Scorecard(Base):
    """A scorecard: its name and which of its versions is in use. `current_version_id` is null until published."""

    __tablename__ = "scorecards"
    __table_args__ = (
        CheckConstraint(f"status IN ({STATUSES})", name="status_is_known"),
        CheckConstraint("NOT is_default OR status = 'published'", name="default_is_published"),
        Index("ix_scorecards_name_key_id", "name_key", "id"),
        Index("uq_scorecards_is_default", "is_default", unique=True, postgresql_where=text("is_default")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    status: Mapped[str] = mapped_column(String(16))
    is_default: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    current_version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("scorecard_versions.id", use_alter=True, name="fk_scorecards_current_version_id_scorecard_versions")
    )
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention


class ScorecardVersion(Base):
    """One version of a scorecard. `published_at` null: the draft, of which a card has at most one."""

    __tablename__ = "scorecard_versions"
    __table_args__ = (
        UniqueConstraint("scorecard_id", "number"),
        Index(
            "uq_scorecard_versions_draft",
            "scorecard_id",
            unique=True,
            postgresql_where=text("published_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    scorecard_id: Mapped[UUID] = mapped_column(ForeignKey("scorecards.id"))
    number: Mapped[int]
    definition: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
