"""Statistics in plain functions: intervals, control limits, agreement, correlation, the two-way model.

Of the trade nothing is known here: what is averaged, and what is made of it, is said in the domains.
Floats are right here: these are estimates. A score itself is exact and is computed elsewhere.
"""

from monitoria.platform.statistics.agreement import (
    Level,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from monitoria.platform.statistics.control import Chart, Limits, Signal, Subgroup, control_limits, runs
from monitoria.platform.statistics.correlation import Correlation, correlate
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
from monitoria.platform.statistics.intraclass import Intraclass, intraclass
from monitoria.platform.statistics.student import t_quantile
from monitoria.platform.statistics.two_way import Cell, RaterEffect, TwoWay, fit_two_way

__all__ = [
    "CONFIDENCE",
    "Cell",
    "Chart",
    "Correlation",
    "Difference",
    "Estimate",
    "Interval",
    "Intraclass",
    "Level",
    "Limits",
    "RaterEffect",
    "Signal",
    "Subgroup",
    "TwoWay",
    "are_distinguishable",
    "cohen_kappa",
    "control_limits",
    "correlate",
    "estimate_mean",
    "estimate_values",
    "finite_correction",
    "fit_two_way",
    "fleiss_kappa",
    "gwet_ac1",
    "intraclass",
    "krippendorff_alpha",
    "mean_margin",
    "percent_agreement",
    "runs",
    "t_quantile",
    "welch_difference",
    "wilson",
]
