"""Answers that are made while they are sent: in a unit of work of their own, whose end is the last thing to leave."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import quote

from flask import Response
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from monitoria.platform.database import Database
from monitoria.platform.events import Circumstances


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


def begin_streaming(database: Database, circumstances: Circumstances, streaming: Streaming) -> Response:
    """The answer, once its first piece is made: what goes wrong before that is a problem like any other."""
    pieces = _pieces(database, circumstances, streaming)
    if isinstance(database.engine, Connection):  # units of work that nest in one transaction end one by one
        pieces = iter([b"".join(pieces)])
    first = next(pieces, b"")
    headers = {"Content-Disposition": attachment(streaming.file_name), "X-Accel-Buffering": "no"}
    return Response(_Body(first, pieces), 200, headers, content_type=streaming.content_type, direct_passthrough=True)


def attachment(file_name: str) -> str:
    """The header that has a browser save the answer under this name."""
    return f"attachment; filename*=UTF-8''{quote(file_name)}"


def _pieces(database: Database, circumstances: Circumstances, streaming: Streaming) -> Iterator[bytes]:
    held, has_left = None, False
    try:
        with database.unit_of_work(circumstances) as session, closing(_closable(streaming.pieces(session))) as made:
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
