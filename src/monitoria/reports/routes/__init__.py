"""Routes of what leaves as a file."""

from monitoria.reports.routes import exports, lists

ROUTERS = (*lists.ROUTERS, exports.router)
