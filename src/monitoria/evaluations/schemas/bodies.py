"""What comes in about evaluations."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.evaluations.queries import EvaluationFilter, WaitingFor
from monitoria.evaluations.rules import MOST_MOMENTS, Answer, Filling, Moment, Origin, Outcome, Status
from monitoria.platform.clock import Zone
from monitoria.platform.database import new_id
from monitoria.platform.errors import Invalid
from monitoria.platform.http import Day, PageQuery, Payload, Version
from monitoria.platform.http.shapes import days_between
from monitoria.scorecards.schemas import Key, LongText, Number

Summary = Annotated[str, StringConstraints(max_length=10_000)]
MomentComment = Annotated[str, StringConstraints(max_length=2_000)]
Seconds = Annotated[float, Field(ge=0, le=86_400)]
Percent = Annotated[float, Field(ge=0, le=100)]
Sort = Literal["-dated_at", "dated_at", "-overall_score", "overall_score"]
MOST_ANSWERS = 200


class AnswerBody(Payload):
    """One answer: `value` for scales and numbers, `options` for choices, `text` for texts, or not applicable.

    An answer with nothing in it takes back what was answered before.
    """

    criterion: Key
    value: Number | None = None
    options: list[Key] | None = Field(None, max_length=50)
    text: LongText | None = None
    not_applicable: bool = False
    comment: LongText | None = None

    def as_answer(self) -> Answer:
        """The answer as rules speak of it; "not applicable" leaves no other answer beside it."""
        if self.not_applicable:
            return Answer(self.criterion, not_applicable=True, comment=self.comment or "")
        return Answer(
            self.criterion,
            value=self.value,
            options=None if self.options is None else tuple(self.options),
            text=self.text,
            comment=self.comment or "",
        )


class MomentBody(Payload):
    """A comment on a second, or a stretch, of a recording of the call."""

    id: UUID | None = Field(None, description="Chosen by the sender, so that it stays the same; made when absent.")
    recording_id: UUID
    at_seconds: Seconds
    until_seconds: Seconds | None = None
    criterion: Key | None = None
    comment: MomentComment = ""

    def as_moment(self) -> Moment:
        """The moment as rules speak of it."""
        return Moment(**{**self.model_dump(), "id": self.id or new_id()})


Moments = Annotated[
    list[MomentBody] | None,
    Field(max_length=MOST_MOMENTS, description="All moments; those that are there are replaced. Null leaves them."),
]


Why = Annotated[Origin | None, Field(description="Why this call was chosen: picked by hand unless said.")]
NewOrigin = Annotated[Origin | None, Field(description="Why this call was chosen; null leaves what was said.")]


class EvaluationBody(Payload):
    """An evaluation to begin; without a scorecard the default one is used."""

    call_id: UUID
    scorecard_id: UUID | None = None
    answers: list[AnswerBody] = Field(default_factory=list, max_length=MOST_ANSWERS)
    summary: Summary | None = None
    moments: Moments = None
    origin: Why = None
    publish: bool = False


class EvaluationUpdateBody(Payload):
    """What changed in a draft: criteria that are not named keep their answers."""

    version: Version
    answers: list[AnswerBody] = Field(default_factory=list, max_length=MOST_ANSWERS)
    summary: Summary | None = None
    moments: Moments = None
    origin: NewOrigin = None


class EvaluationPublishBody(Payload):
    """The last changes, if any; with a `version`, a draft that changed since is not published."""

    version: Version | None = None
    answers: list[AnswerBody] = Field(default_factory=list, max_length=MOST_ANSWERS)
    summary: Summary | None = None
    moments: Moments = None
    origin: NewOrigin = None


class PreviewBody(Payload):
    answers: list[AnswerBody] = Field(default_factory=list, max_length=MOST_ANSWERS)
    version_id: UUID | None = Field(None, description="The version to score with; the one in use when absent.")


class EvaluationQuery(PageQuery):
    """Filters of the list. Those that take a choice may be repeated: any of the given ones."""

    call_id: list[UUID] | None = Field(None, max_length=50)
    operator_id: list[UUID] | None = Field(None, max_length=50)
    evaluator_id: list[UUID] | None = Field(None, max_length=50)
    team_id: list[UUID] | None = Field(None, max_length=50)
    status: list[Status] | None = Field(None, max_length=10)
    published: bool | None = Field(None, description="Everything but drafts, or drafts alone.")
    waiting_for: WaitingFor | None = Field(None, description="Whose turn it is.")
    outcome: list[Outcome] | None = Field(None, max_length=10)
    from_: Day | None = Field(None, alias="from", description="First local day of `dated_at`.")
    to: Day | None = Field(None, description="Last local day of `dated_at`, included.")
    min_score: Percent | None = None
    max_score: Percent | None = None
    sort: Sort = "-dated_at"

    def as_filter(self, zone: Zone) -> EvaluationFilter:
        """What the caller wants. Raises `Invalid` when a range ends before it begins."""
        if self.min_score is not None and self.max_score is not None and self.max_score < self.min_score:
            raise Invalid.at("/max_score", "A nota máxima não pode ser menor que a mínima.", "range")
        return EvaluationFilter(
            call_ids=self.call_id or (),
            operator_ids=self.operator_id or (),
            evaluator_ids=self.evaluator_id or (),
            team_ids=self.team_id or (),
            statuses=self.status or (),
            outcomes=self.outcome or (),
            days=days_between(zone, self.from_, self.to),
            min_score=self.min_score,
            max_score=self.max_score,
            is_published=self.published,
            waiting_for=self.waiting_for,
        )


def filling_of(body: EvaluationBody | EvaluationUpdateBody | EvaluationPublishBody) -> Filling:
    """What a body fills in."""
    moments = None if body.moments is None else tuple(moment.as_moment() for moment in body.moments)
    return Filling(tuple(answer.as_answer() for answer in body.answers), body.summary, moments, body.origin)
