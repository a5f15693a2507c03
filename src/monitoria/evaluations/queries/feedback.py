"""What happened to an evaluation since it was published, and what the job that watches deadlines looks for.

These are asked of an evaluation that was found in reach, or by the system itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select, text
from sqlalchemy.orm import Session

from monitoria.evaluations.models import (
    Evaluation,
    EvaluationContest,
    EvaluationContestFile,
    EvaluationContestItem,
)
from monitoria.evaluations.rules import Answer, ContestStatus
from monitoria.platform.errors import NotFound

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class History:
    """Plain rows, the oldest first. No revisions: there is only the one that was published."""

    revisions: Sequence[Row] = ()
    contests: Sequence[Row] = ()
    acknowledgements: Sequence[Row] = ()


NO_HISTORY = History()

# One statement for everything, because every look at an evaluation runs it.
_HISTORY = text(
    """
    SELECT e.id,
      (SELECT jsonb_agg(to_jsonb(r) || jsonb_build_object('by_name', u.full_name) ORDER BY r.number)
         FROM evaluation_revisions r LEFT JOIN users u ON u.id = r.by_id
        WHERE r.evaluation_id = e.id) AS revisions,
      (SELECT jsonb_agg(to_jsonb(c) || jsonb_build_object(
                'decided_by_name', u.full_name,
                'items', (SELECT coalesce(jsonb_agg(to_jsonb(i) ORDER BY i.position), '[]')
                            FROM evaluation_contest_items i WHERE i.contest_id = c.id),
                'files', (SELECT coalesce(jsonb_agg(to_jsonb(f) - 'sha256' - 'storage_key' ORDER BY f.id), '[]')
                            FROM evaluation_contest_files f WHERE f.contest_id = c.id)) ORDER BY c.round)
         FROM evaluation_contests c LEFT JOIN users u ON u.id = c.decided_by_id
        WHERE c.evaluation_id = e.id) AS contests,
      (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.at, a.id)
         FROM evaluation_acknowledgements a WHERE a.evaluation_id = e.id) AS acknowledgements
      FROM unnest(CAST(:ids AS uuid[])) AS e (id)
    """
)


def history_of(session: Session, evaluation_id: UUID) -> History:
    """Revisions, contests and acknowledgements of an evaluation."""
    return histories_of(session, [evaluation_id])[evaluation_id]


def histories_of(session: Session, evaluation_ids: Sequence[UUID]) -> dict[UUID, History]:
    """The same of several evaluations."""
    rows = session.connection().execute(_HISTORY, {"ids": list(evaluation_ids)})
    return {row.id: History(row.revisions or (), row.contests or (), row.acknowledgements or ()) for row in rows}


def find_open_contest(session: Session, evaluation_id: UUID) -> EvaluationContest | None:
    """The contest that waits for its decision, if any."""
    return session.scalars(
        select(EvaluationContest).where(
            EvaluationContest.evaluation_id == evaluation_id, EvaluationContest.status == ContestStatus.OPEN.value
        )
    ).one_or_none()


def count_contests(session: Session, evaluation_id: UUID) -> int:
    """How often an evaluation was contested."""
    return len(
        session.scalars(select(EvaluationContest.id).where(EvaluationContest.evaluation_id == evaluation_id)).all()
    )


def items_of(session: Session, contest_id: UUID) -> list[EvaluationContestItem]:
    """The items of a contest, in the order they were sent."""
    statement = select(EvaluationContestItem).where(EvaluationContestItem.contest_id == contest_id)
    return list(session.scalars(statement.order_by(EvaluationContestItem.position)))


def files_of(session: Session, contest_id: UUID) -> list[EvaluationContestFile]:
    """The files beside a contest, the first first."""
    statement = select(EvaluationContestFile).where(EvaluationContestFile.contest_id == contest_id)
    return list(session.scalars(statement.order_by(EvaluationContestFile.id)))


def get_contest_file(session: Session, evaluation_id: UUID, file_id: UUID) -> EvaluationContestFile:
    """One file beside a contest of an evaluation that was found in reach; raises `NotFound`."""
    found = session.scalars(
        select(EvaluationContestFile)
        .join(EvaluationContest, EvaluationContest.id == EvaluationContestFile.contest_id)
        .where(EvaluationContest.evaluation_id == evaluation_id, EvaluationContestFile.id == file_id)
    ).one_or_none()
    if found is None:
        raise NotFound("Este arquivo não existe.")
    return found


def known_file_keys(session: Session, keys: Iterable[str]) -> set[str]:
    """Those of `keys` that belong to a file of a contest, for the system itself."""
    key = EvaluationContestFile.storage_key
    return set(session.scalars(select(key).where(key.in_(list(keys)))))


def asked_answers(items: Sequence[EvaluationContestItem]) -> dict[str, Answer]:
    """What a contest asks for, by criterion."""
    return {item.criterion_key: _answer(item.criterion_key, item.asked) for item in items if item.asked is not None}


def _answer(criterion: str, said: Mapping[str, Any]) -> Answer:
    return Answer(
        criterion=criterion,
        value=None if said.get("value") is None else Decimal(str(said["value"])),
        options=None if said.get("options") is None else tuple(said["options"]),
        text=said.get("text"),
        not_applicable=bool(said.get("not_applicable")),
    )


_COUNTED = text(
    "SELECT criterion_key, p, applied_weight, is_fatal FROM evaluation_answers "
    "WHERE evaluation_id = :id AND (p IS NOT NULL OR na_source = 'person') ORDER BY criterion_key"
)


def counted_answers(session: Session, evaluation_id: UUID) -> Sequence[Any]:
    """What the sums hold of each criterion of a published evaluation; those not applicable have no `p`."""
    return session.connection().execute(_COUNTED, {"id": evaluation_id}).all()


def _waiting(session: Session, due: ColumnElement[Any], now: datetime, most: int) -> list[Evaluation]:
    """Evaluations whose column `due` has passed, locked; those that somebody works on are left for the next run."""
    statement = select(Evaluation).where(due.is_not(None), due < now).order_by(due).limit(most)
    return list(session.scalars(statement.with_for_update(skip_locked=True)))


def find_expired(session: Session, now: datetime, most: int) -> list[Evaluation]:
    """Evaluations whose last deadline of the operator has passed, locked for closing."""
    return _waiting(session, Evaluation.closes_at, now, most)  # type: ignore[arg-type]


def find_near(session: Session, now: datetime, most: int) -> list[Evaluation]:
    """Evaluations of which a deadline is to be told, locked."""
    return _waiting(session, Evaluation.notice_at, now, most)  # type: ignore[arg-type]


def find_overdue(session: Session, now: datetime, most: int) -> list[tuple[Evaluation, EvaluationContest]]:
    """Open contests that were not decided in time and of which nobody was told, locked with their evaluations."""
    statement = (
        select(Evaluation, EvaluationContest)
        .join(EvaluationContest, EvaluationContest.evaluation_id == Evaluation.id)
        .where(
            EvaluationContest.status == ContestStatus.OPEN.value,
            EvaluationContest.overdue_told_at.is_(None),
            EvaluationContest.decide_by < now,
        )
        .order_by(EvaluationContest.decide_by)
        .limit(most)
    )
    return [(row[0], row[1]) for row in session.execute(statement.with_for_update(skip_locked=True))]
