"""The small sample: 50 calls of the last 30 days and 30 evaluations, made through the same verbs as anybody's."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.app import make_bus
from monitoria.calls.rules import CallStatus, Channel, Priority
from monitoria.calls.service import NewCall, create_call
from monitoria.demo.cards import FULL, FULL_CARD_ID, register_cards
from monitoria.demo.feedback import live_on
from monitoria.demo.people import Staff, register_staff
from monitoria.demo.plans import make_plan
from monitoria.demo.refusal import is_occupied, refuse_production
from monitoria.demo.scenes import ADVICE, FIRST_NAMES, LAST_NAMES, PRAISE, SCENES, SUMMARIES, Scene
from monitoria.demo.sounds import add_sounds
from monitoria.evaluations.rules import Answer, Filling, Origin
from monitoria.evaluations.service import create_evaluation
from monitoria.platform.access import Actor
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database, make_engine
from monitoria.platform.events import Circumstances, set_circumstances
from monitoria.scorecards.models import Scorecard

SEED = 20_260
CALLS, EVALUATIONS, DAYS = 50, 30, 30
# Evaluations, by their place among the thirty, that were made with the fuller card: its rules changed on the way.
_FULL = frozenset({2, 5, 8, 11, 14, 17, 20, 23, 26})
_CHANGED_DAYS_AGO = 14
_FATAL, _CUT_OFF = 20, frozenset({5, 17})  # forbidden words; calls that fell before they were closed
_ORIGINS = (Origin.RANDOM, Origin.RANDOM, Origin.TARGETED, Origin.RANDOM, Origin.COMPLAINT)
_OTHER_ORIGINS = {9: Origin.CALIBRATION, 18: Origin.CALIBRATION, 13: Origin.REQUESTED, 27: Origin.REQUESTED}
# The latest evaluated calls can be listened to.
RECORDINGS = 3
# How each operator tends to do on each criterion, of ten: everybody has his own profile.
_PROFILES = (
    {"greeting": 9, "communication": 8, "problem_solving": 8, "empathy": 7, "procedures": 9, "closing": 8},
    {"greeting": 10, "communication": 9, "problem_solving": 9, "empathy": 10, "procedures": 9, "closing": 9},
    {"greeting": 7, "communication": 6, "problem_solving": 8, "empathy": 5, "procedures": 6, "closing": 6},
    {"greeting": 9, "communication": 9, "problem_solving": 7, "empathy": 9, "procedures": 8, "closing": 9},
    {"greeting": 8, "communication": 7, "problem_solving": 9, "empathy": 8, "procedures": 7, "closing": 5},
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """One call of the sample, before it is registered."""

    operator: int
    started_at: datetime
    seconds: int
    scene: Scene


def install_sample(config: Config, now: datetime | None = None) -> bool:
    """Install the sample into an empty database; False, and nothing done, where somebody is registered already.

    The same `now` gives the same people, calls, answers and scores. Raises `DemoRefused` in production.
    """
    refuse_production(config)
    now = now or utc_now()
    engine = make_engine(str(config.database_url), pool_size=1, application="monitoria-demo")
    try:
        with Database(engine, make_bus()).unit_of_work(Circumstances(None, now)) as session:
            if is_occupied(session):
                return False
            _fill(session, config, now)
            return True
    finally:
        engine.dispose()


def _fill(session: Session, config: Config, now: datetime) -> None:
    zone = Zone(config.time_zone)
    chance = random.Random(SEED)  # noqa: S311 - the same sample every time
    opened = now - timedelta(days=DAYS + 1)
    set_circumstances(session, Circumstances(None, opened))
    staff = register_staff(session, opened)
    changed = now - timedelta(days=_CHANGED_DAYS_AGO)
    register_cards(session, opened, changed)
    card = session.get_one(Scorecard, FULL_CARD_ID)
    plans = _plan_calls(chance, now, zone)
    calls = [_register(session, chance, staff, plan, now, zone) for plan in plans]
    chosen = _choose(chance, plans)
    made = []
    for number, index in enumerate(chosen):
        evaluator = staff.admin if number % 5 == 4 else staff.supervisor
        # Whatever was in use when the call was evaluated.
        card.current_version_id = FULL[plans[index].started_at > changed].version_id
        session.flush()
        made.append(_evaluate(session, chance, evaluator, calls[index], plans[index], number, now, zone))
    card.current_version_id = FULL[-1].version_id
    heard = [(calls[index], plans[index].seconds) for index in chosen[-RECORDINGS:]]
    set_circumstances(session, Circumstances(staff.supervisor.id, now))
    add_sounds(session, staff.supervisor, heard, random.Random(SEED), config, now)  # noqa: S311 - the same every time
    live_on(session, staff, made, now, zone)
    make_plan(session, staff, made, now, zone)


def _plan_calls(chance: random.Random, now: datetime, zone: Zone) -> list[_Plan]:
    """Ten calls an operator, in working hours of the last 30 local days, the oldest first."""
    today = zone.day_of(now)
    plans = []
    for number in range(CALLS):
        days_ago = chance.randrange(1, DAYS) if number % 10 else 0
        minute = chance.randrange(8 * 60, 19 * 60 + 30)
        seconds = chance.randrange(95, 1_260)
        started = zone.start_of(today - timedelta(days=days_ago)) + timedelta(minutes=minute)
        if started + timedelta(seconds=seconds) > now - timedelta(minutes=10):
            started = zone.start_of(today - timedelta(days=days_ago + 1)) + timedelta(minutes=minute)
        plans.append(_Plan(number % 5, started, seconds, SCENES[number % len(SCENES)]))
    return sorted(plans, key=lambda plan: plan.started_at)


def _register(session: Session, chance: random.Random, staff: Staff, plan: _Plan, now: datetime, zone: Zone) -> UUID:
    is_recent = now - plan.started_at < timedelta(days=3)
    status = chance.choice((CallStatus.OPEN, CallStatus.IN_PROGRESS, CallStatus.RESOLVED)) if is_recent else None
    status = status or chance.choice((CallStatus.RESOLVED, CallStatus.CLOSED, CallStatus.CLOSED))
    ended = plan.started_at + timedelta(seconds=plan.seconds)
    set_circumstances(session, Circumstances(staff.supervisor.id, ended))
    call = create_call(
        session,
        staff.supervisor,
        NewCall(
            operator_id=staff.operator_ids[plan.operator],
            channel=chance.choices(list(Channel), (60, 14, 8, 16, 2))[0],
            category=plan.scene.category,
            priority=chance.choices(list(Priority), (20, 50, 22, 8))[0],
            status=status,
            customer_name=f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)} {chance.choice(LAST_NAMES)}",
            customer_phone=f"({chance.choice((11, 21, 31, 51, 71, 81))}) 9{chance.randrange(10**7, 10**8 - 1)}",
            customer_document=make_document(chance),
            subject=plan.scene.subject,
            notes=plan.scene.notes,
            started_at=plan.started_at,
            ended_at=ended,
            csat=_csat(plan),
        ),
        ended,
        zone,
    )
    return call.id


def _csat(plan: _Plan) -> Decimal | None:
    """Two customers in three answer the survey: the better the operator usually is, the happier, give or take one."""
    usual = sum(_PROFILES[plan.operator].values()) / 60
    return None if plan.seconds % 3 == 0 else Decimal(max(1, min(5, round(usual * 5.5) - plan.seconds % 2)))


def make_document(chance: random.Random) -> str:
    """A made-up CPF whose check digits are right."""
    digits = [chance.randrange(10) for _ in range(9)]
    for length in (9, 10):
        total = sum(digit * (length + 1 - place) for place, digit in enumerate(digits[:length]))
        digits.append(total * 10 % 11 % 10)
    text = "".join(map(str, digits))
    return f"{text[:3]}.{text[3:6]}.{text[6:9]}-{text[9:]}"


def _choose(chance: random.Random, plans: Sequence[_Plan]) -> list[int]:
    """Six calls of each operator, in the order in which they happened."""
    chosen = []
    for operator in range(len(_PROFILES)):
        own = [index for index, plan in enumerate(plans) if plan.operator == operator]
        chosen += chance.sample(own, EVALUATIONS // len(_PROFILES))
    return sorted(chosen)


def _evaluate(
    session: Session,
    chance: random.Random,
    evaluator: Actor,
    call_id: UUID,
    plan: _Plan,
    number: int,
    now: datetime,
    zone: Zone,
) -> UUID:
    ended = plan.started_at + timedelta(seconds=plan.seconds)
    at = min(ended + timedelta(hours=chance.randrange(3, 50)), now - timedelta(minutes=chance.randrange(1, 9)))
    answers = tuple(_answer(chance, key, usual) for key, usual in _PROFILES[plan.operator].items())
    total = sum(answer.value or 0 for answer in answers)
    tone = "high" if total >= 52 else "middle" if total >= 42 else "low"
    is_full = number in _FULL
    if is_full:
        answers = _filled(answers, number)
    origin = _OTHER_ORIGINS.get(number, _ORIGINS[number % len(_ORIGINS)])
    filling = Filling(answers=answers, summary=chance.choice(SUMMARIES[tone]), origin=origin)
    set_circumstances(session, Circumstances(evaluator.id, at))
    card = FULL_CARD_ID if is_full else None
    return create_evaluation(session, evaluator, call_id, card, filling, at, zone, publish=True).evaluation.id


def _filled(answers: tuple[Answer, ...], number: int) -> tuple[Answer, ...]:
    """The same, on the fuller card."""
    if number in _CUT_OFF:
        answers = (*answers[:-1], Answer("closing", not_applicable=True, comment="A ligação caiu antes do fim."))
    is_fatal = number == _FATAL
    comment = "Prometeu um desconto que não existe." if is_fatal else ""
    return (*answers, Answer("compliance", options=("no" if is_fatal else "yes",), comment=comment))


def _answer(chance: random.Random, criterion: str, usual: int) -> Answer:
    value = max(0, min(10, usual + chance.choice((-2, -1, 0, 0, 0, 1, 1))))
    comment = ADVICE[criterion] if value <= 6 else PRAISE[criterion] if value == 10 and chance.random() < 0.4 else ""
    return Answer(criterion, value=Decimal(value), comment=comment)
