"""The sample's coaching plan: made from the lowest of the older evaluations, and half done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.coaching import service
from monitoria.coaching.queries import actions_of
from monitoria.coaching.rules import NewPlan, NewSession
from monitoria.demo.people import Staff
from monitoria.evaluations.queries import view_evaluation
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone
from monitoria.platform.events import Circumstances, set_circumstances

_DUE_IN_DAYS = 6
_AIMS = 2
_ACTIONS = (
    "Ouvir duas chamadas suas com a supervisão",
    "Usar a frase de acolhimento nas próximas dez chamadas",
    "Encerrar confirmando o que ficou combinado",
)


def make_plan(session: Session, staff: Staff, evaluations: Sequence[UUID], now: datetime, zone: Zone) -> None:
    """Make the plan when its evaluation was published, talk about it, and let its operator do the first thing."""
    older = [view_evaluation(session, staff.admin, identity) for identity in evaluations[: len(evaluations) // 2]]
    lowest = min(older, key=lambda filled: (filled.evaluation.final_score or 0, filled.evaluation.dated_at))
    rated = [answer for answer in lowest.answers.values() if answer.value is not None]
    aims = sorted(rated, key=lambda answer: (answer.value or 0, answer.criterion))[:_AIMS]
    operator = Actor(lowest.evaluation.operator_id, Role.OPERATOR, frozenset({staff.team_id}))
    began = lowest.evaluation.dated_at
    at, step = began, (now - began) / 5

    def then(actor: Actor) -> datetime:
        nonlocal at
        at += step
        set_circumstances(session, Circumstances(actor.id, at))
        return at

    lead = staff.supervisor
    new = NewPlan(
        evaluation_ids=(lowest.evaluation.id,),
        objective="Acolher o cliente antes de resolver: ouvir até o fim e repetir o que entendeu.",
        criteria=[answer.criterion for answer in aims],
        due_on=zone.day_of(now) + timedelta(days=_DUE_IN_DAYS),
        actions=_ACTIONS,
    )
    plan = service.create_plan(session, lead, new, then(lead), zone)
    shared, private = "Começamos pelas chamadas de cobrança.", "Rever a escala: o turno cobre dois horários de pico."
    service.add_note(session, lead, plan.id, shared, is_private=False, now=then(lead))
    service.add_note(session, lead, plan.id, private, is_private=True, now=at)
    held = NewSession(zone.day_of(at), "Ouvimos juntos duas chamadas e combinamos a frase de acolhimento.")
    service.hold_session(session, lead, plan.id, held, then(lead), zone)
    done = actions_of(session, plan.id)[0]
    service.mark_action(session, operator, plan.id, done.id, is_done=True, now=then(operator))
