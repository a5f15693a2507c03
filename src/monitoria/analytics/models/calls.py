"""Calls, counted by the local day on which they began."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from monitoria.analytics.models.columns import counted
from monitoria.platform.database import Base


class TeamDay(Base):
    """Calls of one team on one day, by status and priority."""

    __tablename__ = "team_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    calls: Mapped[int] = counted()
    status_open: Mapped[int] = counted()
    status_in_progress: Mapped[int] = counted()
    status_resolved: Mapped[int] = counted()
    status_closed: Mapped[int] = counted()
    priority_low: Mapped[int] = counted()
    priority_medium: Mapped[int] = counted()
    priority_high: Mapped[int] = counted()
    priority_urgent: Mapped[int] = counted()


class TeamDayCategory(Base):
    """Calls of one team on one day, of one category."""

    __tablename__ = "team_day_categories"

    day: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(String(60), primary_key=True)
    calls: Mapped[int] = counted()


class CallHour(Base):
    """Calls of one team by local hour and ISO weekday (Monday is 1), of one day and of one month."""

    __tablename__ = "call_hours"

    grain: Mapped[str] = mapped_column(String(5), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hour: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    calls: Mapped[int] = counted()
