"""/api/auth/policy: what this installation asks of whoever signs in."""

from __future__ import annotations

from monitoria.people import queries, service
from monitoria.people.schemas import SignInPolicyBody, SignInPolicyOut, show_policy
from monitoria.platform.access import Permission
from monitoria.platform.http import Router, Work

router = Router("auth", "/api/auth/policy")


@router.get("", Permission.SETTINGS_READ, before_terms=True, before_second_factor=True)
def get_sign_in_policy(work: Work) -> SignInPolicyOut:
    """Of whom a second factor is asked, and how long a new password is."""
    return show_policy(work.actor, queries.get_policy(work.session))


@router.put("", Permission.SETTINGS_UPDATE)
def update_sign_in_policy(work: Work, body: SignInPolicyBody) -> SignInPolicyOut:
    """Change it; it holds from the next request on."""
    policy = service.update_policy(work.session, work.actor, body.version, body.as_changes(), work.now)
    return show_policy(work.actor, policy)
