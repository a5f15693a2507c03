"""Routes of what leaves as a file."""

from monitoria.reports.routes import exports, lists, printing

ROUTERS = (*lists.ROUTERS, exports.router, *printing.ROUTERS)
