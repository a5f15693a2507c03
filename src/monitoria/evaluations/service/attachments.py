"""Files that an operator puts beside his open contest."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from monitoria.evaluations import queries
from monitoria.evaluations.events import ContestFileAdded
from monitoria.evaluations.models import EvaluationContest, EvaluationContestFile
from monitoria.evaluations.queries import Filled, Labelled
from monitoria.evaluations.rules import LARGEST_ATTACHMENT, MOST_ATTACHMENTS, Move, recognise_attachment
from monitoria.evaluations.service.filling import identity_of, take_evaluation
from monitoria.platform.access import Actor
from monitoria.platform.errors import Invalid
from monitoria.platform.events import emit
from monitoria.platform.http import UploadedFile
from monitoria.platform.storage import Storage


def open_contest_of(
    session: Session, actor: Actor, evaluation_id: UUID, *, lock: bool = True
) -> tuple[Labelled, EvaluationContest]:
    """The actor's own evaluation and its open contest. Raises `NotFound`, `Forbidden`, `EvaluationMoveRefused`."""
    found, _ = take_evaluation(session, actor, Move.ATTACH, evaluation_id, None, lock=lock)
    contest = queries.find_open_contest(session, evaluation_id)
    if contest is None:
        raise RuntimeError("a contested evaluation has an open contest")
    return found, contest


def add_contest_file(
    session: Session, actor: Actor, evaluation_id: UUID, file: UploadedFile, storage: Storage, now: datetime
) -> Filled:
    """Put a file that has arrived beside the open contest; the same bytes again change nothing.

    Raises `NotFound`, `Forbidden`, `EvaluationMoveRefused`, or `Invalid` for what is too large, too many, or neither
    an image, a PDF nor a text.
    """
    found, contest = open_contest_of(session, actor, evaluation_id)
    known = queries.files_of(session, contest.id)
    digest = bytes.fromhex(file.sha256)
    if all(one.sha256 != digest for one in known):
        if len(known) >= MOST_ATTACHMENTS:
            raise Invalid.at("/file", f"Uma contestação leva até {MOST_ATTACHMENTS} arquivos.", "too-many")
        kind = _kind_of(file, storage)
        session.add(
            EvaluationContestFile(
                contest_id=contest.id,
                file_name=file.file_name,
                content_type=kind,
                size_bytes=file.size_bytes,
                sha256=digest,
                storage_key=file.adopt(),
                added_at=now,
            )
        )
        session.flush()
        emit(session, ContestFileAdded(**identity_of(found), contest_id=contest.id, size_bytes=file.size_bytes))
    return queries.view_evaluation(session, actor, evaluation_id)


def _kind_of(file: UploadedFile, storage: Storage) -> str:
    """What the content is. Raises `Invalid`."""
    if file.size_bytes > LARGEST_ATTACHMENT:
        raise Invalid.at("/file", f"O arquivo passa de {LARGEST_ATTACHMENT >> 20} MB.", "too-large")
    kind = recognise_attachment(b"".join(storage.open(file.key).read()))
    if kind is None:
        raise Invalid.at("/file", "Envie uma imagem, um PDF ou um texto.", "kind")
    return kind
