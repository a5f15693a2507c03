"""What happens to the system itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from monitoria.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRetried(Event):
    """A job that had failed for good was put back in the queue by a person."""

    name: ClassVar[str] = "system.job-retried"
    job_id: int
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemVerified(Event):
    """Something that follows from something else was computed anew and compared: `what` is "trail" or "rollups"."""

    name: ClassVar[str] = "system.verified"
    what: str
    is_whole: bool
