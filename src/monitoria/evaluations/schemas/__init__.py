"""Shapes of evaluations that cross HTTP."""

from monitoria.evaluations.schemas.bodies import (
    EvaluationBody,
    EvaluationPublishBody,
    EvaluationQuery,
    EvaluationUpdateBody,
    PreviewBody,
    filling_of,
)
from monitoria.evaluations.schemas.feedback import (
    AcknowledgeBody,
    ContestBody,
    ContestFileForm,
    ContestFilePath,
    DecideBody,
)
from monitoria.evaluations.schemas.shown import (
    EvaluationOut,
    EvaluationPage,
    EvaluationSummary,
    ScoreOut,
    show_evaluation,
    show_score,
    show_summary,
)

__all__ = [
    "AcknowledgeBody",
    "ContestBody",
    "ContestFileForm",
    "ContestFilePath",
    "DecideBody",
    "EvaluationBody",
    "EvaluationOut",
    "EvaluationPage",
    "EvaluationPublishBody",
    "EvaluationQuery",
    "EvaluationSummary",
    "EvaluationUpdateBody",
    "PreviewBody",
    "ScoreOut",
    "filling_of",
    "show_evaluation",
    "show_score",
    "show_summary",
]
