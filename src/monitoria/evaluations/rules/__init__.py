"""The trade of evaluations in plain functions and frozen values: no session, no Flask, no clock."""

from monitoria.evaluations.rules.alignment import Pair, align, align_form
from monitoria.evaluations.rules.answers import check_answers
from monitoria.evaluations.rules.lifecycle import Move, Status, Step, advance, open_moves
from monitoria.evaluations.rules.moments import MOST_MOMENTS, Moment, check_moments
from monitoria.evaluations.rules.reasons import explain
from monitoria.evaluations.rules.scoring import ENGINE_VERSION, score
from monitoria.evaluations.rules.values import (
    Answer,
    CriterionScore,
    Defects,
    Filling,
    NaSource,
    Outcome,
    Reason,
    Score,
    SectionScore,
    State,
)

__all__ = [
    "ENGINE_VERSION",
    "MOST_MOMENTS",
    "Answer",
    "CriterionScore",
    "Defects",
    "Filling",
    "Moment",
    "Move",
    "NaSource",
    "Outcome",
    "Pair",
    "Reason",
    "Score",
    "SectionScore",
    "State",
    "Status",
    "Step",
    "advance",
    "align",
    "align_form",
    "check_answers",
    "check_moments",
    "explain",
    "open_moves",
    "score",
]
