"""The content of an evaluation sheet as one number: whoever holds the paper can compare it with the system."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# What the sheet stands for. What depends on who looks (actions), on the clock (deadlines), or on nothing that anybody
# said (row versions) is not among it.
CONTENT = (
    "id",
    "protocol",
    "operator_name",
    "evaluator_name",
    "scorecard_name",
    "scorecard_version_number",
    "status",
    "published_at",
    "overall_score",
    "raw_score",
    "outcome",
    "critical_score",
    "has_fatal",
    "pass_mark",
    "revision",
    "summary",
    "answers",
    "moments",
    "criteria",
    "sections",
    "revisions",
    "contests",
    "acknowledgements",
)


def content_hash(shown: Mapping[str, Any]) -> str:
    """SHA-256 (hexadecimal) of those members of the evaluation's JSON.

    Their canonical form: keys sorted, no blanks, UTF-8. Anybody can make it from `GET /api/evaluations/{id}`.
    """
    told = {name: shown[name] for name in CONTENT}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def in_groups(digest: str, size: int = 8) -> str:
    """The same in groups that an eye can follow."""
    return " ".join(digest[at : at + size] for at in range(0, len(digest), size))
