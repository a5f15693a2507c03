"""Shapes of notices that cross HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.notifications.models import Notification, NotificationPreference
from monitoria.notifications.queries import Unread
from monitoria.notifications.rules import KINDS, Language, choices_for, saying_of, screen_of, sentence_of
from monitoria.platform.access import Role
from monitoria.platform.clock import Zone
from monitoria.platform.http import Instant, Page, PageQuery, Payload, Query, Shape, Version

KindName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class NotificationQuery(PageQuery):
    unread: bool = Field(False, description="Only those that were not read yet.")
    kind: list[KindName] = Field(default=[], max_length=20, description="Only these kinds; several may be given.")


class PulseQuery(Query):
    since: str = Field("", max_length=80, description="The `mark` of the answer before.")


class ReadAllBody(Payload):
    until: Annotated[Instant, Field(strict=False)] = Field(description="Nothing that was told later is marked.")


class NotificationOut(Shape):
    """One thing told. `saying` and `facts` say it in any language; `sentence` is the Portuguese; `screen` the page."""

    id: UUID
    kind: str
    at: datetime
    read_at: datetime | None
    evaluation_id: UUID | None
    call_id: UUID | None
    contest_id: UUID | None
    plan_id: UUID | None
    import_id: UUID | None
    screen: str
    saying: str
    facts: dict[str, str | int | bool | None]
    sentence: str


class NotificationPage(Page[NotificationOut]):
    """One's own notices, the newest first."""


class UnreadOut(Shape):
    """How many wait (counted up to 1,000), and the newest. `mark` changes when any of it does."""

    unread: int
    latest_id: UUID | None
    latest_at: datetime | None
    mark: str


class ReadAllOut(Shape):
    read: int
    unread: int


class ChoiceBody(Payload):
    kind: KindName
    in_app: bool
    email: Literal["off", "at_once", "digest"]


class PreferencesBody(Payload):
    version: Version
    language: Literal["pt-BR", "en"]
    kinds: list[ChoiceBody] = Field(max_length=50)


class ChoiceOut(Shape):
    kind: str
    in_app: bool
    email: Literal["off", "at_once", "digest"]


class PreferencesOut(Shape):
    """How one is told of things. Letters go to `email`, when there is one and the installation sends mail."""

    language: Literal["pt-BR", "en"]
    kinds: list[ChoiceOut]
    email: str | None
    mail_is_sent: bool
    digest_hour: int
    version: int


def show_notification(found: Notification, zone: Zone) -> NotificationOut:
    kind = KINDS.get(found.kind)
    saying = saying_of(found.kind, found.facts)
    subjects = {
        name: getattr(found, name) for name in ("evaluation_id", "call_id", "contest_id", "plan_id", "import_id")
    }
    return NotificationOut(
        id=found.id,
        kind=found.kind,
        at=found.at,
        read_at=found.read_at,
        **subjects,
        screen=screen_of(kind, subjects),
        saying=saying,
        facts=found.facts,
        sentence=sentence_of(saying, found.facts, Language.PORTUGUESE.value, zone.info),
    )


def show_unread(found: Unread) -> UnreadOut:
    return UnreadOut(unread=found.unread, latest_id=found.latest_id, latest_at=found.latest_at, mark=found.mark)


def show_preferences(
    role: Role, email: str | None, found: NotificationPreference | None, *, mail_is_sent: bool, digest_hour: int
) -> PreferencesOut:
    chosen: Mapping[str, Any] = found.kinds if found else {}
    kinds = [
        ChoiceOut(kind=kind.name, **{"in_app": True, "email": kind.mail.value, **chosen.get(kind.name, {})})
        for kind in choices_for(role.value)
    ]
    language = found.language if found else Language.PORTUGUESE.value
    return PreferencesOut(
        language=language,  # type: ignore[arg-type]
        kinds=kinds,
        email=email,
        mail_is_sent=mail_is_sent,
        digest_hour=digest_hour,
        version=found.version if found else 1,
    )
