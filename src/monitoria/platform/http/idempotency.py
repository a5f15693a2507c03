"""`Idempotency-Key`: a creating request sent twice (a lost answer, an impatient click) makes one row, not two."""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import LargeBinary, PrimaryKeyConstraint, String, delete, text
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


# Written out because every creating request runs them: building them from parts would cost more than running them.
_CLAIM = text(
    "INSERT INTO idempotency_keys (user_id, key, fingerprint, created_at) VALUES (:user_id, :key, :fingerprint, :now) "
    "ON CONFLICT DO NOTHING"
)
_EARLIER = text("SELECT fingerprint, status, answer FROM idempotency_keys WHERE user_id = :user_id AND key = :key")
_KEEP = text("UPDATE idempotency_keys SET status = :status, answer = :answer WHERE user_id = :user_id AND key = :key")


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
    connection, mine = session.connection(), {"user_id": user_id, "key": key}
    if connection.execute(_CLAIM, {**mine, "fingerprint": fingerprint, "now": now}).rowcount:
        return None
    known = connection.execute(_EARLIER, mine).one()
    if known.fingerprint != fingerprint or known.status is None or known.answer is None:
        raise KeyReused()
    return known.status, known.answer


def keep_answer(session: Session, user_id: UUID, key: str, status: int, answer: bytes) -> None:
    """Remember what was answered, in the same transaction as what was done."""
    given = {"user_id": user_id, "key": key, "status": status, "answer": answer}
    session.connection().execute(_KEEP, given)


def forget_old_keys(session: Session, now: datetime) -> None:
    """Delete keys older than a day."""
    session.execute(delete(IdempotencyKey).where(IdempotencyKey.created_at < now - KEPT_FOR))
