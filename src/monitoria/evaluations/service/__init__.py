"""The verbs about evaluations."""

from monitoria.evaluations.service.create import ImportedTotal, create_evaluation
from monitoria.evaluations.service.drafts import discard_evaluation, update_evaluation
from monitoria.evaluations.service.preview import preview_score
from monitoria.evaluations.service.publish import publish_evaluation
from monitoria.evaluations.service.withdraw import withdraw_evaluation

__all__ = [
    "ImportedTotal",
    "create_evaluation",
    "discard_evaluation",
    "preview_score",
    "publish_evaluation",
    "update_evaluation",
    "withdraw_evaluation",
]
