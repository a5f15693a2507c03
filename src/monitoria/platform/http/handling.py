"""One request, start to end: token, unit of work, actor, permission, shapes, handler, answer, commit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from flask import Response, g, request
from pydantic import BaseModel, TypeAdapter, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from monitoria.platform.access import Actor, require
from monitoria.platform.clock import Zone, utc_now
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.errors import FieldError, Invalid, MalformedRequest, NotFound, SecondFactorPending, TermsPending
from monitoria.platform.events import Circumstances, circumstances_of, set_circumstances
from monitoria.platform.http.auth import AdmitKey, FindActor, TokenRefused, read_claims, read_key
from monitoria.platform.http.idempotency import claim_key, fingerprint_of, keep_answer
from monitoria.platform.http.observing import name_the_asker
from monitoria.platform.http.problems import invalid_from_pydantic
from monitoria.platform.http.routing import Auth, Route, Upload
from monitoria.platform.http.shapes import Shape
from monitoria.platform.http.streaming import Streaming, begin_streaming
from monitoria.platform.http.uploads import receiving
from monitoria.platform.http.work import Work
from monitoria.platform.storage import Storage

# A NUL can't be stored as text; the escape is looked for in the raw body, past any escaped backslashes.
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")
# As much as is kept of it; a proxy may pass on anything.
_LONGEST_ADDRESS = 64


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every request is answered with."""

    config: Config
    database: Database
    storage: Storage
    find_actor: FindActor
    admit_key: AdmitKey


def handle(around: Surroundings, route: Route, raw_path: Mapping[str, str]) -> Response:
    """Answer the current request for `route`. Problems are raised after the unit of work is undone."""
    claims = _read_claims(around, route)
    if route.upload is not None and route.form is not None:
        return _handle_upload(around, route, raw_path, claims, route.upload, route.form)
    with _working(around, route, claims) as work:
        arguments = _read_arguments(route, raw_path)
        mark = around.database.mark(work.session, work.actor.id, work.now) if route.may_lag else None
        answer = _answer(work, route, arguments, request.get_data) if mark is None else None
        circumstances = circumstances_of(work.session)
    if answer is None:  # who asks was found on the primary, always; what he asks for may be read elsewhere
        answer = around.database.read(
            circumstances, mark, lambda session: _answer(replace(work, session=session), route, arguments, bytes)
        )
    # The unit of work is over: what is made while it is sent has one of its own.
    return answer if isinstance(answer, Response) else begin_streaming(around.database, circumstances, answer, mark)


def _read_claims(around: Surroundings, route: Route) -> dict[str, object]:
    """What the caller proved. A key is admitted, and its use noted, apart: whatever becomes of the request."""
    key = read_key(route.auth)
    if key is None:
        return read_claims(route.auth)
    now = utc_now()
    with around.database.unit_of_work(Circumstances(None, now, g.request_id)) as session:
        return around.admit_key(session, key, _address(), now)


def _address() -> str:
    return (request.remote_addr or "")[:_LONGEST_ADDRESS]


def _handle_upload(
    around: Surroundings,
    route: Route,
    raw_path: Mapping[str, str],
    claims: dict[str, object],
    upload: Upload,
    form: type[BaseModel],
) -> Response:
    """Let in, receive without an open transaction, then answer in a unit of work of its own."""
    with _working(around, route, claims) as work:
        arguments = _read_arguments(route, raw_path)
        if upload.admit is not None:
            upload.admit(work, arguments.get("path"))
    limit = around.config.max_upload_bytes
    with receiving(request, around.storage, upload.prefix, work.now, limit) as received:
        arguments["form"] = received.as_form(form)
        with _working(around, route, claims) as work:
            answer = _answer(work, route, arguments, received.mark)
    if isinstance(answer, Streaming):
        raise TypeError("a route with an upload answers whole")
    return answer


@contextmanager
def _working(around: Surroundings, route: Route, claims: dict[str, object]) -> Iterator[Work]:
    """The unit of work of a request, whose actor is let in."""
    now, config = utc_now(), around.config
    with around.database.unit_of_work(Circumstances(None, now, g.request_id)) as session:
        work = Work(
            session=session,
            now=now,
            zone=Zone(config.time_zone),
            config=config,
            request_id=g.request_id,
            address=_address(),
            claims=claims,
            storage=around.storage,
        )
        _meet_actor(work, around.find_actor, route)
        yield work


def _meet_actor(work: Work, find_actor: FindActor, route: Route) -> None:
    """Find who asks and whether the route is open to them at all."""
    if route.auth in (Auth.SIGNED_IN, Auth.OPTIONAL) and work.claims:
        actor = work.maybe_actor = find_actor(work.session, work.claims, work.now)
        if actor is None:
            raise TokenRefused()
        key = (actor.key.id, actor.key.name) if actor.key else ()
        set_circumstances(work.session, Circumstances(actor.id, work.now, work.request_id, *key))
        name_the_asker(actor.id)
        _refuse_what_must_wait(actor, route)
    if route.permission is not None:
        require(work.actor, route.permission)


def _refuse_what_must_wait(actor: Actor, route: Route) -> None:
    """Some things come before anything else: the second factor first, then the terms."""
    if actor.owes_second_factor and not route.before_second_factor:
        raise SecondFactorPending()
    if actor.owes_terms and not route.before_terms:
        raise TermsPending()


def _read_arguments(route: Route, raw_path: Mapping[str, str]) -> dict[str, BaseModel]:
    arguments: dict[str, BaseModel] = {}
    if route.path is not None:
        arguments["path"] = _read_path(route.path, raw_path)
    if route.query is not None:
        arguments["query"] = _read_query(route.query)
    if route.body is not None:
        arguments["body"] = _read_body(route.body)
    return arguments


def _read_path(model: type[BaseModel], raw_path: Mapping[str, str]) -> BaseModel:
    if any("\x00" in part for part in raw_path.values()):
        raise NotFound()
    try:
        return model.model_validate(raw_path)
    except ValidationError:
        raise NotFound() from None


def _read_query(model: type[BaseModel]) -> BaseModel:
    values: dict[str, Any] = {}
    many = list_fields(model)
    for name in request.args:
        given = request.args.getlist(name)
        if any("\x00" in value for value in given):
            raise Invalid.at(f"/{name}", "O texto tem um caractere que não pode ser guardado.", "nul")
        values[name] = given if name in many else given[-1]
    try:
        return model.model_validate({name: value for name, value in values.items() if value not in ("", [""])})
    except ValidationError as error:
        raise invalid_from_pydantic(error) from None


@lru_cache
def list_fields(model: type[BaseModel]) -> frozenset[str]:
    """The parameters that may be repeated, by the name that stands in the address."""
    return frozenset(field.alias or name for name, field in model.model_fields.items() if _is_list(field.annotation))


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) in (Union, UnionType):
        return any(_is_list(part) for part in get_args(annotation))
    return get_origin(annotation) is list


@lru_cache
def _adapter(model: type[BaseModel]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _read_body(model: type[BaseModel]) -> BaseModel:
    try:
        body = request.get_data()
    except OSError:  # what the server makes of a body cut into malformed chunks
        raise MalformedRequest() from None
    if body and not request.is_json:
        raise UnsupportedMediaType()
    if not body.strip():
        if _needs_nothing(model):
            return model()
        raise MalformedRequest("O pedido precisa de um corpo em JSON.")
    if _ESCAPED_NUL.search(body):
        raise Invalid(errors=[FieldError("", "O texto tem um caractere que não pode ser guardado (NUL).", "nul")])
    try:
        return _adapter(model).validate_json(body)  # type: ignore[no-any-return]
    except ValidationError as error:
        raise invalid_from_pydantic(error) from None


@lru_cache
def _needs_nothing(model: type[BaseModel]) -> bool:
    """Whether an absent body means the same as an empty object."""
    return not any(field.is_required() for field in model.model_fields.values())


def _answer(
    work: Work, route: Route, arguments: Mapping[str, BaseModel], content: Callable[[], bytes]
) -> Response | Streaming:
    """The handler's answer, or the earlier one to the same request; `content` gives what the request says."""
    key = request.headers.get("Idempotency-Key") if route.is_creating and work.maybe_actor else None
    if key is None or work.maybe_actor is None:
        result = route.handler(work, **arguments)
        return result if isinstance(result, Streaming) else _respond(work, route, result)
    user_id = work.maybe_actor.id
    mark = fingerprint_of(work.config.secret_key, route.method, request.path, content())
    earlier = claim_key(work.session, user_id, key, mark, work.now)
    if earlier is not None:
        return Response(earlier[1], earlier[0], {"Idempotent-Replay": "true"}, content_type="application/json")
    result = route.handler(work, **arguments)
    response = _respond(work, route, result)
    kept = _respond(work, route, result.as_kept()) if isinstance(result, Shape) else response
    keep_answer(work.session, user_id, key, response.status_code, kept.get_data())
    return response


def _respond(work: Work, route: Route, result: Any) -> Response:
    if isinstance(result, Response):
        return result
    if result is None:
        return Response(status=204)
    return Response(result.model_dump_json(by_alias=True), work.status or route.status, content_type="application/json")
