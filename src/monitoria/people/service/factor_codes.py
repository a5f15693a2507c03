"""Codes of the second factor: made, compared, and used up."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pyotp
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from monitoria.people import queries
from monitoria.people.events import RecoveryCodeUsed
from monitoria.people.models import RecoveryCode, SecondFactor, User
from monitoria.people.rules import (
    RECOVERY_ALPHABET,
    RECOVERY_CODES,
    RECOVERY_LENGTH,
    STEP_SECONDS,
    good_steps,
    plain_code,
    shown_recovery_code,
)
from monitoria.platform.events import emit
from monitoria.platform.sealing import SealBroken, Sealer

# What second factors are sealed for.
PURPOSE = "second-factor"


@dataclass(frozen=True, slots=True)
class Code:
    """One of the two: what the authenticator shows, or a recovery code."""

    totp: str | None = None
    recovery: str | None = None


def use_code(session: Session, user: User, code: Code, sealer: Sealer, now: datetime) -> bool:
    """Whether the code is good, which it is once."""
    factor = queries.find_factor(session, user.id, lock=True)
    if factor is None or factor.confirmed_at is None:
        return False
    if code.recovery is not None:
        return _use_recovery_code(session, user, code.recovery, now)
    return code.totp is not None and use_totp(factor, code.totp, sealer, now)


def use_totp(factor: SecondFactor, code: str, sealer: Sealer, now: datetime) -> bool:
    """Whether the authenticator shows this code now; its step and all before are then used up."""
    try:
        secret = sealer.open(factor.sealed_secret, str(factor.user_id))
    except SealBroken:
        return False
    if sealer.is_old(factor.sealed_secret, str(factor.user_id)):
        factor.sealed_secret = sealer.seal(secret, str(factor.user_id))
    given, generator = plain_code(code), pyotp.TOTP(secret, interval=STEP_SECONDS)
    for step in good_steps(int(now.timestamp()) // STEP_SECONDS, factor.last_step):
        if hmac.compare_digest(generator.generate_otp(step).encode(), given.encode()):
            factor.last_step = step
            return True
    return False


def _use_recovery_code(session: Session, user: User, code: str, now: datetime) -> bool:
    spent = update(RecoveryCode).where(
        RecoveryCode.user_id == user.id,
        RecoveryCode.code_hash == _hash(user.id, plain_code(code)),
        RecoveryCode.used_at.is_(None),
    )
    if session.execute(spent.values(used_at=now).returning(RecoveryCode.user_id)).one_or_none() is None:
        return False
    left = queries.count_recovery_codes(session, user.id)
    emit(session, RecoveryCodeUsed(user_id=user.id, username=user.username, team_id=user.team_id, left=left))
    return True


def make_recovery_codes(session: Session, user_id: UUID, now: datetime) -> list[str]:
    """Ten new codes as they are shown, once; those before are worth nothing any more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = ["".join(secrets.choice(RECOVERY_ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(user_id=user_id, code_hash=_hash(user_id, code), created_at=now) for code in codes)
    session.flush()
    return [shown_recovery_code(code) for code in codes]


def _hash(user_id: UUID, code: str) -> str:
    """Nobody guesses 59 random bits: a hash that differs from person to person is enough."""
    return hashlib.sha256(user_id.bytes + code.encode()).hexdigest()
