"""What the dashboards may say, in plain functions; their formulas are in `platform.statistics`."""

from __future__ import annotations

# Peers are told of as an aggregate of so many people at least, or not at all (docs/explanation/direitos.md).
LEAST_PEOPLE = 5


def may_tell_peers(people: int) -> bool:
    """Whether a figure that rests on so many people may be shown to one of them."""
    return people >= LEAST_PEOPLE
