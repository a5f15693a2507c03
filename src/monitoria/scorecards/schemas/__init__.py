"""Shapes of scorecards that cross HTTP."""

from monitoria.scorecards.schemas.bodies import (
    Key,
    LongText,
    Number,
    ScorecardBody,
    ScorecardMoveBody,
    ScorecardQuery,
    ScorecardUpdateBody,
    VersionPath,
    changed_definition,
    definition_of,
)
from monitoria.scorecards.schemas.shown import (
    ScorecardOut,
    ScorecardPage,
    ScorecardSummary,
    VersionOut,
    show_scorecard,
    show_summary,
    show_version,
)

__all__ = [
    "Key",
    "LongText",
    "Number",
    "ScorecardBody",
    "ScorecardMoveBody",
    "ScorecardOut",
    "ScorecardPage",
    "ScorecardQuery",
    "ScorecardSummary",
    "ScorecardUpdateBody",
    "VersionOut",
    "VersionPath",
    "changed_definition",
    "definition_of",
    "show_scorecard",
    "show_summary",
    "show_version",
]
