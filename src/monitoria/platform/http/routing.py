"""Declaring routes: a `Router` holds a domain's routes, each with its permission, shapes and status."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_type_hints

from pydantic import BaseModel

from monitoria.platform.access import Permission

Handler = Callable[..., Any]


class Auth(Enum):
    """Who may knock: somebody signed in, anybody, anybody but tell me who, or the holder of a refresh token."""

    SIGNED_IN = "signed-in"
    PUBLIC = "public"
    OPTIONAL = "optional"
    REFRESH = "refresh"


@dataclass(frozen=True, slots=True)
class Upload:
    """How a route with a `form` takes its files: under which prefix of the storage, and who is let in.

    `admit` is asked with the work and the path before anything is received, and raises the problem that would follow
    anyway: nobody sends a gigabyte to hear that its call does not exist.
    """

    prefix: str
    admit: Callable[[Any, Any], None] | None = None


@dataclass(frozen=True, slots=True)
class Route:
    """One declared route. `permission` is None exactly when `auth` is not SIGNED_IN; a guard checks it.

    `also`: other statuses that answer with the same shape. `content`: the media types of an answer that is no JSON.
    `is_creating`: it makes a row (201, or said so), and sent again with the same `Idempotency-Key` makes no second one.
    `before_terms`: open to whoever has not accepted the terms yet; a guard lists them.
    `before_second_factor`: open to whoever must still turn one on; a guard lists them.
    `empty`: it may also answer 204, nothing to tell.
    """

    method: str
    rule: str
    handler: Handler
    permission: Permission | None
    auth: Auth
    status: int
    answer: type[BaseModel] | None
    path: type[BaseModel] | None
    query: type[BaseModel] | None
    body: type[BaseModel] | None
    tag: str
    is_creating: bool
    form: type[BaseModel] | None = None
    upload: Upload | None = None
    also: tuple[int, ...] = ()
    content: tuple[str, ...] = ()
    before_terms: bool = False
    before_second_factor: bool = False
    empty: bool = False

    @property
    def name(self) -> str:
        """The operation's name, unique in the application: its handler's own."""
        return self.handler.__name__


class Router:
    """The routes of one domain under one prefix. Handlers take `work` and any of `path`, `query`, `body`, `form`."""

    def __init__(self, tag: str, prefix: str) -> None:
        self.tag = tag
        self.prefix = prefix
        self.routes: list[Route] = []

    def get(self, rule: str, permission: Permission | None, **options: Any) -> Callable[[Handler], Handler]:
        return self._route("GET", rule, permission, **options)

    def post(self, rule: str, permission: Permission | None, **options: Any) -> Callable[[Handler], Handler]:
        return self._route("POST", rule, permission, **options)

    def put(self, rule: str, permission: Permission | None, **options: Any) -> Callable[[Handler], Handler]:
        return self._route("PUT", rule, permission, **options)

    def delete(self, rule: str, permission: Permission | None, **options: Any) -> Callable[[Handler], Handler]:
        return self._route("DELETE", rule, permission, **options)

    def _route(
        self,
        method: str,
        rule: str,
        permission: Permission | None,
        *,
        auth: Auth = Auth.SIGNED_IN,
        status: int = 200,
        upload: Upload | None = None,
        also: tuple[int, ...] = (),
        content: tuple[str, ...] = (),
        creating: bool = False,
        before_terms: bool = False,
        before_second_factor: bool = False,
        empty: bool = False,
    ) -> Callable[[Handler], Handler]:
        def declare(handler: Handler) -> Handler:
            hints = get_type_hints(handler)
            answer = hints.get("return")
            self.routes.append(
                Route(
                    method=method,
                    rule=self.prefix + rule,
                    handler=handler,
                    permission=permission,
                    auth=auth,
                    status=status,
                    answer=answer if isinstance(answer, type) and issubclass(answer, BaseModel) else None,
                    path=hints.get("path"),
                    query=hints.get("query"),
                    body=hints.get("body"),
                    tag=self.tag,
                    is_creating=method == "POST" and (creating or status == 201),
                    form=hints.get("form"),
                    upload=upload,
                    also=also,
                    content=content,
                    before_terms=before_terms,
                    before_second_factor=before_second_factor,
                    empty=empty,
                )
            )
            return handler

        return declare


def all_routes(routers: Iterable[Router]) -> list[Route]:
    """Every route of `routers`, in order."""
    return [route for router in routers for route in router.routes]
