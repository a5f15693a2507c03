"""The way from publication to closing on paper: how many came how far, and how soon."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitoria.analytics.schemas import FunnelOut
from monitoria.reports.rules.saying import NOTHING, say_number
from monitoria.reports.service.printing.figures import told_share

# From so many hours on they are said in days.
_HOURS_OF_DAYS = 72


def told_funnel(found: FunnelOut, words: Mapping[str, str], language: str) -> dict[str, Any]:
    """A line a step, of those published, and one for how soon contests were decided."""
    published = found.steps[0].n
    times = {time.to: time for time in found.times}
    lines = [
        {
            "label": words[f"step_{step.step}"],
            **told_share(step.n, published, language),
            "part": step.n / published if published else 0,
            **_time(times.get(step.step), words, language),
        }
        for step in found.steps
    ]
    decided, disagreed = times.get("decided"), found.disagreed
    return {
        "lines": lines if published else [],
        "decided": words["decided_in"].format(**_time(decided, words, language), n=decided.n)
        if decided is not None and decided.n
        else "",
        "disagreed": words["disagreed"].format(count=disagreed.count, n=disagreed.n) if disagreed.count else "",
    }


def _time(time: Any, words: Mapping[str, str], language: str) -> dict[str, str]:
    if time is None or not time.n:
        return {"median": NOTHING, "mean_time": NOTHING}
    mean = _hours(time.mean_hours, words, language)
    if time.low is not None and time.high is not None:
        mean += f" ({_hours(time.low, words, language)} – {_hours(time.high, words, language)})"
    return {"median": _hours(time.median_hours, words, language), "mean_time": mean}


def _hours(hours: float, words: Mapping[str, str], language: str) -> str:
    if hours >= _HOURS_OF_DAYS:
        return words["days"].format(days=say_number(hours / 24, language, 1))
    return words["hours"].format(hours=say_number(hours, language, 1))
