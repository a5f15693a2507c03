"""The trade of scorecards in plain functions and frozen values: no session, no Flask, no clock."""

from monitoria.scorecards.rules.checks import check_definition
from monitoria.scorecards.rules.definition import (
    CommentRequired,
    Criterion,
    DefectClass,
    Definition,
    FatalScope,
    Kind,
    Option,
    ScoringMode,
    Section,
    Severity,
    ShownWhen,
)
from monitoria.scorecards.rules.documents import from_document, to_document
from monitoria.scorecards.rules.lifecycle import CardMove, CardStatus, allowed_moves, next_status
from monitoria.scorecards.rules.standard import STANDARD_CARD_ID, STANDARD_VERSION_ID, standard_definition

__all__ = [
    "STANDARD_CARD_ID",
    "STANDARD_VERSION_ID",
    "CardMove",
    "CardStatus",
    "CommentRequired",
    "Criterion",
    "DefectClass",
    "Definition",
    "FatalScope",
    "Kind",
    "Option",
    "ScoringMode",
    "Section",
    "Severity",
    "ShownWhen",
    "allowed_moves",
    "check_definition",
    "from_document",
    "next_status",
    "standard_definition",
    "to_document",
]
