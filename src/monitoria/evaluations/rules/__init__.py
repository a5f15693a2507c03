"""The trade of evaluations in plain functions and frozen values: no session, no Flask, no clock."""

from monitoria.evaluations.rules.alignment import Pair, align, align_form
from monitoria.evaluations.rules.answers import check_answers
from monitoria.evaluations.rules.attachments import (
    ATTACHMENTS,
    LARGEST_ATTACHMENT,
    MOST_ATTACHMENTS,
    recognise_attachment,
)
from monitoria.evaluations.rules.contests import (
    ContestedItem,
    ContestStatus,
    Decided,
    Decision,
    Verdict,
    check_contest,
    decide_contest,
    with_first_recording,
)
from monitoria.evaluations.rules.deadlines import (
    NO_DEADLINES,
    Deadlines,
    Waits,
    after_notice,
    is_open,
    near,
    when_acknowledged,
    when_contested,
    when_shown,
)
from monitoria.evaluations.rules.lifecycle import WHO, Move, Status, Step, Who, advance, open_moves, refusal
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
    "ATTACHMENTS",
    "ENGINE_VERSION",
    "LARGEST_ATTACHMENT",
    "MOST_ATTACHMENTS",
    "MOST_MOMENTS",
    "NO_DEADLINES",
    "WHO",
    "Answer",
    "ContestStatus",
    "ContestedItem",
    "CriterionScore",
    "Deadlines",
    "Decided",
    "Decision",
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
    "Verdict",
    "Waits",
    "Who",
    "advance",
    "after_notice",
    "align",
    "align_form",
    "check_answers",
    "check_contest",
    "check_moments",
    "decide_contest",
    "explain",
    "is_open",
    "near",
    "open_moves",
    "recognise_attachment",
    "refusal",
    "score",
    "when_acknowledged",
    "when_contested",
    "when_shown",
    "with_first_recording",
]
