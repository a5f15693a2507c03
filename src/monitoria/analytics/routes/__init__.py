"""/api/dashboard and /api/analytics: what happened, and what the evaluations say of it."""

from monitoria.analytics.routes import charts, dashboard, insight, views

ROUTERS = (dashboard.router, charts.router, insight.router, views.router)
