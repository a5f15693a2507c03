"""When a letter leaves, when it is tried again, and what it is called on the way."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from uuid import UUID


def digest_cutoff(now: datetime, zone: tzinfo, hour: int) -> datetime:
    """The latest time that was the hour of the digest: what was told before it is due, however late the worker is."""
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), time(hour), zone)
    return today if today <= local else datetime.combine(local.date() - timedelta(days=1), time(hour), zone)


def message_id(host: str, notice_id: UUID) -> str:
    """The same for every attempt to send the same notice, so that a mail system can tell."""
    return f"<{notice_id.hex}@{host}>"


def digest_message_id(host: str, user_id: UUID, day: date) -> str:
    """The same for every attempt to send this person's digest of this day."""
    return f"<{day:%Y%m%d}.{user_id.hex}@{host}>"


def list_id(host: str) -> str:
    """What mail programs sort these letters by (RFC 2919)."""
    return f"Monitoria <avisos.{host}>"
