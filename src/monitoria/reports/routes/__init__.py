"""Routes of what leaves as a file."""

from monitoria.reports.routes import batches, exports, lists, printing, schedules

ROUTERS = (*lists.ROUTERS, exports.router, *printing.ROUTERS, batches.router, schedules.router)
