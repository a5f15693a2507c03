"""How a cube follows from finer rows: the one formula by which cubes are kept, rebuilt and proved."""

from __future__ import annotations

from monitoria.analytics.models import Cube


def cut_of(cube: Cube, source: str) -> str:
    """SQL for the rows of a cube, from a source with day, team, operator, version, origin, its own key and its sums.

    In the order of their keys: whoever writes them meets the rows of others in one order.
    """
    keys = [name for name in cube.keys if name != "day"]
    grains = ", ".join(f"('{grain.value}')" for grain in sorted(cube.grains))
    places = ", ".join(str(place + 1) for place in range(len(keys) + 2))
    return (
        "SELECT g.grain, CAST(date_trunc(g.grain, CAST(s.day AS timestamp)) AS date) AS day, "
        + ", ".join([*(f"s.{name}" for name in keys), *(f"sum(s.{name}) AS {name}" for name in cube.sums)])
        + f" FROM {source} AS s CROSS JOIN (VALUES {grains}) AS g (grain) GROUP BY {places} ORDER BY {places}"
    )


def names_of(cube: Cube) -> str:
    """The columns of a cube in the order in which `cut_of` gives them."""
    return ", ".join(("grain", "day", *(name for name in cube.keys if name != "day"), *cube.sums))
