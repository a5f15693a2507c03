"""What follows publication, as it comes in and goes out: acknowledgements, contests, decisions, revisions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.evaluations.queries import History
from monitoria.evaluations.rules import (
    Answer,
    ContestedItem,
    ContestStatus,
    Decision,
    NaSource,
    Outcome,
    Verdict,
)
from monitoria.platform.http import IdPath, Payload, Shape, UploadedFile, UploadForm
from monitoria.scorecards.schemas import Key, LongText, Number

Remark = Annotated[str, StringConstraints(max_length=4_000)]
Reason = Annotated[str, StringConstraints(min_length=1, max_length=4_000)]
RecordingSeconds = Annotated[float, Field(ge=0, le=86_400)]
MOST_ITEMS = 200


class AcknowledgeBody(Payload):
    """ "Ciente" (`agrees`), or "ciente, mas discordo", with a remark if he likes."""

    agrees: bool
    comment: Remark = ""


class ContestItemBody(Payload):
    """The answer thought right for one criterion, and why; if he likes, the second of the recording that shows it."""

    criterion: Key
    value: Number | None = None
    options: list[Key] | None = Field(None, max_length=50)
    not_applicable: bool = False
    reason: Reason
    at_seconds: RecordingSeconds | None = None
    recording_id: UUID | None = Field(None, description="Of the moment; the call's first recording when absent.")

    def as_item(self) -> ContestedItem:
        """The item as rules speak of it."""
        asked = _answer(self.criterion, self.value, self.options, None, not_applicable=self.not_applicable)
        return ContestedItem(asked, self.reason, self.at_seconds, self.recording_id)


class ContestBody(Payload):
    items: list[ContestItemBody] = Field(min_length=1, max_length=MOST_ITEMS)
    comment: Remark = ""


class ContestFileForm(UploadForm):
    """An image, a PDF or a text of at most 5 MB."""

    file: UploadedFile


class ContestFilePath(IdPath):
    file_id: UUID


class VerdictBody(Payload):
    """The decision on one criterion; `replace` takes the answer that holds from now on."""

    criterion: Key
    decision: Annotated[Decision, Field(strict=False)]
    value: Number | None = None
    options: list[Key] | None = Field(None, max_length=50)
    text: LongText | None = None
    not_applicable: bool = False
    reason: Remark = ""

    def as_verdict(self) -> Verdict:
        """The verdict as rules speak of it."""
        answer = _answer(self.criterion, self.value, self.options, self.text, not_applicable=self.not_applicable)
        return Verdict(self.criterion, self.decision, answer, self.reason)


class DecideBody(Payload):
    """Every contested item is decided, and the whole has a reason that its operator reads."""

    items: list[VerdictBody] = Field(min_length=1, max_length=MOST_ITEMS)
    reason: Reason


def _answer(key: str, value: Any, options: list[str] | None, text: str | None, *, not_applicable: bool) -> Answer:
    if not_applicable:
        return Answer(key, not_applicable=True)
    return Answer(key, value=value, options=None if options is None else tuple(options), text=text)


class AnswerOut(Shape):
    """An answer as it is kept. `na_source`: who said that it does not apply."""

    criterion: str
    value: float | None
    options: tuple[str, ...] | None
    text: str | None
    not_applicable: bool
    na_source: NaSource | None
    comment: str


class RevisionOut(Shape):
    """One state of the answers and scores. `by`: who published it, or decided the contest that it comes of."""

    number: int
    overall_score: float | None
    raw_score: float | None
    outcome: Outcome | None
    critical_score: float | None
    has_fatal: bool
    answers: list[AnswerOut]
    at: datetime
    by_id: UUID
    by_name: str | None
    is_current: bool
    reason: str


class SaidOut(Shape):
    """What an answer says, without what was remarked beside it."""

    value: float | None
    options: tuple[str, ...] | None
    text: str | None
    not_applicable: bool


class ContestItemOut(Shape):
    """One contested criterion. `asked` is null for one that the decision itself brought on screen."""

    criterion: str
    given: SaidOut | None
    asked: SaidOut | None
    reason: str
    at_seconds: float | None
    recording_id: UUID | None
    decision: Decision | None
    decided: SaidOut | None
    decided_reason: str


class ContestFileOut(Shape):
    """A file that the operator put beside his contest."""

    id: UUID
    file_name: str
    content_type: str
    size_bytes: int
    added_at: datetime


class ContestOut(Shape):
    """A contest, open or decided."""

    id: UUID
    round: int
    status: ContestStatus
    comment: str
    opened_at: datetime
    decide_by: datetime
    decided_at: datetime | None
    decided_by_id: UUID | None
    decided_by_name: str | None
    reason: str
    items: list[ContestItemOut]
    files: list[ContestFileOut]


class AcknowledgementOut(Shape):
    """The operator has read that revision."""

    at: datetime
    agrees: bool
    comment: str
    revision: int


def show_history(history: History, present: RevisionOut | None) -> dict[str, Any]:
    """The parts of an evaluation that tell what happened since; `present` is its one revision while it has no more."""
    current = max((row["number"] for row in history.revisions), default=1)
    kept = [_revision(row, is_current=row["number"] == current) for row in history.revisions]
    return {
        "revisions": kept or ([] if present is None else [present]),
        "contests": [_contest(row) for row in history.contests],
        "acknowledgements": [AcknowledgementOut.model_validate(dict(row)) for row in history.acknowledgements],
        "closed_by_name": history.closer,
    }


def _revision(row: Mapping[str, Any], *, is_current: bool) -> RevisionOut:
    return RevisionOut.model_validate({**row, "overall_score": row["final_score"], "is_current": is_current})


def _contest(row: Mapping[str, Any]) -> ContestOut:
    items = [{**item, "criterion": item["criterion_key"]} for item in row["items"]]
    return ContestOut.model_validate({**row, "items": items})
