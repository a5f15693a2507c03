"""Making what was decided to be created: operators and categories, once, before the first row is written."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from monitoria.imports import queries
from monitoria.imports.models import Import
from monitoria.imports.rules.decisions import Decision, DecisionAction
from monitoria.imports.rules.near import value_key
from monitoria.people.queries import find_user_by_key
from monitoria.people.service import NewUser, register_user
from monitoria.platform.access import Actor, Role
from monitoria.platform.search import sort_key, tokens
from monitoria.settings.service import create_category

_LONGEST_USERNAME = 60


def create_decided(session: Session, actor: Actor, found: Import, now: datetime) -> None:
    """Create what was decided; each decision then names what it made, so that a second run makes nothing twice.

    Spellings to be created under one name become one. Raises `Forbidden` for whoever may not create it.
    """
    made: dict[tuple[str, str], str] = {}
    for value in queries.values_of(session, found.id):
        decision = Decision.of(value.decision) if value.decision else None
        if decision is not None and decision.action is DecisionAction.CREATE:
            name = decision.target or value.value
            place = (value.field, value_key(name))
            if place not in made:
                made[place] = _create(session, actor, value.field, name, decision, now)
            target = made[place]
            value.decision = replace(decision, action=DecisionAction.MAP, target=target).as_document()
    session.flush()


def _create(session: Session, actor: Actor, field: str, name: str, decision: Decision, now: datetime) -> str:
    if field == "category":
        return create_category(session, actor, name[:80], now).key
    username = next(offer for offer in usernames(name) if find_user_by_key(session, sort_key(offer)) is None)
    new = NewUser(
        username=username,
        password=unknown_password(),
        full_name=name,
        role=Role.OPERATOR,
        team_id=decision.team_id,
    )
    return str(register_user(session, actor, new, now).id)


def unknown_password() -> str:
    """A password that nobody knows: the person comes in once an admin has set another."""
    return secrets.token_urlsafe(32)


def usernames(full_name: str) -> Iterator[str]:
    """User names for a person, the best first: `ana.silva`, then `ana.silva2`…"""
    words = tokens_of_name(full_name)
    base = ".".join([words[0], *words[-1:]] if len(words) > 1 else words)[:_LONGEST_USERNAME]
    base = base if len(base) > 1 else f"atendente.{base}".rstrip(".")
    yield base
    for number in count(2):
        yield f"{base}{number}"


def tokens_of_name(full_name: str) -> list[str]:
    """The words of a name without accents; a number (an extension) stands for itself."""
    return [word for word in sort_key(full_name).replace(".", " ").split() if tokens(word)] or ["atendente"]
