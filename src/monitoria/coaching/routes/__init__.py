"""Routes of coaching, and what waits at home."""

from monitoria.coaching.routes import plans

ROUTERS = (plans.router,)
