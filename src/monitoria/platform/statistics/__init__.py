"""Statistics in plain functions: intervals, control limits, agreement, correlation, the two-way model.

Of the trade nothing is known here: what is averaged, and what is made of it, is said in the domains.
Floats are right here: these are estimates. A score itself is exact and is computed elsewhere.
"""

from monitoria.platform.statistics.control import Chart, Limits, Signal, Subgroup, control_limits, runs
from monitoria.platform.statistics.intervals import (
    CONFIDENCE,
    Difference,
    Estimate,
    Interval,
    are_distinguishable,
    estimate_mean,
    estimate_values,
    finite_correction,
    mean_margin,
    welch_difference,
    wilson,
)
from monitoria.platform.statistics.student import t_quantile

__all__ = [
    "CONFIDENCE",
    "Chart",
    "Difference",
    "Estimate",
    "Interval",
    "Limits",
    "Signal",
    "Subgroup",
    "are_distinguishable",
    "control_limits",
    "estimate_mean",
    "estimate_values",
    "finite_correction",
    "mean_margin",
    "runs",
    "t_quantile",
    "welch_difference",
    "wilson",
]
