"""/api/users: the people of the installation."""

from __future__ import annotations

from monitoria.people import queries, service
from monitoria.people.schemas import UserOut, UserPage, UserQuery, UserUpdateBody, show_user
from monitoria.platform.access import Permission
from monitoria.platform.http import IdPath, Router, Work

router = Router("users", "/api/users")


@router.get("", Permission.USER_READ)
def list_users(work: Work, query: UserQuery) -> UserPage:
    """The users in reach, by name."""
    wanted = queries.UserFilter(query.role, query.team_id, query.active, query.q)
    page = queries.list_users(work.session, work.actor, wanted, query)
    return page.as_page(UserPage, lambda user: show_user(work.actor, user))


@router.get("/<id>", Permission.USER_READ)
def get_user(work: Work, path: IdPath) -> UserOut:
    """One user."""
    return show_user(work.actor, queries.get_user(work.session, work.actor, path.id))


@router.put("/<id>", Permission.USER_UPDATE)
def update_user(work: Work, path: IdPath, body: UserUpdateBody) -> UserOut:
    """Change a user; absent fields stay."""
    given = {name: getattr(body, name) for name in body.model_fields_set - {"version"}}
    changes = service.UserChanges(body.version, given, is_sample=work.config.demo)
    return show_user(work.actor, service.update_user(work.session, work.actor, path.id, changes, work.now))


@router.delete("/<id>", Permission.USER_DEACTIVATE, status=204)
def deactivate_user(work: Work, path: IdPath) -> None:
    """Sign a person out at once and for good; the history stays."""
    service.deactivate_user(work.session, work.actor, path.id, work.now)


@router.post("/<id>/reactivate", Permission.USER_REACTIVATE)
def reactivate_user(work: Work, path: IdPath) -> UserOut:
    """Let a person sign in again."""
    return show_user(work.actor, service.reactivate_user(work.session, work.actor, path.id, work.now))
