"""Takes places of labels and whole islands of them, gives places where none lies on another: plain arithmetic, no chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np

Spot = tuple[float, float]
Places = dict[str, Spot]

COLUMN = 130.0
CHARACTER = 14.0
LINE = 46.0
GAP = 2 * LINE
"""Free room between two islands."""
ROUNDS = 400


def box(label: str) -> Spot:
    """Give width and height that a body takes with its name."""
    return max(44.0, CHARACTER * len(label) + 12), LINE


def spread(places: Mapping[str, Spot], boxes: Mapping[str, Spot], rounds: int = ROUNDS) -> Places:
    """Move overlapping boxes apart, each pair along its cheaper axis, until none overlap or the rounds are over.

    A round looks for all overlaps at once and mends them in the order of the names: the same on every machine.
    """
    order = sorted(places)
    if not order:
        return {}
    spots = np.array([places[node] for node in order], dtype=float)
    sizes = np.array([boxes[node] for node in order], dtype=float)
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2
    for _ in range(rounds):
        gaps = np.abs(spots[None, :, :] - spots[:, None, :])
        pairs = np.argwhere(np.triu((gaps < need).all(axis=2), 1))
        if not len(pairs):
            break
        for one, two in pairs.tolist():
            _part(spots[one], spots[two], need[one, two])
    return {node: (float(x), float(y)) for node, (x, y) in zip(order, spots, strict=True)}


def _part(one: np.ndarray, two: np.ndarray, need: np.ndarray) -> None:
    """Move two boxes so far along one axis that they touch no more; ``one`` and ``two`` are changed."""
    gap = two - one
    over = need - np.abs(gap)
    if over[0] <= 0 or over[1] <= 0:
        return
    axis = 0 if over[0] < over[1] else 1
    step = (over[axis] / 2 + 0.5) * (1 if gap[axis] >= 0 else -1)
    one[axis] -= step
    two[axis] += step


def shelf(nodes: Sequence[str], top: float, middle: float, columns: int) -> Places:
    """Give places in rows from ``top`` down, each row centred on ``middle``."""
    rows = [nodes[i : i + columns] for i in range(0, len(nodes), columns)]
    return {
        node: (middle + (column - (len(row) - 1) / 2) * COLUMN, top + line * 1.4 * LINE)
        for line, row in enumerate(rows)
        for column, node in enumerate(row)
    }


def frame(places: Mapping[str, Spot], boxes: Mapping[str, Spot]) -> tuple[Spot, Spot]:
    """Give the middle of an island, and its width and height with the names at its rim."""
    ends = [[(places[n][axis] + side * boxes[n][axis] / 2) for n in places for side in (-1, 1)] for axis in (0, 1)]
    (left, right), (top, bottom) = ((min(values), max(values)) for values in ends)
    return ((left + right) / 2, (top + bottom) / 2), (right - left, bottom - top)


def side_by_side(islands: Sequence[Places], boxes: Mapping[str, Spot]) -> Places:
    """Give places of several islands in rows that make about a square, the largest first; a single one stays where it is."""
    if len(islands) == 1:
        return dict(islands[0])
    frames = [frame(island, boxes) for island in islands]
    order = sorted(range(len(islands)), key=lambda i: (-len(islands[i]), min(islands[i])))
    area = sum((width + GAP) * (height + GAP) for _, (width, height) in frames)
    limit = max(sqrt(area), *(width + GAP for _, (width, _) in frames))
    places: Places = {}
    top, row = 0.0, list[int]()
    for index in [*order, None]:
        width = sum(frames[i][1][0] + GAP for i in row)
        if row and (index is None or width + frames[index][1][0] + GAP > limit * 1.05):
            places.update(_row(row, islands, frames, -width / 2, top))
            top += max(frames[i][1][1] for i in row) + GAP
            row = []
        row += [] if index is None else [index]
    return places


def _row(
    row: Sequence[int], islands: Sequence[Places], frames: Sequence[tuple[Spot, Spot]], left: float, top: float
) -> Places:
    """Islands from left to right, their middles in one line."""
    half = max(frames[i][1][1] for i in row) / 2
    places: Places = {}
    for index in row:
        (x, y), (width, _) = frames[index]
        right, down = left + GAP / 2 + width / 2 - x, top + half - y
        places.update({node: (at[0] + right, at[1] + down) for node, at in islands[index].items()})
        left += width + GAP
    return places
