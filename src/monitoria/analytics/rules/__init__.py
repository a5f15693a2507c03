"""What the dashboards and charts may say, in plain functions; their formulas are in `platform.statistics`."""

from monitoria.analytics.rules.bands import BAND_POINTS, BANDS, band_of
from monitoria.analytics.rules.breaks import changed_criteria
from monitoria.analytics.rules.grains import Grain, Tile, next_start, start_of, tile
from monitoria.analytics.rules.peers import LEAST_N, LEAST_PEOPLE, may_tell_peers

__all__ = [
    "BANDS",
    "BAND_POINTS",
    "LEAST_N",
    "LEAST_PEOPLE",
    "Grain",
    "Tile",
    "band_of",
    "changed_criteria",
    "may_tell_peers",
    "next_start",
    "start_of",
    "tile",
]
