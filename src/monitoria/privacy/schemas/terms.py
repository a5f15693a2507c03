"""Shapes of terms."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from monitoria.platform.access import Actor, Permission, Role, allowed
from monitoria.platform.http import Payload, Shape, Version
from monitoria.privacy.queries import TermRow

TermKey = Annotated[str, StringConstraints(min_length=1, max_length=40)]
TermTitle = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
TermText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]


class TermPath(BaseModel):
    key: str = Field(max_length=40)


class AcceptBody(Payload):
    key: TermKey
    version: Version


class TermBody(Payload):
    """The text of the next version, in Portuguese and, where it is wanted, in English."""

    version: Version
    title: TermTitle
    text: TermText
    title_en: TermTitle | None = None
    text_en: TermText | None = None


class TermOut(Shape):
    """A term in force. `accepted_at`: when the reader did. `accepted` of `concerned` people have, for who publishes."""

    key: str
    version: int
    concerns: Role
    title: str
    text: str
    title_en: str | None
    text_en: str | None
    published_at: datetime
    accepted_at: datetime | None
    accepted: int | None
    concerned: int | None
    actions: list[str]


class TermListOut(Shape):
    """The terms in force that the reader has to do with."""

    items: list[TermOut]


def show_term(actor: Actor, row: TermRow) -> TermOut:
    """A term as `actor` sees it."""
    term = row.term
    concerns = term.concerns == actor.role.value
    words = allowed(actor, [Permission.TERM_ACCEPT, Permission.TERM_PUBLISH])
    return TermOut(
        key=term.key,
        version=term.version,
        concerns=Role(term.concerns),
        title=term.title,
        text=term.text,
        title_en=term.title_en,
        text_en=term.text_en,
        published_at=term.published_at,
        accepted_at=row.accepted_at,
        accepted=row.accepted,
        concerned=row.concerned,
        actions=[word for word in words if word != "accept" or (concerns and row.accepted_at is None)],
    )
