"""The table of calls. Its indexes follow the lists: each filter that stands alone has one in the order of the list."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Numeric,
    Sequence,
    String,
    Text,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.calls.rules import HIGHEST_CSAT, LOWEST_CSAT, CallStatus, Channel, Priority
from monitoria.platform.database import Base, new_id, one_of

# Numbers protocols; a number that was given is never given again, whatever becomes of its call.
PROTOCOL_SEQUENCE = Sequence("call_protocols", metadata=Base.metadata)
PRIORITY_RANK = "CASE priority WHEN 'low' THEN 1 WHEN 'medium' THEN 2 WHEN 'high' THEN 3 ELSE 4 END"


_FILTERS = ("team_id", "status", "priority_rank", "category", "channel")


def filter_columns(*first: str) -> tuple[str, ...]:
    """Columns of the index of one filter: in the order of the list, and with what other filters look at.

    So rows that another filter leaves out are passed over, and counted, without reading them.
    """
    return (*first, "started_at", "id", *(name for name in _FILTERS if name not in first))


class Call(Base):
    """One contact. `team_id` is the team it was taken in, whatever becomes of its operator.

    `import_id` names the import that made it. `evaluations_count` counts drafts too, `published_count` what everybody
    may know of. `csat`: how content the customer said to be, 1 to 5. `search` holds the normalised words of the
    customer, subject and notes. `erased_at`: when those were taken out for good.
    """

    __tablename__ = "calls"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    protocol: Mapped[str] = mapped_column(String(24, collation="C"), unique=True)
    operator_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    channel: Mapped[str] = mapped_column(String(12))
    category: Mapped[str] = mapped_column(ForeignKey("categories.key"))
    priority: Mapped[str] = mapped_column(String(12))
    priority_rank: Mapped[int] = mapped_column(Computed(PRIORITY_RANK, persisted=True))
    status: Mapped[str] = mapped_column(String(12))
    customer_name: Mapped[str | None] = mapped_column(String(160))
    customer_phone: Mapped[str | None] = mapped_column(String(40))
    customer_document: Mapped[str | None] = mapped_column(String(40))
    subject: Mapped[str | None] = mapped_column(String(200))
    notes: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    duration_seconds: Mapped[int | None]
    csat: Mapped[Decimal | None] = mapped_column(Numeric(3, 2))
    external_id: Mapped[str | None] = mapped_column(String(120))
    source: Mapped[str | None] = mapped_column(String(60))
    import_id: Mapped[UUID | None]
    evaluations_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    published_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    is_evaluated: Mapped[bool] = mapped_column(Computed("published_count > 0", persisted=True))
    search: Mapped[Any] = mapped_column(TSVECTOR, deferred=True)
    version: Mapped[int] = mapped_column(default=1)
    created_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
    __table_args__ = (
        CheckConstraint(one_of("channel", Channel), name="channel_is_known"),
        CheckConstraint(one_of("priority", Priority), name="priority_is_known"),
        CheckConstraint(one_of("status", CallStatus), name="status_is_known"),
        CheckConstraint("ended_at >= started_at", name="ends_after_start"),
        CheckConstraint("duration_seconds >= 0", name="duration_is_not_negative"),
        CheckConstraint(f"csat BETWEEN {LOWEST_CSAT} AND {HIGHEST_CSAT}", name="csat_is_on_its_scale"),
        CheckConstraint("published_count >= 0 AND published_count <= evaluations_count", name="counts_agree"),
        Index("ix_calls_started_at", "started_at", "id"),
        Index("ix_calls_operator_id", *filter_columns("operator_id")),
        Index("ix_calls_team_id", *filter_columns("team_id")),
        Index("ix_calls_status", *filter_columns("status")),
        Index("ix_calls_priority", *filter_columns("priority_rank")),
        Index("ix_calls_category", *filter_columns("category")),
        Index("ix_calls_channel", *filter_columns("channel")),
        Index("ix_calls_evaluated", *filter_columns(), postgresql_where=text("is_evaluated")),
        Index("ix_calls_search", "search", postgresql_using="gin", postgresql_with={"fastupdate": False}),
        Index("ix_calls_import_id", "import_id", postgresql_where=text("import_id IS NOT NULL")),
        Index(
            "uq_calls_source_external_id",
            "source",
            "external_id",
            unique=True,
            postgresql_where=text("external_id IS NOT NULL"),
            postgresql_nulls_not_distinct=True,
        ),
    )


# An unknown duration sorts before all others.
DURATION_ORDER = func.coalesce(Call.duration_seconds, literal_column("-1"))
Index("ix_calls_duration", DURATION_ORDER, Call.id)
