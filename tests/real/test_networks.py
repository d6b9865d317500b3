"""The networks of the real plans: what an expert would name stands out, and the measures are those of another library."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from graph.collect import find_files
from graph.network import Records, function_network, lay_out, plan_network, read_network, subject_network
from graph.pipeline import build
from graph.store import open_store
from graph.visualise import sector_of

PLANS = Path(__file__).resolve().parents[3] / "shared" / "plans"
pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    if not PLANS.is_dir():
        pytest.skip("没有 ../shared/plans：真实方案不随仓库发布 / the real plans are not in the repository")
    folder = tmp_path_factory.mktemp("real") / "build"
    build(find_files([PLANS]), folder)
    return read_network(open_store(folder))


def standing_out(network: nx.Graph, least: int = 1) -> set[frozenset[str]]:
    labels = dict(network.nodes(data="label"))
    return {frozenset((labels[a], labels[b])) for a, b, tier in network.edges(data="tier") if tier >= least}


# In each county the pairs that an expert calls meaningful; the coordinating 科协 meets everybody and stands out with nobody.
@pytest.mark.parametrize(
    ("place", "pairs"),
    [
        (
            "昌乐县",
            [("县气象局", "县水利局"), ("县卫健局", "县应急局"), ("县自然资源和规划局", "市生态环境局昌乐分局")],
        ),
        ("泰山区", [("区气象局", "区水利局"), ("区卫生健康局", "区应急管理局"), ("区委党校", "区委组织部")]),
    ],
)
def test_first_view_shows_what_an_expert_would_name(records: Records, place: str, pairs: list[tuple[str, str]]) -> None:
    note = next(note for note in records.plans.values() if note.place == place)
    network = lay_out(plan_network(records, note.key), sector_of)
    found = standing_out(network)
    assert network.graph["view"] == "backbone"
    assert {frozenset(pair) for pair in pairs} <= found
    assert not any(name.endswith("科协") for pair in found for name in pair)
    assert len(found) < network.number_of_edges() / 10, "no hairball"


def test_ties_that_recur_in_two_counties(records: Records) -> None:
    network = lay_out(function_network(records), sector_of)
    labels = dict(network.nodes(data="label"))
    recurring = {frozenset((labels[a], labels[b])) for a, b, plans in network.edges(data="recurs") if len(plans) > 1}
    assert {frozenset(p) for p in (("气象", "水利"), ("卫健", "应急"), ("自然资源", "生态环境"))} <= recurring


def test_who_serves_whom_survives_the_correction(records: Records) -> None:
    network = subject_network(records, sorted(records.plans), "groups", by="function")
    expected = [("教育", "青少年"), ("总工会", "产业工人"), ("农业农村", "农民"), ("组织", "领导干部")]
    assert {frozenset(pair) for pair in expected} <= standing_out(network, least=2)


def test_measures_are_those_of_an_independent_library(records: Records) -> None:
    import networkit as nk

    networks = [lay_out(plan_network(records, note.key), sector_of) for note in records.plans.values()]
    networks.append(lay_out(function_network(records), sector_of))
    assert len(networks) == 6
    for network in networks:
        nodes = sorted(network)
        at = {node: index for index, node in enumerate(nodes)}
        strong, distant = nk.Graph(len(nodes), weighted=True), nk.Graph(len(nodes), weighted=True)
        for one, two, weight in network.edges(data="weight"):
            strong.addEdge(at[one], at[two], weight)
            distant.addEdge(at[one], at[two], 1 / weight)
        peers = {
            "betweenness": nk.centrality.Betweenness(distant, normalized=len(nodes) > 2),
            "core": nk.centrality.CoreDecomposition(strong),
            "degree": nk.centrality.DegreeCentrality(strong, normalized=False),
        }
        if nx.is_connected(network):
            peers["eigenvector"] = nk.centrality.EigenvectorCentrality(strong, tol=1e-12)
        for key, peer in peers.items():
            scores = peer.run().scores()
            ours = {node: data["measures"][key] for node, data in network.nodes(data=True)}
            assert ours == pytest.approx({node: abs(scores[at[node]]) for node in nodes}, abs=2e-5), key
