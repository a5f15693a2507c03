"""What the things that charts compare are called. Asked only of what was found in reach."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session

from monitoria.analytics.models import NO_TEAM
from monitoria.people.models import Team, User
from monitoria.platform.search import sort_key
from monitoria.settings.models import Category

NO_TEAM_LABEL = "Sem equipe"


def labels_by_name(session: Session, by: str, ids: Collection[Any]) -> dict[Any, str]:
    """The labels of these teams, operators or categories, in the order of their names; other things are their own."""
    known = [identity for identity in ids if identity != NO_TEAM]
    columns: Any = {
        "team_id": (Team.id, Team.name),
        "operator_id": (User.id, User.full_name),
        "category": (Category.key, Category.label),
    }.get(by)
    if columns is None:
        return {identity: str(identity) for identity in sorted(known, key=str)}
    # One array, however many: a list of hundreds of parameters takes longer to read than to answer.
    chosen = bindparam("known", known, type_=ARRAY(columns[0].type))
    rows = session.execute(select(*columns).where(columns[0] == any_(chosen))) if known else ()
    labels: dict[Any, str] = {identity: label for identity, label in rows}
    labels |= {identity: str(identity) for identity in known if identity not in labels}
    ordered = dict(sorted(labels.items(), key=lambda pair: sort_key(pair[1])))
    return ordered | ({NO_TEAM: NO_TEAM_LABEL} if NO_TEAM in ids else {})


def team_id_or_none(identity: UUID) -> UUID | None:
    """The team, or None for what has none."""
    return None if identity == NO_TEAM else identity
