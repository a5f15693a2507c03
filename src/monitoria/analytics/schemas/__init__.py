"""Shapes of dashboards that cross HTTP."""

from monitoria.analytics.schemas.shapes import (
    ActivityListOut,
    ActivityQuery,
    DashboardQuery,
    MonthsOut,
    MonthsQuery,
    PerformanceOut,
    StatsOut,
)
from monitoria.analytics.schemas.show import show_activity, show_months, show_performance, show_stats

__all__ = [
    "ActivityListOut",
    "ActivityQuery",
    "DashboardQuery",
    "MonthsOut",
    "MonthsQuery",
    "PerformanceOut",
    "StatsOut",
    "show_activity",
    "show_months",
    "show_performance",
    "show_stats",
]
