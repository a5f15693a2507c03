"""Problems: everything that can go wrong in a way that a client should understand (RFC 9457).

A problem has a type (a stable slug that clients match on), a status and texts in Portuguese that may change.
Domains subclass the seven families below; `platform.http` turns them into responses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class FieldError:
    """One fault in the payload: where (JSON pointer), what (Portuguese sentence) and which rule (stable slug)."""

    pointer: str
    message: str
    rule: str


class Problem(Exception):
    """A refusal that a client can act on.

    `keeps_changes` is for the few refusals that must leave a trace (a failed sign-in): the unit of work commits
    what was done before raising instead of undoing it.
    """

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "Erro interno"
    default_detail: ClassVar[str] = "Algo falhou do nosso lado. Tente de novo; se persistir, avise o suporte."
    keeps_changes: ClassVar[bool] = False

    def __init__(
        self,
        detail: str | None = None,
        *,
        errors: Iterable[FieldError] = (),
        extra: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.detail = detail or self.default_detail
        self.errors = tuple(errors)
        self.extra = dict(extra or {})
        self.headers = dict(headers or {})
        super().__init__(self.detail)

    @property
    def type(self) -> str:
        return f"/problems/{self.slug}"


class MalformedRequest(Problem):
    status = 400
    slug = "malformed-request"
    title = "Pedido malformado"
    default_detail = "O corpo do pedido não é um JSON válido."


class Unauthenticated(Problem):
    status = 401
    slug = "not-signed-in"
    title = "Entre para continuar"
    default_detail = "É preciso entrar no sistema para fazer isto."


class Forbidden(Problem):
    status = 403
    slug = "forbidden"
    title = "Sem permissão"
    default_detail = "Seu perfil não permite esta ação."


class ScopeMissing(Forbidden):
    slug = "scope-missing"
    title = "A chave de API não serve para isto"
    default_detail = "Esta chave de API não tem o escopo que isto pede. Crie outra com ele, se o seu perfil o permite."


class TermsPending(Forbidden):
    slug = "terms-pending"
    title = "Falta a sua ciência"
    default_detail = "Antes de continuar, leia o termo de ciência do monitoramento e confirme em “Li e estou ciente”."


class SecondFactorPending(Forbidden):
    slug = "second-factor-pending"
    title = "Falta o segundo fator"
    default_detail = (
        "Esta instalação pede segundo fator do seu perfil. Ligue-o em “Segurança da conta” antes de continuar."
    )


class NotFound(Problem):
    status = 404
    slug = "not-found"
    title = "Não encontrado"
    default_detail = "Isto não existe ou não está ao seu alcance."


class Conflict(Problem):
    status = 409
    slug = "conflict"
    title = "Conflito com o estado atual"
    default_detail = "O estado atual não permite esta ação. Recarregue e tente de novo."


class StaleVersion(Conflict):
    slug = "stale-version"
    title = "Outra pessoa alterou antes"
    default_detail = "Este registro mudou depois que você o abriu. Recarregue para ver a versão atual."


class Invalid(Problem):
    status = 422
    slug = "invalid"
    title = "Dados inválidos"
    default_detail = "Corrija os campos indicados e envie de novo."

    @classmethod
    def at(cls, pointer: str, message: str, rule: str) -> Invalid:
        """A payload with a single faulty field."""
        return cls(errors=[FieldError(pointer, message, rule)])


class TooManyRequests(Problem):
    status = 429
    slug = "too-many-requests"
    title = "Muitas tentativas"
    default_detail = "Espere um pouco antes de tentar de novo."


class Unavailable(Problem):
    status = 503
    slug = "unavailable"
    title = "Serviço indisponível"
    default_detail = "O banco de dados não respondeu. Nada foi perdido: tente de novo em alguns segundos."


@contextmanager
def named_by(pointer: str) -> Iterator[None]:
    """What is not found inside the block was named by the payload at `pointer`; the problem says so."""
    try:
        yield
    except NotFound as problem:
        problem.errors = (FieldError(pointer, problem.detail, "unknown"),)
        raise


@dataclass(slots=True)
class Findings:
    """Collects field errors while a payload is examined, so that a person sees all of them at once."""

    errors: list[FieldError] = field(default_factory=list)

    def add(self, pointer: str, message: str, rule: str) -> None:
        self.errors.append(FieldError(pointer, message, rule))

    def raise_if_any(self) -> None:
        """Raise `Invalid` with everything found, or do nothing."""
        if self.errors:
            raise Invalid(errors=self.errors)
