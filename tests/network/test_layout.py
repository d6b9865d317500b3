"""Takes networks, checks that their picture is the same in every process and that names do not lie on each other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest

from graph.network import Records, default_threshold, lay_out, place, plan_network, strongest_ties

Build = Callable[[], Records]

PRINT_LAYOUT = """
import networkx as nx
from graph.network import place
graph = nx.Graph()
for n in sorted({f"县{c}局" for c in "教科工民财人自住水农文卫应市林气"}): graph.add_node(n, label=n)
for n in range(230): graph.add_node(f"z{n:03}", label="区科协")
for n in range(229): graph.add_edge(f"z{n:03}", f"z{n + 1:03}", weight=1 / (1 + n % 7))
nodes = [n for n in sorted(graph) if n[0] != "z"]
for i, a in enumerate(nodes):
    for j in (1, 3, 7): graph.add_edge(a, nodes[(i + j) % len(nodes)], weight=1 / (1 + (i * j) % 5))
print([(n, d["x"], d["y"]) for n, d in sorted(place(graph).nodes(data=True))])
"""


def ring(size: int) -> nx.Graph:
    graph = nx.Graph()
    for index in range(size):
        graph.add_node(f"n{index:03}", label="县农业农村局")
    nodes = sorted(graph)
    for index, node in enumerate(nodes):
        graph.add_edge(node, nodes[(index + 1) % size], weight=1.0)
        graph.add_edge(node, nodes[(index + 5) % size], weight=0.25)
    return graph


@pytest.mark.parametrize(
    ("weights", "limit", "expected"),
    [
        ([], 1, 0.0),
        ([1.0, 0.5], 3, 0.0),
        ([3.0, 2.0, 1.0, 0.5], 3, 1.0),
        ([3.0, 2.0, 2.0, 2.0], 3, 3.0),
        ([1.0, 1.0, 1.0, 1.0, 0.2], 3, 1.0),
    ],
)
def test_default_threshold(weights: list[float], limit: int, expected: float) -> None:
    assert default_threshold(weights, limit) == expected


def test_strongest_ties_and_too_many_equals() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 2.0), ("b", "c", 1.0), ("c", "d", 0.5)])
    assert strongest_ties(graph) == {frozenset("ab"), frozenset("bc"), frozenset("cd")}
    crowd = nx.complete_graph(5)
    nx.set_edge_attributes(crowd, 0.25, "weight")
    assert strongest_ties(crowd) == set()


def test_first_view_is_no_hairball() -> None:
    graph = nx.gnp_random_graph(40, 0.7, seed=7)
    for index, (one, two) in enumerate(graph.edges):
        graph.edges[one, two]["weight"] = 1 / (1 + index % 97)
    graph = nx.relabel_nodes(graph, str)
    nx.set_node_attributes(graph, "县科协", "label")
    placed = place(graph)
    least = placed.graph["threshold"]
    shown = [e for *_, e in placed.edges(data=True) if e["strongest"] or e["weight"] >= least]
    assert 20 <= len(shown) <= 60


def test_same_picture_whatever_the_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", PRINT_LAYOUT],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(outputs) == 1


def test_labels_do_not_overlap() -> None:
    places = [(d["x"], d["y"]) for _, d in place(ring(30)).nodes(data=True)]
    width, height = 14.0 * 6 + 12, 46.0
    for (x1, y1), (x2, y2) in combinations(places, 2):
        assert abs(x1 - x2) >= width - 1 or abs(y1 - y2) >= height - 1


def islands(sizes: tuple[int, ...]) -> nx.Graph:
    graph = nx.Graph()
    for number, size in enumerate(sizes):
        whole = ring(size)
        graph.update(nx.relabel_nodes(whole, {node: f"{number}{node}" for node in whole}))
    return graph


def test_islands_stand_side_by_side() -> None:
    placed = place(islands((30, 12, 12, 7)))
    frames = []
    for part in nx.connected_components(placed):
        xs, ys = ([placed.nodes[node][axis] for node in part] for axis in "xy")
        frames.append((min(xs) - 48, max(xs) + 48, min(ys) - 23, max(ys) + 23))
    assert len(frames) == 4
    for (left, right, top, bottom), (left2, right2, top2, bottom2) in combinations(frames, 2):
        assert right < left2 or right2 < left or bottom < top2 or bottom2 < top


def test_a_body_without_ties_stands_with_its_plan(records: Build) -> None:
    graph = islands((12, 12))
    duties = records().duties
    for node in graph:
        graph.nodes[node]["duties"] = (replace(duties[0], plan=node[0]),)
    graph.add_node("alone", label="县统计局", duties=(replace(duties[0], plan="1"),))
    placed = place(graph)
    x, y = placed.nodes["alone"]["x"], placed.nodes["alone"]["y"]
    near = min(
        placed, key=lambda node: (node == "alone", abs(placed.nodes[node]["x"] - x) + abs(placed.nodes[node]["y"] - y))
    )
    assert near.startswith("1")


def test_a_large_piece_is_placed_by_communities() -> None:
    graph = islands((40,) * 6)
    for number in range(1, 6):
        graph.add_edge("0n000", f"{number}n000", weight=0.1)
    placed = place(graph)
    spots = {number: [(d["x"], d["y"]) for n, d in placed.nodes(data=True) if n[0] == number] for number in "012345"}
    reach = [max(x for x, _ in found) - min(x for x, _ in found) for found in spots.values()]
    whole = max(x for found in spots.values() for x, _ in found) - min(x for found in spots.values() for x, _ in found)
    assert len({spot for found in spots.values() for spot in found}) == 240
    assert max(reach) < 0.6 * whole


def test_coordinates_have_one_decimal_and_the_input_stays() -> None:
    graph = ring(8)
    placed = place(graph)
    assert all(d["x"] == round(d["x"], 1) and d["y"] == round(d["y"], 1) for _, d in placed.nodes(data=True))
    assert "x" not in graph.nodes["n000"]


def test_measures(records: Build) -> None:
    placed = lay_out(plan_network(records(), "a"))
    node = placed.nodes["body:A:县甲局"]
    assert (node["degree"], node["strength"], node["units"]) == (2, 2.0, 2)
    assert placed.nodes["body:A:县丁局"]["degree"] == 0


@pytest.mark.parametrize("size", [0, 1])
def test_tiny_networks(size: int) -> None:
    graph = nx.Graph()
    for index in range(size):
        graph.add_node(str(index), label="县科协")
    placed = place(graph)
    assert len(placed) == size
    assert placed.graph["threshold"] == 0.0
