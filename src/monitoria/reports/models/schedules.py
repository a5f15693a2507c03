"""Tables of reports that leave by e-mail."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.platform.database import Base, new_id, one_of
from monitoria.reports.rules.schedules import Frequency, ScheduledKind, SendingState


class ReportSchedule(Base):
    """A report that leaves again and again. `next_due_on`: the local day on which it leaves next."""

    __tablename__ = "report_schedules"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(12))
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("teams.id"))
    operator_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    frequency: Mapped[str] = mapped_column(String(8))
    weekday: Mapped[int | None]
    day: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(5))
    is_paused: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    next_due_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the mapper's own convention
    __table_args__ = (
        CheckConstraint(one_of("kind", ScheduledKind), name="kind_is_known"),
        CheckConstraint(one_of("frequency", Frequency), name="frequency_is_known"),
        CheckConstraint("(kind = 'team-month') = (team_id IS NOT NULL)", name="a_team_month_has_a_team"),
        CheckConstraint("(kind = 'person-month') = (operator_id IS NOT NULL)", name="a_person_month_has_a_person"),
        CheckConstraint("(frequency = 'weekly') = (weekday IS NOT NULL)", name="weekly_has_a_weekday"),
        CheckConstraint("(frequency = 'monthly') = (day IS NOT NULL)", name="monthly_has_a_day"),
        CheckConstraint("weekday BETWEEN 1 AND 7 AND day BETWEEN 1 AND 28", name="days_exist"),
        Index("ix_report_schedules_created_by_id", "created_by_id", "id"),
        Index("ix_report_schedules_due", "next_due_on", postgresql_where=text("NOT is_paused")),
    )


class ReportRecipient(Base):
    """Somebody whom a report is sent to, as long as he may see it."""

    __tablename__ = "report_recipients"

    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("report_schedules.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"), primary_key=True)


class ReportDelivery(Base):
    """One report of one day to one person: there is one, so it leaves once.

    It is claimed (`sending`) before anything leaves; `handed_at` is written right before its content does.
    """

    __tablename__ = "report_deliveries"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    schedule_id: Mapped[UUID] = mapped_column(ForeignKey("report_schedules.id", ondelete="CASCADE"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    due_on: Mapped[date]
    state: Mapped[str] = mapped_column(String(8))
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    planned_at: Mapped[datetime]
    due_at: Mapped[datetime]
    handed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("schedule_id", "user_id", "due_on"),
        CheckConstraint(one_of("state", SendingState), name="state_is_known"),
        Index("ix_report_deliveries_open", "due_at", postgresql_where=text("state IN ('pending', 'sending')")),
    )
