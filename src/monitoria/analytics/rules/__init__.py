"""What the dashboards and charts may say, in plain functions; their formulas are in `platform.statistics`."""

from monitoria.analytics.rules.bands import BAND_POINTS, BANDS, band_of
from monitoria.analytics.rules.breaks import changed_criteria
from monitoria.analytics.rules.grains import Grain, Tile, next_start, start_of, tile
from monitoria.analytics.rules.peers import LEAST_N, LEAST_PEOPLE, may_tell_peers
from monitoria.analytics.rules.relations import Measure, Pair, Relation, bins_of, points_of, relation_of
from monitoria.analytics.rules.severity import SeverityWord, is_distinguishable, severity_word, would_tell_of_another
from monitoria.analytics.rules.views import LONGEST_QUERY, LONGEST_VIEW_NAME, MOST_VIEWS, ViewPage, is_query
from monitoria.analytics.rules.waits import BAND_STARTS, Wait, median_of, wait_band

__all__ = [
    "BANDS",
    "BAND_POINTS",
    "BAND_STARTS",
    "LEAST_N",
    "LEAST_PEOPLE",
    "LONGEST_QUERY",
    "LONGEST_VIEW_NAME",
    "MOST_VIEWS",
    "Grain",
    "Measure",
    "Pair",
    "Relation",
    "SeverityWord",
    "Tile",
    "ViewPage",
    "Wait",
    "band_of",
    "bins_of",
    "changed_criteria",
    "is_distinguishable",
    "is_query",
    "may_tell_peers",
    "median_of",
    "next_start",
    "points_of",
    "relation_of",
    "severity_word",
    "start_of",
    "tile",
    "wait_band",
    "would_tell_of_another",
]
