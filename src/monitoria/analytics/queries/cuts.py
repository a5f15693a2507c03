"""How a cube follows from finer rows: the one formula by which cubes are kept, rebuilt and proved."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.orm import Session

from monitoria.analytics.models import Cube


def cut_of(cube: Cube, source: str, *, is_single: bool = False) -> str:
    """SQL for the rows of a cube, from a source with day, team, operator, version, origin, its own key and its sums.

    In the order of their keys: whoever writes them meets the rows of others in one order. `is_single`: the source has
    one day, team, operator, version and origin, so that every group is one row, and nothing is left to be summed.
    """
    keys = [name for name in cube.keys if name != "day"]
    grains = ", ".join(f"('{grain.value}')" for grain in sorted(cube.grains))
    places = ", ".join(str(place + 1) for place in range(len(keys) + 2))
    sums = (f"s.{name}" if is_single else f"sum(s.{name}) AS {name}" for name in cube.sums)
    return (
        "SELECT g.grain, CAST(date_trunc(g.grain, CAST(s.day AS timestamp)) AS date) AS day, "
        + ", ".join([*(f"s.{name}" for name in keys), *sums])
        + f" FROM {source} AS s CROSS JOIN (VALUES {grains}) AS g (grain)"
        + ("" if is_single else f" GROUP BY {places}")
        + f" ORDER BY {places}"
    )


def names_of(cube: Cube) -> str:
    """The columns of a cube in the order in which `cut_of` gives them."""
    return ", ".join(("grain", "day", *(name for name in cube.keys if name != "day"), *cube.sums))


def has_no_rollups(session: Session) -> bool:
    """Whether there is something to sum and no sum of it: the tables are new."""
    question = "SELECT EXISTS (SELECT FROM {}) AND NOT EXISTS (SELECT FROM {})"
    published = "evaluations WHERE status <> 'draft'"
    pairs = ((published, "team_scores"), ("calls", "call_hours"))
    return any(session.execute(text(question.format(*pair))).scalar_one() for pair in pairs)
