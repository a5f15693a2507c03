"""What became of the sample's evaluations: most are acknowledged, some contested, and time has passed over others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.demo.people import Staff
from monitoria.evaluations import service
from monitoria.evaluations.queries import Filled, view_evaluation
from monitoria.evaluations.rules import Answer, ContestedItem, Decision, Verdict
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone
from monitoria.platform.events import Circumstances, set_circumstances

# Evaluations by their place among the thirty, the oldest first.
_SILENT = frozenset({2, 11, 17})  # nobody acknowledged them: the deadline passed
_OPEN = frozenset({26, 28})  # not read yet
_CONCLUDED = frozenset({0, 1, 4, 5, 8, 10})
_DISAGREED = {7: "Li e entendi, mas não concordo com a nota do encerramento.", 20: "Discordo: o sistema estava fora."}
_THANKS = ("", "", "Obrigado pelo retorno.", "", "Vou prestar atenção nisso.")


@dataclass(frozen=True, slots=True)
class _Dispute:
    """A contest of the lowest answer, and what came of it; nobody has decided it yet when `decision` is None."""

    wish: str
    decision: Decision | None
    reason: str = ""
    at_seconds: float | None = None


_DISPUTES = {
    22: _Dispute(
        "Confirmei os dados antes de seguir, logo depois da saudação.",
        Decision.ACCEPT,
        "Ouvimos de novo: a confirmação está lá. A nota foi revista.",
    ),
    6: _Dispute(
        "O cliente já estava irritado antes de ser atendido.",
        Decision.UPHOLD,
        "A irritação do cliente não mudou a nota: avaliamos só a condução do atendimento.",
    ),
    29: _Dispute("Aqui eu pergunto se ficou alguma dúvida.", None, at_seconds=8.0),
}


def live_on(session: Session, staff: Staff, evaluations: Sequence[UUID], now: datetime, zone: Zone) -> None:
    """Let operators and leaders answer, each in the time between publication and `now`; then close what expired."""
    for place, identity in enumerate(evaluations):
        filled = view_evaluation(session, staff.admin, identity)
        operator = Actor(filled.evaluation.operator_id, Role.OPERATOR, frozenset({staff.team_id}))
        if place in _DISPUTES:
            _dispute(session, staff, operator, filled, _DISPUTES[place], now, zone)
        elif place not in _SILENT | _OPEN:
            _read(session, staff, operator, filled, place, now, zone)
    _let_time_pass(session, evaluations, staff, now, zone)


def _after(filled: Filled, hours: float, share: float, now: datetime) -> datetime:
    """So many hours after publication, or that share of the time since when it is shorter."""
    at = filled.evaluation.dated_at
    return at + min(timedelta(hours=hours), (now - at) * share)


def _read(
    session: Session, staff: Staff, operator: Actor, filled: Filled, place: int, now: datetime, zone: Zone
) -> None:
    comment = _DISAGREED.get(place, _THANKS[place % len(_THANKS)])
    at, identity = _after(filled, 3 + place % 20, 0.5, now), filled.evaluation.id
    opened = _after(filled, 1 + place % 7, 0.2, now)
    set_circumstances(session, Circumstances(operator.id, opened))
    service.read_evaluation(session, operator, filled.found, opened, zone)
    set_circumstances(session, Circumstances(operator.id, at))
    service.acknowledge_evaluation(session, operator, identity, place not in _DISAGREED, comment, at, zone)
    if place in _CONCLUDED:
        at = _after(filled, 48, 0.8, now)
        set_circumstances(session, Circumstances(staff.supervisor.id, at))
        service.conclude_evaluation(session, staff.supervisor, identity, at, zone)


def _dispute(
    session: Session, staff: Staff, operator: Actor, filled: Filled, dispute: _Dispute, now: datetime, zone: Zone
) -> None:
    lowest = min(filled.answers.values(), key=lambda answer: (answer.value or 0, answer.criterion))
    asked = Answer(lowest.criterion, value=min(Decimal(10), (lowest.value or Decimal(0)) + 3))
    item = ContestedItem(asked, dispute.wish, dispute.at_seconds)
    at, identity = _after(filled, 20, 0.3, now), filled.evaluation.id
    set_circumstances(session, Circumstances(operator.id, at))
    service.contest_evaluation(session, operator, identity, [item], "", at, zone)
    if dispute.decision is None:
        return
    author = filled.evaluation.evaluator_id
    decider = staff.admin if author == staff.supervisor.id else staff.supervisor
    at = _after(filled, 44, 0.6, now)
    set_circumstances(session, Circumstances(decider.id, at))
    verdicts = [Verdict(lowest.criterion, dispute.decision, Answer(lowest.criterion))]
    service.decide_evaluation(session, decider, identity, verdicts, dispute.reason, at, zone)


def _let_time_pass(session: Session, evaluations: Sequence[UUID], staff: Staff, now: datetime, zone: Zone) -> None:
    """What expired by `now` was closed when it did."""
    due = [view_evaluation(session, staff.admin, identity).evaluation.closes_at for identity in evaluations]
    for passed in sorted({at for at in due if at is not None and at < now}):
        at = passed + timedelta(seconds=1)
        set_circumstances(session, Circumstances(None, min(at, now)))
        service.close_expired(session, min(at, now), zone, len(evaluations))
