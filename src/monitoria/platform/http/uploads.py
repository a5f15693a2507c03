"""Files that arrive: streamed from the request straight into storage, measured and hashed on the way.

A route declares a `form`: a model whose fields are texts, numbers, `UploadedFile` or `list[UploadedFile]`. While the
body arrives no transaction is open. What the handler does not `adopt` is removed again; what a crash leaves behind is
found by the sweeper of its prefix.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self, get_args

from flask import Request
from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic_core import CoreSchema, core_schema
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from monitoria.platform.errors import Invalid, Problem, Unavailable
from monitoria.platform.http.multipart import PartHead, malformed, read_parts
from monitoria.platform.http.problems import invalid_from_pydantic
from monitoria.platform.storage import Incoming, Storage, new_key

MOST_PARTS = 1_000
HANDED_AT_ONCE, MOST_WAITING = 8, 4
MOST_FIELD_BYTES = 65_536
LONGEST_FILE_NAME = 255


class NotAForm(Problem):
    status = 415
    slug = "not-a-form"
    title = "Formato não aceito"
    default_detail = "Envie os arquivos como multipart/form-data."


@dataclass(slots=True)
class UploadedFile:
    """A file that has arrived and lies in storage under `key`, to be adopted or forgotten."""

    key: str
    file_name: str
    content_type: str
    size_bytes: int
    sha256: str
    is_adopted: bool = False

    def adopt(self) -> str:
        """Keep the file: its key now belongs to a row of the present transaction."""
        self.is_adopted = True
        return self.key

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.is_instance_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(
        cls,
        schema: CoreSchema,
        handler: GetJsonSchemaHandler,
    ) -> dict[str, Any]:
        return {"type": "string", "format": "binary"}


class UploadForm(BaseModel):
    """Base of the forms: fields arrive as text, so types are read leniently."""

    model_config = ConfigDict(allow_inf_nan=False, str_strip_whitespace=True, arbitrary_types_allowed=True)


@dataclass(slots=True)
class Received:
    """What arrived: the form's values and, in order, its files."""

    values: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    files: list[UploadedFile] = field(default_factory=list)

    def mark(self) -> bytes:
        """What tells two bodies apart: fields, names and contents."""
        texts = [f"{name}={value}" for name, given in self.values.items() for value in given if isinstance(value, str)]
        files = [f"{file.file_name}:{file.sha256}" for file in self.files]
        return "\n".join([*texts, *files]).encode()

    def as_form(self, model: type[BaseModel]) -> BaseModel:
        """The form. Raises `Invalid` with a pointer to every faulty field."""
        many = {name for name, info in model.model_fields.items() if _is_list(info.annotation)}
        values = {name: given if name in many else given[-1] for name, given in self.values.items()}
        try:
            return model.model_validate(values)
        except ValidationError as error:
            raise _invalid(error) from None


def _invalid(error: ValidationError) -> Problem:
    """A text where a file should be, or no file at all, said plainly."""
    if any(detail["type"] == "is_instance_of" for detail in error.errors()):
        names = [str(d["loc"][0]) for d in error.errors() if d["type"] == "is_instance_of"]
        return Invalid.at(f"/{names[0]}", "Envie um arquivo neste campo.", "file")
    return invalid_from_pydantic(error)


def _is_list(annotation: Any) -> bool:
    return "list[" in str(annotation) or any(_is_list(part) for part in get_args(annotation))


@contextmanager
def receiving(request: Request, storage: Storage, prefix: str, now: datetime, limit: int) -> Iterator[Received]:
    """Everything the request sends; what was not adopted when the block ends well, or with a problem, is removed.

    After any other fault what was adopted stays: whether the transaction was committed is then unknown.
    """
    request.max_content_length = limit
    if request.mimetype != "multipart/form-data":
        raise NotAForm()
    received, is_undone = Received(), False
    try:
        _receive(request, storage, prefix, now, received)
        yield received
    except (Problem, HTTPException) as problem:
        is_undone = not isinstance(problem, Unavailable)
        raise
    finally:
        _forget(storage, [file for file in received.files if is_undone or not file.is_adopted])


def _forget(storage: Storage, files: list[UploadedFile]) -> None:
    for file in files:
        with suppress(Problem):  # the sweeper finds what stays
            storage.delete(file.key)


def _receive(request: Request, storage: Storage, prefix: str, now: datetime, received: Received) -> None:
    content_type = request.headers.get("Content-Type", "")
    for number, (head, content) in enumerate(read_parts(request.stream.read, content_type)):
        if number >= MOST_PARTS:
            raise RequestEntityTooLarge()
        if head.file_name is None:
            received.values[head.name].append(_read_field(head, content))
        elif head.file_name:
            file = _store(storage, new_key(prefix, now), head, content)
            received.files.append(file)
            received.values[head.name].append(file)
    request.stream.read(1024)  # what follows the last part: nothing, or a line break


def _read_field(head: PartHead, content: Iterator[bytes]) -> str:
    value = b""
    for chunk in content:
        value += chunk
        if len(value) > MOST_FIELD_BYTES:
            raise RequestEntityTooLarge()
    try:
        text = value.decode()
    except UnicodeDecodeError:
        raise malformed() from None
    if "\x00" in text:
        raise Invalid.at(f"/{head.name}", "O texto tem um caractere que não pode ser guardado.", "nul")
    return text


def _store(storage: Storage, key: str, head: PartHead, content: Iterator[bytes]) -> UploadedFile:
    with storage.receive() as incoming:
        with _Behind(incoming) as behind:
            for chunk in content:
                behind.take(chunk)
        incoming.keep(key)
    name = _plain_name(head.file_name or "")
    return UploadedFile(key, name, head.content_type, behind.size_bytes, behind.digest.hexdigest())


class _Behind:
    """Hashes and writes what has come while more of it comes; never more than a few chunks behind.

    When its block has ended well, every chunk is hashed and written. A fault of the storage is raised at a later chunk,
    or at the end.
    """

    def __init__(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._helper = ThreadPoolExecutor(1)
        self._chunks: list[bytes] = []
        self._waiting: deque[Future[None]] = deque()
        self.digest = hashlib.sha256()
        self.size_bytes = 0

    def __enter__(self) -> Self:
        return self

    def take(self, chunk: bytes) -> None:
        self._chunks.append(chunk)
        if len(self._chunks) == HANDED_AT_ONCE:
            self._hand_on()
        if len(self._waiting) > MOST_WAITING:
            self._waiting.popleft().result()

    def _hand_on(self) -> None:
        self._waiting.append(self._helper.submit(self._work, self._chunks))
        self._chunks = []

    def _work(self, chunks: list[bytes]) -> None:
        for chunk in chunks:
            self._incoming.write(chunk)
            self.digest.update(chunk)
            self.size_bytes += len(chunk)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._hand_on()
        self._helper.shutdown(cancel_futures=kind is not None)
        if kind is None:
            for done in self._waiting:
                done.result()


def _plain_name(given: str) -> str:
    """The last part of the name, without what can't be shown; its end is kept when it is too long."""
    name = given.replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in name if letter.isprintable()).strip()
    return shown[-LONGEST_FILE_NAME:] or "arquivo"
