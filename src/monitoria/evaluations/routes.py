"""/api/evaluations, and scoring without saving."""

from __future__ import annotations

from monitoria.evaluations import queries, service
from monitoria.evaluations.schemas import (
    EvaluationBody,
    EvaluationOut,
    EvaluationPage,
    EvaluationPublishBody,
    EvaluationQuery,
    EvaluationUpdateBody,
    PreviewBody,
    ScoreOut,
    filling_of,
    show_evaluation,
    show_score,
    show_summary,
)
from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work

router = Router("evaluations", "/api/evaluations")
preview_router = Router("scorecards", "/api/scorecards")
ROUTERS = (router, preview_router)


@router.get("", Permission.EVALUATION_READ)
def list_evaluations(work: Work, query: EvaluationQuery) -> EvaluationPage:
    """The evaluations in reach, the latest first unless asked otherwise."""
    wanted, sort = query.as_filter(work.zone), queries.SORT_KEYS[query.sort]
    page = queries.list_evaluations(work.session, work.actor, wanted, query, sort)
    return page.as_page(EvaluationPage, lambda found: show_summary(work.actor, found))


@router.get("/<id>", Permission.EVALUATION_READ)
def get_evaluation(work: Work, path: IdPath) -> EvaluationOut:
    """One evaluation with its answers and why its score is what it is."""
    return show_evaluation(work.actor, queries.view_evaluation(work.session, work.actor, path.id))


@router.post("", Permission.EVALUATION_CREATE, status=201)
def create_evaluation(work: Work, body: EvaluationBody) -> EvaluationOut:
    """Begin the evaluation of a call; with `publish` it is published at once."""
    filled = service.create_evaluation(
        work.session,
        work.actor,
        body.call_id,
        body.scorecard_id,
        filling_of(body),
        work.now,
        work.zone,
        publish=body.publish,
    )
    return show_evaluation(work.actor, filled)


@router.put("/<id>", Permission.EVALUATION_UPDATE)
def update_evaluation(work: Work, path: IdPath, body: EvaluationUpdateBody) -> EvaluationOut:
    """Save a draft, however unfinished."""
    filled = service.update_evaluation(work.session, work.actor, path.id, body.version, filling_of(body), work.now)
    return show_evaluation(work.actor, filled)


@router.post("/<id>/publish", Permission.EVALUATION_PUBLISH)
def publish_evaluation(work: Work, path: IdPath, body: EvaluationPublishBody) -> EvaluationOut:
    """Publish a draft, with the last answers when some are sent."""
    filled = service.publish_evaluation(
        work.session, work.actor, path.id, body.version, filling_of(body), work.now, work.zone
    )
    return show_evaluation(work.actor, filled)


@router.delete("/<id>", Permission.EVALUATION_DISCARD, status=204)
def discard_evaluation(work: Work, path: IdPath) -> None:
    """Throw a draft away."""
    service.discard_evaluation(work.session, work.actor, path.id)


@preview_router.post("/<id>/preview-score", Permission.SCORECARD_PREVIEW)
def preview_score(work: Work, path: IdPath, body: PreviewBody) -> ScoreOut:
    """What these answers would score; nothing is kept."""
    answers = [answer.as_answer() for answer in body.answers]
    return show_score(*service.preview_score(work.session, work.actor, path.id, body.version_id, answers))
