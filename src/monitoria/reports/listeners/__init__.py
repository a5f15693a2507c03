"""What reports do when they hear news."""

from monitoria.reports.listeners import exports

SUBSCRIPTIONS = (*exports.SUBSCRIPTIONS,)
