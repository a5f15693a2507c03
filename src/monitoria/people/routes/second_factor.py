"""/api/auth/second-factor: one's authenticator and recovery codes, and the second half of signing in."""

from __future__ import annotations

from uuid import UUID

from monitoria.people import queries, service
from monitoria.people.routes.answers import lifetime_of, origin_of, session_answer
from monitoria.people.rules import must_have_factor
from monitoria.people.schemas import (
    ConfirmBody,
    EnrolmentOut,
    PasswordProofBody,
    ProvenBody,
    RecoveryCodesOut,
    SecondFactorBody,
    SecondFactorOut,
    SessionOut,
)
from monitoria.platform.access import Permission
from monitoria.platform.http import Auth, Router, Work
from monitoria.platform.sealing import Sealer, make_sealer

router = Router("auth", "/api/auth/second-factor")
# Who must turn one on does so before anything else.
OPEN = {"before_terms": True, "before_second_factor": True}


@router.post("", None, auth=Auth.PUBLIC)
def finish_sign_in(work: Work, body: SecondFactorBody) -> SessionOut:
    """Finish signing in: answer the challenge with what the authenticator shows, or with a recovery code."""
    origin = origin_of(work, keeps_cookies=body.cookie)
    given = service.Answered(body.challenge, service.Code(body.code, body.recovery_code), origin)
    opened = service.finish_sign_in(work.session, given, sealer_of(work), work.now, lifetime_of(work))
    return session_answer(work, opened, in_cookies=body.cookie)


@router.get("", Permission.OWN_ACCOUNT, **OPEN)
def get_second_factor(work: Work) -> SecondFactorOut:
    """How it stands with one's own second factor."""
    return factor_of(work, work.actor.id, work.actor.role)


@router.post("/enrol", Permission.OWN_ACCOUNT, **OPEN)
def begin_enrolment(work: Work, body: PasswordProofBody) -> EnrolmentOut:
    """Get a secret for one's authenticator; it counts once a code of it is confirmed."""
    proof = service.Proof(body.password, origin_of(work))
    made = service.begin_enrolment(work.session, work.actor, proof, sealer_of(work), work.now)
    return EnrolmentOut(secret=made.secret, uri=made.uri, picture=made.picture)


@router.post("/confirm", Permission.OWN_ACCOUNT, **OPEN)
def confirm_enrolment(work: Work, body: ConfirmBody) -> RecoveryCodesOut:
    """Turn the second factor on with the code that the authenticator shows; other sessions end."""
    codes = service.confirm_enrolment(work.session, work.actor, body.code, sealer_of(work), work.now)
    return RecoveryCodesOut(recovery_codes=codes)


@router.post("/disable", Permission.OWN_ACCOUNT, status=204)
def disable_second_factor(work: Work, body: ProvenBody) -> None:
    """Turn one's second factor off, with the password and a code."""
    proof, code = service.Proof(body.password, origin_of(work)), service.Code(body.code, body.recovery_code)
    service.disable_factor(work.session, work.actor, proof, code, sealer_of(work), work.now)


@router.post("/recovery-codes", Permission.OWN_ACCOUNT)
def renew_recovery_codes(work: Work, body: ProvenBody) -> RecoveryCodesOut:
    """Get ten new recovery codes, with the password and a code; those before are worth nothing any more."""
    proof, code = service.Proof(body.password, origin_of(work)), service.Code(body.code, body.recovery_code)
    codes = service.renew_recovery_codes(work.session, work.actor, proof, code, sealer_of(work), work.now)
    return RecoveryCodesOut(recovery_codes=codes)


def sealer_of(work: Work) -> Sealer:
    """What seals authenticators' secrets here."""
    return make_sealer(work.config, service.PURPOSE)


def factor_of(work: Work, user_id: UUID, role: str) -> SecondFactorOut:
    """How it stands with the second factor of somebody in reach."""
    factor = queries.find_factor(work.session, user_id)
    enabled_at = factor.confirmed_at if factor is not None else None
    return SecondFactorOut(
        enabled=enabled_at is not None,
        enabled_at=enabled_at,
        recovery_codes_left=queries.count_recovery_codes(work.session, user_id),
        required=must_have_factor(queries.get_policy(work.session).second_factor_for, role),
    )
