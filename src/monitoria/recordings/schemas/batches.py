"""Shapes of batches that cross HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.platform.http import Page, PageQuery, Payload, Shape, UploadedFile, UploadForm, Version
from monitoria.recordings.models import RecordingBatch, RecordingBatchItem
from monitoria.recordings.queries import CallBrief
from monitoria.recordings.rules import KEPT_OPEN, MOST_FILES, MOST_PATTERNS, BatchStatus, MatchedBy

Pattern = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=200)]


class BatchForm(UploadForm):
    """The files; more may follow in other requests."""

    files: list[UploadedFile] = Field(min_length=1, max_length=MOST_FILES)


class BatchQuery(PageQuery):
    """How the list is paged."""


class BatchChoice(Payload):
    """The call of a file, said by a person; null leaves the file out."""

    id: UUID
    call_id: UUID | None = None


class BatchUpdateBody(Payload):
    """Other patterns or another window match anew what nobody chose by hand."""

    version: Version
    patterns: list[Pattern] | None = Field(None, min_length=1, max_length=MOST_PATTERNS)
    window_seconds: Annotated[int, Field(ge=0, le=86_400)] | None = None
    items: list[BatchChoice] = Field(default_factory=list, max_length=MOST_FILES)


class BatchConfirmBody(Payload):
    """Confirm what was seen."""

    version: Version


class BatchCallOut(Shape):
    """A call as the preview names it."""

    id: UUID
    protocol: str
    operator_name: str
    started_at: datetime


class BatchItemOut(Shape):
    """A file: its call and how it was found, or the calls that may be meant, or why it can't be added."""

    id: UUID
    file_name: str
    size_bytes: int
    problem: str | None
    call: BatchCallOut | None
    matched_by: MatchedBy | None
    candidates: list[BatchCallOut]
    recording_id: UUID | None


class BatchSummary(Shape):
    """A batch as lists show it."""

    id: UUID
    status: BatchStatus
    files: int
    matched: int
    version: int
    created_by_id: UUID
    created_at: datetime
    updated_at: datetime
    expires_at: datetime | None = Field(description="When an open batch that nobody touches is thrown away.")
    actions: list[str]


class BatchOut(BatchSummary):
    """A batch with its files."""

    patterns: list[str]
    window_seconds: int
    items: list[BatchItemOut]


class BatchPage(Page[BatchSummary]):
    """Batches."""


_NAMES = ("id", "version", "created_by_id", "created_at", "updated_at")


def show_batch_summary(batch: RecordingBatch, counts: tuple[int, int]) -> BatchSummary:
    """A batch in brief; `counts` are its files and those that have a call."""
    return BatchSummary.model_construct(**_fields(batch, *counts))  # type: ignore[arg-type]


def show_batch(batch: RecordingBatch, items: Sequence[RecordingBatchItem], calls: Mapping[UUID, CallBrief]) -> BatchOut:
    """A batch with its files; a call that is not among `calls` is out of reach and not named."""
    matched = sum(item.call_id is not None for item in items)
    return BatchOut.model_construct(
        **_fields(batch, len(items), matched),  # type: ignore[arg-type]
        patterns=batch.patterns,
        window_seconds=batch.window_seconds,
        items=[_item(item, calls) for item in items],
    )


def _fields(batch: RecordingBatch, files: int, matched: int) -> dict[str, object]:
    status = BatchStatus(batch.status)
    actions = ["update", "confirm", "discard"] if status is BatchStatus.OPEN else []
    named = {name: getattr(batch, name) for name in _NAMES}
    expires_at = batch.updated_at + KEPT_OPEN if status is BatchStatus.OPEN else None
    return {**named, "expires_at": expires_at, "status": status, "files": files, "matched": matched, "actions": actions}


def _item(item: RecordingBatchItem, calls: Mapping[UUID, CallBrief]) -> BatchItemOut:
    shown = [i for i in (item.call_id, *item.candidate_ids) if i is not None and i in calls]
    named = {i: BatchCallOut.model_validate(calls[i]) for i in shown}
    return BatchItemOut.model_construct(
        id=item.id,
        file_name=item.file_name,
        size_bytes=item.size_bytes,
        problem=item.problem,
        call=named.get(item.call_id) if item.call_id is not None else None,
        matched_by=None if item.matched_by is None else MatchedBy(item.matched_by),
        candidates=[named[call_id] for call_id in item.candidate_ids if call_id in named],
        recording_id=item.recording_id,
    )
