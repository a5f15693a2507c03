"""`monitoria openapi`: the description of the API, without a database."""

from __future__ import annotations

import json
from dataclasses import replace

from monitoria.app import create_app
from monitoria.platform.config import Config

# The document is made from the routes alone: this address is never connected to.
NOWHERE = "postgresql+psycopg:///nowhere"


def openapi_text(config: Config) -> str:
    """The OpenAPI 3.1 document as it is kept in the repository: sorted keys, two spaces, a final line break."""
    document = create_app(replace(config, database_url=NOWHERE)).api_doc
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
