"""Routes of people."""

from monitoria.people.routes.auth import ListPendingTerms
from monitoria.people.routes.auth import make_routers as make_auth_routers
from monitoria.people.routes.keys import router as keys_router
from monitoria.people.routes.policy import router as policy_router
from monitoria.people.routes.provider import router as provider_router
from monitoria.people.routes.second_factor import router as factor_router
from monitoria.people.routes.sessions import router as sessions_router
from monitoria.people.routes.sessions import users_router as security_router
from monitoria.people.routes.teams import router as teams_router
from monitoria.people.routes.users import router as users_router
from monitoria.platform.http import Router


def make_routers(list_pending_terms: ListPendingTerms) -> tuple[Router, ...]:
    """Every route of people; who is signed in is told with what `list_pending_terms` gives."""
    return (
        *make_auth_routers(list_pending_terms),
        factor_router,
        provider_router,
        sessions_router,
        policy_router,
        users_router,
        security_router,
        teams_router,
        keys_router,
    )
