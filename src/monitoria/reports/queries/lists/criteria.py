"""The criteria of scorecards' versions as rows: what a version's document says, unfolded by PostgreSQL."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CTE, Text, case, cast, column, func, literal, select, true
from sqlalchemy.dialects.postgresql import JSONB

from monitoria.scorecards.models import ScorecardVersion
from monitoria.scorecards.rules import CommentRequired, Kind, Severity


def criteria_of_versions() -> CTE:
    """One row a criterion of every version, with its place on the form. What a document leaves out is the default."""
    section = _unfolded(ScorecardVersion.definition["sections"], "section")
    criterion = _unfolded(section.c.value["criteria"], "criterion")
    said = criterion.c.value
    return (
        select(
            ScorecardVersion.id.label("version_id"),
            (section.c.at * 1_000 + criterion.c.at).label("position"),
            section.c.value["label"].astext.label("section"),
            said["key"].astext.label("key"),
            said["label"].astext.label("label"),
            _default(said["kind"], Kind.SCALE.value).label("kind"),
            _default(said["weight"], "1").label("weight"),
            _default(section.c.value["weight"], "1").label("section_weight"),
            said["minimum"].astext.label("minimum"),
            said["maximum"].astext.label("maximum"),
            _default(said["required"], "true").label("required"),
            _default(said["na_allowed"], "false").label("na_allowed"),
            _default(said["severity"], Severity.NONE.value).label("severity"),
            said["defect_class"].astext.label("defect_class"),
            _default(said["comment_required"], CommentRequired.NEVER.value).label("comment_required"),
            _default(said["guidance"], "").label("guidance"),
            said["options"].label("options"),
        )
        .select_from(ScorecardVersion)
        .join(section, true())
        .join(criterion, true())
        .cte("criteria")
    )


def labels_of(options: Any, chosen: Any) -> Any:
    """What the chosen options are called, in one cell; null where none can be chosen."""
    option = _unfolded(options, "option")
    names = select(func.string_agg(option.c.value["label"].astext, literal(", "))).select_from(option)
    return case((chosen.is_not(None), names.where(option.c.value["key"].astext == func.any(chosen)).scalar_subquery()))


def all_labels(options: Any) -> Any:
    """What all options are called, with what each is worth, in one cell."""
    option = _unfolded(options, "option")
    said = option.c.value
    worth = func.concat(said["label"].astext, literal(" ("), _default(said["score"], "0"), literal(")"))
    return select(func.string_agg(worth, literal("; "))).select_from(option).scalar_subquery()


def _unfolded(array: Any, name: str) -> Any:
    return (
        func.jsonb_array_elements(cast(array, JSONB))
        .table_valued(column("value", JSONB), with_ordinality="at", name=name)
        .render_derived(name=name)
    )


def _default(value: Any, default: str) -> Any:
    return func.coalesce(value.astext, literal(default, Text))
