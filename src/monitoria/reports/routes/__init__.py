"""Routes of what leaves as a file."""

from monitoria.reports.routes import lists

ROUTERS = (*lists.ROUTERS,)
