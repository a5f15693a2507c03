"""News goes up: a lower domain emits a fact in the past tense, higher ones listen in the same transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A fact that has just become true, in the past tense. `name` is stable: the audit trail stores it.

    One that is not recorded is a part of a greater fact, told so that sums stay true; the whole is recorded once.
    """

    name: ClassVar[str]
    is_recorded: ClassVar[bool] = True


Listener = Callable[["Session", Any], None]
Subscription = tuple[type[Event], Listener]

_BUS = "monitoria.bus"
_VOICE = "monitoria.voice"
_CIRCUMSTANCES = "monitoria.circumstances"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Who acts (None: the system itself), when, and in which request: what every event shares.

    `key_id`, `key_name`: the API key by which he does, when he did not sign in.
    """

    actor_id: UUID | None
    at: datetime
    request_id: str | None = None
    key_id: UUID | None = None
    key_name: str | None = None


class Bus:
    """Who hears what. Built once by `app` and `worker` from each domain's visible list of subscriptions."""

    def __init__(self, subscriptions: Iterable[Subscription] = ()) -> None:
        heard: dict[type[Event], list[Listener]] = defaultdict(list)
        for kind, listener in subscriptions:
            heard[kind].append(listener)
        self._heard: Mapping[type[Event], list[Listener]] = heard

    def listeners(self, kind: type[Event]) -> list[Listener]:
        """Listeners of `kind` and of its parents, in the order they were subscribed."""
        return [listener for parent in kind.__mro__ for listener in self._heard.get(parent, ())]

    def attach(self, session: Session) -> None:
        """Let everything emitted in `session` reach this bus."""
        session.info[_BUS] = self


def emit(session: Session, event: Event) -> None:
    """Tell every listener of the session's bus, now, inside the same transaction.

    A listener that raises undoes the whole request: a fact and its consequences are true together or not at all.
    What is emitted where only reading is done is heard where `speak_through` said.
    """
    voice: Callable[[], Session] | None = session.info.get(_VOICE)
    if voice is not None:
        session = voice()
    bus: Bus | None = session.info.get(_BUS)
    if bus is None:
        raise RuntimeError("the session has no event bus: open it through the unit of work")
    for listener in bus.listeners(type(event)):
        listener(session, event)


def speak_through(session: Session, opening: Callable[[], Session]) -> None:
    """`session` can only read: what it emits is heard in the one that `opening` gives, opened at the first word.

    The circumstances are always those of `session`.
    """
    opened: list[Session] = []

    def voice() -> Session:
        if not opened:
            opened.append(opening())
        set_circumstances(opened[0], circumstances_of(session))
        return opened[0]

    session.info[_VOICE] = voice


def set_circumstances(session: Session, circumstances: Circumstances) -> None:
    """Say once, at the edge, under which circumstances everything in `session` happens."""
    session.info[_CIRCUMSTANCES] = circumstances


def circumstances_of(session: Session) -> Circumstances:
    """The circumstances said at the edge; raises RuntimeError when nobody said them."""
    circumstances: Circumstances | None = session.info.get(_CIRCUMSTANCES)
    if circumstances is None:
        raise RuntimeError("the session has no circumstances: open it through the unit of work")
    return circumstances
