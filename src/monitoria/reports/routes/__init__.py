"""Routes of what leaves as a file."""

from monitoria.reports.routes import lists, printing

ROUTERS = (*lists.ROUTERS, *printing.ROUTERS)
