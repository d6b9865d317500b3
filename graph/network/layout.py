"""Takes a network, gives the same network with places that never change between two builds.

Nodes are sorted, the start is seeded, and what numpy computed is put on a coarse grid before labels are moved apart
by plain arithmetic: rounding differences between two processors do not reach the picture.
"""

from __future__ import annotations

from math import sqrt

import networkx as nx

SEED = 20220610
BACKBONE_LENGTH = 0.7
WHOLE = ("plans", "units")
"""Networks whose ties are few and not alike: their first view shows all."""
EDGES_PER_NODE = 1.5
"""The first view shows at most this many edges a node, that is three lines at an average body."""

FEW = 3
FEW_ENOUGH = 200
COLUMN = 130.0
GRID = 4
CHARACTER = 14.0
LINE = 46.0
ROUNDS = 400


def default_threshold(weights: list[float], limit: int) -> float:
    """Give the smallest weight whose edges and all heavier ones number at most ``limit``; 0 where none need hide.

    Where even the heaviest class of equal weights is more than that, it is shown whole: some picture beats none.
    """
    ordered = sorted(weights, reverse=True)
    if len(ordered) <= limit:
        return 0.0
    return min((w for w in ordered[:limit] if w > ordered[limit]), default=ordered[0])


def strongest_ties(graph: nx.Graph) -> set[frozenset[str]]:
    """Give the edges that are the heaviest of one of their ends.

    A body whose heaviest edges are more than ``FEW`` of equal weight has none: to pick one would say too much.
    """
    found: set[frozenset[str]] = set()
    for node in graph:
        heaviest = max((w for *_, w in graph.edges(node, data="weight")), default=0.0)
        ties = [frozenset((a, b)) for a, b, w in graph.edges(node, data="weight") if w == heaviest]
        found.update(ties if len(ties) <= FEW else ())
    return found


def place(network: nx.Graph) -> nx.Graph:
    """Give a copy of a network whose nodes have places and whose edges are sorted out for the first views.

    Args:
        network: nodes bear ``label``, edges ``weight`` and, where they were tested, ``tier``.

    Returns:
        Nodes: ``x``, ``y``. Edges: ``strongest``, whether one of the ends has no heavier one. Graph: ``threshold``, the weight
        from which the other edges are shown among the strongest, and ``view``, the set of ties that is shown first:
        ``backbone`` where a tie goes beyond chance, ``all`` for the networks in ``WHOLE``, else ``strongest``.
    """
    placed = network.copy()
    ties = strongest_ties(placed)
    for one, two, data in placed.edges(data=True):
        data["strongest"] = frozenset((one, two)) in ties
    others = [data["weight"] for *_, data in placed.edges(data=True) if not data["strongest"]]
    placed.graph["threshold"] = default_threshold(others, max(1, int(EDGES_PER_NODE * len(placed)) - len(ties)))
    tested = any(tier for *_, tier in placed.edges(data="tier"))
    placed.graph["view"] = "backbone" if tested else "all" if placed.graph.get("by") in WHOLE else "strongest"
    places = _places(placed)
    for node, data in placed.nodes(data=True):
        data["x"], data["y"] = places[node]
    return placed


def _places(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Bodies that the first view joins make the picture, the others stand in rows below it."""
    bones = _skeleton(graph)
    rough = _rough(bones)
    places = _spread(rough, {node: _box(graph.nodes[node]["label"]) for node in bones})
    alone = sorted(set(graph) - set(bones))
    floor = max((y for _, y in places.values()), default=0.0) + 2 * LINE
    left, right = (pick((x for x, _ in places.values()), default=0.0) for pick in (min, max))
    places.update(_shelf(alone, floor, (left + right) / 2, max(5, int((right - left) / COLUMN))))
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in places.items()}


def _skeleton(graph: nx.Graph) -> nx.Graph:
    """What the first views show, held together by the heaviest forest over the same bodies, which pulls less.

    Ties beyond chance pull most: what they join stands together.
    """
    threshold = graph.graph["threshold"]
    pull: dict[tuple[str, str], float] = {}
    for one, two, data in graph.edges(data=True):
        beyond_chance = data.get("tier", 0) > 0
        if data["strongest"] or data["weight"] >= threshold or beyond_chance:
            pull[one, two] = BACKBONE_LENGTH if beyond_chance else 1.0
    joined = graph.subgraph({node for edge in pull for node in edge})
    for one, two in nx.maximum_spanning_edges(joined, weight="weight", data=False):
        pull.setdefault((one, two) if (one, two) in pull or (two, one) not in pull else (two, one), 1.3)
    bones = nx.Graph()
    bones.add_nodes_from(sorted(joined))
    bones.add_weighted_edges_from(sorted((*sorted(edge), length) for edge, length in pull.items()), weight="length")
    return bones


def _rough(bones: nx.Graph) -> dict[str, tuple[float, float]]:
    """Places on a coarse grid: by path lengths (Kamada and Kawai) where bodies are few, else by springs."""
    if not bones:
        return {}
    size = len(bones)
    start = nx.circular_layout(bones)
    if size <= FEW_ENOUGH:
        found = nx.kamada_kawai_layout(bones, pos=start, weight="length")
    else:
        found = nx.spring_layout(bones, pos=start, seed=SEED, k=2.4 / sqrt(size), iterations=200 if size <= 500 else 50)
    reach = 62.0 * sqrt(size) + 60
    return {n: (GRID * round(1.1 * reach * x / GRID), GRID * round(reach * y / GRID)) for n, (x, y) in found.items()}


def _box(label: str) -> tuple[float, float]:
    return max(44.0, CHARACTER * len(label) + 12), LINE


def _spread(
    places: dict[str, tuple[float, float]], boxes: dict[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    """Move overlapping boxes apart, each pair along its cheaper axis, until none overlap or the rounds are over."""
    order = sorted(places)
    spot = {node: list(places[node]) for node in order}
    for _ in range(ROUNDS if len(order) <= 150 else 40 if len(order) <= 600 else 0):
        if not _push(order, spot, boxes):
            break
    return {node: (x, y) for node, (x, y) in spot.items()}


def _push(order: list[str], spot: dict[str, list[float]], boxes: dict[str, tuple[float, float]]) -> bool:
    moved = False
    for index, one in enumerate(order):
        for two in order[index + 1 :]:
            dx, dy = spot[two][0] - spot[one][0], spot[two][1] - spot[one][1]
            over_x = (boxes[one][0] + boxes[two][0]) / 2 - abs(dx)
            over_y = (boxes[one][1] + boxes[two][1]) / 2 - abs(dy)
            if over_x <= 0 or over_y <= 0:
                continue
            moved = True
            axis, over, gap = (0, over_x, dx) if over_x < over_y else (1, over_y, dy)
            step = (over / 2 + 0.5) * (1 if gap >= 0 else -1)
            spot[one][axis] -= step
            spot[two][axis] += step
    return moved


def _shelf(nodes: list[str], top: float, middle: float, columns: int) -> dict[str, tuple[float, float]]:
    rows = [nodes[i : i + columns] for i in range(0, len(nodes), columns)]
    return {
        node: (middle + (column - (len(row) - 1) / 2) * COLUMN, top + line * 1.4 * LINE)
        for line, row in enumerate(rows)
        for column, node in enumerate(row)
    }
