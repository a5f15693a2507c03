"""Every operation of the OpenAPI document, fed with made-up input: no 5xx, no undocumented status, true shapes."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from monitoria.app import assemble
from monitoria.platform.config import Config
from monitoria.platform.database import Database
from monitoria.platform.http.application import Application
from tests.support.http import signed_in_client
from tests.support.people import Cast

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
# Never sent anywhere: the document alone is read at collection.
DOCUMENT = assemble(Config(), Database(None, None)).api_doc  # type: ignore[arg-type]
schema = schemathesis.openapi.from_dict(DOCUMENT)


@pytest.fixture
def world(app: Application, database: Database, cast: Cast) -> tuple[Application, Database, Cast]:
    """The application with people in it, so that some made-up requests do get through."""
    return app, database, cast


@schema.parametrize()
@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_an_operation_answers_as_documented(case: Any, world: tuple[Application, Database, Cast]) -> None:
    app, database, cast = world
    headers = {"Authorization": f"Bearer {signed_in_client(app, database, cast.admin).token}"}
    response = case.call(headers=headers, app=app)
    case.validate_response(response, checks=CHECKS)
