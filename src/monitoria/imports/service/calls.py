"""Calls out of a file: looked at row by row, then written batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from monitoria.audit.rules import as_plain
from monitoria.calls.service import BulkResult, Origin, StagedCall, search_words, write_calls
from monitoria.imports import queries
from monitoria.imports.models import ImportChange
from monitoria.imports.rules.calls import CallReader, ReadCall, Skipped
from monitoria.imports.rules.problems import RowProblem
from monitoria.imports.service.findings import find_repeated, write_keys, write_problems
from monitoria.imports.service.known import Known, UnknownValues
from monitoria.imports.service.runs import Batch, Run
from monitoria.platform.clock import Zone
from monitoria.platform.database import new_id
from monitoria.platform.tables import Cell, cell_text

_REFUSALS = {
    "out-of-reach": "Esta chamada já existe e não está ao seu alcance.",
    "operator-is-fixed": "Esta chamada já tem monitorias: o atendente dela não pode mudar.",
}
_UNKNOWN = {
    "operator": "O atendente “{value}” não está cadastrado e não foi associado a ninguém.",
    "category": "A categoria “{value}” não existe e não foi associada a nenhuma.",
}
_KNOWN = text(
    "SELECT count(*) FROM unnest(CAST(:ids AS text[])) AS sent (id) WHERE EXISTS ("
    "SELECT FROM calls WHERE source = :source AND external_id = sent.id OFFSET 0)"
)


@dataclass(slots=True)
class Looked:
    """What a batch of rows says."""

    calls: list[ReadCall] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    skipped: int = 0


class CallRows:
    """Reads the rows of one run."""

    def __init__(self, run: Run, zone: Zone, now: datetime) -> None:
        self._header = [name.casefold() for name in run.columns]
        self._reader = CallReader(run.mapping, run.options, len(run.columns), zone.info, now)

    def look(self, batch: Batch) -> Looked:
        """The calls of a batch and what is wrong with the rest."""
        looked = Looked()
        for number, cells in batch:
            if self._is_header(cells):
                message = "Esta linha repete o cabeçalho."
                looked.problems.append(RowProblem(number, None, "header-again", message))
                continue
            read = self._reader.read(number, cells)
            looked.problems += self._reader.problems
            if isinstance(read, ReadCall):
                looked.calls.append(read)
            elif isinstance(read, Skipped):
                looked.skipped += 1
        return looked

    def _is_header(self, cells: list[Cell]) -> bool:
        first = cells[0] if cells else None
        if not isinstance(first, str) or first.casefold() != self._header[0] or len(cells) < 2:
            return False
        return [cell_text(cell).casefold() for cell in cells] == self._header


class CallChecker:
    """Looks at every row and writes nothing but what it finds."""

    def __init__(self, run: Run, known: Known, zone: Zone, now: datetime) -> None:
        self._run, self._known = run, known
        self._rows = CallRows(run, zone, now)
        self._unknown = UnknownValues()
        self.counts: Counter[str] = Counter()

    def look(self, batch: Batch) -> Looked:
        """Read a batch, and note what it names that nobody knows."""
        looked = self._rows.look(batch)
        for call in looked.calls:
            if self._known.operator(call.operator) is None:
                self._unknown.note("operator", call.operator)
            if call.category is not None and self._known.category(call.category) is None:
                self._unknown.note("category", call.category)
        self.counts.update(rows=len(batch), skipped=looked.skipped)
        return looked

    def write(self, session: Session, looked: Looked) -> None:
        """Write down what was found."""
        write_problems(session, self._run.import_id, looked.problems)
        write_keys(session, self._run.import_id, ((call.external_id, call.row) for call in looked.calls))
        given = {"source": self._run.options.source, "ids": [call.external_id for call in looked.calls]}
        self.counts["known"] += session.execute(_KNOWN, given).scalar_one()

    def finish(self, session: Session) -> None:
        """What only the whole file tells."""
        find_repeated(session, self._run.import_id, self._run.mapping.get("external_id"))
        self._unknown.write(session, self._run.import_id, self._known)
        refused, warned = queries.count_refused(session, self._run.import_id)
        self.counts.update(rejected=refused, warned=warned)
        self.counts["good"] = self.counts["rows"] - refused - self.counts["skipped"]


class CallWriter:
    """Writes what was found good, batch by batch."""

    def __init__(self, run: Run, known: Known, zone: Zone, now: datetime, counts: Mapping[str, int]) -> None:
        self._run, self._known, self._zone = run, known, zone
        self._rows = CallRows(run, zone, now)
        self._origin = Origin(run.options.source, run.import_id, _spoken(run))
        self.counts: Counter[str] = Counter({"created": 0, "updated": 0, "unchanged": 0, **counts})

    def look(self, batch: Batch) -> Looked:
        """Read a batch."""
        return self._rows.look(batch)

    def write(self, session: Session, looked: Looked, now: datetime) -> None:
        """Write the calls of a batch, without the rows that the check refused."""
        if not looked.calls:
            return
        first, last = looked.calls[0].row, max(call.row for call in looked.calls)
        refused = queries.refused_rows(session, self._run.import_id, first, last)
        problems: list[RowProblem] = []
        good = (call for call in looked.calls if call.row not in refused)
        staged = [made for call in good if (made := self._stage(call, problems)) is not None]
        result = write_calls(session, self._run.actor, staged, self._origin, now, self._zone)
        problems += [RowProblem(row, None, reason, _REFUSALS[reason]) for row, reason in result.refused.items()]
        write_problems(session, self._run.import_id, problems)
        _remember(session, self._run.import_id, result)
        self.counts.update(created=result.created, updated=result.updated, unchanged=result.unchanged)
        self.counts.update(rejected=len(problems), good=-len(problems))

    def _stage(self, call: ReadCall, problems: list[RowProblem]) -> StagedCall | None:
        operator = self._known.operator(call.operator)
        category = self._run.options.category if call.category is None else self._known.category(call.category)
        for name, value, found in (("operator", call.operator, operator), ("category", call.category, category)):
            if found is None:
                message = _UNKNOWN[name].format(value=value or "(vazio)")
                problems.append(
                    RowProblem(call.row, self._run.mapping.get(name), f"unknown-{name}", message, value or "")
                )
                return None
        assert operator is not None  # noqa: S101 - its absence was a problem
        assert category is not None  # noqa: S101
        texts = (call.customer_name, call.customer_phone, call.customer_document, call.subject, call.notes)
        return StagedCall(
            call.row,
            new_id(),
            call.external_id,
            operator.id,
            operator.team_id,
            call.channel,
            category,
            call.priority,
            call.status,
            *texts,
            call.started_at,
            call.ended_at,
            call.duration_seconds,
            call.csat,
            search_words(texts, call.customer_phone, call.customer_document),
        )


def _spoken(run: Run) -> frozenset[str]:
    """The fields of a call that the file says; what it does not say an update leaves alone."""
    said = set(run.mapping)
    spoken = {"operator_id"} if "operator" in said else set()
    spoken |= {"started_at"} if said & {"started_at", "date", "time"} else set()
    spoken |= {"duration_seconds"} if "ended_at" in said else set()
    return frozenset(spoken | (said - {"operator", "date", "time", "external_id", "answered"}))


def _remember(session: Session, import_id: UUID, result: BulkResult) -> None:
    """Keep what the changed calls said; of two changes in one import the first is the one to go back to."""
    rows = [
        {"import_id": import_id, "call_id": call_id, "before": as_plain(values)}
        for call_id, values in result.before.items()
    ]
    if rows:
        session.execute(insert(ImportChange).on_conflict_do_nothing(), rows)
