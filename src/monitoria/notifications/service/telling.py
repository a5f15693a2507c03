"""Telling people what happened: the notices and the letters to come are written in the transaction of the event."""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Text, TextClause, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Session

from monitoria.audit.rules import as_plain
from monitoria.notifications.rules import Audience, Kind
from monitoria.platform.events import Event, circumstances_of
from monitoria.platform.http import tell_pulse

SUBJECTS = ("evaluation_id", "call_id", "contest_id", "plan_id", "import_id", "operator_id", "team_id")

_LEADS = "u.role = 'supervisor' AND EXISTS (SELECT FROM teams t WHERE t.id = :team_id AND t.supervisor_id = u.id)"
_DECIDES = f"(u.role = 'admin' OR {_LEADS}) AND u.id <> :evaluator_id AND u.id <> :operator_id"
_AUDIENCES = {
    Audience.OPERATOR: "u.id = :operator_id",
    Audience.DECIDERS: _DECIDES,
    Audience.WAITED_FOR: f"CASE WHEN :waits_for = 'decide' THEN {_DECIDES} ELSE u.id = :operator_id END",
    # Whoever published it may have another role or another team since.
    Audience.TEAM_AND_PUBLISHER: f"({_LEADS} OR (u.id = :evaluator_id AND u.role IN ('admin', 'evaluator')))",
    Audience.ADMINS: "u.role = 'admin'",
    # Who made a plan may have another role or another team since: the reach of the list says what he still reads.
    Audience.COACHED_AND_COACH: "u.id IN (:operator_id, :owner_id)",
    Audience.ASKER: "u.id = :owner_id",
    Audience.HOLDER: "u.id = :owner_id",
    Audience.UPLOADER: "u.id = (SELECT i.created_by_id FROM imports i WHERE i.id = :import_id)",
}
_REPLACED = text(
    "DELETE FROM notifications WHERE evaluation_id = :evaluation_id AND at = :at AND kind = ANY(:kinds)"
).bindparams(bindparam("evaluation_id", type_=Uuid), bindparam("kinds", type_=ARRAY(Text)))

# One statement a fact, however many people hear of it.
_TELL = """
WITH heard AS (
    SELECT u.id, coalesce(p.kinds -> :kind ->> 'email', :mail) AS mail,
           coalesce((p.kinds -> :kind ->> 'in_app')::boolean, true) AS is_shown, u.email IS NOT NULL AS has_address
      FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id
     WHERE u.is_active AND u.id IS DISTINCT FROM :actor_id AND ({audience})
       AND NOT EXISTS (
           SELECT FROM notifications n
            WHERE n.evaluation_id = :evaluation_id AND n.at = :at AND n.user_id = u.id AND n.kind = ANY(:better)
       )
), told AS (
    INSERT INTO notifications (id, user_id, kind, at, is_shown, facts, {subjects})
    SELECT gen_random_uuid(), id, :kind, :at, is_shown, :facts, {values}
      FROM heard WHERE is_shown OR (mail <> 'off' AND has_address)
    RETURNING id, user_id
), mailed AS (
    INSERT INTO notification_deliveries (notification_id, user_id, mode, state, told_at, due_at)
    SELECT told.id, told.user_id, heard.mail, 'pending', :at, :at
      FROM told JOIN heard ON heard.id = told.user_id
     WHERE heard.mail <> 'off' AND heard.has_address
    RETURNING user_id, mode
)
SELECT told.user_id, coalesce(mailed.mode = 'at_once', false) AS is_urgent
  FROM told LEFT JOIN mailed ON mailed.user_id = told.user_id
"""


def tell(session: Session, kind: Kind, event: Event, better: tuple[str, ...] = ()) -> bool:
    """Tell everybody whom it concerns but whoever acted; whether a letter is to leave at once.

    Nothing is told to whom a `better` kind already told the same thing in this transaction.
    """
    circumstances = circumstances_of(session)
    subjects: dict[str, UUID | None] = {name: getattr(event, name, None) for name in SUBJECTS}
    if kind.instead_of:
        given = {"evaluation_id": subjects["evaluation_id"], "at": circumstances.at, "kinds": list(kind.instead_of)}
        session.execute(_REPLACED, given)
    facts = {name: as_plain(getattr(event, name)) for name in kind.facts}
    parameters: dict[str, Any] = {
        **subjects,
        "evaluator_id": getattr(event, "evaluator_id", None),
        "owner_id": getattr(event, "owner_id", None),
        "waits_for": getattr(event, "waits_for", ""),
        "actor_id": None if kind.comes_later else circumstances.actor_id,
        "at": circumstances.at,
        "kind": kind.name,
        "mail": kind.mail.value,
        "facts": facts,
        "better": list(better),
    }
    rows = session.execute(_statement(kind.who), parameters).all()
    tell_pulse(session, [row.user_id for row in rows])
    return any(row.is_urgent for row in rows)


@cache
def _statement(who: Audience) -> TextClause:
    values = ", ".join(f":{name}" for name in SUBJECTS)
    whole = _TELL.format(audience=_AUDIENCES[who], subjects=", ".join(SUBJECTS), values=values)
    identifiers = [
        bindparam(name, type_=Uuid)
        for name in (*SUBJECTS, "actor_id", "evaluator_id", "owner_id")
        if f":{name}" in whole
    ]
    texts = [bindparam(name, type_=Text) for name in ("kind", "mail", "waits_for") if f":{name}" in whole]
    return text(whole).bindparams(
        *identifiers, *texts, bindparam("facts", type_=JSONB), bindparam("better", type_=ARRAY(Text))
    )
