"""Answers that are made while they are sent: in a unit of work of their own, whose end is the last thing to leave."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote

from flask import Response
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances
from monitoria.platform.replicas import Mark, ReplicaLost


def _nothing(session: Session) -> None: ...


@dataclass(frozen=True, slots=True)
class Streaming:
    """A file whose bytes are made as they are asked for.

    `pieces` reads and tells in one unit of work. The last piece leaves only once that has committed: whoever has the
    whole file is on the record. `interrupted` tells, in another one, that somebody went away with a part.
    """

    file_name: str
    content_type: str
    pieces: Callable[[Session], Iterator[bytes]]
    interrupted: Callable[[Session], None] = _nothing


def begin_streaming(
    database: Database, circumstances: Circumstances, streaming: Streaming, mark: Mark | None = None
) -> Response:
    """The answer, once its first piece is made: what goes wrong before that is a problem like any other.

    With a `mark` it is read on a replica; one that is lost midway is no end, as long as the primary makes the same.
    """
    pieces = _pieces(database, circumstances, streaming, mark)
    if isinstance(database.engine, Connection):  # units of work that nest in one transaction end one by one
        pieces = iter([b"".join(pieces)])
    first = next(pieces, b"")
    headers = {"Content-Disposition": attachment(streaming.file_name), "X-Accel-Buffering": "no"}
    return Response(_Body(first, pieces), 200, headers, content_type=streaming.content_type, direct_passthrough=True)


def attachment(file_name: str) -> str:
    """The header that has a browser save the answer under this name."""
    return f"attachment; filename*=UTF-8''{quote(file_name)}"


def _pieces(
    database: Database, circumstances: Circumstances, streaming: Streaming, mark: Mark | None
) -> Iterator[bytes]:
    held, has_left = None, False
    try:
        with closing(_made(database, circumstances, streaming, mark)) as made:
            for piece in made:
                if held is not None:
                    has_left = True
                    yield held
                held = piece
    except BaseException:
        if has_left:
            with database.unit_of_work(circumstances) as session:
                streaming.interrupted(session)
        raise
    if held is not None:
        yield held


def _made(
    database: Database, circumstances: Circumstances, streaming: Streaming, mark: Mark | None
) -> Generator[bytes, None, None]:
    """The pieces; when they end, what they told has committed."""
    sent = _Sent()
    if mark is not None:
        try:
            with (
                database.reading_apart(circumstances, mark) as session,
                closing(_closable(streaming.pieces(session))) as pieces,
            ):
                yield from sent.noted(pieces)
            return
        except ReplicaLost:
            pass
    with database.unit_of_work(circumstances) as session, closing(_closable(streaming.pieces(session))) as pieces:
        yield from sent.continued(pieces)


class _Sent:
    """What was handed over of a file before its replica was lost."""

    def __init__(self) -> None:
        self._length, self._hash = 0, sha256()

    def noted(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The same pieces, remembered by their length and sum."""
        for piece in pieces:
            self._length += len(piece)
            self._hash.update(piece)
            yield piece

    def continued(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """What comes after that in `pieces`, which begin anew. Raises `ReplicaLost` when they begin otherwise."""
        if not self._length:
            yield from pieces
            return
        left, again = self._length, sha256()
        for piece in pieces:
            known, rest = piece[:left], piece[left:]
            if left:
                left -= len(known)
                again.update(known)
                if not left and again.digest() != self._hash.digest():
                    raise ReplicaLost
            if rest:
                yield rest
        if left:
            raise ReplicaLost


def _closable(pieces: Iterator[bytes]) -> Generator[bytes, None, None]:  # whatever iterates, a generator can be closed
    yield from pieces


class _Body:
    """The pieces, and what closes them when the response ends early."""

    def __init__(self, first: bytes, rest: Iterator[bytes]) -> None:
        self._first = first
        self._rest = rest

    def __iter__(self) -> Iterator[bytes]:
        yield self._first
        yield from self._rest

    def close(self) -> None:
        close = getattr(self._rest, "close", None)
        if close is not None:
            close()
