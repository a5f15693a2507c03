"""The Flask application: routes with their documents, problems for every fault, the web application, health."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

import structlog
from flask import Response
from flask_openapi3 import Info
from flask_openapi3.openapi import OpenAPI
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.errors import Problem
from monitoria.platform.http.auth import AdmitKey, FindActor, configure_tokens
from monitoria.platform.http.documents import describe_routes, serve_documents
from monitoria.platform.http.error_page import fault_response
from monitoria.platform.http.handling import Surroundings, handle
from monitoria.platform.http.headers import dress_responses
from monitoria.platform.http.health import NotReady, serve_health
from monitoria.platform.http.metrics import serve_metrics
from monitoria.platform.http.observing import Observing, name_requests
from monitoria.platform.http.problems import problem_from_database, problem_from_http
from monitoria.platform.http.pulses import Board, Pulses, living_board
from monitoria.platform.http.routing import Route, Router, all_routes
from monitoria.platform.http.webapp_files import serve_web_application
from monitoria.platform.metrics.door import Door
from monitoria.platform.metrics.figures import Figures, FigureSource
from monitoria.platform.schema import awaits_migration
from monitoria.platform.storage import Storage

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """What `build_application` puts together."""

    config: Config
    database: Database
    routers: Sequence[Router]
    find_actor: FindActor
    admit_key: AdmitKey
    storage: Storage
    pulses: Pulses
    figures: Sequence[FigureSource] = ()


class Application(OpenAPI):
    """Flask with its OpenAPI 3.1 document; keeps the declared routes for guards and generators."""

    declared_routes: list[Route]
    settings: HttpSettings
    pulses: Board
    describing: Lock

    @property
    def api_doc(self) -> dict[str, Any]:
        """The document. Made when it is first asked for: it takes longer than everything else at a start."""
        with self.describing:
            if not self.spec_json:
                describe_routes(self, self.declared_routes)
            return self.spec_json


def build_application(settings: HttpSettings) -> Application:
    """Assemble the application. Nothing is connected yet: the first request opens the first connection."""
    app = Application(
        "monitoria",
        info=Info(title="Monitoria", version="1"),
        security_schemes={
            "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "key": {
                "type": "http",
                "scheme": "bearer",
                "bearerFormat": "mon_…",
                "description": "A personal API key. It may what its scopes say, as far as its person still may.",
            },
            "cookie": {"type": "apiKey", "in": "cookie", "name": "access_token_cookie"},
        },
        operation_id_callback=lambda *, name, **_: name,
        doc_ui=False,
        static_folder=None,
    )
    app.settings = settings
    app.describing = Lock()
    app.url_map.strict_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = settings.config.max_body_bytes
    configure_tokens(app, settings.config)
    if settings.config.trusted_proxies:
        hops = settings.config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    app.pulses = living_board(settings.pulses, settings.database.engine)
    app.wsgi_app = partial(app.pulses.ask, app.wsgi_app)  # type: ignore[method-assign]
    app.wsgi_app = Observing(app.wsgi_app)  # type: ignore[method-assign,assignment]
    name_requests(app)
    app.declared_routes = all_routes(settings.routers)
    for route in app.declared_routes:
        _add_route(app, route)
    serve_documents(app)
    serve_health(app, settings.database)
    figures = Figures(settings.database, settings.config, settings.figures)
    serve_metrics(app, Door(settings.config, [figures]))
    serve_web_application(app)
    _answer_faults(app)
    dress_responses(app, settings.config)
    return app


def _add_route(app: Application, route: Route) -> None:
    settings = app.settings
    around = Surroundings(settings.config, settings.database, settings.storage, settings.find_actor, settings.admit_key)

    def view(**path: str) -> Response:
        return handle(around, route, path)

    for rule in (route.rule, f"{route.rule}/"):
        app.add_url_rule(rule, f"{route.name}:{rule}", view, methods=[route.method], provide_automatic_options=False)


def _answer_faults(app: Application) -> None:
    app.register_error_handler(Problem, fault_response)
    app.register_error_handler(HTTPException, lambda error: fault_response(problem_from_http(error)))

    def unexpected(error: Exception) -> Response:
        problem = problem_from_database(error) if isinstance(error, DBAPIError) else None
        if problem is None and isinstance(error, DBAPIError) and awaits_migration(app.settings.database, error):
            problem = NotReady("Uma atualização está em andamento: tente já já.", headers={"Retry-After": "5"})
        if problem is None:
            log.error("unexpected fault", exc_info=error)
            problem = Problem()
        return fault_response(problem)

    app.register_error_handler(Exception, unexpected)
