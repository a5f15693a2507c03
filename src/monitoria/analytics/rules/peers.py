"""From how many on something may be said: of a person, and of peers."""

from __future__ import annotations

# Fewer evaluations say little about a person: "amostra insuficiente".
LEAST_N = 5
# Peers are told of as an aggregate of so many people at least, or not at all (docs/explanation/direitos.md).
LEAST_PEOPLE = 5


def may_tell_peers(people: int) -> bool:
    """Whether a figure that rests on so many people may be shown to one of them."""
    return people >= LEAST_PEOPLE
