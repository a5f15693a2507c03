"""/api/scorecards: what is asked about a call."""

from __future__ import annotations

from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work
from monitoria.scorecards import queries, service
from monitoria.scorecards.models import Scorecard
from monitoria.scorecards.schemas import (
    ScorecardBody,
    ScorecardMoveBody,
    ScorecardOut,
    ScorecardPage,
    ScorecardQuery,
    ScorecardUpdateBody,
    VersionOut,
    VersionPath,
    changed_definition,
    definition_of,
    show_scorecard,
    show_summary,
    show_version,
)

router = Router("scorecards", "/api/scorecards")
ROUTERS = (router,)


@router.get("", Permission.SCORECARD_READ)
def list_scorecards(work: Work, query: ScorecardQuery) -> ScorecardPage:
    """The scorecards in reach, by name."""
    page = queries.list_scorecards(work.session, work.actor, query.status, query)
    drafted = queries.cards_with_draft(work.session, [card.id for card in page.items])
    return page.as_page(ScorecardPage, lambda card: show_summary(work.actor, card, has_draft=card.id in drafted))


@router.get("/<id>", Permission.SCORECARD_READ)
def get_scorecard(work: Work, path: IdPath) -> ScorecardOut:
    """One scorecard with the version in use."""
    return _show(work, queries.get_scorecard(work.session, work.actor, path.id))


@router.get("/<id>/versions/<version_id>", Permission.SCORECARD_READ)
def get_scorecard_version(work: Work, path: VersionPath) -> VersionOut:
    """One version, as evaluations made with it saw it."""
    return show_version(queries.get_version(work.session, work.actor, path.id, path.version_id))


@router.post("", Permission.SCORECARD_CREATE, status=201)
def create_scorecard(work: Work, body: ScorecardBody) -> ScorecardOut:
    """Start a scorecard as a draft."""
    definition = definition_of(body)
    card = service.create_scorecard(work.session, work.actor, body.name, body.description, definition, work.now)
    return _show(work, card)


@router.put("/<id>", Permission.SCORECARD_UPDATE)
def update_scorecard(work: Work, path: IdPath, body: ScorecardUpdateBody) -> ScorecardOut:
    """Change the draft; a published scorecard gets its next version as a draft."""
    before = queries.get_editable_definition(work.session, work.actor, path.id)
    changes = service.CardChanges(body.name, body.description, changed_definition(body, before))
    return _show(work, service.update_scorecard(work.session, work.actor, path.id, body.version, changes, work.now))


@router.post("/<id>/publish", Permission.SCORECARD_PUBLISH)
def publish_scorecard(work: Work, path: IdPath, body: ScorecardMoveBody) -> ScorecardOut:
    """Freeze the draft and put it in use."""
    return _show(work, service.publish_scorecard(work.session, work.actor, path.id, body.version, work.now))


@router.post("/<id>/retire", Permission.SCORECARD_RETIRE)
def retire_scorecard(work: Work, path: IdPath, body: ScorecardMoveBody) -> ScorecardOut:
    """Take a scorecard out of use; its history stays."""
    return _show(work, service.retire_scorecard(work.session, work.actor, path.id, body.version, work.now))


@router.post("/<id>/set-default", Permission.SCORECARD_SET_DEFAULT)
def set_default_scorecard(work: Work, path: IdPath, body: ScorecardMoveBody) -> ScorecardOut:
    """Use this scorecard when an evaluation names none."""
    return _show(work, service.set_default_scorecard(work.session, work.actor, path.id, body.version, work.now))


def _show(work: Work, card: Scorecard) -> ScorecardOut:
    return show_scorecard(work.actor, card, queries.list_versions(work.session, work.actor, card.id))
