"""Rules of privacy."""

from monitoria.privacy.rules.requests import ANSWER_DAYS, RequestKind, RequestStatus, due_on
from monitoria.privacy.rules.retention import (
    LEAST_RECORD_YEARS,
    LEAST_RECORDING_DAYS,
    Due,
    check_policy,
)

AWARENESS = "awareness"

__all__ = [
    "ANSWER_DAYS",
    "AWARENESS",
    "LEAST_RECORDING_DAYS",
    "LEAST_RECORD_YEARS",
    "Due",
    "RequestKind",
    "RequestStatus",
    "check_policy",
    "due_on",
]
