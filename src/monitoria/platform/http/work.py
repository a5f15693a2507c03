"""What a handler is given: the open unit of work of one request and who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone
from monitoria.platform.config import Config
from monitoria.platform.errors import Unauthenticated
from monitoria.platform.storage import Storage


@dataclass(slots=True)
class Work:
    """One request at work. The session commits after the handler returns, never inside it."""

    session: Session
    now: datetime
    zone: Zone
    config: Config
    request_id: str
    address: str
    claims: dict[str, object]
    storage: Storage
    maybe_actor: Actor | None = None
    status: int | None = None  # instead of the route's own, when the handler says so

    @property
    def actor(self) -> Actor:
        """Who asks; raises `Unauthenticated` on a public route where nobody signed in."""
        if self.maybe_actor is None:
            raise Unauthenticated()
        return self.maybe_actor
