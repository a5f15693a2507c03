"""/api/recordings/listens."""

from __future__ import annotations

from monitoria.platform.access import Permission
from monitoria.platform.http import Router, Work
from monitoria.recordings import queries
from monitoria.recordings.schemas import OwnListenPage, RecordingsQuery, show_own_listen

router = Router("recordings", "/api/recordings/listens")


@router.get("", Permission.RECORDING_SEE_LISTENS)
def list_own_listens(work: Work, query: RecordingsQuery) -> OwnListenPage:
    """Who listened to the calls one took oneself, and when, the latest first; one's own listening is left out."""
    page = queries.list_own_listens(work.session, work.actor, query)
    return page.as_page(OwnListenPage, show_own_listen)
