"""Routes of privacy."""

from collections.abc import Sequence

from monitoria.platform.http import Router
from monitoria.privacy.queries import Contributor
from monitoria.privacy.routes.data import make_routers as make_data_routers
from monitoria.privacy.routes.retention import router as retention_router
from monitoria.privacy.routes.terms import router as terms_router


def make_routers(contributors: Sequence[Contributor]) -> tuple[Router, ...]:
    """Every route of privacy; `contributors` find what is kept about a person."""
    return (terms_router, retention_router, *make_data_routers(contributors))
