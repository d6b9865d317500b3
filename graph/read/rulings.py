"""Takes the rulings of a page, gives its tables: cells with the rows and columns that each one spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.read.sheet import Rule

_NEAR = 3.0  # points by which rulings that meet may miss each other
_LEAST_SIDE = 6.0  # points: two rulings nearer than this are a double line
_COVERED = 0.5  # of a side of a cell: as much ruling makes a border
_MOST_LINES, _MOST_CELLS = 400, 4_000  # rulings of a page, cells of a table; more is a drawing


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its place in the table, how far it spans, its borders in points."""

    row: int
    column: int
    rows: int
    columns: int
    box: Rule


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its upright rulings from left to right, and its cells row by row."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def box(self) -> Rule:
        """Its outer borders."""
        return Rule(self.columns[0], self.rows[-1], self.columns[-1], self.rows[0])


def find_grids(rules: Iterable[Rule]) -> tuple[Grid, ...]:
    """Give the ruled tables of a page from top to bottom.

    Rulings that meet belong together. A frame around text is no table: a table has two columns at least.
    """
    lines = _merged(list(rules))
    if len(lines) > _MOST_LINES:
        return ()
    grids = [grid for group in _groups(lines) if (grid := _grid(group))]
    return tuple(sorted(grids, key=lambda g: (-g.box.y1, g.box.x0)))


def _upright(rule: Rule) -> bool:
    return rule.x1 - rule.x0 < rule.y1 - rule.y0


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """The rulings with those of one line that touch or lie on each other made one: borders are drawn cell by cell."""
    merged: list[Rule] = []
    for up in (True, False):
        turned = sorted(r if up else Rule(r.y0, r.x0, r.y1, r.x1) for r in rules if _upright(r) is up)
        lines: list[list[Rule]] = []
        for rule in turned:
            if lines and rule.x0 - lines[-1][0].x0 <= _NEAR:
                lines[-1].append(rule)
            else:
                lines.append([rule])
        for line in lines:
            done: list[Rule] = []
            for rule in sorted(line, key=lambda r: r.y0):
                if done and rule.y0 <= done[-1].y1 + _NEAR:
                    last = done[-1]
                    done[-1] = Rule(last.x0, last.y0, max(last.x1, rule.x1), max(last.y1, rule.y1))
                else:
                    done.append(rule)
            merged += done if up else (Rule(r.y0, r.x0, r.y1, r.x1) for r in done)
    return merged


def _groups(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rulings that meet, directly or by way of others."""
    left = list(rules)
    while left:
        group, reached = [], [left.pop()]
        while reached:
            rule = reached.pop()
            group.append(rule)
            near = [r for r in left if _meet(rule, r)]
            left = [r for r in left if not _meet(rule, r)]
            reached += near
        yield group


def _meet(a: Rule, b: Rule) -> bool:
    return a.x0 - _NEAR <= b.x1 and b.x0 - _NEAR <= a.x1 and a.y0 - _NEAR <= b.y1 and b.y0 - _NEAR <= a.y1


def _grid(rules: Sequence[Rule]) -> Grid | None:
    upright, level = [r for r in rules if _upright(r)], [r for r in rules if not _upright(r)]
    if not upright or not level:
        return None
    # A side that is left open ends where the rulings of the other direction end.
    xs = _places([(r.x0 + r.x1) / 2 for r in upright], [min(r.x0 for r in level), max(r.x1 for r in level)])
    ys = _places([(r.y0 + r.y1) / 2 for r in level], [min(r.y0 for r in upright), max(r.y1 for r in upright)])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _MOST_CELLS:
        return None
    ys.reverse()
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while parent[cell] != cell:
            cell = parent[cell]
        return cell

    bars = _by_place([(r.x0 + r.x1) / 2 for r in upright], [(r.y0, r.y1) for r in upright], xs)
    beams = _by_place([(r.y0 + r.y1) / 2 for r in level], [(r.x0, r.x1) for r in level], ys)
    for r, (top, bottom) in enumerate(pairwise(ys)):
        for c, (left, right) in enumerate(pairwise(xs)):
            if c and not _covers(bars[c], bottom, top):
                parent[root((r, c))] = root((r, c - 1))
            if r and not _covers(beams[r], left, right):
                parent[root((r, c))] = root((r - 1, c))
    regions: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for cell in parent:
        regions[root(cell)].append(cell)
    cells = tuple(_cell(members, xs, ys) for members in sorted(regions.values(), key=min))
    return Grid(tuple(xs), tuple(ys), cells) if len({cell.column for cell in cells}) > 1 else None


def _places(found: Sequence[float], ends: Sequence[float]) -> list[float]:
    """The places of rulings in order, those of one line (also a double one) taken together, and the open ends."""
    groups: list[list[float]] = []
    for place in sorted(found):
        if groups and place - groups[-1][-1] < _LEAST_SIDE:
            groups[-1].append(place)
        else:
            groups.append([place])
    places = [sum(group) / len(group) for group in groups]
    low, high = ends
    if low < places[0] - _LEAST_SIDE:
        places.insert(0, low)
    if high > places[-1] + _LEAST_SIDE:
        places.append(high)
    return places


def _by_place(
    at: Sequence[float], spans: Sequence[tuple[float, float]], places: Sequence[float]
) -> list[list[tuple[float, float]]]:
    """The extents of the rulings at each place, in order."""
    found: list[list[tuple[float, float]]] = [[] for _ in places]
    for where, span in zip(at, spans, strict=True):
        nearest = min(range(len(places)), key=lambda i: abs(places[i] - where))
        found[nearest].append(span)
    return [sorted(spans) for spans in found]


def _covers(spans: Sequence[tuple[float, float]], low: float, high: float) -> bool:
    """Whether rulings cover at least half of a side, what lies twice counted once."""
    covered, at = 0.0, low
    for begin, end in spans:
        begin, end = max(begin, at), min(end, high)
        if end > begin:
            covered += end - begin
            at = end
    return covered >= _COVERED * (high - low)


def _cell(members: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> Cell:
    r0, r1 = min(r for r, _ in members), max(r for r, _ in members)
    c0, c1 = min(c for _, c in members), max(c for _, c in members)
    return Cell(r0, c0, r1 - r0 + 1, c1 - c0 + 1, Rule(xs[c0], ys[r1 + 1], xs[c1 + 1], ys[r0]))
