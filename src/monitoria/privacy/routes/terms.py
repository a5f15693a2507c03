"""/api/privacy/terms: what people are told, and that they read it."""

from __future__ import annotations

from monitoria.platform.access import Permission
from monitoria.platform.http import Router, Work
from monitoria.privacy import queries, service
from monitoria.privacy.schemas import AcceptBody, TermBody, TermListOut, TermOut, TermPath, show_term

router = Router("privacy", "/api/privacy/terms")


@router.get("", Permission.TERM_READ, before_terms=True)
def list_terms(work: Work) -> TermListOut:
    """The terms in force that concern the caller; all of them for whoever publishes."""
    rows = queries.list_terms(work.session, work.actor)
    return TermListOut(items=[show_term(work.actor, row) for row in rows])


@router.post("/accept", Permission.TERM_ACCEPT, before_terms=True)
def accept_term(work: Work, body: AcceptBody) -> TermOut:
    """State that one has read a version and is aware of it."""
    service.accept_term(work.session, work.actor, body.key, body.version, work.now)
    return _show(work, body.key)


@router.post("/<key>/versions", Permission.TERM_PUBLISH, status=201)
def publish_term(work: Work, path: TermPath, body: TermBody) -> TermOut:
    """Put a new version in force; everybody whom it concerns accepts again."""
    service.publish_term(work.session, work.actor, path.key, service.NewTerm(**body.model_dump()), work.now)
    return _show(work, path.key)


def _show(work: Work, key: str) -> TermOut:
    rows = queries.list_terms(work.session, work.actor)
    return show_term(work.actor, next(row for row in rows if row.term.key == key))
