"""/api/keys: what programs of a person send instead of signing in."""

from __future__ import annotations

from monitoria.people.queries import keys as queries
from monitoria.people.schemas.keys import (
    KeyBody,
    KeyMadeOut,
    KeyOut,
    KeyPage,
    KeyQuery,
    ScopesOut,
    show_key,
    show_made_key,
)
from monitoria.people.service import keys as service
from monitoria.platform.access import Permission, key_scopes
from monitoria.platform.http import IdPath, Router, Work

router = Router("keys", "/api/keys")


@router.get("", Permission.KEY_READ)
def list_keys(work: Work, query: KeyQuery) -> KeyPage:
    """One's own API keys, the newest first; an admin sees everybody's."""
    wanted = queries.KeyFilter(query.user_id, query.active)
    page = queries.list_keys(work.session, work.actor, wanted, query, work.now)
    return page.as_page(KeyPage, lambda found: show_key(work.actor, found, work.now))


@router.get("/scopes", Permission.KEY_CREATE)
def list_key_scopes(work: Work) -> ScopesOut:
    """What a key of the caller may be for."""
    return ScopesOut(scopes=key_scopes(work.actor.role))


@router.post("", Permission.KEY_CREATE, status=201)
def create_key(work: Work, body: KeyBody) -> KeyMadeOut:
    """Make a key of one's own. Its token is in this answer and never again."""
    wish = service.KeyWish(body.name, tuple(body.scopes), body.expires_in_days)
    made, token = service.create_key(work.session, work.actor, wish, work.now)
    return show_made_key(work.actor, made, token, work.now)


@router.post("/<id>/revoke", Permission.KEY_REVOKE)
def revoke_key(work: Work, path: IdPath) -> KeyOut:
    """End a key at once."""
    return show_key(work.actor, service.revoke_key(work.session, work.actor, path.id, work.now), work.now)
