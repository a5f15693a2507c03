"""The chain without a database: whatever is changed, taken out, moved or cut off is found, and where."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoria.audit.rules import GENESIS, Anchor, BreakKind, Link, Record, Walk, changes_of, read_anchor, seal

START = datetime(2026, 11, 20, 15, tzinfo=UTC)


def chain(length: int) -> list[Link]:
    links, digest = [], GENESIS
    for position in range(1, length + 1):
        identity = UUID(int=position)
        record = Record(
            identity, START + timedelta(seconds=position), "call.created", None, "call", "7", None, None, None, "{}"
        )
        digest = seal(digest, position, record)
        links.append(Link(position, identity, digest, record))
    return links


def walk(links: list[Link], anchor: Anchor | None = None) -> Walk:
    walking = Walk(anchor)
    for link in links:
        if not walking.step(link):
            break
    walking.finish()
    return walking


def test_an_untouched_chain_is_whole() -> None:
    done = walk(chain(5))
    assert (done.found, done.position) == (None, 5)


@given(
    st.integers(1, 8).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n - 1))),
    st.sampled_from(["facts", "name", "at", "actor_id", "request_id", "subject_id"]),
)
def test_any_changed_fact_breaks_the_chain_where_it_stands(where: tuple[int, int], what: str) -> None:
    length, index = where
    links = chain(length)
    record = links[index].record
    assert record is not None
    other = {
        "facts": '{"x": 1}',
        "name": "call.deleted",
        "at": record.at + timedelta(microseconds=1),
        "actor_id": UUID(int=99),
        "request_id": "other",
        "subject_id": "8",
    }
    links[index] = replace(links[index], record=replace(record, **{what: other[what]}))
    found = walk(links).found
    assert found is not None
    assert (found.kind, found.position) == (BreakKind.CHANGED, index + 1)


def test_a_deleted_entry_a_lost_seal_and_two_that_changed_places_are_each_named() -> None:
    links = chain(4)
    gone = [*links[:1], replace(links[1], record=None), *links[2:]]
    assert walk(gone).found.kind is BreakKind.MISSING  # type: ignore[union-attr]
    assert walk([links[0], *links[2:]]).found.kind is BreakKind.GAP  # type: ignore[union-attr]
    moved = [links[0], replace(links[2], position=2), replace(links[1], position=3), links[3]]
    assert walk(moved).found.kind is BreakKind.CHANGED  # type: ignore[union-attr]


def test_a_tail_that_was_cut_off_is_found_with_an_anchor_and_only_with_one() -> None:
    links = chain(4)
    anchor = Anchor(4, links[3].hash)
    assert walk(links, anchor).found is None
    assert walk(links[:2]).found is None
    found = walk(links[:2], anchor).found
    assert found is not None
    assert (found.kind, found.position) == (BreakKind.CUT, 3)
    assert walk(links, Anchor(4, bytes(32))).found.kind is BreakKind.OTHER  # type: ignore[union-attr]


def test_an_anchor_is_read_as_it_was_printed() -> None:
    anchor = Anchor(12, chain(1)[0].hash)
    assert read_anchor(f" {anchor}\n") == anchor
    for text in ("", "12", "12:abc", "x:" + "0" * 64, "1:" + "z" * 64):
        with pytest.raises(ValueError, match=r".*"):
            read_anchor(text)


def test_before_and_after_come_from_the_changes_or_from_the_two_states() -> None:
    assert changes_of({"changes": {"label": ["a", "b"]}}) == {"label": ("a", "b")}
    assert changes_of({"before": {"status": "open", "day": 1}, "after": {"status": "closed", "day": 1}}) == {
        "status": ("open", "closed")
    }
    assert changes_of({"after": {"status": "open"}}) == {"status": (None, "open")}
    assert changes_of({"call_id": "7"}) == {}
