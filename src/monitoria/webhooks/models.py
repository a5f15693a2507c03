"""Tables of webhooks: where things are told, and each thing told there."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base, new_id, one_of
from monitoria.webhooks.rules import DeliveryState, OffReason


class WebhookEndpoint(Base):
    """An address that is told of some kinds of events. Its secrets are sealed with the installation's own.

    `failures` in a row since `failing_since`; they are no change of the endpoint, the version stays.
    """

    __tablename__ = "webhook_endpoints"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(80))
    url: Mapped[str] = mapped_column(String(500))
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    with_scores: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    is_active: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    sealed_secret: Mapped[str] = mapped_column(Text)
    sealed_previous: Mapped[str | None] = mapped_column(Text)
    previous_until: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    failing_since: Mapped[datetime | None]
    off_reason: Mapped[str | None] = mapped_column(String(8))
    off_at: Mapped[datetime | None]
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
    __table_args__ = (
        CheckConstraint(one_of("off_reason", OffReason), name="off_reason_is_known"),
        CheckConstraint("off_at IS NULL OR NOT is_active", name="what_is_off_is_not_active"),
    )


class WebhookDelivery(Base):
    """One thing told to one address. `body` is what is sent and signed, to the byte, at every try.

    It is claimed (`sending`) before anything leaves; `asked_at`: since when it should have. Of the last
    answer the beginning is kept.
    """

    __tablename__ = "webhook_deliveries"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    endpoint_id: Mapped[UUID] = mapped_column(ForeignKey("webhook_endpoints.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    tries: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
    status: Mapped[int | None]
    answer: Mapped[str | None] = mapped_column(Text)
    problem: Mapped[str | None] = mapped_column(Text)
    seconds: Mapped[float | None]

    __table_args__ = (
        CheckConstraint(one_of("state", DeliveryState), name="state_is_known"),
        Index("ix_webhook_deliveries_endpoint_id_id", "endpoint_id", "id"),
        Index("ix_webhook_deliveries_created_at", "created_at"),
        Index(
            "ix_webhook_deliveries_open",
            "endpoint_id",
            "due_at",
            postgresql_where=text("state IN ('pending', 'sending')"),
        ),
    )
