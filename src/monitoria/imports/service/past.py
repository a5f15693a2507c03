"""Evaluations of the past out of a file: the scorecard first, then each evaluation on its call, as published then.

The file's own total stays beside ours; where the two disagree the row and the evaluation are flagged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import blake2b
from pathlib import PurePath
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitoria.calls.models import Call
from monitoria.calls.service import NewCall, create_call
from monitoria.evaluations.models import Evaluation
from monitoria.evaluations.rules import Filling, score
from monitoria.evaluations.service import ImportedTotal, create_evaluation
from monitoria.imports import queries
from monitoria.imports.rules.lifecycle import TraceKind
from monitoria.imports.rules.near import value_key
from monitoria.imports.rules.past import (
    PastEvaluation,
    PastReader,
    Scales,
    answers_of,
    is_same_total,
    item_columns,
    total_unit,
)
from monitoria.imports.rules.problems import RowProblem
from monitoria.imports.service.findings import write_problems
from monitoria.imports.service.known import Known, UnknownValues
from monitoria.imports.service.runs import Batch, Run
from monitoria.imports.service.traces import trace
from monitoria.people.models import User
from monitoria.people.queries import find_registered_actor
from monitoria.platform.access import Actor, Role
from monitoria.platform.clock import Zone
from monitoria.platform.errors import Problem
from monitoria.platform.search import sort_key
from monitoria.platform.tables import refuse
from monitoria.scorecards.models import Scorecard, ScorecardVersion
from monitoria.scorecards.queries import find_usable_version
from monitoria.scorecards.rules import CardStatus, Definition, to_document
from monitoria.scorecards.service import create_scorecard, publish_scorecard

MOST_PAST = 50_000
_ANY_MARK = Decimal(0)


@dataclass(slots=True)
class LookedPast:
    """What the rows say."""

    found: list[PastEvaluation] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


class PastRows:
    """Reads the rows of one run, and learns what the marks of each item are."""

    def __init__(self, run: Run) -> None:
        self.columns = item_columns(run.mapping)
        if not self.columns:
            raise refuse("no-items", "Nenhuma coluna é um item da ficha: diga quais têm as notas.")
        self._reader = PastReader(run.mapping, run.options.date_order, len(run.columns))
        self.scales = Scales()
        self._names = dict(enumerate(run.columns))
        self._rows = 0
        self._totalled: list[PastEvaluation] = []

    def look(self, batch: Batch) -> LookedPast:
        """The evaluations of a batch and what is wrong with the rest. Raises `FileRefused` when they are too many."""
        looked = LookedPast()
        self._rows += len(batch)
        if self._rows > MOST_PAST:
            raise refuse("too-large", f"O arquivo tem mais de {MOST_PAST} monitorias: divida-o.")
        for number, cells in batch:
            past = self._reader.read(number, cells)
            looked.problems += self._reader.problems
            if past is not None:
                self.scales.see(past)
                looked.found.append(past)
                if past.total is not None:
                    self._totalled.append(past)
        return looked

    def definition(self) -> Definition:
        """The scorecard of what was read so far."""
        return self.scales.definition(self._names, self.columns)

    def differing(self) -> dict[int, tuple[Decimal, Decimal]]:
        """The rows whose total says another thing than our score: row → (total, ours)."""
        definition = self.definition()
        pairs = {}
        for past in self._totalled:
            ours = score(definition, answers_of(definition, self.columns, past), _ANY_MARK).raw_score
            if past.total is not None and ours is not None:
                pairs[past.row] = (past.total, ours)
        possible = sum((criterion.weight for _, criterion in definition.criteria()), Decimal(0))
        unit = total_unit(pairs.values(), possible)
        return {row: pair for row, pair in pairs.items() if not is_same_total(*pair, unit)}


class PastChecker:
    """Looks at every row; what it would score is compared with the file's own totals."""

    def __init__(self, run: Run, known: Known) -> None:
        self._run, self._known, self._rows = run, known, PastRows(run)
        self._unknown = UnknownValues()
        self.counts: Counter[str] = Counter()

    def look(self, batch: Batch) -> LookedPast:
        """Read a batch, and note what it names that nobody knows."""
        looked = self._rows.look(batch)
        self.counts["rows"] += len(batch)
        for past in looked.found:
            if self._known.operator(past.operator) is None:
                self._unknown.note("operator", past.operator)
        return looked

    def write(self, session: Session, looked: Any) -> None:
        """Write down what was found."""
        write_problems(session, self._run.import_id, looked.problems)

    def finish(self, session: Session) -> None:
        """Compare the totals, now that every item's scale is known."""
        write_problems(session, self._run.import_id, self._differing())
        self._unknown.write(session, self._run.import_id, self._known)
        refused, warned = queries.count_refused(session, self._run.import_id)
        self.counts.update(rejected=refused, warned=warned, skipped=0)
        self.counts["good"] = self.counts["rows"] - refused

    def _differing(self) -> list[RowProblem]:
        column = self._run.mapping.get("total")
        return [
            RowProblem(
                row,
                column,
                "total-differs",
                f"O arquivo diz {total:f}; a ficha calcula {ours:f} de 100.",
                f"{total:f}",
                is_warning=True,
            )
            for row, (total, ours) in self._rows.differing().items()
        ]


class PastWriter:
    """Makes the scorecard, the calls that are not there, and the evaluations."""

    def __init__(self, run: Run, known: Known, rows: PastRows, zone: Zone, counts: Mapping[str, int]) -> None:
        self._run, self._known, self._rows, self._zone = run, known, rows, zone
        self._definition, self._differing = rows.definition(), rows.differing()
        self._reader = PastRows(run)
        self._card_id: UUID | None = None
        self.counts: Counter[str] = Counter({"created": 0, "updated": 0, "unchanged": 0, **counts})

    def look(self, batch: Batch) -> LookedPast:
        """Read a batch."""
        return self._reader.look(batch)

    def write(self, session: Session, looked: Any, now: datetime) -> None:
        """Bring every evaluation in; one that is refused keeps only its own row out."""
        problems: list[RowProblem] = []
        self._card_id = self._card_id or _card(session, self._run, self._definition, now)
        for past in looked.found:
            operator = self._known.operator(past.operator)
            if operator is None:
                message = f"O atendente “{past.operator or '(vazio)'}” não está cadastrado nem foi associado."
                problems.append(RowProblem(past.row, self._run.mapping.get("operator"), "unknown-operator", message))
                continue
            try:
                with session.begin_nested():
                    self.counts[self._bring(session, past, operator.id, now)] += 1
            except Problem as problem:
                reasons = " ".join(error.message for error in problem.errors) or problem.detail
                problems.append(RowProblem(past.row, None, "refused", f"{problem.title}. {reasons}"))
        write_problems(session, self._run.import_id, problems)
        self.counts.update(rejected=len(problems), good=-len(problems))

    def _bring(self, session: Session, past: PastEvaluation, operator_id: UUID, now: datetime) -> str:
        call_id = self._call(session, past, operator_id, now)
        actor = _evaluator(session, self._run.actor, past.evaluator)
        same = select(Evaluation.id).where(
            Evaluation.call_id == call_id,
            Evaluation.scorecard_id == self._card_id,
            Evaluation.evaluator_id == actor.id,
        )
        if session.scalars(same).first() is not None:
            return "unchanged"
        answers = answers_of(self._definition, self._rows.columns, past)
        at = min(self._instant(past.evaluated_at or past.started_at) or now, now)
        filling = Filling(answers=answers, summary=past.notes.strip())
        total = None if past.total is None else ImportedTotal(past.total, past.row in self._differing)
        made = create_evaluation(
            session,
            actor,
            call_id,
            self._card_id,
            filling,
            at,
            self._zone,
            publish=True,
            is_past=True,
            imported=total,
        )
        trace(session, self._run.import_id, TraceKind.EVALUATION, made.evaluation.id)
        return "created"

    def _call(self, session: Session, past: PastEvaluation, operator_id: UUID, now: datetime) -> UUID:
        """The call that was evaluated: the one of this identifier, else one that is made for it."""
        external = past.external_id or _own_id(past)
        source = self._run.options.source
        found = select(Call.id).where(Call.source == source, Call.external_id == external)
        call_id = session.scalars(found).one_or_none()
        if call_id is not None:
            return call_id
        started = self._instant(past.started_at or past.evaluated_at)
        new = NewCall(
            operator_id=operator_id,
            customer_name=past.customer_name,
            started_at=started,
            external_id=external,
            source=source,
        )
        made = create_call(session, self._run.actor, new, now, self._zone).id
        trace(session, self._run.import_id, TraceKind.CALL, made)
        return made

    def _instant(self, moment: datetime | None) -> datetime | None:
        if moment is None:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=self._zone.info)).astimezone(UTC)


def _own_id(past: PastEvaluation) -> str:
    marks = [f"{column}={value}" for column, value in past.answers.items()]
    told = "\x1f".join([value_key(past.operator), str(past.started_at), str(past.evaluated_at), *marks])
    return f"#{blake2b(told.encode(), digest_size=12).hexdigest()}"


def _evaluator(session: Session, importer: Actor, name: str) -> Actor:
    """Whoever evaluated, if he is registered and may evaluate; else whoever imports."""
    named = session.scalars(
        select(User.id)
        .where(User.is_active, User.role != Role.OPERATOR.value, User.name_key == sort_key(name))
        .limit(2)
    ).all()
    found = find_registered_actor(session, named[0]) if len(named) == 1 else None
    return found or importer


def _card(session: Session, run: Run, definition: Definition, now: datetime) -> UUID:
    """The published scorecard of this name that asks the same, else a new one."""
    name = (run.options.scorecard_name or PurePath(run.file_name).stem)[:120] or "Ficha importada"
    same = (
        select(Scorecard.id)
        .join(ScorecardVersion, ScorecardVersion.id == Scorecard.current_version_id)
        .where(
            Scorecard.name_key == sort_key(name),
            Scorecard.status == CardStatus.PUBLISHED.value,
            ScorecardVersion.definition == to_document(definition),
        )
    )
    found = session.scalars(same.limit(1)).one_or_none()
    if found is not None:
        return found
    card = create_scorecard(session, run.actor, name, "Importada de uma planilha.", definition, now)
    publish_scorecard(session, run.actor, card.id, None, now)
    return find_usable_version(session, card.id).scorecard_id
