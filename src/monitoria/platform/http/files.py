"""Serving stored files: byte ranges, conditional requests, and handing the bytes over to nginx or to the storage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Response, request
from werkzeug.wsgi import wrap_file

from monitoria.platform.errors import Problem
from monitoria.platform.storage import Stored

CHUNK_BYTES = 262_144
# A player that pauses for an hour asks again from where it stood.
ADDRESS_SECONDS = 3_600


class RangeRefused(Problem):
    status = 416
    slug = "range-not-satisfiable"
    title = "Trecho inexistente"
    default_detail = "O trecho pedido fica além do fim do arquivo."


@dataclass(frozen=True, slots=True)
class Served:
    """A file to serve: `tag` changes whenever the bytes do; with `download_name` it is offered to be saved."""

    stored: Stored
    content_type: str
    tag: str
    download_name: str | None = None


def send_file(served: Served, redirect_prefix: str) -> Response:
    """The answer to the present GET: whole (200), in part (206), unchanged (304) or by another server.

    Raises `RangeRefused` for a range beyond the end.
    """
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "Content-Type": served.content_type,
        "ETag": f'"{served.tag}"',
    }
    disposition = None
    if served.download_name is not None:
        disposition = headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(served.download_name)}"
    if request.if_none_match.contains(served.tag):
        return Response(status=304, headers=headers)
    address = served.stored.address(seconds=ADDRESS_SECONDS, content_type=served.content_type, disposition=disposition)
    if address is not None:
        return Response(status=302, headers={"Location": address, "Cache-Control": "no-store"})
    if redirect_prefix and served.stored.path is not None:
        return Response(headers={**headers, "X-Accel-Redirect": redirect_prefix + quote(served.stored.key)})
    return _send_bytes(served, headers)


def _send_bytes(served: Served, headers: dict[str, str]) -> Response:
    size = served.stored.size_bytes
    part = _wanted(served.tag, size)
    start, end = part or (0, size)
    if part is not None:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    headers["Content-Length"] = str(end - start)
    body = () if request.method == "HEAD" else _body(served.stored, start, end - start)
    return Response(body, status=200 if part is None else 206, headers=headers, direct_passthrough=True)


def _wanted(tag: str, size: int) -> tuple[int, int] | None:
    """The one range asked for, None for everything: no range, several, or of a file that has changed."""
    asked = request.range
    if asked is None or asked.units != "bytes" or len(asked.ranges) != 1 or not _is_same(tag):
        return None
    found = asked.range_for_length(size)
    if found is None or found[0] is None or found[1] is None:
        raise RangeRefused(headers={"Content-Range": f"bytes */{size}"})
    return found[0], found[1]


def _is_same(tag: str) -> bool:
    if "If-Range" not in request.headers:
        return True
    return request.if_range.etag == tag


def _body(stored: Stored, start: int, length: int) -> Any:
    if stored.path is None:
        return stored.read(start, length)
    file = stored.path.open("rb")
    file.seek(start)
    if str(request.environ.get("SERVER_SOFTWARE", "")).startswith("gunicorn"):
        # It sends Content-Length bytes from where the file stands, straight from the disk.
        return wrap_file(request.environ, file, CHUNK_BYTES)
    return _Limited(file, length)


class _Limited:
    """So many bytes of an open file, which is closed with the response."""

    def __init__(self, file: Any, length: int) -> None:
        self._file = file
        self._left = length

    def __iter__(self) -> Iterator[bytes]:
        with self._file:
            while self._left > 0 and (chunk := self._file.read(min(CHUNK_BYTES, self._left))):
                self._left -= len(chunk)
                yield chunk

    def close(self) -> None:
        self._file.close()
