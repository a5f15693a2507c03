"""What comes in about evaluations."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from monitoria.calls.rules import HIGHEST_CSAT, LOWEST_CSAT, Channel
from monitoria.evaluations.queries import EvaluationFilter, Measured, Span, WaitingFor
from monitoria.evaluations.rules import MOST_MOMENTS, Answer, Filling, Moment, Origin, Outcome, Status
from monitoria.platform.clock import Zone
from monitoria.platform.database import new_id
from monitoria.platform.errors import Invalid
from monitoria.platform.http import Day, PageQuery, Payload, Version
from monitoria.platform.http.shapes import days_between
from monitoria.scorecards.rules import DefectClass
from monitoria.scorecards.schemas import Key, LongText, Number

Summary = Annotated[str, StringConstraints(max_length=10_000)]
MomentComment = Annotated[str, StringConstraints(max_length=2_000)]
Seconds = Annotated[float, Field(ge=0, le=86_400)]
Percent = Annotated[float, Field(ge=0, le=100)]
Sort = Literal["-dated_at", "dated_at", "-overall_score", "overall_score"]
MOST_ANSWERS = 200
Stars = Annotated[float, Field(ge=LOWEST_CSAT, le=HIGHEST_CSAT)]


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


# Measures by their name in a filter, and the beginning of the names of their two ends in a query.
_SPANS = {"raw": "raw", "earned": "criterion", "csat": "csat", "handling": "handling", "silence": "silence"}


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
    score_from: Percent | None = Field(None, description="The same as `min_score`: final scores from here on.")
    score_to: Percent | None = Field(None, description="The same as `max_score`, included.")
    scorecard_id: list[UUID] | None = Field(None, max_length=50)
    origin: list[Origin] | None = Field(None, max_length=10, description="Why the call was chosen.")
    category: list[Key] | None = Field(None, max_length=50, description="The call's, when the evaluation began.")
    channel: list[Channel] | None = Field(None, max_length=10, description="The call's, when the evaluation began.")
    without_team: bool | None = Field(None, description="Those of no team, or those of one.")
    criterion: list[Key] | None = Field(None, max_length=50, description="Those in which one of these was scored.")
    criterion_from: Percent | None = Field(None, description="… and earned so much of its full mark at least, in %.")
    criterion_to: Percent | None = Field(None, description="… and at most so much, included.")
    criterion_failed: Key | None = Field(None, description="Those in which this criterion earned less than half.")
    has_fatal: bool | None = None
    defect: DefectClass | None = Field(None, description="Those in which a criterion of this class failed.")
    without_defect: DefectClass | None = Field(None, description="Those in which none of this class's criteria failed.")
    raw_from: Percent | None = Field(None, description="Scores before fatal errors from here on.")
    raw_to: Percent | None = Field(None, description="Scores before fatal errors up to here, included.")
    csat_from: Stars | None = Field(None, description="How content the call's customer was, from here on.")
    csat_to: Stars | None = Field(None, description="… and up to here, included.")
    handling_from: Seconds | None = Field(None, description="Calls that took so many seconds at least.")
    handling_to: Seconds | None = Field(None, description="… and at most so many, included.")
    silence_from: Percent | None = Field(
        None, description="Calls of whose recordings so much is silence at least, in %."
    )
    silence_to: Percent | None = Field(None, description="… and at most so much, included.")
    past: bool | None = Field(None, description="Those brought in from elsewhere, which ask nothing, or the others.")
    contested_criterion: Key | None = Field(None, description="Those in which this criterion was contested.")
    contested_from: Day | None = Field(None, description="First local day on which the contest was opened.")
    contested_to: Day | None = Field(None, description="Last local day on which it was opened, included.")
    contested: bool | None = Field(None, description="Those that were ever contested, or those that never were.")
    read: bool | None = Field(None, description="Those that their operator opened, or never did.")
    acknowledged: bool | None = Field(None, description="Those that were acknowledged at least once, or never.")
    sort: Sort = "-dated_at"

    def as_filter(self, zone: Zone) -> EvaluationFilter:
        """What the caller wants. Raises `Invalid` when a range ends before it begins."""
        if self.criterion_from is not None or self.criterion_to is not None:
            self._needs_criterion()
        least = [score for score in (self.min_score, self.score_from) if score is not None]
        most = [score for score in (self.max_score, self.score_to) if score is not None]
        if least and most and min(most) < max(least):
            pointer = "/max_score" if self.max_score is not None else "/score_to"
            raise Invalid.at(pointer, "A nota máxima não pode ser menor que a mínima.", "range")
        return EvaluationFilter(
            call_ids=self.call_id or (),
            operator_ids=self.operator_id or (),
            evaluator_ids=self.evaluator_id or (),
            team_ids=self.team_id or (),
            statuses=self.status or (),
            outcomes=self.outcome or (),
            days=days_between(zone, self.from_, self.to),
            min_score=max(least, default=None),
            max_score=min(most, default=None),
            is_published=self.published,
            waiting_for=self.waiting_for,
            scorecard_ids=self.scorecard_id or (),
            origins=self.origin or (),
            categories=self.category or (),
            channels=self.channel or (),
            criteria=self.criterion or (),
            criterion_failed=self.criterion_failed,
            has_fatal=self.has_fatal,
            defect=self.defect,
            without_defect=self.without_defect,
            measured=self._measured(),
            is_past=self.past,
            is_without_team=self.without_team,
            contested_criterion=self.contested_criterion,
            contested_days=days_between(zone, self.contested_from, self.contested_to, "/contested_to"),
            was_contested=self.contested,
            was_read=self.read,
            was_acknowledged=self.acknowledged,
        )

    def _needs_criterion(self) -> None:
        if not self.criterion:
            raise Invalid.at("/criterion", "Diga de qual item é esta parte da nota.", "needs-criterion")

    def _measured(self) -> Measured:
        """The spans. Raises `Invalid` for one that ends before it begins."""
        spans = {}
        for name, prefix in _SPANS.items():
            low, high = getattr(self, f"{prefix}_from"), getattr(self, f"{prefix}_to")
            if low is not None and high is not None and high < low:
                raise Invalid.at(f"/{prefix}_to", "O fim da faixa não pode ser menor que o começo.", "range")
            spans[name] = Span(low, high)
        return Measured(**spans)


def filling_of(body: EvaluationBody | EvaluationUpdateBody | EvaluationPublishBody) -> Filling:
    """What a body fills in."""
    moments = None if body.moments is None else tuple(moment.as_moment() for moment in body.moments)
    return Filling(tuple(answer.as_answer() for answer in body.answers), body.summary, moments, body.origin)
