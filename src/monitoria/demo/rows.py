"""Rows of a large sample as lines of COPY. Everything follows from a row's number, so that tables agree."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.rules import make_protocol
from monitoria.demo.bulk import copy_lines
from monitoria.demo.crowd import Crowd
from monitoria.demo.material import make_customers, make_stories
from monitoria.evaluations.rules import ENGINE_VERSION, Answer, Score, score
from monitoria.platform.clock import Zone
from monitoria.scorecards.rules import STANDARD_CARD_ID, STANDARD_VERSION_ID, standard_definition
from monitoria.settings.rules import Calendar, FeedbackTerms

SEED = 20_260
PASS_MARK = Decimal(85)
_DAYS_MIN = 400
_DAYS_TO_ANSWER = FeedbackTerms().acknowledge_days
_LONGEST_WAIT = timedelta(days=14)
_WAYS = 149
_CALLS_A_DAY = 2_500
_OPENS, _WORKS = 11 * 3600, 13 * 3600  # seconds after midnight UTC: 8 h to 21 h in São Paulo
_STATUSES = ("closed",) * 84 + ("resolved",) * 11 + ("in_progress",) * 2 + ("open",) * 3
_PRIORITIES = ("low",) * 22 + ("medium",) * 55 + ("high",) * 19 + ("urgent",) * 4
_CHANNELS = ("phone",) * 62 + ("whatsapp",) * 18 + ("chat",) * 12 + ("email",) * 6 + ("video",) * 2
_DEFINITION = standard_definition()
_CRITERIA = tuple(criterion.key for criterion in _DEFINITION.sections[0].criteria)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

CALL_COLUMNS = (
    "id, protocol, operator_id, team_id, channel, category, priority, status, customer_name, customer_phone, "
    "customer_document, subject, notes, started_at, ended_at, duration_seconds, evaluations_count, published_count, "
    "search, version, created_by_id, created_at, updated_at"
)
EVALUATION_COLUMNS = (
    "id, call_id, operator_id, team_id, evaluator_id, scorecard_id, scorecard_version_id, status, summary, raw_score, "
    "final_score, outcome, has_fatal, pass_mark, engine_version, version, created_at, updated_at, published_at, "
    "dated_at, acknowledge_by, contest_by, closes_at, closed_at"
)
ANSWER_COLUMNS = "evaluation_id, criterion_key, value, comment, p, applied_weight"


@dataclass(frozen=True, slots=True)
class Shape:
    """How much, and until when."""

    calls: int
    evaluations: int
    now: datetime
    zone: Zone

    @property
    def days(self) -> int:
        """Local days over which the calls are spread, the last being yesterday."""
        return max(_DAYS_MIN, self.calls // _CALLS_A_DAY)

    def start_of_call(self, number: int) -> datetime:
        """When the call of this number (from 0) began; later numbers are later."""
        whole, part = divmod(number * self.days, self.calls)
        first = self.zone.start_of(self.zone.day_of(self.now) - timedelta(days=self.days))
        midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight + timedelta(days=whole, seconds=_OPENS + part / self.calls * _WORKS)

    def is_evaluated(self, number: int) -> bool:
        """Evaluations fall evenly on the calls."""
        return (number + 1) * self.evaluations // self.calls > number * self.evaluations // self.calls

    def evaluated(self) -> Iterator[int]:
        """Numbers of the evaluated calls."""
        return (number for number in range(self.calls) if self.is_evaluated(number))


def row_id(at: datetime, number: int, kind: int) -> UUID:
    """A UUIDv7 of that moment; the rest follows from the number, so that other tables can name it."""
    milliseconds = (at - _EPOCH) // timedelta(milliseconds=1)
    return UUID(int=milliseconds << 80 | 0x7 << 76 | kind << 68 | 0x2 << 62 | number)


def _operator_of(number: int, operators: int) -> int:
    """Which operator took the call: scattered, and always the same."""
    return number * 7_919 % 1_000_003 % operators


def _seconds(number: int) -> int:
    return 60 + number * 104_729 % 1_187


@lru_cache
def _fillings() -> tuple[tuple[tuple[tuple[int, ...], Score], ...], ...]:
    """Ways to answer with what the engine makes of them, by level: each operator has his, with good and bad days."""
    chance = random.Random(SEED)  # noqa: S311 - the same for every table
    levels = (6, 7, 8, 9)
    answers = [
        [tuple(min(10, level + chance.choice((-2, -1, 0, 1, 1, 2))) for _ in _CRITERIA) for _ in range(_WAYS)]
        for level in levels
    ]
    return tuple(tuple((values, _score(values)) for values in ways) for ways in answers)


def _filling(number: int, operators: int) -> tuple[tuple[int, ...], Score]:
    ways = _fillings()[_operator_of(number, operators) % 4]
    return ways[number * 31 % _WAYS]


def _score(values: tuple[int, ...]) -> Score:
    answers = [Answer(key, value=Decimal(value)) for key, value in zip(_CRITERIA, values, strict=True)]
    return score(_DEFINITION, answers, PASS_MARK)


class _Rows(ABC):
    """Lines of one table."""

    table: str
    columns: str

    def __init__(self, shape: Shape, crowd: Crowd) -> None:
        self.shape, self.crowd = shape, crowd

    @abstractmethod
    def lines(self) -> Iterator[str]:
        """Every line of the table, in COPY's text form."""

    def copy(self, session: Session, report: Callable[[str], Any]) -> None:
        """Send every line; report every 200,000 rows."""
        for rows in copy_lines(session, self.table, self.columns, self.lines()):
            if rows % 200_000 == 0:
                report(f"  {rows} …")


class CallRows(_Rows):
    """Calls."""

    table = "calls"
    columns = CALL_COLUMNS

    def lines(self) -> Iterator[str]:
        chance = random.Random(SEED)  # noqa: S311 - the same sample every time
        customers, stories = make_customers(chance, self.shape.calls), make_stories(chance)
        people = [f"{operator}\t{team}" for operator, team in self.crowd.operators]
        for number in range(self.shape.calls):
            start = self.shape.start_of_call(number)
            seconds = _seconds(number)
            ended = start + timedelta(seconds=seconds)
            who, story = chance.choice(customers), chance.choice(stories)
            counts = "1\t1" if self.shape.is_evaluated(number) else "0\t0"
            yield (
                f"{row_id(start, number, 1)}\t{make_protocol(self.shape.zone.day_of(start), number + 1)}"
                f"\t{people[_operator_of(number, len(people))]}\t{chance.choice(_CHANNELS)}\t{story.category}"
                f"\t{chance.choice(_PRIORITIES)}\t{chance.choice(_STATUSES)}\t{who.name}\t{who.phone}\t{who.document}"
                f"\t{story.subject}\t{story.notes}\t{start}\t{ended}\t{seconds}\t{counts}\t{who.words} {story.words}"
                f"\t1\t{self.crowd.admin_id}\t{ended}\t{ended}\n"
            )


class EvaluationRows(_Rows):
    """Published evaluations, up to a day after their calls."""

    table = "evaluations"
    columns = EVALUATION_COLUMNS

    def __init__(self, shape: Shape, crowd: Crowd) -> None:
        super().__init__(shape, crowd)
        self._calendar = Calendar(shape.zone.info)

    def lines(self) -> Iterator[str]:
        for number in self.shape.evaluated():
            start = self.shape.start_of_call(number)
            at = min(start + timedelta(hours=2 + number % 22), self.shape.now)
            operator, team = self.crowd.operators[_operator_of(number, len(self.crowd.operators))]
            evaluator = self.crowd.evaluator_ids[number % len(self.crowd.evaluator_ids)]
            _, found = _filling(number, len(self.crowd.operators))
            status, deadlines = self._stands(at)
            yield (
                f"{evaluation_id(self.shape, number)}\t{row_id(start, number, 1)}\t{operator}\t{team}\t{evaluator}"
                f"\t{STANDARD_CARD_ID}\t{STANDARD_VERSION_ID}\t{status}\t\t{found.raw_score}"
                f"\t{found.final_score}\t{found.outcome}\tf\t{PASS_MARK}\t{ENGINE_VERSION}\t1\t{at}\t{at}\t{at}\t{at}"
                f"\t{deadlines}\n"
            )

    def _stands(self, at: datetime) -> tuple[str, str]:
        """Status and deadlines: the latest wait for their operators, over the others time has passed."""
        due = None if at < self.shape.now - _LONGEST_WAIT else self._calendar.deadline(at, _DAYS_TO_ANSWER)
        if due is None or due < self.shape.now:
            return "closed", f"\\N\t\\N\t\\N\t{due or at + _LONGEST_WAIT}"
        return "published", f"{due}\t{due}\t{due}\t\\N"


class AnswerRows(_Rows):
    """Six answers an evaluation."""

    table = "evaluation_answers"
    columns = ANSWER_COLUMNS

    def lines(self) -> Iterator[str]:
        for number in self.shape.evaluated():
            evaluation = evaluation_id(self.shape, number)
            values, found = _filling(number, len(self.crowd.operators))
            for line, value in zip(found.criteria, values, strict=True):
                yield f"{evaluation}\t{line.key}\t{value}\t\t{line.p}\t{line.applied_weight}\n"


def evaluation_id(shape: Shape, number: int) -> UUID:
    """The identifier of the evaluation of a call."""
    return row_id(shape.start_of_call(number) + timedelta(hours=2), number, 2)
