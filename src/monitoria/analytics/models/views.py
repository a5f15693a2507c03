"""Charts as somebody left them, to come back to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.analytics.rules import LONGEST_QUERY, LONGEST_VIEW_NAME, ViewPage
from monitoria.platform.database import Base, new_id, one_of


class SavedView(Base):
    """One person's own: a page with the filters that stand in its address. `is_home`: what it opens with."""

    __tablename__ = "saved_views"
    __table_args__ = (
        CheckConstraint(one_of("page", ViewPage), name="page_is_known"),
        Index("uq_saved_views_name", "user_id", "name_key", unique=True),
        Index("uq_saved_views_home", "user_id", unique=True, postgresql_where=text("is_home")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(LONGEST_VIEW_NAME))
    name_key: Mapped[str] = mapped_column(Text)
    page: Mapped[str] = mapped_column(String(12))
    query: Mapped[str] = mapped_column(String(LONGEST_QUERY))
    is_home: Mapped[bool]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
