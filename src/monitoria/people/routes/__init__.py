"""Routes of people."""

from monitoria.people.routes.auth import router as auth_router
from monitoria.people.routes.teams import router as teams_router
from monitoria.people.routes.users import router as users_router

ROUTERS = (auth_router, users_router, teams_router)
