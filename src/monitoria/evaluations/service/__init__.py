"""The verbs about evaluations."""

from monitoria.evaluations.service.attachments import add_contest_file, open_contest_of
from monitoria.evaluations.service.contest import contest_evaluation
from monitoria.evaluations.service.create import ImportedTotal, create_evaluation
from monitoria.evaluations.service.deadlines import close_expired, tell_near, tell_overdue
from monitoria.evaluations.service.decide import decide_evaluation
from monitoria.evaluations.service.drafts import discard_evaluation, update_evaluation
from monitoria.evaluations.service.feedback import acknowledge_evaluation, conclude_evaluation
from monitoria.evaluations.service.preview import preview_score
from monitoria.evaluations.service.publish import publish_evaluation
from monitoria.evaluations.service.reading import read_evaluation
from monitoria.evaluations.service.withdraw import withdraw_evaluation

__all__ = [
    "ImportedTotal",
    "acknowledge_evaluation",
    "add_contest_file",
    "close_expired",
    "conclude_evaluation",
    "contest_evaluation",
    "create_evaluation",
    "decide_evaluation",
    "discard_evaluation",
    "open_contest_of",
    "preview_score",
    "publish_evaluation",
    "read_evaluation",
    "tell_near",
    "tell_overdue",
    "update_evaluation",
    "withdraw_evaluation",
]
