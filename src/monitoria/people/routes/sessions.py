"""/api/auth/sessions and /api/users/<id>/…: where accounts are open, and ending that."""

from __future__ import annotations

from monitoria.people import queries, service
from monitoria.people.routes.second_factor import factor_of
from monitoria.people.schemas import (
    EndedOut,
    OpenSessionPage,
    OpenSessionPath,
    UserOpenSessionPath,
    UserSecurityOut,
    show_sessions,
)
from monitoria.platform.access import Permission, allowed
from monitoria.platform.http import IdPath, Router, Work

router = Router("auth", "/api/auth/sessions")
users_router = Router("users", "/api/users")

_ACTIONS = (Permission.USER_END_SESSIONS, Permission.USER_RESET_SECOND_FACTOR)


@router.get("", Permission.OWN_ACCOUNT)
def list_own_sessions(work: Work) -> OpenSessionPage:
    """Where one's own account is open; there are never so many that they need pages."""
    shown = show_sessions(work.actor, queries.open_sessions(work.session, work.actor.id, work.now))
    return OpenSessionPage(items=shown, next_cursor=None, total=len(shown))


@router.delete("/<session_id>", Permission.OWN_ACCOUNT, status=204)
def end_own_session(work: Work, path: OpenSessionPath) -> None:
    """End one of one's own sessions at once."""
    service.end_session(work.session, work.actor, work.actor.id, path.session_id, work.now)


@router.post("/end-others", Permission.OWN_ACCOUNT)
def end_other_sessions(work: Work) -> EndedOut:
    """End every session of one's own but this one."""
    return EndedOut(ended=service.end_other_sessions(work.session, work.actor, work.actor.id, work.now))


@users_router.get("/<id>/security", Permission.USER_END_SESSIONS)
def get_user_security(work: Work, path: IdPath) -> UserSecurityOut:
    """How a person's account is protected and where it is open."""
    user = queries.get_user(work.session, work.actor, path.id)
    return UserSecurityOut(
        second_factor=factor_of(work, user.id, user.role),
        sessions=show_sessions(work.actor, queries.open_sessions(work.session, user.id, work.now)),
        actions=allowed(work.actor, _ACTIONS),
    )


@users_router.delete("/<id>/sessions/<session_id>", Permission.USER_END_SESSIONS, status=204)
def end_user_session(work: Work, path: UserOpenSessionPath) -> None:
    """End one session of a person at once."""
    service.end_session(work.session, work.actor, path.id, path.session_id, work.now)


@users_router.post("/<id>/end-sessions", Permission.USER_END_SESSIONS)
def end_user_sessions(work: Work, path: IdPath) -> EndedOut:
    """End every session of a person; of one's own, every other one."""
    return EndedOut(ended=service.end_other_sessions(work.session, work.actor, path.id, work.now))


@users_router.delete("/<id>/second-factor", Permission.USER_RESET_SECOND_FACTOR, status=204)
def reset_second_factor(work: Work, path: IdPath) -> None:
    """Take a person's second factor away, for a telephone that was lost; his sessions end."""
    service.reset_factor(work.session, work.actor, path.id, work.now)
