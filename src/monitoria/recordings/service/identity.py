"""What every verb tells of a recording."""

from __future__ import annotations

from typing import Any

from monitoria.recordings.queries import Found


def identity_of(found: Found) -> dict[str, Any]:
    """The facts that every event about this recording tells."""
    return {
        "recording_id": found.recording.id,
        "call_id": found.recording.call_id,
        "protocol": found.protocol,
        "operator_id": found.operator_id,
        "team_id": found.team_id,
    }
