"""/api/audit: who did what, when."""

from __future__ import annotations

from monitoria.audit import queries
from monitoria.audit.schemas import AuditChainOut, AuditEntryOut, AuditPage, AuditQuery, show_chain, show_entry
from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work

router = Router("audit", "/api/audit")
ROUTERS = (router,)


@router.get("", Permission.AUDIT_READ)
def list_audit(work: Work, query: AuditQuery) -> AuditPage:
    """The audit trail, the latest first."""
    page = queries.list_entries(work.session, work.actor, query.as_filter(work.zone), query)
    return page.as_page(AuditPage, show_entry)


@router.get("/chain", Permission.AUDIT_READ)
def get_audit_chain(work: Work) -> AuditChainOut:
    """How far the chain that seals the trail reaches."""
    return show_chain(queries.chain_state(work.session))


@router.get("/<id>", Permission.AUDIT_READ)
def get_audit_entry(work: Work, path: IdPath) -> AuditEntryOut:
    """One entry."""
    return show_entry(queries.get_entry(work.session, work.actor, path.id))
