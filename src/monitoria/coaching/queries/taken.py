"""What an operator may take along of his plans: all that he can read of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.coaching.queries.plans import criteria_of, versions_of

# The private notes of those who lead are about their own work; whoever answers a subject's request decides on them.
_PLANS = text(
    """
    SELECT p.id, p.created_at, p.status, p.objective, p.criteria, p.due_on, p.ended_at, p.closing_note,
           (SELECT full_name FROM users WHERE users.id = p.owner_id) AS owner,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('text', a.text, 'done_at', a.done_at)
                                      ORDER BY a.position), '[]')
              FROM coaching_actions a WHERE a.plan_id = p.id) AS actions,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('at', n.created_at, 'author', u.full_name, 'text', n.text)
                                      ORDER BY n.id), '[]')
              FROM coaching_notes n JOIN users u ON u.id = n.author_id
             WHERE n.plan_id = p.id AND NOT n.is_private) AS notes,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('held_on', s.held_on, 'held_by', u.full_name, 'notes', s.notes,
                                                         'acknowledged_at', s.acknowledged_at) ORDER BY s.id), '[]')
              FROM coaching_sessions s JOIN users u ON u.id = s.held_by_id WHERE s.plan_id = p.id) AS sessions
      FROM coaching_plans p WHERE p.operator_id = :operator_id ORDER BY p.id DESC
    """
)


def plans_of(session: Session, operator_id: UUID) -> list[dict[str, Any]]:
    """The plans of an operator with their actions, shared notes and sessions, the latest first.

    What a plan aims at is told in the words of the scorecards it came from.
    """
    found = []
    for row in session.execute(_PLANS, {"operator_id": operator_id}):
        plan = dict(row._mapping)
        labels = criteria_of(session, versions_of(session, plan.pop("id")))
        plan["criteria"] = [labels[key].label if key in labels else key for key in plan["criteria"]]
        found.append(plan)
    return found
