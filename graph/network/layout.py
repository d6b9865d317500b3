"""Takes a network, gives the same network with places that never change between two builds.

Nodes are sorted, the start is seeded, and what numpy computed is put on a coarse grid before labels are moved apart
by plain arithmetic: rounding differences between two processors do not reach the picture.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt

import networkx as nx

from graph.network.packing import COLUMN, LINE, Places, Spot, box, shelf, side_by_side, spread

SEED = 20220610
BACKBONE_LENGTH = 0.7
WHOLE = ("plans", "units")
"""Networks whose ties are few and not alike: their first view shows all."""
EDGES_PER_NODE = 1.5
"""The first view shows at most this many edges a node, that is three lines at an average body."""

FEW = 3
FEW_ENOUGH = 200
CLOSEST = 0.35
GRID = 4


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


def _places(graph: nx.Graph) -> Places:
    """Bodies that are tied, however far, make an island; islands stand side by side."""
    boxes = {node: box(label) for node, label in graph.nodes(data="label")}
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    islands, loose = [part for part in parts if len(part) > 1], [part[0] for part in parts if len(part) == 1]
    if not islands:
        columns = max(5, int(sqrt(len(loose) * LINE / COLUMN)))
        return _drawn(shelf(loose, 0.0, 0.0, columns))
    for node, home in _homes(graph, islands, loose).items():
        islands[home].append(node)
    return _drawn(side_by_side([_island(_part(graph, nodes), boxes) for nodes in islands], boxes))


def _homes(graph: nx.Graph, islands: list[list[str]], loose: list[str]) -> dict[str, int]:
    """A body without any tie stands with the island that holds most of the bodies of its plan."""
    plans: dict[str, Counter[int]] = defaultdict(Counter)
    for index, nodes in enumerate(islands):
        for node in nodes:
            for plan in {duty.plan for duty in graph.nodes[node].get("duties", ())}:
                plans[plan][index] += 1
    homes = {}
    for node in loose:
        votes = sum((plans[duty.plan] for duty in graph.nodes[node].get("duties", ())), Counter[int]())
        homes[node] = min(votes, key=lambda index: (-votes[index], index), default=0)
    return homes


def _part(graph: nx.Graph, nodes: Iterable[str]) -> nx.Graph:
    """What lies between some nodes, in the order of names; a view of networkx would follow the hash seed."""
    part = nx.Graph(**graph.graph)
    part.add_nodes_from((node, graph.nodes[node]) for node in sorted(nodes))
    edges = ((*sorted((one, two)), data) for one, two, data in graph.subgraph(part).edges(data=True))
    part.add_edges_from(sorted(edges, key=lambda edge: edge[:2]))
    return part


def _drawn(places: Places) -> Places:
    """Beyond ``FEW_ENOUGH`` bodies no whole picture has room for every name: the bodies move together to be seen at all."""
    closer = max(CLOSEST, sqrt(FEW_ENOUGH / max(FEW_ENOUGH, len(places))))
    return {node: (round(closer * x, 1), round(closer * y, 1)) for node, (x, y) in places.items()}


def _island(graph: nx.Graph, boxes: Mapping[str, Spot]) -> Places:
    """Bodies that the first view joins make the picture, the others stand in rows below it."""
    bones = _skeleton(graph)
    places = _group(bones, boxes) if len(bones) <= FEW_ENOUGH else _groups(graph, bones, boxes)
    alone = sorted(set(graph) - set(bones))
    floor = max((y for _, y in places.values()), default=0.0) + 2 * LINE
    left, right = (pick((x for x, _ in places.values()), default=0.0) for pick in (min, max))
    return {**places, **shelf(alone, floor, (left + right) / 2, max(5, int((right - left) / COLUMN)))}


def _group(bones: nx.Graph, boxes: Mapping[str, Spot]) -> Places:
    return spread(_rough(bones), boxes)


def _groups(graph: nx.Graph, bones: nx.Graph, boxes: Mapping[str, Spot]) -> Places:
    """Too many bodies for one layout: each community (Louvain, seeded) has its own, and they stand side by side."""
    found = nx.community.louvain_communities(_part(graph, bones), weight="weight", seed=SEED)
    parts = sorted((sorted(part) for part in found), key=lambda part: (-len(part), part[0]))
    return side_by_side([_group(_part(bones, part), boxes) for part in parts], boxes)


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
    joined = _part(graph, {node for edge in pull for node in edge})
    for one, two in nx.maximum_spanning_edges(joined, weight="weight", data=False):
        pull.setdefault((one, two) if (one, two) in pull or (two, one) not in pull else (two, one), 1.3)
    bones = nx.Graph()
    bones.add_nodes_from(sorted(joined))
    bones.add_weighted_edges_from(sorted((*sorted(edge), length) for edge, length in pull.items()), weight="length")
    return bones


def _rough(bones: nx.Graph) -> Places:
    """Places on a coarse grid: by path lengths (Kamada and Kawai) where bodies are few, else by springs."""
    if len(bones) < 2:
        return dict.fromkeys(bones, (0.0, 0.0))
    size = len(bones)
    start = nx.circular_layout(bones)
    if size <= FEW_ENOUGH:
        found = nx.kamada_kawai_layout(bones, pos=start, weight="length")
    else:
        found = nx.spring_layout(bones, pos=start, seed=SEED, k=2.4 / sqrt(size), iterations=50)
    reach = 62.0 * sqrt(size) + 60
    return {n: (GRID * round(1.1 * reach * x / GRID), GRID * round(reach * y / GRID)) for n, (x, y) in found.items()}
