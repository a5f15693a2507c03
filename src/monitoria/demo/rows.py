"""Rows of a large sample as lines of COPY. Everything follows from a row's number, so that tables agree."""

from __future__ import annotations

import json
import random
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.calls.rules import make_protocol
from monitoria.demo.bulk import copy_lines
from monitoria.demo.cards import FULL, LEVELS, PASS_MARK, SEED, STANDARD, WAYS, Card, Way, ways_of
from monitoria.demo.crowd import Crowd
from monitoria.demo.material import make_customers, make_stories
from monitoria.evaluations.rules import ENGINE_VERSION, Answer, CriterionScore, Origin, Score
from monitoria.evaluations.service.filling import score_columns
from monitoria.platform.clock import Zone
from monitoria.settings.rules import Calendar, FeedbackTerms

_DAYS_MIN = 400
_DAYS_TO_ANSWER = FeedbackTerms().acknowledge_days
DAYS_CHANGED = 180
_LONGEST_WAIT = timedelta(days=14)
_CALLS_A_DAY = 2_500
_OPENS, _WORKS = 11 * 3600, 13 * 3600  # seconds after midnight UTC: 8 h to 21 h in São Paulo
_STATUSES = ("closed",) * 84 + ("resolved",) * 11 + ("in_progress",) * 2 + ("open",) * 3
_PRIORITIES = ("low",) * 22 + ("medium",) * 55 + ("high",) * 19 + ("urgent",) * 4
_CHANNELS = ("phone",) * 62 + ("whatsapp",) * 18 + ("chat",) * 12 + ("email",) * 6 + ("video",) * 2
_ORIGINS = (
    *(Origin.RANDOM,) * 60,
    *(Origin.TARGETED,) * 22,
    *(Origin.COMPLAINT,) * 8,
    *(Origin.REQUESTED,) * 6,
    *(Origin.CALIBRATION,) * 4,
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

CALL_COLUMNS = (
    "id, protocol, operator_id, team_id, channel, category, priority, status, customer_name, customer_phone, "
    "customer_document, subject, notes, started_at, ended_at, duration_seconds, csat, evaluations_count, "
    "published_count, search, version, created_by_id, created_at, updated_at"
)
EVALUATION_COLUMNS = (
    "id, call_id, operator_id, team_id, evaluator_id, scorecard_id, scorecard_version_id, origin, category, channel, "
    "status, summary, raw_score, final_score, outcome, critical_score, has_fatal, defects, pass_mark, engine_version, "
    "version, created_at, updated_at, published_at, dated_at, acknowledge_by, contest_by, closes_at, read_at, closed_at"
)
ANSWER_COLUMNS = (
    "evaluation_id, criterion_key, value, options, not_applicable, na_source, comment, p, applied_weight, is_fatal"
)


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

    def is_changed(self, number: int) -> bool:
        """Whether the fuller card had its second version by then: for the last half year."""
        return number * self.days >= self.calls * (self.days - DAYS_CHANGED)

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


def _csat(number: int) -> str:
    """One customer in four answers the survey; the shorter the call, the happier."""
    return "\\N" if _spread(number, 4) else str(max(1, 5 - _seconds(number) // 300 - _spread(number, 11) % 2))


def _spread(number: int, kinds: int) -> int:
    """Which of so many kinds the row of this number is: scattered, and always the same."""
    return (number * 2_654_435_761 >> 16) % kinds


def _way(shape: Shape, number: int, operators: int) -> tuple[Card, Way]:
    """The card that this call was evaluated with, and how it was answered. Every third time it is the fuller card."""
    card = STANDARD if _spread(number, 3) else FULL[shape.is_changed(number)]
    ways = ways_of(card.version_id)[_operator_of(number, operators) % len(LEVELS)]
    return card, ways[number * 31 % WAYS]


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
            who, story = chance.choice(customers), stories[_spread(number, len(stories))]
            counts = "1\t1" if self.shape.is_evaluated(number) else "0\t0"
            yield (
                f"{row_id(start, number, 1)}\t{make_protocol(self.shape.zone.day_of(start), number + 1)}"
                f"\t{people[_operator_of(number, len(people))]}\t{_CHANNELS[_spread(number, len(_CHANNELS))]}"
                f"\t{story.category}\t{chance.choice(_PRIORITIES)}\t{chance.choice(_STATUSES)}\t{who.name}\t{who.phone}\t{who.document}"
                f"\t{story.subject}\t{story.notes}\t{start}\t{ended}\t{seconds}\t{_csat(number)}"
                f"\t{counts}\t{who.words} {story.words}"
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
        stories = make_stories(random.Random(SEED))  # noqa: S311 - only their categories, that do not change
        for number in self.shape.evaluated():
            start = self.shape.start_of_call(number)
            at = min(start + timedelta(hours=2 + number % 22), self.shape.now)
            operator, team = self.crowd.operators[_operator_of(number, len(self.crowd.operators))]
            evaluator = self.crowd.evaluator_ids[number % len(self.crowd.evaluator_ids)]
            card, way = _way(self.shape, number, len(self.crowd.operators))
            found, story = way.score, stories[_spread(number, len(stories))]
            status, deadlines = self._stands(at)
            closed = min(at + _LONGEST_WAIT, self.shape.now) if status == "closed" else "\\N"
            yield (
                f"{evaluation_id(self.shape, number)}\t{row_id(start, number, 1)}\t{operator}\t{team}\t{evaluator}"
                f"\t{card.card_id}\t{card.version_id}\t{_ORIGINS[_spread(number, len(_ORIGINS))].value}"
                f"\t{story.category}\t{_CHANNELS[_spread(number, len(_CHANNELS))]}\t{status}\t\t{found.raw_score}"
                f"\t{found.final_score}\t{found.outcome}\t{_or_null(found.critical_score)}\t{found.has_fatal}"
                f"\t{_defects(found)}\t{PASS_MARK}\t{ENGINE_VERSION}\t1\t{at}\t{at}\t{at}\t{at}\t{deadlines}"
                f"\t{self._read(number, at)}\t{closed}\n"
            )

    def _read(self, number: int, at: datetime) -> str:
        """Most are read within two days."""
        read = at + timedelta(minutes=7 + number * 7_919 % 2_800)
        return "\\N" if number % 9 == 0 or read > self.shape.now else str(read)

    def _stands(self, at: datetime) -> tuple[str, str]:
        """Status and deadlines: the latest wait for their operators, over the others time has passed."""
        due = None if at < self.shape.now - _LONGEST_WAIT else self._calendar.deadline(at, _DAYS_TO_ANSWER)
        if due is None or due < self.shape.now:
            return "closed", "\\N\t\\N\t\\N"
        return "published", f"{due}\t{due}\t{due}"


class AnswerRows(_Rows):
    """Six or seven answers an evaluation."""

    table = "evaluation_answers"
    columns = ANSWER_COLUMNS

    def lines(self) -> Iterator[str]:
        for number in self.shape.evaluated():
            evaluation = evaluation_id(self.shape, number)
            card, way = _way(self.shape, number, len(self.crowd.operators))
            for tail in _tails(card.version_id, way):
                yield f"{evaluation}\t{tail}"


def _tails(version_id: UUID, way: Way) -> list[str]:
    """What the lines of one way to answer say after their evaluation; each way comes again and again."""
    known = _known_tails.get((version_id, id(way)))
    if known is None:
        known = _known_tails[version_id, id(way)] = [_tail(way.answers[line.key], line) for line in way.score.criteria]
    return known


_known_tails: dict[tuple[UUID, int], list[str]] = {}


def _tail(answer: Answer, line: CriterionScore) -> str:
    options = "\\N" if answer.options is None else "{" + ",".join(answer.options) + "}"
    source = "person" if answer.not_applicable else None
    return (
        f"{line.key}\t{_or_null(answer.value)}\t{options}\t{answer.not_applicable}\t{_or_null(source)}\t"
        f"\t{_or_null(line.p)}\t{_or_null(line.applied_weight)}\t{line.fatal_scope is not None}\n"
    )


def _or_null(value: object) -> str:
    return "\\N" if value is None else str(value)


def _defects(found: Score) -> str:
    return json.dumps(score_columns(found)["defects"])


def evaluation_id(shape: Shape, number: int) -> UUID:
    """The identifier of the evaluation of a call."""
    return row_id(shape.start_of_call(number) + timedelta(hours=2), number, 2)
