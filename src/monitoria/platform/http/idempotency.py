"""`Idempotency-Key`: a creating request sent twice (a lost answer, an impatient click) makes one row, not two."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import LargeBinary, PrimaryKeyConstraint, String, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from monitoria.platform.database import Base
from monitoria.platform.errors import Invalid

KEPT_FOR = timedelta(hours=24)
MAX_KEY_LENGTH = 200


class IdempotencyKey(Base):
    """The answer that was given to a creating request, kept for a day."""

    __tablename__ = "idempotency_keys"
    __table_args__ = (PrimaryKeyConstraint("user_id", "key"),)

    user_id: Mapped[UUID]
    key: Mapped[str] = mapped_column(String(MAX_KEY_LENGTH))
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[int | None]
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(index=True)


class KeyReused(Invalid):
    slug = "idempotency-key-reused"
    title = "Chave de repetição já usada"
    default_detail = "Esta Idempotency-Key já foi usada com outro conteúdo. Use uma chave nova."


def fingerprint_of(secret: str, method: str, path: str, body: bytes) -> bytes:
    """What makes two requests the same request.

    Keyed with the installation's secret: a body may hold a password, which a copy of the database must not betray.
    """
    return hmac.digest(secret.encode(), b"\n".join((method.encode(), path.encode(), body)), "sha256")


def claim_key(session: Session, user_id: UUID, key: str, fingerprint: bytes, now: datetime) -> tuple[int, bytes] | None:
    """Take `key` for this request, or give the answer of the earlier one.

    A twin that is still running is waited for. Raises `KeyReused` when the key came with other content, `Invalid`
    when it is empty, too long or holds what can't be seen.
    """
    if not key or len(key) > MAX_KEY_LENGTH or not key.isprintable():
        raise Invalid(f"A Idempotency-Key deve ter de 1 a {MAX_KEY_LENGTH} caracteres visíveis.")
    taken = insert(IdempotencyKey).values(user_id=user_id, key=key, fingerprint=fingerprint, created_at=now)
    fresh = session.execute(taken.on_conflict_do_nothing().returning(IdempotencyKey.key)).scalar_one_or_none()
    if fresh is not None:
        return None
    known = session.execute(
        select(IdempotencyKey.fingerprint, IdempotencyKey.status, IdempotencyKey.answer).where(
            IdempotencyKey.user_id == user_id, IdempotencyKey.key == key
        )
    ).one()
    if known.fingerprint != fingerprint or known.status is None or known.answer is None:
        raise KeyReused()
    return known.status, known.answer


def keep_answer(session: Session, user_id: UUID, key: str, status: int, answer: bytes) -> None:
    """Remember what was answered, in the same transaction as what was done."""
    session.execute(
        update(IdempotencyKey)
        .where(IdempotencyKey.user_id == user_id, IdempotencyKey.key == key)
        .values(status=status, answer=answer)
    )


def forget_old_keys(session: Session, now: datetime) -> None:
    """Delete keys older than a day."""
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < now - KEPT_FOR))
