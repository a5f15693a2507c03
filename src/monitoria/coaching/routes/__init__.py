"""Routes of coaching, and what waits at home."""

from monitoria.coaching.routes import home, plans

ROUTERS = (plans.router, home.router)
