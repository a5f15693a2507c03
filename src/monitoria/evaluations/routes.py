"""/api/evaluations, and scoring without saving."""

from __future__ import annotations

from flask import Response

from monitoria.evaluations import queries, service
from monitoria.evaluations.rules import ATTACHMENTS
from monitoria.evaluations.schemas import (
    AcknowledgeBody,
    ContestBody,
    ContestFileForm,
    ContestFilePath,
    DecideBody,
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
from monitoria.platform.errors import NotFound
from monitoria.platform.http import IdPath, Router, Upload, Work
from monitoria.platform.http.files import Served, send_file
from monitoria.platform.storage import NotStored

router = Router("evaluations", "/api/evaluations")
preview_router = Router("scorecards", "/api/scorecards")
ROUTERS = (router, preview_router)


@router.get("", Permission.EVALUATION_READ)
def list_evaluations(work: Work, query: EvaluationQuery) -> EvaluationPage:
    """The evaluations in reach, the latest first unless asked otherwise."""
    wanted, sort = query.as_filter(work.zone), queries.SORT_KEYS[query.sort]
    page = queries.list_evaluations(work.session, work.actor, wanted, query, sort)
    return page.as_page(EvaluationPage, lambda found: show_summary(work.actor, found, work.now))


@router.get("/<id>", Permission.EVALUATION_READ)
def get_evaluation(work: Work, path: IdPath) -> EvaluationOut:
    """One evaluation with its answers and why its score is what it is. Its own operator has read it from here on."""
    filled = queries.view_evaluation(work.session, work.actor, path.id)
    service.read_evaluation(work.session, work.actor, filled.found, work.now, work.zone)
    return show_evaluation(work.actor, filled, work.now)


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
    return show_evaluation(work.actor, filled, work.now)


@router.put("/<id>", Permission.EVALUATION_UPDATE)
def update_evaluation(work: Work, path: IdPath, body: EvaluationUpdateBody) -> EvaluationOut:
    """Save a draft, however unfinished."""
    filled = service.update_evaluation(work.session, work.actor, path.id, body.version, filling_of(body), work.now)
    return show_evaluation(work.actor, filled, work.now)


@router.post("/<id>/publish", Permission.EVALUATION_PUBLISH)
def publish_evaluation(work: Work, path: IdPath, body: EvaluationPublishBody) -> EvaluationOut:
    """Publish a draft, with the last answers when some are sent."""
    filled = service.publish_evaluation(
        work.session, work.actor, path.id, body.version, filling_of(body), work.now, work.zone
    )
    return show_evaluation(work.actor, filled, work.now)


@router.delete("/<id>", Permission.EVALUATION_DISCARD, status=204)
def discard_evaluation(work: Work, path: IdPath) -> None:
    """Throw a draft away."""
    service.discard_evaluation(work.session, work.actor, path.id)


@router.post("/<id>/acknowledge", Permission.EVALUATION_ACKNOWLEDGE, creating=True)
def acknowledge_evaluation(work: Work, path: IdPath, body: AcknowledgeBody) -> EvaluationOut:
    """Its operator has read it; `agrees` false says "ciente, mas discordo"."""
    filled = service.acknowledge_evaluation(
        work.session, work.actor, path.id, body.agrees, body.comment, work.now, work.zone
    )
    return show_evaluation(work.actor, filled, work.now)


@router.post("/<id>/contest", Permission.EVALUATION_CONTEST, creating=True)
def contest_evaluation(work: Work, path: IdPath, body: ContestBody) -> EvaluationOut:
    """Its operator asks for other answers, item by item."""
    items = [item.as_item() for item in body.items]
    filled = service.contest_evaluation(work.session, work.actor, path.id, items, body.comment, work.now, work.zone)
    return show_evaluation(work.actor, filled, work.now)


def _admit_file(work: Work, path: IdPath) -> None:
    service.open_contest_of(work.session, work.actor, path.id, lock=False)


@router.post("/<id>/contest/files", Permission.EVALUATION_ATTACH, status=201, upload=Upload(ATTACHMENTS, _admit_file))
def add_contest_file(work: Work, path: IdPath, form: ContestFileForm) -> EvaluationOut:
    """Put an image, a PDF or a text beside the open contest; the same bytes again change nothing."""
    filled = service.add_contest_file(work.session, work.actor, path.id, form.file, work.storage, work.now)
    return show_evaluation(work.actor, filled, work.now)


@router.get("/<id>/contest/files/<file_id>", Permission.EVALUATION_READ, content=("application/octet-stream",))
def get_contest_file(work: Work, path: ContestFilePath) -> Response:
    """One file beside a contest, to be saved: it is never shown in the page itself."""
    queries.get_evaluation(work.session, work.actor, path.id)
    found = queries.get_contest_file(work.session, path.id, path.file_id)
    try:
        stored = work.storage.open(found.storage_key)
    except NotStored:
        raise NotFound("Este arquivo não está mais guardado.") from None
    served = Served(stored, "application/octet-stream", found.sha256.hex(), found.file_name)
    return send_file(served, work.config.file_redirect)


@router.post("/<id>/decide", Permission.EVALUATION_DECIDE, creating=True)
def decide_evaluation(work: Work, path: IdPath, body: DecideBody) -> EvaluationOut:
    """Decide the open contest, every item of it; never by whoever published the evaluation."""
    verdicts = [item.as_verdict() for item in body.items]
    filled = service.decide_evaluation(work.session, work.actor, path.id, verdicts, body.reason, work.now, work.zone)
    return show_evaluation(work.actor, filled, work.now)


@router.post("/<id>/conclude", Permission.EVALUATION_CONCLUDE)
def conclude_evaluation(work: Work, path: IdPath) -> EvaluationOut:
    """Nothing more is to happen to it."""
    filled = service.conclude_evaluation(work.session, work.actor, path.id, work.now, work.zone)
    return show_evaluation(work.actor, filled, work.now)


@preview_router.post("/<id>/preview-score", Permission.SCORECARD_PREVIEW)
def preview_score(work: Work, path: IdPath, body: PreviewBody) -> ScoreOut:
    """What these answers would score; nothing is kept."""
    answers = [answer.as_answer() for answer in body.answers]
    return show_score(*service.preview_score(work.session, work.actor, path.id, body.version_id, answers))
