"""Problems as responses (RFC 9457), and foreign faults (pydantic, Werkzeug, the database) as problems."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from flask import Response, g, request
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy.exc import DataError, DBAPIError
from werkzeug.exceptions import HTTPException

from monitoria.platform.errors import Conflict, FieldError, Invalid, MalformedRequest, Problem

log = structlog.get_logger(__name__)

# pydantic's error types → (our rule, Portuguese sentence; {name} is filled from pydantic's own context).
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "missing": ("required", "Campo obrigatório."),
    "string_type": ("type", "Deve ser um texto."),
    "string_too_short": ("too-short", "Deve ter ao menos {min_length} caracteres."),
    "string_too_long": ("too-long", "Deve ter no máximo {max_length} caracteres."),
    "string_pattern_mismatch": ("format", "O formato não é aceito."),
    "int_type": ("type", "Deve ser um número inteiro."),
    "int_parsing": ("type", "Deve ser um número inteiro."),
    "int_from_float": ("type", "Deve ser um número inteiro."),
    "int_parsing_size": ("range", "O número é grande demais."),
    "decimal_type": ("type", "Deve ser um número."),
    "decimal_parsing": ("type", "Deve ser um número."),
    "decimal_max_digits": ("range", "O número tem dígitos demais."),
    "decimal_max_places": ("range", "Use no máximo {decimal_places} casas decimais."),
    "decimal_whole_digits": ("range", "O número é grande demais."),
    "float_type": ("type", "Deve ser um número."),
    "float_parsing": ("type", "Deve ser um número."),
    "finite_number": ("range", "Deve ser um número finito."),
    "bool_type": ("type", "Deve ser verdadeiro ou falso."),
    "bool_parsing": ("type", "Deve ser verdadeiro ou falso."),
    "greater_than": ("range", "Deve ser maior que {gt}."),
    "greater_than_equal": ("range", "Deve ser ao menos {ge}."),
    "less_than": ("range", "Deve ser menor que {lt}."),
    "less_than_equal": ("range", "Deve ser no máximo {le}."),
    "enum": ("choice", "Valor desconhecido; os aceitos são: {expected}."),
    "literal_error": ("choice", "Valor desconhecido; os aceitos são: {expected}."),
    "uuid_type": ("type", "Deve ser um identificador (UUID)."),
    "uuid_parsing": ("type", "Deve ser um identificador (UUID)."),
    "datetime_type": ("type", "Deve ser data e hora (ISO 8601)."),
    "datetime_parsing": ("type", "Deve ser data e hora (ISO 8601)."),
    "datetime_from_date_parsing": ("type", "Deve ser data e hora (ISO 8601)."),
    "date_type": ("type", "Deve ser uma data (AAAA-MM-DD)."),
    "date_parsing": ("type", "Deve ser uma data (AAAA-MM-DD)."),
    "date_from_datetime_parsing": ("type", "Deve ser uma data (AAAA-MM-DD)."),
    "date_from_datetime_inexact": ("type", "Deve ser uma data (AAAA-MM-DD)."),
    "list_type": ("type", "Deve ser uma lista."),
    "too_long": ("too-long", "Deve ter no máximo {max_length} itens."),
    "too_short": ("too-short", "Deve ter ao menos {min_length} itens."),
    "dict_type": ("type", "Deve ser um objeto."),
    "model_type": ("type", "Deve ser um objeto."),
    "model_attributes_type": ("type", "Deve ser um objeto."),
    "none_required": ("type", "Deve ser nulo."),
}
_MALFORMED = frozenset({"json_invalid", "json_type"})


class ProblemField(BaseModel):
    """A fault at one place of the payload."""

    pointer: str = Field(description="JSON pointer into the body, or the name of a query parameter.")
    message: str
    rule: str


class ProblemShape(BaseModel):
    """RFC 9457 problem details; clients match on `type`."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    request_id: str
    errors: list[ProblemField] = Field(default_factory=list)


def problem_response(problem: Problem) -> Response:
    """The response for `problem`: `application/problem+json` with its own members beside the standard ones."""
    content = {
        "type": problem.type,
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.path,
        "request_id": getattr(g, "request_id", ""),
        "errors": [{"pointer": e.pointer, "message": e.message, "rule": e.rule} for e in problem.errors],
        **problem.extra,
    }
    body = json.dumps(content, ensure_ascii=False, default=str)
    return Response(body, problem.status, problem.headers, content_type="application/problem+json")


def invalid_from_pydantic(error: ValidationError) -> Problem:
    """A pydantic error as our problem: 400 when the body was not JSON at all, 422 with a pointer a fault otherwise."""
    details = error.errors(include_url=False, include_input=False)
    if any(detail["type"] in _MALFORMED for detail in details):
        return MalformedRequest()
    return Invalid(errors=_unique(_field_error(detail) for detail in details))


def problem_from_http(error: HTTPException) -> Problem:
    """Werkzeug's own refusals (no such page, wrong method, body too large) as problems."""
    known = {
        400: ("malformed-request", "Pedido malformado", "O pedido não pôde ser lido."),
        404: ("not-found", "Não encontrado", "Este endereço não existe."),
        405: ("method-not-allowed", "Método não aceito", "Este endereço não aceita este método."),
        413: ("body-too-large", "Corpo grande demais", "O corpo do pedido passa do limite aceito."),
        415: ("unsupported-media-type", "Formato não aceito", "Envie o corpo como application/json."),
    }
    status = error.code or 500
    slug, title, detail = known.get(status, (f"http-{status}", error.name, error.description or error.name))
    headers = {"Allow": ", ".join(error.valid_methods or ())} if hasattr(error, "valid_methods") else {}
    return _plain(status, slug, title, detail, headers)


def problem_from_database(error: DBAPIError) -> Problem | None:
    """A last net: data the database refused (422) or two requests that collided (409); None for a real fault."""
    state = getattr(error.orig, "sqlstate", None) or ""
    if state.startswith("22") or (not state and isinstance(error, DataError)):  # the server, or already the driver
        return Invalid("Um dos valores não é aceito (grande demais ou fora do formato).")
    if state.startswith("23"):
        return Conflict("Isto colide com um registro que já existe ou que ainda é usado.")
    return None


def _plain(status: int, slug: str, title: str, detail: str, headers: Mapping[str, str]) -> Problem:
    kind = type("HttpProblem", (Problem,), {"status": status, "slug": slug, "title": title})
    problem: Problem = kind(detail, headers=headers)
    return problem


def _field_error(detail: Any) -> FieldError:
    pointer = "".join(f"/{_escape(part)}" for part in detail["loc"] if not _is_union_tag(part))
    rule, sentence = _SENTENCES.get(detail["type"], (detail["type"].replace("_", "-"), ""))
    if not sentence:
        message = detail["msg"] if detail["type"] in _OWN else "Valor não aceito."
        return FieldError(pointer, message, rule)
    context = {name: str(value).replace(" or ", " ou ") for name, value in detail.get("ctx", {}).items()}
    if context.get("min_length") == "1":
        sentence = _EMPTY.get(detail["type"], sentence)
    return FieldError(pointer, sentence.format_map(_Context(context)), rule)


# What is too short because nothing is there at all.
_EMPTY = {"string_too_short": "Preencha este campo.", "too_short": "Deve ter ao menos um item."}
_OWN = frozenset({"day_out_of_range", "not_accepted"})


class _Context(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"


def _escape(part: object) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _is_union_tag(part: object) -> bool:
    """pydantic adds the branch of a union ("decimal", "list[str]") to the place; a client never wrote it."""
    return isinstance(part, str) and (part in {"decimal", "str", "int", "bool", "date"} or "[" in part)


def _unique(errors: Iterable[FieldError]) -> list[FieldError]:
    """One error a place: a union reports every branch that failed."""
    return list({error.pointer: error for error in errors}.values())
