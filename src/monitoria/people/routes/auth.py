"""/api/auth: sign in and out, renew, who am I, password, registration."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import cast

from flask import Response
from sqlalchemy.orm import Session

from monitoria.people import queries, service
from monitoria.people.queries.keys import find_key_actor
from monitoria.people.routes.answers import lifetime_of, origin_of, session_answer
from monitoria.people.rules import TermBrief
from monitoria.people.schemas import (
    ChallengeOut,
    MeOut,
    PasswordBody,
    RegisterBody,
    SessionOut,
    SetupOut,
    SignInBody,
    SignInOut,
    UserOut,
    show_me,
    show_user,
)
from monitoria.people.service.keys import KEY_CLAIM
from monitoria.platform.access import Actor, Permission, Role
from monitoria.platform.http import Auth, Router, Work
from monitoria.platform.http.auth import (
    TokenRefused,
    came_in_cookie,
    claim_id,
    clear_session_cookies,
)

router = Router("auth", "/api/auth")

# The terms that somebody still has to accept: asked of the floor above, which the application names.
ListPendingTerms = Callable[[Session, Actor], Iterable[TermBrief]]


def make_routers(list_pending_terms: ListPendingTerms) -> tuple[Router, ...]:
    """The routes of signing in; who is signed in is told with what `list_pending_terms` gives."""
    person = Router("auth", "/api/auth")

    @person.get("/me", Permission.ACCOUNT_READ, before_terms=True, before_second_factor=True)
    def get_me(work: Work) -> MeOut:
        """Who is signed in, and the terms that he still has to accept before anything else."""
        user = queries.get_user(work.session, work.actor, work.actor.id)
        pending = list_pending_terms(work.session, work.actor) if work.actor.owes_terms else ()
        return show_me(work.actor, user, pending)

    return (router, person)


@router.post("/login", None, auth=Auth.PUBLIC)
def sign_in(work: Work, body: SignInBody) -> SignInOut:
    """Sign in with user name and password; whoever has a second factor is asked for it next, and is not in yet."""
    origin = origin_of(work, keeps_cookies=body.cookie)
    credentials = service.Credentials(body.username, body.password, origin)
    came = service.sign_in(work.session, credentials, work.now, lifetime_of(work))
    if isinstance(came, service.Challenged):
        return _challenge_answer(came)
    return cast(SignInOut, session_answer(work, came, in_cookies=body.cookie))


def _challenge_answer(came: service.Challenged) -> SignInOut:
    """The challenge, and not a word of a session."""
    asked = SignInOut(expires_in=None, second_factor=ChallengeOut(challenge=came.token, expires_at=came.expires_at))
    return cast(
        SignInOut, Response(asked.model_dump_json(include={"second_factor"}), 200, content_type="application/json")
    )


@router.get("/setup", None, auth=Auth.PUBLIC)
def get_setup(work: Work) -> SetupOut:
    """Whether nobody is registered yet, so that whoever comes first may become the administrator."""
    return SetupOut(needs_first_user=not queries.has_users(work.session))


@router.post("/refresh", None, auth=Auth.REFRESH)
def refresh_session(work: Work) -> SessionOut:
    """Renew the session; the refresh token sent is used up, and using it again ends the session."""
    rotation = work.claims.get("rot")
    if not isinstance(rotation, int):
        raise TokenRefused()
    session_id = claim_id(work.claims, "sid")
    renewed = service.refresh(work.session, session_id, rotation, work.now, lifetime_of(work))
    return session_answer(work, renewed, in_cookies=came_in_cookie())


@router.post("/logout", Permission.OWN_ACCOUNT, status=204, before_terms=True, before_second_factor=True)
def sign_out(work: Work) -> None:
    """End this session at once; cookies are taken back."""
    service.sign_out(work.session, work.actor, work.now)
    response = Response(status=204)
    clear_session_cookies(response)
    return response  # type: ignore[return-value]


@router.post("/password", Permission.OWN_ACCOUNT, before_terms=True, before_second_factor=True)
def change_password(work: Work, body: PasswordBody) -> UserOut:
    """Change one's own password; other sessions end."""
    proof = service.Proof(body.current_password, origin_of(work))
    given = service.PasswordChange(proof, body.new_password, is_sample=work.config.demo)
    user = service.change_password(work.session, work.actor, given, work.now)
    work.session.flush()
    return show_user(work.actor, user)


@router.post("/register", None, auth=Auth.OPTIONAL, status=201)
def register_user(work: Work, body: RegisterBody) -> UserOut:
    """Register a user: an admin does, or anybody while there is no user (who then becomes admin)."""
    new = service.NewUser(
        username=body.username,
        password=body.password,
        full_name=body.full_name or body.username,
        email=body.email,
        role=body.role,
        team_id=body.team_id,
        is_sample=work.config.demo,
    )
    user = service.register_user(work.session, work.maybe_actor, new, work.now)
    return show_user(work.maybe_actor or Actor(user.id, Role(user.role)), user)


def find_actor(session: Session, claims: dict[str, object], now: datetime) -> Actor | None:
    """Who proved these claims; None when the session or the key ended or the person left."""
    if KEY_CLAIM in claims:
        return find_key_actor(session, claim_id(claims, KEY_CLAIM), now)
    return queries.find_actor(session, claim_id(claims, "sub"), claim_id(claims, "sid"), now)
