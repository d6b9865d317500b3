"""Takes networks, checks the measures by hand and against independent libraries."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest

from graph.network import MEASURES, Records, lay_out, measure, plan_network, redrawn, with_intervals
from tests.network.conftest import make_records

Build = Callable[[], Records]


def weighted(seed: int, size: int = 24) -> nx.Graph:
    graph = nx.gnp_random_graph(size, 0.35, seed=seed)
    graph = nx.relabel_nodes(graph, {n: f"n{n:02}" for n in graph})
    for index, (one, two) in enumerate(graph.edges):
        graph.edges[one, two]["weight"] = 1 / (1 + index % 5) + (index % 3)
    for index, (_, data) in enumerate(graph.nodes(data=True)):
        data.update(body_type=("party", "government", "mass")[index % 3], units=index)
    return graph


def values(network: nx.Graph, key: str) -> dict[str, float]:
    return {node: data["measures"][key] for node, data in network.nodes(data=True)}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_measures_are_those_of_an_independent_library(seed: int) -> None:
    import networkit as nk

    network = measure(weighted(seed), str)
    nodes = sorted(network)
    at = {node: index for index, node in enumerate(nodes)}
    strong, distant = nk.Graph(len(nodes), weighted=True), nk.Graph(len(nodes), weighted=True)
    for one, two, weight in network.edges(data="weight"):
        strong.addEdge(at[one], at[two], weight)
        distant.addEdge(at[one], at[two], 1 / weight)
    peers = {
        "betweenness": nk.centrality.Betweenness(distant, normalized=True),
        "eigenvector": nk.centrality.EigenvectorCentrality(strong, tol=1e-12),
        "core": nk.centrality.CoreDecomposition(strong),
        "degree": nk.centrality.DegreeCentrality(strong, normalized=False),
    }
    for key, peer in peers.items():
        scores = peer.run().scores()
        assert values(network, key) == pytest.approx({n: abs(scores[at[n]]) for n in nodes}, abs=2e-6), key
    assert values(network, "strength") == pytest.approx({n: strong.weightedDegree(at[n]) for n in nodes}, abs=1e-5)
    parts = nk.Partition(len(nodes))
    parts.setUpperBound(len(nodes))
    for node, community in network.nodes(data="community"):
        parts.addToSubset(community, at[node])
    statistics = {s.key: s.value for s in network.graph["statistics"]}
    assert statistics["modularity"] == pytest.approx(nk.community.Modularity().getQuality(parts, strong), abs=2e-6)
    assert statistics["density"] == pytest.approx(nk.graphtools.density(strong), abs=2e-6)


def test_constraint_is_burts_formula() -> None:
    network = measure(weighted(4, 12), str)
    nodes = sorted(network)
    weights = nx.to_numpy_array(network, nodelist=nodes, weight="weight")
    share = weights / weights.sum(axis=1, keepdims=True)
    both = (share + share @ share) ** 2 * (weights > 0)
    assert values(network, "constraint") == pytest.approx(dict(zip(nodes, both.sum(axis=1), strict=True)), abs=2e-6)


def test_bridging_by_hand() -> None:
    """县甲局 of the Party shares two units: 1/2 of its weight each with 乙 and 丙 in one, with 乙 in the other."""
    units = {
        "u1": [("A", "县甲局", "lead"), ("A", "县乙局", "cooperating"), ("A", "县丙局", "cooperating")],
        "u2": [("A", "县甲局", "shared"), ("A", "县乙局", "shared")],
    }
    sorts = {"县甲局": "party", "县乙局": "government", "县丙局": "party"}
    network = plan_network(make_records(units), "a")
    for _, data in network.nodes(data=True):
        data["body_type"] = sorts[data["label"]]
    done = measure(network, str)
    found = {data["label"]: data["measures"]["bridging"] for _, data in done.nodes(data=True)}
    assert found == {"县甲局": 0.5, "县乙局": 1.0, "县丙局": 0.0}
    assert {s.key: s.value for s in done.graph["statistics"]}["external"] == pytest.approx((2.0 - 0.5) / 2.5)
    assert done.graph["mixing"] == (("government", "party", 2, 2.0), ("party", "party", 1, 0.5))


def test_star_is_centralised_and_ring_is_not() -> None:
    found = []
    for graph in (nx.star_graph(6), nx.cycle_graph(7)):
        graph = nx.relabel_nodes(graph, str)
        nx.set_edge_attributes(graph, 1.0, "weight")
        nx.set_node_attributes(graph, "x", "body_type")
        nx.set_node_attributes(graph, 1, "units")
        done = measure(graph, str)
        statistics = {s.key: s.value for s in done.graph["statistics"]}
        found.append(statistics["centralisation"])
        assert statistics["assortativity"] is None, "one sort only"
        assert "bridging" not in done.nodes["0"]["measures"]
    assert found == [1.0, 0.0]


def test_what_is_not_defined_is_none() -> None:
    network = measure(plan_network(make_records({"u": [("A", "县甲局", "lead")]}), "a"), str)
    (data,) = (data for _, data in network.nodes(data=True))
    assert data["measures"]["eigenvector"] is None
    assert data["measures"]["constraint"] is None
    assert {s.key: s.value for s in network.graph["statistics"]}["density"] is None


def test_every_measure_is_defined_and_sourced() -> None:
    for told in MEASURES:
        assert told.definition_zh
        assert told.definition_en
        assert any(c.isdigit() for c in told.source), told.key


def test_large_networks_go_without_the_slow_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.network.measures.MOST_STEPS", 100)
    network = measure(weighted(1), str)
    assert "betweenness" not in {m.key for m in network.graph["measures"]}
    assert "eigenvector" in {m.key for m in network.graph["measures"]}


def test_interval_of_a_body_in_every_unit_is_a_point(records: Build) -> None:
    units = {f"u{i}": [("A", "县甲局", "lead"), ("A", f"县{i}局", "cooperating")] for i in range(12)}
    network = with_intervals(measure(plan_network(make_records(units), "a"), str))
    found = {data["label"]: data["interval"] for _, data in network.nodes(data=True)}
    assert found["县甲局"] == {"units": (12.0, 12.0), "strength": (12.0, 12.0)}
    low, high = found["县0局"]["units"]
    assert low == 0.0
    assert 1.0 <= high <= 4.0


def test_interval_is_that_of_a_binomial() -> None:
    """A body in 30 of 60 units: the number among 60 drawn anew is binomial (60, 1/2), whose middle 90 % is 24 to 36."""
    units = {f"u{i:02}": [("A", "县甲局" if i < 30 else "县乙局", "responsible")] for i in range(60)}
    network = with_intervals(measure(plan_network(make_records(units), "a"), str), draws=4000)
    for _, data in network.nodes(data=True):
        assert data["interval"]["units"] == pytest.approx((24, 36), abs=1)


def test_drawn_networks_have_the_weights_of_drawn_units() -> None:
    units = {
        f"u{i}": [("A", "县甲局", "shared"), ("A", "县乙局", "shared"), ("A", "县丙局", "shared")] for i in range(8)
    }
    network = plan_network(make_records(units), "a")
    for drawn in redrawn(network, 20):
        assert {round(weight, 9) for *_, weight in drawn.edges(data="weight")} == {4.0}, "eight units of weight 1/2"
    assert np.isclose(sum(d.number_of_edges() for d in redrawn(network, 5)), 15)


def test_same_network_same_numbers(records: Build) -> None:
    one, two = (lay_out(plan_network(records(), "a")) for _ in range(2))
    assert dict(one.nodes(data=True)) == dict(two.nodes(data=True))
    assert one.graph["statistics"] == two.graph["statistics"]
