"""Estimates and shares as monthly reports tell them: numbers for drawing, words for reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from monitoria.analytics.queries import Sample
from monitoria.analytics.rules import LEAST_N
from monitoria.platform.statistics import Estimate, estimate_mean, wilson
from monitoria.reports.queries.months import Point
from monitoria.reports.rules.saying import NOTHING, say_day, say_interval, say_month_short, say_number


def estimate_of(sample: Sample) -> Estimate:
    """The mean of a sample, 0 to 100."""
    return estimate_mean(sample.n, sample.total / sample.unit, sample.squares / sample.unit**2, least_n=LEAST_N)


def told_estimate(sample: Sample, words: Mapping[str, str], language: str) -> dict[str, Any]:
    """A mean with its interval, to be drawn and to be read."""
    found = estimate_of(sample)
    low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
    return {
        "n": found.n,
        "mean": None if found.mean is None else round(found.mean, 4),
        "low": None if low is None else round(low, 4),
        "high": None if high is None else round(high, 4),
        "is_sufficient": found.is_sufficient,
        "said_mean": say_number(found.mean, language, 1),
        "said_interval": say_interval(low, high, language),
        "remark": "" if found.is_sufficient or not found.n else words["insufficient"],
    }


def told_share(count: int, n: int, language: str) -> dict[str, str]:
    """A share in percent with Wilson's interval."""
    interval = wilson(count, n)
    if interval is None:
        return {"count": "0", "n": "0", "share": NOTHING, "interval": NOTHING}
    return {
        "count": str(count),
        "n": str(n),
        "share": say_number(100 * count / n, language, 1) + " %",
        "interval": say_interval(100 * interval.low, 100 * interval.high, language),
    }


def told_points(points: Sequence[Point], words: Mapping[str, str], language: str) -> list[dict[str, Any]]:
    """Points of a trend, each with its label below the chart and its name in the table."""
    return [
        {
            **told_estimate(point.sample, words, language),
            "label": say_month_short(point.month, language) if point.month else f"{point.first:%d/%m}",
            "name": say_month_short(point.month, language)
            if point.month
            else f"{say_day(point.first, language)} – {say_day(point.last, language)}",
        }
        for point in points
    ]
