"""Answers that tests send."""

from __future__ import annotations

from typing import Any

GOLDEN = {"greeting": 8, "communication": 7, "problem_solving": 9, "empathy": 6, "procedures": 10, "closing": 8}


def answers(**values: float) -> list[dict[str, Any]]:
    """Answers to the standard card by criterion."""
    return [{"criterion": key, "value": value} for key, value in values.items()]


def golden() -> list[dict[str, Any]]:
    """Complete answers to the standard card, worth 80.00."""
    return answers(**GOLDEN)
