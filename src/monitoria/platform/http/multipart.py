"""multipart/form-data (RFC 7578) read as it arrives: nothing of a part is kept but a possible beginning of its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from werkzeug.http import parse_options_header

from monitoria.platform.errors import MalformedRequest

# Below what the system's allocator maps and unmaps anew for each piece (128 KiB): three times as quick as with more.
CHUNK_BYTES = 98_304
MOST_HEADER_BYTES = 16_384
LONGEST_BOUNDARY = 200
_DETAIL = "O formulário enviado está cortado ou malformado."


@dataclass(frozen=True, slots=True)
class PartHead:
    """The head of one part; `file_name` is None for a plain field."""

    name: str
    file_name: str | None
    content_type: str


Part = tuple[PartHead, Iterator[bytes]]


def malformed() -> MalformedRequest:
    return MalformedRequest(_DETAIL)


def read_parts(read: Callable[[int], bytes], content_type: str) -> Iterator[Part]:
    """The parts in order; the bytes of each must be used up before the next is asked for.

    Raises `MalformedRequest` when the body is cut short or is no form.
    """
    kind, options = parse_options_header(content_type)
    boundary = options.get("boundary", "")
    if kind != "multipart/form-data" or not boundary.isascii() or not 0 < len(boundary) <= LONGEST_BOUNDARY:
        raise malformed()
    reader = _Reader(read, b"\r\n--" + boundary.encode())
    for _ in reader.until_delimiter():
        pass  # what stands before the first part says nothing
    while reader.begins_part():
        head = _read_head(reader.head())
        content = reader.until_delimiter()
        yield head, content
        for _ in content:
            pass


class _Reader:
    """Looks for delimiters in a stream of chunks."""

    def __init__(self, read: Callable[[int], bytes], delimiter: bytes) -> None:
        self._read = read
        self._delimiter = delimiter
        self._buffer = b"\r\n"  # the first delimiter may stand at the very beginning

    def _more(self) -> None:
        try:
            chunk = self._read(CHUNK_BYTES)
        except OSError:  # the server's own trouble with malformed chunks, or a client that went away
            raise malformed() from None
        if not chunk:
            raise malformed()
        self._buffer += chunk

    def until_delimiter(self) -> Iterator[bytes]:
        """What comes before the next delimiter, which is then passed."""
        held = len(self._delimiter) - 1
        while (at := self._buffer.find(self._delimiter)) < 0:
            if len(self._buffer) > held:
                yield self._buffer[:-held]
                self._buffer = self._buffer[-held:]
            self._more()
        if at:
            yield self._buffer[:at]
        self._buffer = self._buffer[at + len(self._delimiter) :]

    def begins_part(self) -> bool:
        """Whether the delimiter just passed opens a part and is not the last one."""
        while len(self._buffer) < 2:
            self._more()
        if self._buffer.startswith(b"--"):
            return False
        end = self._find(b"\r\n")
        if self._buffer[:end].strip(b" \t"):
            raise malformed()
        self._buffer = self._buffer[end:]  # the line break stays: a head may be empty
        return True

    def head(self) -> bytes:
        end = self._find(b"\r\n\r\n")
        head, self._buffer = self._buffer[:end], self._buffer[end + 2 :]
        if not self._begins_with_delimiter():
            self._buffer = self._buffer[2:]
        return head

    def _begins_with_delimiter(self) -> bool:
        """An empty part whose sender spared the line break of its content."""
        while len(self._buffer) < len(self._delimiter):
            self._more()
        return self._buffer.startswith(self._delimiter)

    def _find(self, wanted: bytes) -> int:
        while (at := self._buffer.find(wanted)) < 0:
            if len(self._buffer) > MOST_HEADER_BYTES:
                raise malformed()
            self._more()
        return at


def _read_head(raw: bytes) -> PartHead:
    headers: dict[str, str] = {}
    for line in raw.split(b"\r\n"):
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers[name.strip().lower()] = value.strip()
    disposition, options = parse_options_header(headers.get("content-disposition", ""))
    if disposition != "form-data" or "name" not in options:
        raise malformed()
    return PartHead(options["name"], options.get("filename"), headers.get("content-type", ""))
