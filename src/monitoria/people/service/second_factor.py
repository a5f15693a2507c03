"""Turning one's second factor on and off, new recovery codes, and taking it away from whoever lost his telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp
import segno
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.errors import CodeRefused, SecondFactorOff, SecondFactorOn
from monitoria.people.events import RecoveryCodesMade, SecondFactorDisabled, SecondFactorEnabled, SecondFactorReset
from monitoria.people.models import RecoveryCode, SecondFactor, User
from monitoria.people.rules import STEP_SECONDS
from monitoria.people.service.factor_codes import Code, make_recovery_codes, use_code, use_totp
from monitoria.people.service.passwords import Proof, prove_password
from monitoria.people.service.places import forget_places
from monitoria.people.service.sessions import end_sessions
from monitoria.platform.access import Actor, Permission, require
from monitoria.platform.events import emit
from monitoria.platform.sealing import SealBroken, Sealer

_ISSUER = "Monitoria"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator needs, shown once: as letters, as an address and as a picture of it."""

    secret: str
    uri: str
    picture: str


def begin_enrolment(session: Session, actor: Actor, proof: Proof, sealer: Sealer, now: datetime) -> Enrolment:
    """Make a secret for one's authenticator. It counts once a code of it came back.

    Raises `SecondFactorOn`, `WrongPassword` or `TooManyFailures`.
    """
    require(actor, Permission.OWN_ACCOUNT)
    user = prove_password(session, actor, proof, now)
    factor = queries.find_factor(session, user.id, lock=True)
    if factor is not None and factor.confirmed_at is not None:
        raise SecondFactorOn()
    secret = pyotp.random_base32()
    if factor is None:
        factor = SecondFactor(user_id=user.id)
        session.add(factor)
    factor.sealed_secret, factor.created_at = sealer.seal(secret, str(user.id)), now
    factor.last_step = None
    session.flush()
    uri = pyotp.TOTP(secret, interval=STEP_SECONDS).provisioning_uri(name=user.username, issuer_name=_ISSUER)
    picture = segno.make(uri, error="m").svg_data_uri(scale=5, border=4, light="#fff", dark="#000", omitsize=False)
    return Enrolment(secret, uri, picture)


def confirm_enrolment(session: Session, actor: Actor, code: str, sealer: Sealer, now: datetime) -> list[str]:
    """Turn the second factor on with a code that the authenticator shows; ten recovery codes.

    Raises `SecondFactorOff` when no enrolment was begun, `SecondFactorOn` or `CodeRefused`.
    """
    require(actor, Permission.OWN_ACCOUNT)
    user = queries.get_user(session, actor, actor.id)
    factor = queries.find_factor(session, user.id, lock=True)
    if factor is None:
        raise SecondFactorOff()
    if factor.confirmed_at is not None:
        raise SecondFactorOn()
    if not use_totp(factor, code, sealer, now):
        raise CodeRefused()
    factor.confirmed_at = now
    codes = make_recovery_codes(session, user.id, now)
    end_sessions(session, user.id, now, besides=actor.session_id)
    emit(session, SecondFactorEnabled(user_id=user.id, username=user.username, team_id=user.team_id))
    return codes


def disable_factor(session: Session, actor: Actor, proof: Proof, code: Code, sealer: Sealer, now: datetime) -> None:
    """Turn one's second factor off, with the password and a code.

    Raises `SecondFactorOff`, `WrongPassword`, `CodeRefused` or `TooManyFailures`.
    """
    user = _prove_both(session, actor, proof, code, sealer, now)
    _remove(session, user.id)
    emit(session, SecondFactorDisabled(user_id=user.id, username=user.username, team_id=user.team_id))


def renew_recovery_codes(
    session: Session, actor: Actor, proof: Proof, code: Code, sealer: Sealer, now: datetime
) -> list[str]:
    """Make ten new recovery codes, with the password and a code. Raises as `disable_factor` does."""
    user = _prove_both(session, actor, proof, code, sealer, now)
    codes = make_recovery_codes(session, user.id, now)
    emit(session, RecoveryCodesMade(user_id=user.id, username=user.username, team_id=user.team_id))
    return codes


def reset_factor(session: Session, actor: Actor, user_id: UUID, now: datetime) -> None:
    """Take a person's second factor away and end his sessions: he lost his telephone, or somebody has it.

    Raises `NotFound`, `Forbidden` or `SecondFactorOff`.
    """
    require(actor, Permission.USER_RESET_SECOND_FACTOR)
    user = queries.get_user(session, actor, user_id, lock=True)
    if not queries.has_factor(session, user.id):
        raise SecondFactorOff("Esta pessoa não tem segundo fator ligado.")
    _remove(session, user.id)
    end_sessions(session, user.id, now, besides=actor.session_id)
    forget_places(session, user.id)
    emit(session, SecondFactorReset(user_id=user.id, username=user.username, team_id=user.team_id))


def seal_anew(session: Session, sealer: Sealer) -> int:
    """Seal with the newest secret what an earlier one sealed, before that one is forgotten; how many."""
    renewed = 0
    for factor in session.scalars(select(SecondFactor).with_for_update(skip_locked=True)):
        about = str(factor.user_id)
        try:
            if sealer.is_old(factor.sealed_secret, about):
                factor.sealed_secret = sealer.seal(sealer.open(factor.sealed_secret, about), about)
                renewed += 1
        except SealBroken:
            continue
    return renewed


def _prove_both(session: Session, actor: Actor, proof: Proof, code: Code, sealer: Sealer, now: datetime) -> User:
    require(actor, Permission.OWN_ACCOUNT)
    if not queries.has_factor(session, actor.id):
        raise SecondFactorOff()
    with_code = code
    return prove_password(session, actor, proof, now, also=lambda user: use_code(session, user, with_code, sealer, now))


def _remove(session: Session, user_id: UUID) -> None:
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    session.execute(delete(SecondFactor).where(SecondFactor.user_id == user_id))
